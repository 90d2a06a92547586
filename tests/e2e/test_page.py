"""The playground's page in a real browser: keyboard, cards, phone, axe, reload and retry."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.fakes.ekkobot import KVITTERING, OLA, Scene

pytestmark = pytest.mark.e2e
AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
DESKTOP = (1400, 900)
PHONE = (390, 844)
Opener = Callable[..., Awaitable[Page]]


@pytest.fixture
async def opened(browser: Browser, scene: Scene) -> AsyncIterator[Opener]:
    """Opens the page; afterwards nothing may have gone wrong in it and nothing been asked of another host."""
    troubles: list[str] = []

    async def opener(
        size: tuple[int, int] = DESKTOP, scheme: Literal["light", "dark"] = "light", address: str = ""
    ) -> Page:
        context = await stack.enter_async_context(
            await browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme=scheme,
                locale="nb-NO",
                timezone_id="Europe/Oslo",
                reduced_motion="reduce",
                has_touch=size == PHONE,
            )
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: troubles.append(asked.url) if not asked.url.startswith(scene.url) else None)
        await page.goto(f"{scene.url}/{address}")
        await expect(page.locator("#klokke-kort")).to_contain_text("22. nov.")
        return page

    async with AsyncExitStack() as stack:
        yield opener
    assert [trouble for trouble in troubles if "status of 4" not in trouble] == []


async def be(page: Page, name: str) -> None:
    """Becomes a person by the suggestions of the first page."""
    await page.locator(".forslag").get_by_role("button", name=name).click()
    await expect(page.locator("#du")).to_contain_text(name)
    await expect(page.locator("#felt")).to_be_enabled()


async def write(page: Page, text: str) -> None:
    """Writes a line, and waits until the bot has answered it."""
    answers = await page.locator(".post.bot").count()
    await page.get_by_role("textbox", name="Melding til Varde").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".post.bot")).to_have_count(answers + 1)


async def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    width: int = await page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return width


async def findings(page: Page) -> list[str]:
    """axe-core's serious and critical findings. Playwright's evaluate is not bound by the page's own policy."""
    await page.evaluate(AXE.read_text())
    result: dict[str, Any] = await page.evaluate("() => axe.run()")
    return [
        f"{finding['id']}: {node['target']} {node['failureSummary']}"
        for finding in result["violations"]
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


async def test_a_name_that_is_typed_before_the_people_have_come(opened: Opener) -> None:
    page = await opened()
    typed = asyncio.Event()

    async def late(route: Route) -> None:
        await typed.wait()
        await route.continue_()

    await page.route("**/playground/people*", late)
    await page.reload()
    picker = page.get_by_role("combobox", name="Velg person")
    await picker.click()
    await picker.fill("Ingrid")
    await expect(page.locator("#treff").get_by_role("option")).to_have_count(0)
    typed.set()
    await expect(page.locator("#treff").get_by_role("option")).to_have_count(1)


async def test_keyboard_only(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Gå til samtalen")).to_be_focused()
    picker = page.get_by_role("combobox", name="Velg person")
    while not await picker.evaluate("field => field === document.activeElement"):
        await page.keyboard.press("Tab")
    await page.keyboard.type("verneombud")
    await expect(page.locator("#treff").get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(page.locator("#treff").get_by_role("option")).to_have_count(0)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", selected=True)).to_contain_text("Ingrid Moe")
    await page.keyboard.press("Enter")
    await expect(page.locator("#du")).to_contain_text("Ingrid Moe")
    await expect(page.get_by_role("textbox", name="Melding til Varde")).to_be_focused()
    await page.keyboard.type("meld avvik")
    await page.keyboard.press("Enter")
    card = page.locator(".kort")
    await expect(card).to_have_count(1)
    await card.get_by_role("textbox", name="Hva skjedde?").focus()
    await page.keyboard.type("skled på isen")
    send = card.get_by_role("button", name="Send")
    while not await send.evaluate("button => button === document.activeElement"):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(card).to_contain_text("Sendt: skled på isen")
    assert scene.bot.heard[-1]["value"]["action"]["data"]["hva"] == "skled på isen"
    assert scene.bot.heard[-1]["from"]["name"] == "Ingrid Moe"


async def test_card_inputs_and_answers(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    await write(page, "meld avvik")
    card = page.locator(".kort")
    await card.get_by_role("button", name="Send").click()
    await expect(card).to_contain_text("Skriv hva som skjedde.")
    assert [activity["type"] for activity in scene.bot.heard] == ["message"]
    await card.get_by_role("textbox", name="Hva skjedde?").fill("<b>falt</b> **her**")
    await card.get_by_role("combobox", name="Type").select_option(label="Arbeidsulykke")
    await card.get_by_role("checkbox", name="Noen ble skadet").check()
    await card.get_by_role("button", name="Endre").click()
    await expect(page.locator(".linje")).to_have_text("Du kan endre svarene rett i kortet.")
    await expect(card.get_by_role("textbox", name="Hva skjedde?")).to_have_value("<b>falt</b> **her**")
    await card.get_by_role("button", name="Send").click()
    await expect(card).to_contain_text("Sendt: <b>falt</b> **her**")
    data = scene.bot.heard[-1]["value"]["action"]["data"]
    assert (data["type"], data["skade"], data["token"]) == ("ulykke", "true", "t-1")


async def test_submit(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    await write(page, "meld avvik")
    await page.locator(".kort").get_by_role("textbox", name="Hva skjedde?").fill("x")
    await page.locator(".kort").get_by_role("button", name="Følg saken").click()
    await expect(page.locator(".post.bot").last).to_contain_text("Fikk ['action'")
    assert scene.bot.heard[-1]["value"]["action"] == "folg"


@pytest.mark.parametrize("status", [429, 500])
async def test_retry(opened: Opener, scene: Scene, status: int) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    scene.bot.answers = [status]
    await page.locator("#felt").fill("hei")
    await page.keyboard.press("Enter")
    trouble = page.locator(".post-feil")
    await expect(trouble).to_contain_text(str(status))
    await trouble.get_by_role("button", name="Prøv igjen").click()
    await expect(page.locator(".post.bot")).to_contain_text("Du skrev: hei")
    await expect(trouble).to_have_count(0)
    assert scene.bot.heard[0]["id"] == scene.bot.heard[1]["id"]


async def test_retry_of_a_button_keeps_what_was_filled_in(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    await write(page, "meld avvik")
    scene.bot.answers = [429]
    card = page.locator(".kort")
    await card.get_by_role("textbox", name="Hva skjedde?").fill("skled")
    await card.get_by_role("button", name="Send").click()
    await expect(page.locator(".post-feil")).to_contain_text("travelt")
    await expect(card.get_by_role("textbox", name="Hva skjedde?")).to_have_value("skled")
    await page.get_by_role("button", name="Prøv igjen").click()
    await expect(card).to_contain_text("Sendt: skled")


async def test_reload_keeps_person_and_chat(opened: Opener) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    await write(page, "hei")
    await page.reload()
    await expect(page.locator(".post.bot")).to_contain_text("Du skrev: hei")
    await expect(page.locator("#du")).to_contain_text("Kari Nordli")


async def test_a_message_to_somebody_else_is_one_click_away(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    made = {"members": [{"id": OLA.aadObjectId}], "activity": KVITTERING}
    assert (await scene.call("POST", "/connector/v3/conversations", json=made))[0] == 201
    await page.locator("#nytt-andre").get_by_role("button", name="Ola Brekke har fått en melding").click()
    await expect(page.locator("#du")).to_contain_text("Ola Brekke")
    await expect(page.locator(".post.bot")).to_contain_text("AVV-2026-0042")
    await expect(page.locator("#nytt-andre button")).to_have_count(0)


async def test_channel_threads(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await be(page, "Kari Nordli")
    await page.locator("#samtaler").get_by_role("button", name="Solgata sykehjem").click()
    await page.get_by_role("textbox", name="Melding i Solgata sykehjem").fill("@Varde hei")
    await page.keyboard.press("Enter")
    thread = page.locator(".trad")
    await expect(thread.locator(".post")).to_have_count(2)
    await expect(thread.locator(".omtale").first).to_have_text("@Varde")
    await thread.get_by_role("button", name="Svar i tråden").click()
    await page.keyboard.type("takk")
    await page.keyboard.press("Enter")
    await expect(thread.locator(".post")).to_have_count(4)
    assert len({activity["conversation"]["id"] for activity in scene.bot.heard}) == 1


async def test_the_clock_and_the_outbox(opened: Opener, scene: Scene) -> None:
    page = await opened()
    await expect(page.locator("#utboks")).to_contain_text("Ola Brekke")
    await page.get_by_role("button", name="+1 dag").click()
    await expect(page.locator("#klokke-dato")).to_have_text("mandag 23. november 2026")
    await page.get_by_label("Til dato og tid").fill("2026-12-01T08:30")
    scene.outbox.clear()
    await page.get_by_role("button", name="Flytt").click()
    await expect(page.locator("#klokke-tid")).to_have_text("08.30")
    await expect(page.locator("#utboks")).to_have_text("Ingenting venter.")


async def test_phone(opened: Opener) -> None:
    page = await opened(PHONE)
    assert await overflow(page) <= 0
    await be(page, "Ola Brekke")
    await write(page, "meld avvik")
    await write(page, "w" * 400)
    await write(page, "kvittering")
    assert await overflow(page) <= 0
    await page.get_by_role("button", name="Personer og samtaler").click()
    await expect(page.get_by_role("navigation").get_by_role("button", name="Lukk")).to_be_focused()
    assert await overflow(page) <= 0
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Personer og samtaler")).to_be_focused()
    small = await page.locator("button:visible, input:visible, textarea:visible, select:visible").evaluate_all(
        "all => all.filter(e => e.type !== 'checkbox' && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"
    )
    assert small == []
    box = await page.locator("#send").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
async def test_axe(opened: Opener, scene: Scene, size: tuple[int, int], scheme: Literal["light", "dark"]) -> None:
    page = await opened(size, scheme)
    assert await findings(page) == []
    await be(page, "Kari Nordli")
    assert await findings(page) == []
    made = {"members": [{"id": OLA.aadObjectId}], "activity": KVITTERING}
    await scene.call("POST", "/connector/v3/conversations", json=made)
    await write(page, "kvittering")
    await write(page, "meld avvik")
    await page.locator(".kort").last.get_by_role("button", name="Send").click()
    scene.bot.answers = [429]
    await page.locator("#felt").fill("hei")
    await page.keyboard.press("Enter")
    await expect(page.locator(".post-feil")).to_be_visible()
    await expect(page.locator("#nytt-andre button")).to_be_visible()
    assert await findings(page) == []
    if size == PHONE:
        await page.get_by_role("button", name=re.compile("Klokken")).click()
        assert await findings(page) == []
        await page.get_by_role("button", name="Personer og samtaler").click()
    await page.get_by_role("combobox", name="Bytt person").click()
    await expect(page.locator("#treff").get_by_role("option")).to_have_count(3)
    assert await findings(page) == []

"""The conversation of design 12 in the page of a real `varde play`: a desktop and a phone, three people."""

import asyncio
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]
SIZES = {"skrivebord": (1400, 900), "telefon": (390, 844)}


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """A bot in its own process, as a newcomer starts it, with files of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ("-m", "bot", "play", "--port", str(port), "--data", str(tmp_path / "data"), "--no-browser")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, "--clock", "2026-11-22T10:00", cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(60):
        while b"http" not in (line := await process.stdout.readline()):
            assert line, "varde play stopped before it had started"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    await process.wait()


class Skjerm:
    """The page on one screen, with a numbered picture of each step."""

    def __init__(self, page: Page, shots: Path) -> None:
        self.page = page
        self.shots = shots
        self.taken = 0

    async def er(self, name: str) -> None:
        """Becomes a person."""
        opener = self.page.get_by_role("button", name="Personer og samtaler")
        if await opener.is_visible():
            await opener.click()
        picker = self.page.get_by_role("combobox", name=re.compile("person"))
        await picker.click()
        await picker.fill(name)
        await self.page.locator("#treff").get_by_role("option", name=re.compile(name)).first.click()
        await expect(self.page.locator("#du")).to_contain_text(name)
        await self.shot()

    async def sier(self, text: str, answer: str) -> None:
        """Writes a line, and sees the answer."""
        await self.page.get_by_role("textbox", name="Melding til Varde").fill(text)
        await self.page.keyboard.press("Enter")
        await self.ser(answer)

    async def trykker(self, button: str, answer: str) -> None:
        """Presses the newest button of that name, and sees the answer."""
        await self.page.locator(".post.bot").get_by_role("button", name=button, exact=True).last.click()
        await self.ser(answer)

    async def ser(self, words: str) -> None:
        """The words are there to be seen, and nothing is wider than the screen."""
        await expect(self.page.locator(".post.bot").filter(has_text=words).last).to_be_visible(timeout=15_000)
        await self.shot()
        assert await self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0

    async def shot(self) -> None:
        self.taken += 1
        await self.page.screenshot(path=self.shots / f"{self.taken:02}.png")


@pytest.mark.parametrize("size", SIZES)
async def test_design_12_in_the_page(browser: Browser, address: str, tmp_path: Path, size: str) -> None:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="nb-NO", timezone_id="Europe/Oslo", reduced_motion="reduce",
        has_touch=size == "telefon",
    )  # fmt: skip
    page = await context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    shots = Path(os.environ.get("VARDE_SKJERMBILDER", tmp_path)) / size  # noqa: TID251 - where a person wants the pictures
    shots.mkdir(parents=True, exist_ok=True)
    await page.goto(address)
    skjerm = Skjerm(page, shots)
    await skjerm.er("Kari Nygård")
    await skjerm.sier("meld avvik", "Hva skjedde, og hvor?")
    await skjerm.sier("skled på isen ved inngangen i går kl 8, slo hånda", "lørdag 21. november 2026 kl. 08.00")
    await skjerm.ser("Hva slags avvik er det?")
    await skjerm.trykker("Andre …", "Ytre miljø")
    await skjerm.trykker("Bygg, utstyr, glatt underlag, orden", "Ble noen skadet?")
    await skjerm.trykker("Førstehjelp på stedet", "Hvor alvorlig er det?")
    await skjerm.trykker("2 Middels – førstehjelp, eller det gjentar seg", "Se over før du sender")
    await skjerm.trykker("Send", "Meldingen er mottatt som sak AVV-2026-0001")
    await skjerm.ser("Verneombudet får også beskjed.")
    await skjerm.er("Ola Brekke")
    await skjerm.ser("Nytt avvik AVV-2026-0001")
    await skjerm.trykker("Bekreft mottak", "Ola Brekke bekreftet mottak")
    await skjerm.er("Ingrid Haugen")
    await skjerm.ser("Avvik AVV-2026-0001")
    await expect(page.locator(".post.bot").last).not_to_contain_text("Førstehjelp")
    await skjerm.er("Kari Nygård")
    await skjerm.ser("Ola Brekke har sett sak AVV-2026-0001")
    await context.close()
    assert troubles == []

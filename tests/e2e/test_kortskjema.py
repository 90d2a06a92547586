"""The whole form as one card, in the page of a real `varde play`: by keyboard on a desktop, and on a phone."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_page import findings, overflow
from tests.e2e.test_samtale import SIZES, Skjerm, address

pytestmark = pytest.mark.e2e
__all__ = ["address"]
KORT = "Fyll ut alt på ett kort"


@pytest.mark.parametrize("size", list(SIZES))
async def test_one_card_from_button_to_receipt(browser: Browser, address: str, tmp_path: Path, size: str) -> None:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="nb-NO", reduced_motion="reduce"
    )
    page = await context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    await page.goto(address)
    screen = Skjerm(page, tmp_path)
    await screen.er("Kari Nygård")
    await screen.sier("meld avvik", "Hva skjedde, og hvor?")
    opener = page.locator(".post.bot").get_by_role("button", name=KORT)
    dialog = page.get_by_role("dialog", name="Meld avvik")
    await opener.press("Enter")
    await expect(dialog).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(opener).to_be_focused()
    await opener.press("Enter")
    await expect(page.locator("#dialog-tittel")).to_be_focused()
    for _ in range(40):  # the focus goes round in the dialog, or out to the browser itself, never to what is behind it
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    assert await findings(page) == []
    assert await overflow(page) <= 0
    await dialog.get_by_role("button", name="Send", exact=True).click()
    await expect(dialog.get_by_text("Svar på dette.").first).to_be_visible()
    await dialog.get_by_label("Hva skjedde, og hvor?").fill("det er hull i gulvet")
    await dialog.get_by_label("Hva slags avvik er det?").select_option("Bygg, utstyr, glatt underlag, orden")
    await dialog.get_by_label("Ble noen skadet?").select_option("Ingen skade")
    await dialog.get_by_role("radio", name="1 Lav").check()
    await dialog.get_by_label("Når skjedde det? Dato").fill("2026-12-24")
    await dialog.get_by_role("button", name="Send", exact=True).click()
    await expect(dialog.get_by_text("Velg en dag og et klokkeslett som har vært.")).to_be_visible()
    await expect(dialog.get_by_label("Hva skjedde, og hvor?")).to_have_value("det er hull i gulvet")
    await page.screenshot(path=tmp_path / f"kort-{size}.png")
    assert await findings(page) == []
    assert await overflow(page) <= 0
    await dialog.get_by_label("Når skjedde det? Dato").fill("2026-11-21")
    await dialog.get_by_role("button", name="Send", exact=True).click()
    await expect(dialog.get_by_text("Sendt. Kvitteringen står i samtalen.")).to_be_visible()
    await dialog.get_by_role("button", name="Lukk", exact=True).click()
    await screen.ser("Meldingen er mottatt som sak AVV-2026-0001")
    await context.close()
    assert troubles == []

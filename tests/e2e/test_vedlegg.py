"""A picture through the page of a real `varde play`: chosen by keyboard, sent from a phone, seen on the handler's card."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.test_page import findings, overflow
from tests.e2e.test_samtale import SIZES, Skjerm, address
from tests.fakes import bilder

pytestmark = pytest.mark.e2e
__all__ = ["address"]


@pytest.mark.parametrize("size", list(SIZES))
async def test_a_picture_is_sent_and_seen(
    browser: Browser,
    address: str,
    tmp_path: Path,
    size: str,
) -> None:
    (tmp_path / "trapp.jpg").write_bytes(bilder.jpeg())
    width, height = SIZES[size]
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="nb-NO")
    page = await context.new_page()
    await page.goto(address)
    screen = Skjerm(page, tmp_path)
    await screen.er("Kari Nygård")
    await screen.sier("meld avvik: hull i gulvet på gangen", "Hva slags avvik")
    picker = page.get_by_label("Legg ved bilder eller filer")
    await page.get_by_role("textbox", name="Melding til Varde").press("Shift+Tab")
    await expect(picker).to_be_focused()
    await picker.set_input_files([tmp_path / "trapp.jpg", tmp_path / "trapp.jpg"])
    await expect(page.get_by_role("list", name="Filer som blir sendt med").get_by_role("listitem")).to_have_count(2)
    await page.get_by_role("button", name="Fjern trapp.jpg").first.click()
    assert await findings(page) == []
    assert await overflow(page) <= 0
    await page.get_by_role("button", name="Send", exact=True).last.click()
    await screen.ser("Jeg tar med bildet.")
    await expect(page.get_by_alt_text("Bilde som er sendt")).to_be_visible()
    await screen.trykker("Bygg, utstyr, glatt underlag, orden", "Ble noen skadet")
    await screen.trykker("Ingen skade", "Hvor alvorlig")
    await screen.sier("2", "Se over før du sender")
    await screen.trykker("Send", "AVV-2026-0001")
    await screen.er("Ola Brekke")
    shown = page.get_by_alt_text("Bilde 1 av 1 i sak AVV-2026-0001")
    await expect(shown).to_be_visible()
    loaded = await shown.evaluate("image => image.complete && image.naturalWidth")
    assert loaded == 640
    assert await overflow(page) <= 0
    await page.screenshot(path=tmp_path / f"{size}.png")
    await context.close()

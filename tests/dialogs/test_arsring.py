"""The wheel of a year: its words, and the drawing."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from dialogs import arsring_svg
from dialogs.arsring import Arsring, arsring
from dialogs.i18n import translator
from hms.arshjul import ring
from hms.arshjul.ring import Bue

PAA = date(2027, 5, 12)
BUER = (
    Bue('Rundt <&> "om"', date(2026, 12, 1), date(2028, 2, 1), {ring.AKTIV: 1}),
    Bue("Vernerunde", date(2027, 2, 1), date(2027, 4, 30), {ring.FERDIG: 1}),
    Bue("Møte", date(2027, 1, 1), date(2027, 3, 31), {ring.OVER: 1, ring.FERDIG: 2}),
    Bue("Møte", date(2027, 4, 1), date(2027, 6, 30), {ring.AKTIV: 3}),
    Bue("Samtale", date(2027, 9, 1), date(2027, 11, 30), {ring.KOMMER: 1}),
    Bue("Undersøkelse", date(2027, 11, 1), date(2027, 12, 31), {ring.UAKTUELL: 1}),
)


def hjul(sprak: str = "nb", buer: tuple[Bue, ...] = BUER, ar: int = 2027) -> Arsring:
    return arsring(translator(sprak), "Solgata", buer, ar, PAA)


def test_the_words_tell_what_the_picture_tells() -> None:
    alt = hjul().alt
    assert alt.startswith("Årshjul 2027, Solgata: 3 utført, 4 åpne, 1 over fristen, 1 ikke åpnet ennå, 1 ikke aktuell.")
    assert '1. Rundt <&> "om": åpen, frist 1. februar 2028.' in alt
    assert "2. Vernerunde: utført, frist 30. april." in alt
    assert "3. Møte: 2 av 6 ferdige, 1 over fristen, neste frist 30. juni." in alt
    assert "4. Samtale: ikke åpnet ennå, frist 30. november." in alt
    assert hjul(buer=()).alt == "Årshjul 2027, Solgata. Ingen frister."


@pytest.mark.parametrize(
    ("sprak", "maned", "ord_"), [("nb", "januar", "åpne"), ("nn", "januar", "opne"), ("en", "January", "open")]
)
def test_in_three_languages(sprak: str, maned: str, ord_: str) -> None:
    tekster = _tekster(arsring_svg.tegn(hjul(sprak)))
    assert maned in tekster
    assert f"4 {ord_}" in tekster


@pytest.mark.parametrize("tema", ["lys", "mork", "auto"])
def test_every_state_has_a_pattern_of_its_own(tema: str) -> None:
    rot = ET.fromstring(arsring_svg.tegn(hjul(), tema))  # noqa: S314 - our own drawing
    felt = [el for el in rot.iter("{http://www.w3.org/2000/svg}rect") if el.get("rx")]
    assert len({(el.get("class"), el.get("fill")) for el in felt}) == len(ring.TILSTANDER) == len(felt)
    assert ("prefers-color-scheme" in arsring_svg.tegn(hjul(), tema)) == (tema == "auto")


def test_the_whole_name_and_the_number_stand_in_the_list() -> None:
    tekster = _tekster(arsring_svg.tegn(hjul(), liste=True))
    assert {'Rundt <&> "om"', "Undersøkelse", "1", "5"} <= set(tekster)
    assert arsring_svg.bredde(liste=True) > arsring_svg.bredde()


def test_a_duty_longer_than_the_year_goes_all_the_way_round() -> None:
    svg = arsring_svg.tegn(hjul(buer=BUER[:1]))
    assert re.search(r'fill="url\(#striper\)"[^>]* d="M520\.00 ', svg)
    assert "stroke-dasharray" in svg


def test_today_is_marked_in_its_own_year_only() -> None:
    assert "12. mai" in _tekster(arsring_svg.tegn(hjul()))
    andre = arsring_svg.tegn(hjul(ar=2028, buer=BUER[:1]))
    assert 'viser" x1' not in andre


def _tekster(svg: str) -> list[str]:
    rot = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return [el.text or "" for el in rot.iter("{http://www.w3.org/2000/svg}text")]

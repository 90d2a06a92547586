"""The doors' edges: what was written out instead of pressed, what a settings gap looks like, forged choices."""

from typing import Any

import pytest

from bot.settings import Settings
from dialogs.dorer import inngang
from dialogs.dorer.lengde import beginning
from dialogs.dorer.tabell import DORER
from hms.avvik.rules import MAKS_HVA
from tests.fakes.varde import Rigg, innstillinger, rigg_paa


def test_every_door_has_a_key_and_ways_of_its_own() -> None:
    assert len({dor.key for dor in DORER}) == len(DORER)
    for dor in DORER:
        assert len({way.value for way in dor.ways}) == len(dor.ways)
        assert dor.way("finnes ikke") is None


def test_rule_one_five_keeps_nothing() -> None:
    assert {dor.key for dor in DORER if not dor.keeps} == {
        "liv",
        "barn",
        "varsling",
        "trakassering",
        "skole",
        "pasient",
    }
    assert all(dor.where == "alt" for dor in DORER if not dor.keeps)


@pytest.mark.parametrize(
    ("text", "length"),
    [("kort", 4), ("x" * 2000, MAKS_HVA), ("ord " * 500, MAKS_HVA - 1), ("a" * MAKS_HVA, MAKS_HVA)],
)
def test_the_beginning_of_a_text(text: str, length: int) -> None:
    assert len(beginning(text)) == length
    assert text.startswith(beginning(text))


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("jeg vil varsle om korrupsjon", "varsling"),
        ("kollega trakasserer meg", "trakassering"),
        ("phishing", "ikt"),
        ("en bruker klådde på meg", None),
        ("hull i gulvet", None),
        ("det brenner", None),
    ],
)
def test_in_the_open(text: str, door: str | None) -> None:
    assert inngang.in_the_open(text) == door


async def test_a_choice_of_the_form_is_ours_whatever_it_speaks_of(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "meld avvik")
    await rask.si(kari, "hull i gulvet ved inngangen")
    await rask.si(kari, "Vold eller trusler fra bruker, elev eller pårørende")
    assert "Ble noen skadet?" in rask.siste(kari).text


async def test_written_out_instead_of_pressed(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "en elev blir mobbet i klassen")
    await rask.si(kari, "Det var en bruker, elev eller pårørende.")
    assert "Hva skjedde" in rask.siste(kari).text
    await rask.si(kari, "phishing")
    await rask.si(kari, "fortsett")
    assert "Hva skjedde" in rask.siste(kari).text


@pytest.mark.parametrize("value", ["finnes ikke", "fortsett", 7, None])
async def test_a_forged_choice_changes_nothing(rask: Rigg, value: Any) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "jeg vil varsle om korrupsjon")
    event = rask.hendelse(kari, "button", value={"action": "venter", "value": value, "token": ""})
    await rask.varde.turns(event)
    await rask.ro()
    assert "gjelder ikke lenger" in rask.siste(kari).text
    await rask.trykk(kari, "Dette er et vanlig avvik")
    assert "Hva skjedde" in rask.siste(kari).text


async def test_what_waits_in_an_older_state_is_no_fault(rask: Rigg) -> None:
    kari = rask.konto("P045")
    await rask.si(kari, "det brenner på lageret")
    await rask.trykk(kari, "Fortsett")
    assert "Hva slags avvik er det?" in rask.siste(kari).text


async def test_where_an_operator_has_set_nothing(fjordvik_sqlite_url: str) -> None:
    settings: Settings = innstillinger(fjordvik_sqlite_url)
    async with rigg_paa(fjordvik_sqlite_url, settings) as rask:
        kari = rask.konto("P045")
        for text, seen in (
            ("bekymringsmelding", "Jeg har ikke telefonnummeret"),
            ("phishing", "Ring IKT-vakta nå. Jeg har ikke nummeret"),
            ("personvernbrudd", "Personvernombud: Oda Thoresen"),
            ("kollega trakasserer meg", "Du velger selv"),
        ):
            await rask.si(kari, text)
            assert seen in rask.siste(kari).text

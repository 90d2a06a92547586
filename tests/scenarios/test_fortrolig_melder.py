"""Who reported in confidence is not found by trying names, and whom a case is said to be about learns nothing of it (avvik.md 7 and 8)."""

from typing import Any

import pytest

from tests.fakes.fjordvik import Fjordvik, Post
from tests.scenarios.test_behandling import MED_TILTAK
from tests.scenarios.test_saken import FORTROLIG, LINJA, sendt

MELDER, ANNEN = "Kari Nygård", "Mohammed Rahimi"
LOFTET = "Klokka: 2026-11-24 09:00\nKlokka: 2026-11-26 09:00"


async def svar(by: Fjordvik, name: str, do: str, navn: str) -> list[str]:
    """What a form of the case says to a name, twice, with the name itself and times left out; and what stands on its buttons."""
    person = by.folk(name)
    await by.spill(f"{name}: vis sak 1\n{name}: [Flere valg]")
    said = []
    for _ in range(2):
        await by.spill(f"{name}: [{do}]")
        await person.sier(navn)
        said += [_likt(post, navn) for post in await person.nytt() if "Enhet: " not in post.text]
        await person.sier("avbryt")
    return said


def _likt(post: Post, navn: str) -> str:
    return f"{post.text} {post.buttons}".replace(navn, "NAVN")


@pytest.mark.parametrize("name", ["Ingrid", "Randi Fjeld"])
async def test_naming_the_reporter_inhabil_is_answered_as_naming_another(by: Fjordvik, name: str) -> None:
    await by.spill(sendt(2, FORTROLIG))
    told = {navn: await svar(by, name, "Meld noen inhabil", navn) for navn in (ANNEN, MELDER)}
    assert told[MELDER] == told[ANNEN]
    assert "NAVN er ført opp som inhabil" in told[MELDER][0]
    await by.spill("""
        Kari: vis sak 1
        Varde: hull i gulvet [Legg til noe]
        Kari: mine avvik
        Varde: AVV-2026-0001: Meldt
        Mohammed Rahimi: vis sak 1
        Varde: Jeg fant ingen sak
    """)


async def test_the_handler_sees_the_name_and_is_told(by: Fjordvik) -> None:
    await by.spill(sendt(2, FORTROLIG))
    assert "Personen har selv meldt saken" in (await svar(by, "Ola", "Meld noen inhabil", MELDER))[0]


async def test_a_leader_who_sends_the_case_on_finds_no_reporter(by: Fjordvik) -> None:
    await by.spill(sendt(2, FORTROLIG))
    await by.spill("Randi Fjeld: vis sak 1")
    told = {}
    for navn in (ANNEN, MELDER):
        await by.spill("Randi Fjeld: [Send til riktig person]")
        await by.folk("Randi Fjeld").sier(navn)
        told[navn] = [_likt(post, navn) for post in await by.folk("Randi Fjeld").nytt()]
        await by.spill("Randi Fjeld: avbryt")
    assert told[MELDER] == told[ANNEN]
    assert "Hvorfor sender du den videre?" in told[MELDER][0]
    await by.spill("Ola: [Send til riktig person]\nOla: Kari Nygård\nVarde: Denne personen kan ikke behandle saken.")


async def test_the_case_that_was_sent_to_its_reporter_names_nobody(by: Fjordvik) -> None:
    await by.spill(sendt(2, FORTROLIG))
    await by.spill("""
        Randi Fjeld: vis sak 1
        Randi Fjeld: [Send til riktig person]
        Randi Fjeld: Kari Nygård
        Randi Fjeld: hører til der
        Randi Fjeld: [Send saken videre]
        Varde: Sak AVV-2026-0001 er sendt til Kari Nygård
        Varde → Kari: Nytt avvik AVV-2026-0001 [Bekreft mottak]
        Kari: [Vurder saken]
        Kari: 2
        Kari: 2
        Kari: 2
        Kari: 2
        Kari: [Lagre vurderingen]
        Kari: [Lukk saken]
        Varde: Du har meldt sak AVV-2026-0001 selv. En annen må avslutte den. [Send til riktig person]
    """)
    for name in ("Ingrid", *LINJA):
        assert not await by.folk(name).har_sett("Meldt av"), name


def _knapp(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Action.Execute", "verb": "varde", "data": {"varde": value}}


async def test_whom_the_handler_names_inhabil_hears_nothing(by: Fjordvik) -> None:
    await by.spill(sendt(3))
    await by.spill("""
        Mohammed Rahimi: hjelp
        Mohammed Rahimi: vis sak 1
    """)
    before = [post.text for post in await by.folk(ANNEN).nytt()]
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Meld noen inhabil]
        Ola: Mohammed Rahimi
        Varde: Mohammed Rahimi er ført opp som inhabil
        Varde → Mohammed Rahimi: ingenting
        Mohammed Rahimi: vis sak 1
    """)
    assert [post.text for post in await by.folk(ANNEN).nytt()] == before
    card = next(post for post in await by.folk(ANNEN).alt() if post.kind == "bot" and post.buttons)
    for do in ("se", "bekreft", "flere", "lukk", "inhabil"):
        said = []
        for number in (1, 99):
            await by.folk(ANNEN).trykker(_knapp({"action": "avvik", "do": do, "avvik": number, "token": ""}), card)
            said.append([post.text for post in await by.folk(ANNEN).nytt()])
        assert said[0] == said[1], do
    await by.spill("""
        Klokka: +30 dager
        Varde → Mohammed Rahimi: ingenting
    """)


TIL_LIV = """
    Ola: [Send til riktig person]
    Ola: Liv Torunn Engen
    Ola: hører til der
    Ola: [Send saken videre]
    Varde → Liv Torunn Engen: Nytt avvik AVV-2026-0001
    Ola: vis sak 1
"""
FRA_LIV = {
    "inhabil": """
        Ola: [Flere valg]
        Ola: [Meld noen inhabil]
        Ola: Liv Torunn Engen
    """,
    "sendt": """
        Ola: [Send til riktig person]
        Ola: Mohammed Rahimi
        Ola: hører til der
        Ola: [Send saken videre]
    """,
}


@pytest.mark.parametrize("hvordan", FRA_LIV)
async def test_a_handler_who_loses_the_case_is_told_the_same_whatever_the_reason(by: Fjordvik, hvordan: str) -> None:
    await by.spill(sendt(2) + TIL_LIV + FRA_LIV[hvordan])
    await by.spill("Varde → Liv Torunn Engen: Sak AVV-2026-0001 er ikke lenger åpen for deg.")


async def test_who_is_responsible_for_a_tiltak_is_not_told_why_it_is_closed(by: Fjordvik) -> None:
    await by.spill(MED_TILTAK)
    await by.spill("""
        Ola: vis sak 1
        Ola: [Flere valg]
        Ola: [Meld noen inhabil]
        Ola: Ingrid Haugen
    """)
    for post in await by.ingrid.nytt():
        assert "inhabil" not in post.text
        assert "gjelder deg" not in post.text

"""What has been sent of a case on lists, when the case is closed to its reader afterwards (avvik.md 8)."""

import pytest

from tests.fakes.fjordvik import Fjordvik, Folk
from tests.scenarios.test_behandling import MED_TILTAK
from tests.scenarios.test_lister import mange
from tests.scenarios.test_saken import sendt

SKJERM = """
    Ola: vis sak 1
    Ola: [Flere valg]
    Ola: [Dette ser ut som et varsel]
    Ola: [Ja, skjerm saken]
"""
OLA_INHABIL = """
    Ingrid: vis sak 1
    Ingrid: [Flere valg]
    Ingrid: [Meld noen inhabil]
    Ingrid: Ola Brekke
    Varde: Ola Brekke er ført opp som inhabil
"""


async def linjer(person: Folk, number: str = "AVV-2026-0001") -> list[str]:
    """What the bot's messages in somebody's chat say of a case beside its number: its line, or its button."""
    return [
        post.text
        for post in await person.alt()
        if post.kind == "bot" and (f"{number}: " in post.text or number in post.buttons)
    ]


async def test_a_restricted_case_is_taken_out_of_every_list_that_was_sent(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    mange(by, 6)
    await by.spill("""
        Ola: mine avvik
        Varde: Saker du behandler, 1–5 av 7 … AVV-2026-0001: Meldt
        Randi Fjeld: saker å følge opp
        Varde: AVV-2026-0001: Meldt
        Randi Fjeld: [Over frist]
        Ingrid: avvik til behandling
        Varde: AVV-2026-0001: Meldt
        Ingrid: [Til MKS-møtet]
        Varde: AVV-2026-0001: Bygg
        Kari: mine avvik
        Kari: [Vis flere du har meldt]
        Varde: Saker du har meldt, 6–7 av 7 … AVV-2026-0001: Meldt
    """)
    await by.spill(SKJERM)
    for name in ("Ola", "Randi Fjeld", "Ingrid"):
        assert await linjer(by.folk(name)) == [], name
    mks, *_ = [post for post in await by.ingrid.alt() if "siste tre månedene" in post.text]
    assert "Skjermede saker: 1" in mks.text
    assert "1–5 av 6" in mks.text
    mine, *_ = [post for post in await by.ola.alt() if "Saker du behandler" in post.text]
    assert "1–5 av 6" in mine.text
    (rapportert,) = [text for text in await linjer(by.kari) if "Saker du har meldt" in text]
    assert "AVV-2026-0001: Skjermet" in rapportert  # one's own case one may follow


async def test_the_lists_of_the_one_whom_it_is_about_are_rewritten_and_nobody_elses_are_emptied(by: Fjordvik) -> None:
    await by.spill(sendt(2))
    mange(by, 1)
    await by.spill("""
        Ola: mine avvik
        Varde: Saker du behandler … AVV-2026-0001: Meldt
        Ola: avvik til behandling
        Varde: AVV-2026-0001: Meldt
        Randi Fjeld: saker å følge opp
        Varde: AVV-2026-0001: Meldt
    """)
    await by.spill(OLA_INHABIL)
    assert await linjer(by.ola) == []
    assert len(await linjer(by.ola, "AVV-2026-0002")) == 2
    assert len(await linjer(by.folk("Randi Fjeld"))) == 1


@pytest.mark.parametrize("lukket", [SKJERM, OLA_INHABIL.replace("Ingrid: Ola Brekke", "Ingrid: Mohammed Rahimi").replace("Varde: Ola Brekke", "Varde: Mohammed Rahimi")])  # fmt: skip
async def test_a_tiltak_of_a_closed_case_is_taken_out_of_the_list(by: Fjordvik, lukket: str) -> None:
    await by.spill(MED_TILTAK.replace("Ingrid Haugen", "Mohammed Rahimi").replace("verneombudet", "Mohammed Rahimi"))
    await by.spill("Mohammed Rahimi: mine tiltak\nVarde: Tiltakene dine … legge om gulvet")
    await by.spill(lukket)
    assert not await by.folk("Mohammed Rahimi").har_sett("legge om gulvet")
    await by.spill("Mohammed Rahimi: mine tiltak\nVarde: Du har ingen tiltak som ikke er utført.")


async def test_overviews_and_reminders_of_a_closed_case_are_written_over(by: Fjordvik) -> None:
    await by.spill(sendt(3))
    await by.spill("""
        Klokka: 2026-11-23 09:00
        Klokka: 2026-11-24 09:00
        Klokka: 2026-11-25 09:00
        Varde → Marianne Dahl: Avvik over frist i kommunen: 1 … AVV-2026-0001: mottak er ikke bekreftet
        Klokka: 2026-11-26 09:00
        Varde → Solveig Aasen: Mottak av sak AVV-2026-0001 i Avdeling Fjellbris er ikke bekreftet ennå.
        Klokka: 2026-11-30 09:00
        Varde → Ingrid: Avvik over frist i verneområdet ditt: 1
    """)
    await by.spill(SKJERM)
    for name in ("Marianne Dahl", "Ingrid", "Solveig Aasen", "Randi Fjeld", "Ola"):
        person = by.folk(name)
        assert await linjer(person) == [], name
        assert not await person.har_sett("Avdeling Fjellbris"), name
    assert await by.folk("Marianne Dahl").har_sett("Denne oversikten over avvik gjelder ikke lenger.")


async def test_the_clock_of_data_gone_astray_is_closed_to_the_one_whom_it_is_about(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: pasientliste sendt til feil e-postadresse
        Kari: [Personopplysninger og informasjonssikkerhet]
        Kari: [Ingen skade]
        Kari: 2
        Kari: [Send]
        Varde → Ola: Personopplysninger kan være på avveie
        Randi Fjeld: vis sak 1
        Randi Fjeld: [Flere valg]
        Randi Fjeld: [Meld noen inhabil]
        Randi Fjeld: Ola Brekke
    """)
    assert not await by.ola.har_sett("Personopplysninger kan være på avveie")
    assert not await by.ola.har_sett("Datatilsynet")

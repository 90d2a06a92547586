"""The doors before anything is kept: danger, varsling and personal numbers (design 1, rules 5 and 6), and small commands."""

import pytest

from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_saken import sendt

KANARI = "Zorkmid"
VARSEL = f"sjefen min {KANARI} tar imot bestikkelser og dekker over det"


async def test_danger_comes_first_and_the_report_goes_on(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: det brenner på lageret, og vi får det ikke slokket
        Varde: RING 113 ved skade, 112 ved vold eller trusler, 110 ved brann. … Skriv «fortsett» når dere er trygge
        Kari: fortsett
        Varde: Hva slags avvik er det?
        Kari: [Brannvern og elektrisitet]
        Kari: [Ingen skade]
        Kari: 2
        Varde: Hva skjedde: det brenner på lageret, og vi får det ikke slokket
        Kari: [Send]
        Varde: AVV-2026-0001
    """)


async def test_a_report_after_danger_is_without_the_command(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: kollega er bevisstløs på lageret
        Varde: RING 113
        Kari: [Fortsett]
        Varde: Hva slags avvik er det?
        Kari: [Ulykke eller personskade]
        Kari: 3
        Varde: Hva skjedde: kollega er bevisstløs på lageret
    """)


async def test_danger_that_nobody_goes_on_with_is_forgotten(by: Fjordvik) -> None:
    await by.spill(f"Kari: det brenner i kjelleren hos {KANARI}\nVarde: RING 113\nKlokka: +25 timer")
    assert by.leter(KANARI) == []


@pytest.mark.parametrize("before", ["", "Kari: meld avvik", "Kari: meld avvik: hull i gulvet"])
async def test_what_may_be_varsling_is_kept_nowhere(
    by: Fjordvik, before: str, capfd: pytest.CaptureFixture[str]
) -> None:
    await by.spill(f"""
        {before}
        Kari: {VARSEL}
        Varde: varsel om kritikkverdige forhold … Jeg har ikke lagret det du skrev. … 32 00 00 00
        Varde: [Til varslingskanalen] [Vis verneombudets telefon] [Dette er et vanlig avvik]
        Kari: [Vis verneombudets telefon]
        Varde: Verneombud: Ingrid Haugen, 00 00 40 46
        Kari: [Dette er et vanlig avvik]
    """)
    assert by.spor(KANARI) == []
    assert by.spor("bestikkelser") == []
    written = capfd.readouterr()
    assert KANARI not in written.out + written.err


async def test_the_same_signal_word_does_not_ask_twice(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik
        Kari: dette er trakassering på pauserommet
        Varde: varsel om kritikkverdige forhold
        Kari: [Dette er et vanlig avvik]
        Varde: skriv det på nytt … Hva skjedde
        Kari: plakat med trakassering hengt opp på pauserommet
        Varde: Hva slags avvik er det?
    """)


async def test_violence_by_somebody_from_outside_is_an_avvik(by: Fjordvik) -> None:
    await by.spill(f"""
        Kari: {VARSEL}
        Kari: [Det var en bruker, elev eller pårørende]
        Varde: Hva skjedde
        Kari: truet med å slå meg på rom 4
        Varde: Ble noen skadet?
        Kari: [Ingen skade]
        Kari: 3
        Varde: Kategori: Vold eller trusler fra bruker, elev eller pårørende
    """)


@pytest.mark.parametrize("number", ["41877712345", "15897700113", "010190 12345"])
async def test_a_personal_number_is_stopped_and_masked(
    by: Fjordvik, number: str, capfd: pytest.CaptureFixture[str]
) -> None:
    await by.spill(f"""
        Kari: meld avvik
        Kari: mistet et ark med {number} på gangen
        Varde: Jeg stoppet meldingen, for den inneholder det som ser ut som et fødselsnummer. Ingenting er lagret hos meg.
    """)
    masked = next(button for post in await by.kari.nytt() for button in post.buttons)
    await by.spill(f"""
        Kari: [{masked}]
        Varde: Hva slags avvik er det?
        Kari: [Personopplysninger og informasjonssikkerhet]
        Kari: [Ingen skade]
        Kari: 1
        Varde: Hva skjedde: mistet et ark med
        Kari: [Send]
        Varde: AVV-2026-0001
    """)
    assert not await by.kari.har_sett(number)
    assert not await by.ola.har_sett(number)
    assert by.spor(number) == []
    assert number not in capfd.readouterr().err


async def test_language_help_privacy_and_not_understood(by: Fjordvik) -> None:
    await by.spill("""
        Kari: språk
        Varde: Hvilket språk vil du ha? [Bokmål] [Nynorsk] [English]
        Kari: [Nynorsk]
        Varde: Da skriv eg nynorsk til deg.
        Kari: hjelp
        Varde: Er nokon i fare no [Meld avvik] [Avvika mine]
        Kari: bokmål
        Varde: Da skriver jeg bokmål til deg.
        Kari: personvern
        Varde: Hvem ser et avvik? … Fortrolig … Hva lagrer jeg? … Meldingene dine ligger også i Teams.
        Kari: blå sykkel mot vest
        Varde: Det skjønte jeg ikke helt. [Meld avvik] [Hjelp]
        Kari: [Meld avvik]
        Varde: Hva slags avvik er det?
    """)


async def test_a_door_that_waits_holds_the_form_until_it_is_answered(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Legg til noe]
        Kari: lederen min underslår penger
        Varde: ikke lagret det du skrev
        Kari: kan du ringe meg, kanarifuglen
        Varde: Velg en av knappene først. Det du skrev nå, er ikke lagret. … varsel om kritikkverdige forhold [Dette er et vanlig avvik]
        Kari: [Dette er et vanlig avvik]
        Kari: hullet er større i dag
        Varde: Det er lagt til i sak AVV-2026-0001.
    """)
    assert by.spor("kanarifuglen") == []


async def test_the_question_about_leaving_is_asked_until_it_is_answered(by: Fjordvik) -> None:
    await by.spill(sendt())
    await by.spill("""
        Kari: [Legg til noe]
        Kari: mine avvik
        Varde: Du er midt i et skjema.
        Kari: hei på deg, kanarifuglen
        Varde: Du er midt i et skjema. [Nei, tilbake til skjemaet]
        Kari: [Nei, tilbake til skjemaet]
        Varde: Hva vil du legge til i saken?
        Kari: hullet er større i dag
        Varde: Det er lagt til i sak AVV-2026-0001.
    """)
    assert by.spor("kanarifuglen") == []

"""Reporting anonymously where it is switched on (avvik.md 7): what it costs is said, and nobody can tell afterwards who it was."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes.fjordvik import Fjordvik, fjordvik

TIL_OVERSIKTEN = """
    Kari: meld avvik: kanarihull i gulvet ved rom 12
    Kari: [Bygg, utstyr, glatt underlag, orden]
    Kari: [Ingen skade]
    Kari: 2
"""
ANONYMT = (
    TIL_OVERSIKTEN
    + """
    Kari: [Legg til mer]
    Varde: [Anonym]
    Kari: [Anonym]
    Varde: Vil du sende anonymt? … ingen kan svare deg. … bare behandleren navnet ditt, og du får svar. [Ja, send anonymt] [Nei, send med navn]
    Kari: [Ja, send anonymt]
    Varde: Se over før du sender … Anonym: Ja, navnet ditt blir ikke lagret
    Kari: [Send]
    Varde: Du sender anonymt. Da gjelder dette: … Ingen kan spørre deg om noe, og du får ingen beskjed … Mister du koden, finnes det ingen ny. … Teams vet hvem som skrev … varslingskanalen. … Se etter at teksten ikke viser hvem du er. [Send] [Til oversikten]
    Kari: [Send]
    Varde: Meldingen er sendt anonymt som sak AVV-2026-0001. … Koden din er … Slett meldingene dine i Teams
"""
)


@pytest.fixture
async def anonymt(data: Path) -> AsyncIterator[Fjordvik]:
    async with fjordvik(data, avvik_anonym=True) as place:
        yield place


async def koden(by: Fjordvik) -> str:
    receipt = await by.kari.kort("Koden din er")
    return re.search(r"Koden din er ([A-Z-]{19})", receipt.text)[1]  # type: ignore[index]


def rader(by: Fjordvik, *setninger: str) -> list[int]:
    """How many rows each statement finds."""
    with closing(sqlite3.connect(by.data / "varde.db")) as database:
        return [database.execute(f"select count(*) from {one}").fetchone()[0] for one in setninger]  # noqa: S608 - ours


async def test_it_is_not_offered_unless_it_is_switched_on(by: Fjordvik) -> None:
    await by.spill(TIL_OVERSIKTEN)
    await by.spill("Kari: [Legg til mer]")
    assert not any("Anonym" in button for post in await by.kari.nytt() for button in post.buttons)
    await by.spill("Kari: personvern")
    assert not any("Anonymt" in post.text for post in await by.kari.nytt())


async def test_nothing_tells_who_it_was_and_the_code_shows_where_it_stands(anonymt: Fjordvik) -> None:
    by = anonymt
    await by.spill(ANONYMT)
    code = await koden(by)
    assert rader(by, "avvik_melder") == [0]
    await by.spill("""
        Varde → Ola: Nytt avvik AVV-2026-0001 … Meldt av: anonym, og kan bare se statusen og svaret ditt … kanarihull
        Kari: mine avvik
        Varde: Du har ingen saker ennå.
        Kari: vis sak AVV-2026-0001
        Varde: Jeg fant ingen sak AVV-2026-0001 som du har tilgang til.
        Ola: [Bekreft mottak]
        Varde → Kari: ingenting
    """)
    assert not any(button == "Spør melderen" for post in await by.ola.alt() for button in post.buttons)
    await by.spill(f"Kari: {code.lower()}")
    await by.spill("""
        Varde: Avvik AVV-2026-0001 … Status: Mottatt … Meldt: søndag 22. november … Neste frist: søndag 6. desember
        Kari: BCDF-BCDF-BCDF-BCDF
        Varde: Jeg fant ingen sak med den koden.
        Ola: [Flere valg]
        Ola: [Avslutt uten tiltak]
        Ola: dette er meldt før
    """)
    await by.spill(f"Kari: følg {code}")
    await by.spill("Varde: Status: Avvist … Svaret fra behandleren: … dette er meldt før")
    assert await by.kari.har_sett("dette er meldt før")
    assert by.leter(code) == []


async def test_the_guards_stop_a_number_in_an_anonymous_report_too(anonymt: Fjordvik) -> None:
    by = anonymt
    await by.spill(TIL_OVERSIKTEN)
    await by.spill("""
        Kari: [Legg til mer]
        Kari: [Anonym]
        Kari: [Ja, send anonymt]
        Kari: [Endre]
        Kari: [Hva skjedde]
        Kari: hull ved rom 12, spør 41877712345
        Varde: fødselsnummer
    """)
    assert by.leter("41877712345") == []


async def test_she_may_think_again_and_pictures_and_her_own_line_are_left_out(anonymt: Fjordvik) -> None:
    by = anonymt
    await by.spill("""
        Ola: meld avvik: hull i taket på kontoret
        Ola: [Bygg, utstyr, glatt underlag, orden]
        Ola: [Ingen skade]
        Ola: 2
        Varde: Behandler: Randi Fjeld
        Ola: [Legg til mer]
        Ola: [Anonym]
        Ola: [Ja, send anonymt]
        Varde: Behandler: Ola Brekke
        Ola: [Send]
        Ola: [Til oversikten]
        Ola: [Endre]
        Ola: [Anonym]
        Ola: [Nei, send med navn]
        Varde: Behandler: Randi Fjeld … Navn: Ola Brekke … Anonym: Nei, send med navn
        Ola: [Send]
        Varde: Meldingen er mottatt som sak AVV-2026-0001.
    """)
    assert rader(by, "avvik_melder", "avvik where kilde = 'melder'") == [1, 1]


@pytest.mark.parametrize(
    ("sprak", "valg"),
    [
        ("Nynorsk", ("[Legg til meir]", "[Anonym]", "[Ja, send anonymt]", "Ingen kan spørje deg om noko")),
        ("English", ("[Add more]", "[Anonymous]", "[Yes, send anonymously]", "Nobody can ask you anything")),
    ],
)
async def test_in_her_own_language(anonymt: Fjordvik, sprak: str, valg: tuple[str, ...]) -> None:
    mer, anonym, ja, folge = valg
    await anonymt.spill(f"""
        Kari: språk
        Kari: [{sprak}]
        Kari: meld avvik: hull i gulvet ved rom 12
        Kari: orden_fysisk
        Kari: ingen
        Kari: 2
        Kari: {mer}
        Kari: {anonym}
        Kari: {ja}
        Kari: [Send]
        Varde: {folge}
        Kari: [Send]
        Varde: AVV-2026-0001
    """)

"""Words that may not be kept, looked for afterwards in the bytes of the database's files: rows, erased rows, and the log."""

import asyncio

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from bot.__main__ import app
from hms.kit.klokke import oslo_date
from hms.organisasjon.model import Person
from tests.fakes import bilder
from tests.fakes.fjordvik import Fjordvik
from tests.scenarios.test_behandling import meldt, vurdert

FUGL = "kanarifuglen"
NUMMER = "14851361228"
KOMMANDOER = (
    "hvem er {}", "vis sak {}", "mine avvik {}", "status {}", "hjelp {}", "finn rutine {}", "stedfortreder {}", "språk {}",
    "jeg er stedfortreder for {}", "avvik til behandling {}", "krev svar {}", "årshjulet {}", "blorp zink {} hva nå", "{}",
)  # fmt: skip


async def test_a_number_in_any_command_and_in_a_file_s_name(by: Fjordvik, capfd: pytest.CaptureFixture[str]) -> None:
    object.__setattr__(by.varde.turns.kommune, "misforstatt", True)  # lines that are not understood are kept too
    for said in KOMMANDOER:
        await by.spill(f"Kari: {said.format(NUMMER)}\nVarde: Jeg stoppet meldingen")
    await by.spill("Kari: meld avvik: hull i gulvet på gangen")
    await by.kari.sender((f"{NUMMER}.jpg", "image/jpeg", bilder.jpeg()), (f"{NUMMER}.exe", "image/jpeg", b"MZ"))
    await by.kari.ser("Jeg tar med … Jeg kan bare ta imot bilder")
    assert by.spor(NUMMER) == []
    written = capfd.readouterr()
    assert NUMMER not in written.out + written.err


VARSLER = {
    "Bokmål": (f"lederen {FUGL} tar imot bestikkelser", f"{FUGL} er i fare, jeg vil ikke leve lenger"),
    "Nynorsk": (f"leiaren {FUGL} tek imot bestikkingar", f"eg orkar ikkje leve meir, sei det til {FUGL}"),
    "English": (f"my manager {FUGL} takes bribes", f"I want to kill myself, tell {FUGL}"),
}


@pytest.mark.parametrize("sprak", VARSLER)
async def test_what_is_for_another_ear_is_kept_nowhere(
    by: Fjordvik, sprak: str, capfd: pytest.CaptureFixture[str]
) -> None:
    await by.spill(f"Kari: språk\nKari: [{sprak}]")
    for foran in ("", "Kari: meld avvik"):
        await by.spill(foran)
        for said in VARSLER[sprak]:
            await by.kari.sier(said)
            assert by.spor(FUGL) == []
    rooms = await by.call("GET", "/playground/conversations", person=by.ola.id)
    channel = next(room["id"] for room in rooms if room["type"] == "channel")
    await by.ola.sier(f"@Varde {VARSLER['Bokmål'][0]}", conversation=channel)
    assert by.spor(FUGL) == []
    written = capfd.readouterr()
    assert FUGL not in written.out + written.err


@pytest.mark.parametrize("slutt", ["Kari: [Slett utkastet]", "Klokka: +25 timer"])
async def test_a_draft_that_is_gone_stands_in_no_file(by: Fjordvik, slutt: str) -> None:
    await by.spill(f"""
        Kari: meld avvik: hull i gulvet ved {FUGL}
        Kari: avbryt
    """)
    assert by.spor(FUGL) != []
    await by.spill(f"{slutt}\nKlokka: +1 min")
    assert by.spor(FUGL) == []


async def test_a_split_number_s_beginning_stands_in_no_file(by: Fjordvik) -> None:
    await by.spill("""
        Kari: meld avvik: arket har tallet 148513
        Kari: 61228 står det på arket i gangen
        Varde: Den er fjernet derfra.
        Klokka: +1 min
    """)
    assert by.spor("148513") == by.spor("61228") == []


async def test_nothing_names_the_reporter_who_has_been_erased(by: Fjordvik, capfd: pytest.CaptureFixture[str]) -> None:
    await by.spill(meldt(skade="Ingen skade") + vurdert())  # an injury keeps its names
    await by.spill("""
        Ola: [Flere valg]
        Ola: [Spør melderen]
        Ola: hvor er hullet
        Kari: [Svar behandleren]
        Kari: ved rom 12
        Kari: meld avvik: et utkast
        Ola: [Lukk saken]
        Ola: hullet er tettet
        Ola: ingen fare lenger
        Ola: [Med verneombudet]
        Ola: i dag
        Ola: [Lukk saken]
        Varde: er lukket
        Klokka: +1 dag
    """)

    def slutter(session: Session) -> None:
        kari = session.exec(select(Person).where(Person.ekstern_id == "P045")).one()
        kari.gyldig_til = oslo_date(by.varde.civil.now())

    assert by.spor("Kari Nyg") != []
    by.varde.db.write(slutter)
    await by.spill("Klokka: +1 dag")
    url = f"sqlite:///{by.data / 'varde.db'}"
    erase = ["person", "erase", "P045", "--yes"]
    done = await asyncio.to_thread(CliRunner().invoke, app, erase, env={"VARDE_DATABASE_URL": url})
    assert "Revisjonssporet er helt" in done.output
    await by.spill("""
        Ola: vis sak 1
        Varde: navnet er slettet
        Klokka: +1 min
    """)
    for word in ("Kari Nyg", "Nyg\\u00e5rd", by.kari.aad, by.kari.email, "et utkast"):
        assert by.spor(word) == [], word
    written = capfd.readouterr()
    assert "Kari" not in written.err

"""Somebody is erased: no card that others have names him or her any more, and no file of the bot's does (avvik.md 8)."""

import asyncio
from datetime import date

import pytest
from sqlmodel import Session, col, select
from typer.testing import CliRunner

from bot.__main__ import app
from hms.organisasjon.model import Person
from hms.samtale.model import Kort
from tests.fakes.fjordvik import Fjordvik, Folk
from tests.scenarios.test_behandling import meldt, tiltak, vurdert
from tests.scenarios.test_saken import sendt


async def slett(by: Fjordvik, person: Folk, *flagg: str) -> None:
    """The person has left, and is erased by the command; what follows has been delivered."""

    def slutter(session: Session) -> None:
        found = session.exec(select(Person).where(Person.ekstern_id == person.id)).one()
        found.gyldig_til = date(2020, 1, 1)  # by the clock of the machine, which is the command's
        session.add(found)

    by.varde.db.write(slutter)
    url = f"sqlite:///{by.data / 'varde.db'}"
    erase = ["person", "erase", person.id, "--yes", *flagg]
    done = await asyncio.to_thread(CliRunner().invoke, app, erase, env={"VARDE_DATABASE_URL": url})
    assert "Revisjonssporet er helt" in done.output, done.output
    await by.happens()
    await by.rest()


async def nevner(by: Fjordvik, person: Folk) -> list[tuple[str, str]]:
    """Live cards, in anybody else's chat, on which the name stands: who has it, and what it says."""
    alive = set(by.varde.db.read(lambda s: s.exec(select(Kort.platform_id)).all()))
    return [
        (one.name, post.text)
        for one in by.people.values()
        if one is not person
        for post in await one.alt()
        if post.id in alive and person.name in f"{post.text} {post.buttons}"
    ]


async def er_borte(by: Fjordvik, person: Folk, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither cards, files nor logs name the person."""
    assert await nevner(by, person) == []
    await by.spill("Klokka: +1 min")
    for word in (person.name, person.name.encode("ascii", "backslashreplace").decode(), person.email, person.aad):
        assert by.spor(word) == [], word
    written = capfd.readouterr()
    assert person.name not in written.out + written.err


async def test_a_handler(by: Fjordvik, capfd: pytest.CaptureFixture[str]) -> None:
    await by.spill(sendt(3))
    await by.spill("""
        Randi Fjeld: saker å følge opp
        Varde: hos Ola Brekke
        Klokka: 2026-11-24 09:00
        Varde → Randi Fjeld: Saken ligger hos Ola Brekke
        Ola: [Bekreft mottak]
        Varde → Kari: Ola Brekke har sett sak AVV-2026-0001
    """)
    await by.spill(vurdert(3))
    await by.spill(tiltak())
    await by.spill("Ingrid: vis sak 1\nVarde: Behandler: Ola Brekke")
    await by.spill("""
        Kari: mine avvik
        Kari: [AVV-2026-0001]
        Varde: Behandler: Ola Brekke
        Ola: vis sak 1
        Ola: [Flere valg]
        Ola: [Send til riktig person]
        Ola: Liv Torunn Engen
        Ola: hører til der
        Ola: [Send saken videre]
        Varde → Kari: er sendt videre til Liv Torunn Engen
        Klokka: +1 min
        Liv Torunn Engen: [Send til riktig person]
        Liv Torunn Engen: Ola Brekke
        Liv Torunn Engen: likevel ikke
        Liv Torunn Engen: [Send saken videre]
        Varde: er sendt til Ola Brekke
        Varde → Kari: er sendt videre til Ola Brekke
        Klokka: +30 dager
    """)
    before = await nevner(by, by.ola)
    assert {name for name, _ in before} >= {"Kari Nygård", "Randi Fjeld", "Ingrid Haugen", "Liv Torunn Engen"}
    await slett(by, by.ola, "--force")
    await er_borte(by, by.ola, capfd)
    assert await by.folk("Randi Fjeld").har_sett("AVV-2026-0001")
    assert await by.kari.har_sett("hull i gulvet")


async def test_who_is_responsible_for_a_tiltak(by: Fjordvik, capfd: pytest.CaptureFixture[str]) -> None:
    await by.spill(meldt(skade="Ingen skade") + vurdert() + tiltak(hvem="Mohammed Rahimi"))
    await by.spill("""
        Varde → Kari: Mohammed Rahimi · frist
        Klokka: 2026-11-23 09:00
        Ola: [Se tiltakene]
        Varde: Ansvarlig: Mohammed Rahimi
        Mohammed Rahimi: [Be om ny frist]
        Mohammed Rahimi: 18. desember
        Mohammed Rahimi: det er mye annet
        Mohammed Rahimi: [Send]
        Varde → Ola: Mohammed Rahimi ber om ny frist
        Klokka: 2026-12-04 09:00
        Klokka: 2026-12-14 09:00
        Klokka: +30 dager
    """)
    assert await nevner(by, by.folk("Mohammed Rahimi"))
    await slett(by, by.folk("Mohammed Rahimi"), "--force")
    await er_borte(by, by.folk("Mohammed Rahimi"), capfd)


async def test_a_reporter_who_also_made_a_proposal(by: Fjordvik, capfd: pytest.CaptureFixture[str]) -> None:
    await by.spill(meldt(skade="Ingen skade"))
    await by.spill("""
        Varde → Ola: Meldt av: Kari Nygård
        Varde → Ingrid: Meldt av: Kari Nygård
        Randi Fjeld: vis sak 1
        Varde: Meldt av: Kari Nygård
        Kari: forslag
        Kari: en lampe til i gangen
        Varde → Ola: Fra Kari Nygård
        Kari: be om opplæring i forflytning
        Kari: [Send]
        Varde → Ola: Kari Nygård ber om opplæring
        Klokka: +30 dager
    """)
    await slett(by, by.kari)
    await er_borte(by, by.kari, capfd)
    assert await by.ola.har_sett("Meldt av: navnet er slettet")


async def test_the_reporter_s_name_goes_from_the_cards_though_the_person_works_here(by: Fjordvik) -> None:
    await by.spill(meldt(skade="Ingen skade"))
    url = f"sqlite:///{by.data / 'varde.db'}"
    erase = ["person", "erase", by.kari.id, "--yes"]
    done = await asyncio.to_thread(CliRunner().invoke, app, erase, env={"VARDE_DATABASE_URL": url})
    assert "Revisjonssporet er helt" in done.output, done.output
    await by.rest()
    assert await nevner(by, by.kari) == []
    assert by.varde.db.read(lambda s: s.exec(select(Person).where(col(Person.navn) == by.kari.name)).first())


async def test_a_verneombud_who_stopped_work_and_asked_for_an_answer(
    by: Fjordvik, capfd: pytest.CaptureFixture[str]
) -> None:
    await by.spill("Ingrid: stans arbeidet")
    for line in ("[Avdeling Fjellbris]", "i gangen", "åpen sjakt", "nå", "[Meld stansen]"):
        await by.spill(f"Ingrid: {line}")
    await by.spill("""
        Varde → Ola: Ingrid Haugen
        Klokka: +30 dager
    """)
    await slett(by, by.ingrid, "--force")
    await er_borte(by, by.ingrid, capfd)

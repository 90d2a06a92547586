"""Who holds a role in Fjordvik: at a place, in a building, for a person; deputies and vacancies are said as what they are."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.organisasjon import innehavere, model, steder
from hms.organisasjon.innehavere import Innehavere

PAA = date(2026, 11, 22)


@pytest.fixture
def les(fjordvik_sqlite_url: str) -> Any:
    """A way to read the demo kommune."""
    db = Database(fjordvik_sqlite_url)
    yield db.read
    db.close()


def id_for(session: Session, tabell: Any, ekstern: str) -> int:
    return int(session.exec(select(tabell.id).where(tabell.ekstern_id == ekstern)).one())


def kort(found: list[Innehavere]) -> list[tuple[str, str, str | None]]:
    """The place, who, and what those named are instead: «stedfortreder» or another role."""
    return [
        (one.sted, ", ".join(p.navn for p in one.folk), "stedfortreder" if one.stedfortreder else one.i_stedet)
        for one in found
    ]


@pytest.mark.parametrize(
    ("rolle", "node", "wanted"),
    [
        ("verneombud", "SOL-FJE", [("Solgata", "Ingrid Haugen", None)]),
        ("verneombud", "LHS-LEG", [("Legevakt og helsestasjon", "Sara Gundersen", "stedfortreder")]),
        ("verneombud", "BMT-TUN", [("Bo- og miljøtjenesten", "Britt Karin Melby", "hovedverneombud")]),
        ("naermeste_leder", "SOL-FJE", [("Avdeling Fjellbris", "Ola Brekke", None)]),
        ("naermeste_leder", "HJT-NOR", [("Sone nord", "Øystein Mo", "stedfortreder")]),
        ("naermeste_leder", "BMT-TUN", [("Bofellesskapet Tunet", "Svein Egil Horn", "enhetsleder")]),
        ("enhetsleder", "SOL-FJE", [("Solgata sykehjem", "Randi Fjeld", None)]),
        ("kommunalsjef", "SOL-FJE", [("Helse og mestring", "Solveig Aasen", None)]),
        ("kjemikalieansvarlig", "SOL-FJE", [("Solgata sykehjem", "Bente Larsen", None)]),
        ("kjemikalieansvarlig", "FJS-SMA", [("Småtrinnet", "Anne-Grethe Moen", "enhetsleder")]),
        ("brannvernleder", "SOL-FJE", [("Solgata sykehjem", "Liv Torunn Engen", None)]),
        ("tillitsvalgt", "SOL-FJE", [("Solgata sykehjem", "Arne Johan Sund", None)]),
        ("hms_ansvarlig", "SOL-FJE", [("Fjordvik kommune", "Marianne Dahl", None)]),
    ],
)
def test_for_a_node(les: Callable[..., Any], rolle: str, node: str, wanted: Any) -> None:
    found = kort(les(lambda s: innehavere.for_node(s, rolle, id_for(s, model.Node, node), PAA)))
    assert found == wanted


def test_a_role_that_lies_below_is_said_for_each_place_and_not_for_too_many(les: Callable[..., Any]) -> None:
    def under(node: str) -> list[str]:
        return [
            sted
            for sted, _, _ in kort(
                les(lambda s: innehavere.for_node(s, "avdelingsleder", id_for(s, model.Node, node), PAA))
            )
        ]

    assert under("SOL") == ["Avdeling Fjellbris", "Avdeling Sjøbris", "Kjøkken og vaskeri", "Nattevakta på Solgata"]
    assert under("K") == []


def test_nobody_is_her_own_leader_and_a_leader_of_ones_own_comes_first(les: Callable[..., Any]) -> None:
    def leder(person: str) -> list[tuple[str, str, str | None]]:
        return kort(les(lambda s: innehavere.for_person(s, "naermeste_leder", id_for(s, model.Person, person), PAA)))

    assert leder("P045") == [("Avdeling Fjellbris", "Ola Brekke", None)]
    assert leder("P044") == [("Solgata sykehjem", "Randi Fjeld", None)]
    assert leder("P052") == [("Nattevakta på Solgata", "Randi Fjeld", None)]
    assert leder("P030") == [("Oppvekst", "Bjarte Hovland", None)]
    assert leder("P001") == []
    assert leder("P117") == []


def test_a_building_has_its_own_and_the_rest_counts_for_its_main_user(les: Callable[..., Any]) -> None:
    def bygg(rolle: str) -> list[tuple[str, str, str | None]]:
        return kort(les(lambda s: innehavere.for_bygg(s, rolle, id_for(s, model.Bygg, "B01"), PAA)))

    assert bygg("brannvernleder") == [("Rådhuset", "Simen Aalberg", None)]
    assert bygg("verneombud") == [("Rådhuset", "Hege Ulvestad", None)]


def test_one_who_has_left_holds_nothing(les: Callable[..., Any], fjordvik_sqlite_url: str) -> None:
    db = Database(fjordvik_sqlite_url)
    db.write(lambda s: setattr(s.get(model.Person, id_for(s, model.Person, "P113")), "gyldig_til", date(2026, 11, 1)))
    db.close()
    found = kort(les(lambda s: innehavere.for_kommunen(s, "hovedverneombud", PAA)))
    assert found == [("Fjordvik kommune", "Ingrid Haugen", "stedfortreder")]


@pytest.mark.parametrize(
    ("said", "own", "wanted"),
    [
        ("Solgata", "", ["Solgata sykehjem"]),
        ("solgata sykehjem", "", ["Solgata sykehjem"]),
        ("skolen", "FJS-SMA", ["Fjordvik skole"]),
        ("rådhuset", "", ["Rådhuset"]),
        ("Ola Brekke", "", ["Ola Brekke"]),
        ("sone nord", "", ["Sone nord"]),
        ("Qwertyuiop", "", []),
    ],
)
def test_a_place_or_person_by_what_was_written(les: Callable[..., Any], said: str, own: str, wanted: list[str]) -> None:
    def finn(session: Session) -> list[steder.Sted]:
        line = org_line(session, own) if own else ()
        return steder.finn(session, said, PAA, egne=line)

    assert [sted.navn for sted in les(finn)] == wanted


def org_line(session: Session, node: str) -> set[int]:
    """The ids of a node and those above it."""
    from hms.organisasjon import queries

    return {her.id for her in queries.linje(session, id_for(session, model.Node, node))}

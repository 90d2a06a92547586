"""Whom and what a text may name: words of names, one typo with a capital letter, ended people too, and what lies at a node."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.organisasjon import nevnt
from hms.organisasjon.model import Node, Person

PAA = date(2027, 5, 3)


@pytest.fixture
def db(fjordvik_url: str) -> Iterator[Database]:
    opened = Database(fjordvik_url)
    yield opened
    opened.close()


def navn(db: Database, tekst: str) -> list[str]:
    return [p.navn for p in db.read(lambda s: nevnt.personer(s, tekst))]


@pytest.mark.parametrize(
    ("tekst", "forst"),
    [
        ("Hilde Bakken gjør dette for meg til 1. juni", "Hilde Bakken"),
        ("la hilde bakken ta den", "Hilde Bakken"),
        ("Hilde Baken er stedfortreder", "Hilde Bakken"),
        ("deleger til Amina Warsames vikar", "Amina Warsame"),
    ],
)
def test_the_name_with_most_of_its_words_comes_first(db: Database, tekst: str, forst: str) -> None:
    assert navn(db, tekst)[0] == forst


def test_ordinary_words_name_nobody(db: Database) -> None:
    assert navn(db, "vernerunden er gjennomført og dokumentert") == []


def test_one_who_has_left_is_found(db: Database) -> None:
    def slutt(s: Session) -> None:
        rad = s.exec(select(Person).where(Person.navn == "Hilde Bakken")).one()
        rad.gyldig_til = date(2027, 1, 1)
        s.add(rad)

    db.write(slutt)
    assert navn(db, "Hilde Bakken")[0] == "Hilde Bakken"


def test_places_and_what_lies_at_them(db: Database) -> None:
    steder = db.read(lambda s: nevnt.steder(s, "verneombud på Solgata fra 1. mai", PAA))
    assert {(s.slag, s.navn) for s in steder} >= {("verneomrade", "Solgata"), ("node", "Solgata sykehjem")}
    node = db.read(lambda s: s.exec(select(Node.id).where(Node.navn == "Solgata sykehjem")).one()) or 0
    assert {s.slag for s in db.read(lambda s: nevnt.ved(s, [node], PAA))} == {"verneomrade", "bygg"}

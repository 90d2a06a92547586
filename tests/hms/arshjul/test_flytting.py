"""Open oppgaver follow their node; who stands in when somebody cannot be reached."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from hms.arshjul import mottakere, planlegging, queries
from hms.arshjul.flytting import ApneOppgaver
from hms.arshjul.model import APEN, BORTFALT, ArshjulLinje, Oppgave
from hms.kit.db import Database
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Person
from hms.regelverk.last import standard
from tests.fakes.kjente import node

NAA = datetime(2027, 3, 1, 12, tzinfo=OSLO)
BARE = replace(standard(), aksjoner={id_: standard().aksjoner[id_] for id_ in ("AH-01", "AH-08", "AH-09")})


@pytest.fixture
def db(fjordvik_sqlite_url: str) -> Iterator[Database]:
    opened = Database(fjordvik_sqlite_url)
    for work in planlegging.arbeid(opened.read, BARE, NAA):
        opened.write(work)
    yield opened
    opened.close()


def apne(s: Session, id_: str) -> list[Oppgave]:
    return list(s.exec(select(Oppgave).where(Oppgave.node_id == node(s, id_), Oppgave.status == APEN)))


def test_only_what_somebody_has_been_told_of_binds_a_node(db: Database) -> None:
    assert db.read(ApneOppgaver().antall) == {}

    def fortell(s: Session) -> None:
        rad = apne(s, "BJB")[0]
        person = s.exec(select(Person.id)).first() or 0
        linje = ArshjulLinje(
            oppgave_id=rad.id or 0, runde=0, steg="frist", niva=0, dag=date(2027, 3, 1), person_id=person, rolle="x"
        )
        s.add(linje)

    db.write(fortell)
    assert db.read(ApneOppgaver().antall) == {db.read(lambda s: node(s, "BJB")): 1}


def test_open_duties_follow_and_what_the_other_has_falls_away(db: Database) -> None:
    for_ = db.read(lambda s: {(o.aksjon, o.gjelder_id) for o in apne(s, "BJB")})
    assert for_ == {("AH-01", "BJB"), ("AH-08", "BJB/V04"), ("AH-09", "B06")}
    db.write(lambda s: ApneOppgaver().flytt(s, node(s, "BJB"), node(s, "SOB")))
    assert db.read(lambda s: apne(s, "BJB")) == []
    bortfalt = db.read(lambda s: {o.gjelder_id for o in s.exec(select(Oppgave).where(Oppgave.status == BORTFALT))})
    assert bortfalt == {"BJB", "BJB/V04"}
    assert "B06" in db.read(lambda s: {o.gjelder_id for o in apne(s, "SOB")})
    db.write(lambda s: ApneOppgaver().flytt(s, node(s, "SOB"), 99_999))
    assert db.read(lambda s: apne(s, "SOB"))


def test_a_duty_without_a_twin_gets_the_new_name(db: Database) -> None:
    def slett(s: Session) -> None:
        for rad in apne(s, "SOB"):
            s.delete(rad)

    db.write(slett)
    db.write(lambda s: ApneOppgaver().flytt(s, node(s, "BJB"), node(s, "SOB")))
    assert db.read(lambda s: {o.gjelder_id for o in apne(s, "SOB")}) == {"SOB", "SOB/V04", "B06"}


def test_who_stands_in(db: Database) -> None:
    def finn(s: Session, ekstern: str, paa: date) -> tuple[list[str], list[str]]:
        person = s.exec(select(Person).where(Person.ekstern_id == ekstern)).one()
        funnet = mottakere.finn(s, {"rolle": "arshjul", "arshjul": person.id}, paa)
        navn = {p.id: p.ekstern_id for p in s.exec(select(Person))}
        assert funnet.plikt
        return [navn[i] for i in funnet.alle], [navn[i] for i in funnet.reserve]

    assert db.read(lambda s: finn(s, "P006", date(2027, 3, 1))) == (["P006"], ["P002", "P001", "P005"])

    def slutt(s: Session) -> None:
        person = s.exec(select(Person).where(Person.ekstern_id == "P006")).one()
        person.gyldig_til = date(2027, 2, 28)
        s.add(person)

    db.write(slutt)
    assert db.read(lambda s: finn(s, "P006", date(2027, 3, 1))) == (["P007"], ["P002", "P001", "P005"])


def test_the_living_organisation_answers_as_the_picture_does(db: Database) -> None:
    def likt(s: Session) -> None:
        bilde, levende = queries.les_bilde(s), queries.Levende(s)
        paa = date(2027, 3, 1)
        assert levende.topp == bilde.topp
        for person in bilde.personer:
            assert levende.hovedstilling(person, paa) == bilde.hovedstilling(person, paa)
            assert levende.er_her(person, paa) == bilde.er_her(person, paa)
        for rolle in bilde.roller:
            nokkel = (rolle.rolle, rolle.omfang_type, rolle.omfang_id, paa)
            assert levende.i_rolle(*nokkel) == bilde.i_rolle(*nokkel)
        for her in bilde.noder:
            assert [n.id for n in levende.linje(her, paa)] == [n.id for n in bilde.linje(her, paa)]

    db.read(likt)


def test_nothing_is_planned_without_an_organisation(database: Database) -> None:
    assert list(planlegging.arbeid(database.read, BARE, NAA)) == []

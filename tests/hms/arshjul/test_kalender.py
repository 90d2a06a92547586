"""The secret behind a calendar feed, on both databases; and whose duties are in it."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from hms.arshjul import kalender, planlegging
from hms.arshjul.model import Kalenderlenke, Oppgave
from hms.kit.db import Database
from hms.kit.klokke import OSLO
from hms.kit.revisjon import Revisjon
from hms.organisasjon.model import Person
from hms.regelverk.last import standard

NAA = datetime(2027, 4, 26, 9, tzinfo=OSLO)


def test_a_link_is_the_same_until_it_is_revoked(database: Database) -> None:
    def lag(s: Session) -> int:
        person = Person(ekstern_id="1", navn="Åse")
        s.add(person)
        s.flush()
        return person.id or 0

    hvem = database.write(lag)
    en = database.write(lambda s: kalender.lenke(s, NAA, hvem))
    assert database.write(lambda s: kalender.lenke(s, NAA, hvem)) == en
    assert database.read(lambda s: kalender.eier(s, en, NAA.date())) == hvem
    assert database.read(lambda s: kalender.eier(s, "x", NAA.date())) is None
    assert database.write(lambda s: kalender.slett(s, NAA, hvem)) is True
    assert database.write(lambda s: kalender.slett(s, NAA, hvem)) is False
    assert database.read(lambda s: kalender.eier(s, en, NAA.date())) is None
    to = database.write(lambda s: kalender.lenke(s, NAA, hvem))
    assert to != en
    spor = database.read(lambda s: [(r.hendelse, r.objekt, r.data) for r in s.exec(select(Revisjon))])
    assert [r[0] for r in spor] == ["kalender.lenke_laget", "kalender.lenke_slettet", "kalender.lenke_laget"]
    assert to not in str(spor)

    def slutter(s: Session) -> None:
        person = s.get_one(Person, hvem)
        person.gyldig_til = date(2027, 4, 25)
        s.add(person)

    database.write(slutter)
    assert database.read(lambda s: kalender.eier(s, to, NAA.date())) is None
    database.write(lambda s: [s.add(rad) for rad in _uten_eier(s)])
    assert database.read(lambda s: kalender.eier(s, to, date(2027, 4, 1))) is None


def _uten_eier(s: Session) -> list[Any]:
    rader = list(s.exec(select(Kalenderlenke)))
    for rad in rader:
        rad.person_id = None
    return rader


def test_only_the_persons_own_duties_those_to_come_too(fjordvik_sqlite_url: str) -> None:
    db = Database(fjordvik_sqlite_url)
    for work in planlegging.arbeid(db.read, standard(), NAA):
        db.write(work)

    def mine(s: Session, hvem: str) -> list[Oppgave]:
        id_ = s.exec(select(Person.id).where(Person.ekstern_id == hvem)).one() or 0
        return kalender.oppgaver(s, standard(), id_, NAA.date())

    leder = db.read(lambda s: mine(s, "P043"))
    assert {rad.aksjon for rad in leder} >= {"AH-01", "AH-08", "AH-11"}
    assert any(rad.apner > NAA.date() for rad in leder)
    assert [rad.frist for rad in leder] == sorted(rad.frist for rad in leder)
    assert db.read(lambda s: mine(s, "P045")) == []
    assert {rad.aksjon for rad in db.read(lambda s: mine(s, "P084"))} >= {"TX-22"}
    db.close()

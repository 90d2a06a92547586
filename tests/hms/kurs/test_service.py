"""Courses in the database: registered once, by those who may; the duties they answer; courses that are planned."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from hms.arshjul import kursfort, kursliste, planlegging, sending
from hms.arshjul.model import APEN, UTFORT, ArshjulLinje, Oppgave
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.kurs import queries, service
from hms.kurs.service import Tatt
from hms.organisasjon import model
from hms.regelverk.last import standard
from tests.fakes.kjente import person

NAA = datetime(2027, 1, 11, 9, tzinfo=OSLO)
I_DAG = NAA.date()
REGLER = standard()
NYTT = date(2027, 1, 11)


def start(s: Session, rolle: str, dag: date) -> None:
    rad = s.exec(select(model.Rolle).where(model.Rolle.ekstern_id == rolle)).one()
    rad.gyldig_fra = dag
    s.add(rad)


def planlegg(db: Database, now: datetime = NAA) -> None:
    for arbeid in planlegging.arbeid(db.read, REGLER, now):
        db.write(arbeid)


def grunnkurs(s: Session, hvem: str) -> Oppgave:
    sporring = select(Oppgave).where(Oppgave.aksjon == "TX-04", Oppgave.person_id == person(s, hvem))
    return s.exec(sporring.order_by(col(Oppgave.id))).one()


def test_it_is_written_once_and_a_day_replaces_not_taken(db: Database) -> None:
    def proev(s: Session) -> list[object]:
        hvem = person(s, "P011")
        svar: list[object] = [
            service.registrer(s, NAA, hvem, Tatt("grunnkurs", None), None),
            service.registrer(s, NAA, hvem, Tatt("grunnkurs", None), None),
            queries.oversikt(s, [hvem]),
            service.registrer(s, NAA, hvem, Tatt("grunnkurs", date(2020, 5, 4), 40), None),
            service.registrer(s, NAA, hvem, Tatt("grunnkurs", date(2020, 5, 4)), None),
            service.registrer(s, NAA, hvem, Tatt("grunnkurs", None), None),
            service.registrer(s, NAA, hvem, Tatt("grunnkurs", date(2020, 5, 4), 38, "https://avtale.example/1"), None),
        ]
        svar.append([(r.kurs, r.dato, r.timer, r.avtale) for r in queries.historikk(s, hvem)])
        return svar

    hvem = db.read(lambda s: person(s, "P011"))
    assert db.write(proev) == [
        True, False, {(hvem, "grunnkurs"): None}, True, False, False, True,
        [("grunnkurs", date(2020, 5, 4), 38, "https://avtale.example/1")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tatt", "kode"),
    [(Tatt("grunnkurs", date(2027, 1, 12)), "kurs.dato"), (Tatt("grunnkurs", I_DAG, 1000), "kurs.timer")],
)
def test_what_cannot_be_is_refused(db: Database, tatt: Tatt, kode: str) -> None:
    with pytest.raises(HmsError) as feil:
        db.write(lambda s: service.registrer(s, NAA, person(s, "P011"), tatt, None))
    assert feil.value.code == kode


def test_who_may_register(db: Database) -> None:
    def kan(s: Session, av: str, hvem: str) -> bool:
        return service.kan_fore(s, person(s, av), person(s, hvem), I_DAG)

    assert db.read(lambda s: kan(s, "P005", "P011"))
    assert db.read(lambda s: kan(s, "P010", "P011"))
    assert not db.read(lambda s: kan(s, "P011", "P010"))
    assert db.read(lambda s: kan(s, "P006", "P011"))
    assert not db.read(lambda s: kan(s, "P043", "P011"))
    assert not db.read(lambda s: service.kan_fore(s, None, person(s, "P011"), I_DAG))


def test_a_course_answers_the_duty(db: Database) -> None:
    db.write(lambda s: start(s, "R100", NYTT))
    planlegg(db)
    assert db.read(lambda s: grunnkurs(s, "P011").status) == APEN
    ny, besvart = db.write(
        lambda s: kursfort.fort(s, NAA, REGLER, person(s, "P011"), Tatt("grunnkurs", date(2027, 1, 8)), av=None)
    )
    assert (ny, len(besvart)) == (True, 1)
    rad = db.read(lambda s: grunnkurs(s, "P011"))
    assert (rad.status, rad.utfort_dato, rad.neste_at) == (UTFORT, date(2027, 1, 8), None)


def test_unknown_is_never_overdue_and_not_taken_is_chased_but_not_lifted(db: Database) -> None:
    db.write(lambda s: start(s, "R100", NYTT))
    planlegg(db)
    for maned, ventet in ((1, "person-0"), (4, "person-3"), (6, "person-5"), (9, None), (9, None)):
        naa = datetime(2027, maned, 20, 9, tzinfo=OSLO)
        assert db.write(lambda s, naa=naa: sending.ta_steg(s, naa, REGLER, [grunnkurs(s, "P011")])) == [ventet]
    assert db.read(lambda s: grunnkurs(s, "P011").neste_at) is None

    def kjent(s: Session) -> list[str | None]:
        rad = grunnkurs(s, "P011")
        rad.trinn = [ett for ett in rad.trinn if ett["at"] is not None]
        service.registrer(s, NAA, person(s, "P011"), Tatt("grunnkurs", None), None)
        return [sending.ta_steg(s, datetime(2027, 9, dag, 9, tzinfo=OSLO), REGLER, [rad])[0] for dag in (20, 27)]

    assert db.write(kjent) == ["purr+5", None]


def test_hms_ansvarlig_is_told_once_that_no_course_is_planned(db: Database) -> None:
    def linjer(s: Session) -> list[tuple[str, date]]:
        sporring = select(ArshjulLinje).where(ArshjulLinje.steg == sending.KURSPLAN)
        return [(en.rolle, en.dag) for en in s.exec(sporring)]

    db.write(lambda s: start(s, "R100", NYTT))
    planlegg(db)
    for dag in (date(2027, 1, 12), date(2027, 4, 6)):
        naa = datetime(dag.year, dag.month, dag.day, 9, tzinfo=OSLO)
        db.write(lambda s, naa=naa: sending.ta_steg(s, naa, REGLER, [grunnkurs(s, "P011")]))
    assert db.read(linjer) == [("hms_ansvarlig", date(2027, 1, 18))]


def test_nothing_is_told_where_a_course_is_planned_in_time(db: Database) -> None:
    db.write(lambda s: start(s, "R100", NYTT))
    planlegg(db)
    assert db.write(lambda s: service.planlegg(s, NAA, "grunnkurs", date(2027, 4, 12), None))
    assert not db.write(lambda s: service.planlegg(s, NAA, "grunnkurs", date(2027, 4, 12), None))
    naa = datetime(2027, 1, 12, 9, tzinfo=OSLO)
    db.write(lambda s: sending.ta_steg(s, naa, REGLER, [grunnkurs(s, "P011")]))
    assert db.read(lambda s: s.exec(select(ArshjulLinje).where(ArshjulLinje.steg == sending.KURSPLAN)).all()) == []
    assert db.write(lambda s: service.avlys(s, NAA, "grunnkurs", date(2027, 4, 12), None))
    assert not db.write(lambda s: service.avlys(s, NAA, "grunnkurs", date(2027, 4, 12), None))
    assert db.read(lambda s: queries.planlagte(s, "grunnkurs", I_DAG)) == []
    with pytest.raises(HmsError, match=r"kurs\.plandato"):
        db.write(lambda s: service.planlegg(s, NAA, "grunnkurs", date(2027, 1, 10), None))


def test_what_the_roles_call_for(db: Database) -> None:
    def status(s: Session) -> list[tuple[str, bool, date | None, date | None]]:
        rader = kursliste.status(s, REGLER, person(s, "P011"), I_DAG)
        return [(en.kurs, en.kjent, en.dato, en.frist) for en in rader]

    assert db.read(status) == [("grunnkurs", False, None, None)]
    db.write(lambda s: start(s, "R100", NYTT))
    db.write(lambda s: service.registrer(s, NAA, person(s, "P011"), Tatt("grunnkurs", date(2019, 9, 2)), None))
    assert db.read(status) == [
        ("grunnkurs", True, date(2019, 9, 2), date(2027, 7, 11)),
        ("repetisjon", True, None, date(2027, 9, 2)),
    ]

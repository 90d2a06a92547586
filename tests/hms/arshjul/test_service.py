"""The answers' refusals: rights, dates, limits. Each is a clear code, and nothing is changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from hms.arshjul import dagskort, planlegging, queries, sending, service
from hms.arshjul.model import APEN, BORTFALT, UTFORT, ArshjulLinje, Oppgave
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Bygg, MksGruppe, Node, Rolle, Verneomrade
from hms.regelverk.last import standard
from tests.fakes.kjente import person

NAA = datetime(2027, 5, 3, 12, tzinfo=OSLO)
BARE = replace(standard(), aksjoner={id_: standard().aksjoner[id_] for id_ in ("AH-01", "AH-02", "TX-04")})


@pytest.fixture
def db(fjordvik_sqlite_url: str) -> Iterator[Database]:
    opened = Database(fjordvik_sqlite_url)
    planlegg(opened)
    yield opened
    opened.close()


def planlegg(db: Database, naa: datetime = NAA) -> None:
    for work in planlegging.arbeid(db.read, BARE, naa):
        db.write(work)


def oppgave(s: Session, gjelder: str, aksjon: str = "AH-01") -> Oppgave:
    return s.exec(
        select(Oppgave).where(Oppgave.gjelder_id == gjelder, Oppgave.aksjon == aksjon).order_by(col(Oppgave.frist))
    ).first()  # type: ignore[return-value]


def avslag(db: Database, gjor: Callable[[Session, int], object], gjelder: str = "FJS") -> str:
    for_ = db.read(lambda s: oppgave(s, gjelder).model_dump())
    with pytest.raises(HmsError) as funnet:
        db.write(lambda s: gjor(s, oppgave(s, gjelder).id or 0))
    assert db.read(lambda s: oppgave(s, gjelder).model_dump()) == for_
    return funnet.value.code


def test_who_may_answer(db: Database) -> None:
    def kan(s: Session, id_: str, gjelder: str = "FJS") -> bool:
        return service.kan(s, NAA, BARE, person(s, id_), oppgave(s, gjelder))

    assert db.read(lambda s: [kan(s, p) for p in ("P006", "P002", "P001", "P005")]) == [True] * 4
    assert db.read(lambda s: [kan(s, p) for p in ("P007", "P016", "P009")]) == [False] * 3
    uten = replace(BARE, aksjoner={})
    assert not db.read(lambda s: service.kan(s, NAA, uten, person(s, "P006"), oppgave(s, "FJS")))
    assert avslag(db, lambda s, id_: service.ikke_aktuelt(s, NAA, BARE, None, id_, grunn="x")) == "oppgave.ingen_rett"
    assert avslag(db, lambda s, _id: service.hent(s, NAA, BARE, person(s, "P006"), 999_999)) == "oppgave.ingen_rett"


@pytest.mark.parametrize(
    ("frist", "kode"),
    [
        (date(2027, 5, 31), "oppgave.frist_ikke_senere"),
        (date(2027, 4, 1), "oppgave.frist_passert"),
        (date(2028, 1, 1), "oppgave.frist_neste_ar"),
    ],
)
def test_more_time_is_later_and_within_the_year(db: Database, frist: date, kode: str) -> None:
    assert (
        avslag(db, lambda s, id_: service.mer_tid(s, NAA, BARE, person(s, "P006"), id_, frist=frist, grunn="x")) == kode
    )


def test_more_time_twice_at_most(db: Database) -> None:
    def to_ganger(s: Session) -> None:
        rad = oppgave(s, "FJS")
        rad.utsettelser = 2
        s.add(rad)

    db.write(to_ganger)
    ny = date(2027, 6, 30)
    sok = lambda s, id_: service.mer_tid(s, NAA, BARE, person(s, "P006"), id_, frist=ny, grunn="x")  # noqa: E731 - it reads best beside its use
    assert avslag(db, sok) == "oppgave.for_mange_utsettelser"


def test_a_request_is_answered_once_and_not_by_the_one_who_asked(db: Database) -> None:
    svar = lambda hvem: lambda s, id_: service.svar_mer_tid(s, NAA, BARE, person(s, hvem), id_, ja=False)  # noqa: E731 - it reads best beside its use
    assert avslag(db, svar("P002")) == "oppgave.ingen_soknad"
    ny = date(2027, 6, 30)
    db.write(lambda s: service.mer_tid(s, NAA, BARE, person(s, "P006"), oppgave(s, "FJS").id or 0, frist=ny, grunn="x"))
    assert avslag(db, svar("P006")) == "oppgave.ingen_rett"
    db.write(lambda s: svar("P002")(s, oppgave(s, "FJS").id or 0))
    assert db.read(lambda s: (oppgave(s, "FJS").frist, oppgave(s, "FJS").onsket_av)) == (date(2027, 5, 31), None)


@pytest.mark.parametrize("dato", [date(2027, 5, 4), date(2026, 1, 1)])
def test_done_on_a_day_that_can_be_true(db: Database, dato: date) -> None:
    assert avslag(db, lambda s, id_: service.utfort(s, NAA, BARE, person(s, "P006"), id_, dato=dato)) == "oppgave.dato"


def test_what_is_answered_is_answered(db: Database) -> None:
    gitt = (service.Bevis("mote", "2027-05-03"), service.Bevis("lenke", "https://kvalitet.example/x"))
    db.write(
        lambda s: service.utfort(
            s, NAA, BARE, person(s, "P006"), oppgave(s, "FJS").id or 0, dato=NAA.date(), bevis=gitt
        )
    )
    assert (
        avslag(db, lambda s, id_: service.ikke_aktuelt(s, NAA, BARE, person(s, "P006"), id_, grunn="x"))
        == "oppgave.ikke_apen"
    )
    planlegg(db, NAA + timedelta(days=1))
    assert db.read(lambda s: oppgave(s, "FJS").status) == UTFORT
    assert db.read(queries.sist_gjort) == {("AH-01", "", "node", "FJS"): NAA.date()}


@pytest.mark.parametrize(
    ("til", "slutt", "kode"),
    [
        ("P006", date(2027, 6, 1), "oppgave.til_seg_selv"),
        ("P117", date(2027, 6, 1), "oppgave.er_gjest"),
        ("P007", date(2027, 5, 1), "oppgave.sluttdato"),
        ("P007", date(2029, 5, 1), "oppgave.sluttdato"),
    ],
)
def test_a_delegation_has_somebody_and_an_end(db: Database, til: str, slutt: date, kode: str) -> None:
    assert (
        avslag(
            db, lambda s, id_: service.deleger(s, NAA, BARE, person(s, "P006"), id_, til=person(s, til), slutt=slutt)
        )
        == kode
    )


def test_nobody_above_is_a_clear_answer(db: Database) -> None:
    def alene(s: Session) -> None:
        for rolle in s.exec(
            select(Rolle).where(col(Rolle.rolle).in_(("kommunalsjef", "kommunedirektor", "hms_ansvarlig")))
        ):
            s.delete(rolle)

    db.write(alene)
    sok = lambda s, id_: service.mer_tid(s, NAA, BARE, person(s, "P006"), id_, frist=date(2027, 6, 30), grunn="x")  # noqa: E731 - it reads best beside its use
    assert avslag(db, sok) == "oppgave.ingen_over"


def test_a_duty_that_nobody_can_be_given_waits(db: Database) -> None:
    def ingen(s: Session) -> None:
        for rolle in s.exec(select(Rolle)):
            s.delete(rolle)

    db.write(ingen)
    naa = datetime(2027, 5, 10, 9, tzinfo=OSLO)
    assert db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s, "FJS")])) == [None]
    rad = db.read(lambda s: oppgave(s, "FJS"))
    assert (rad.status, rad.neste_at) == (APEN, datetime(2027, 5, 11, 9, tzinfo=OSLO))


def test_a_duty_of_a_unit_that_is_gone_falls_away(db: Database) -> None:
    def slutt(s: Session) -> None:
        node = s.exec(select(Node).where(Node.ekstern_id == "FJS")).one()
        node.gyldig_til = date(2027, 5, 5)
        s.add(node)

    db.write(slutt)
    naa = datetime(2027, 5, 10, 9, tzinfo=OSLO)
    assert db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s, "FJS")])) == [None]
    assert db.read(lambda s: oppgave(s, "FJS").status) == BORTFALT


def test_a_role_that_ends_ends_its_course(db: Database) -> None:
    def ny(s: Session) -> None:
        rolle = s.exec(select(Rolle).where(Rolle.ekstern_id == "R100")).one()
        rolle.gyldig_fra, rolle.gyldig_til = date(2027, 4, 1), date(2027, 6, 30)
        s.add(rolle)

    db.write(ny)
    planlegg(db, NAA + timedelta(days=1))
    naa = datetime(2027, 6, 30, 9, tzinfo=OSLO)
    assert db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s, "P011", "TX-04")])) == ["person-3"]
    linjene = db.read(lambda s: [(en.rolle, en.steg, en.dag) for en in s.exec(select(ArshjulLinje))])
    assert sorted(linjene) == [
        ("hms_ansvarlig", "kursplan", date(2027, 8, 2)), ("naermeste_leder", "person-3", date(2027, 6, 30)),
    ]  # fmt: skip
    assert db.write(lambda s: sending.ta_steg(s, naa + timedelta(days=60), BARE, [oppgave(s, "P011", "TX-04")])) == [
        None
    ]
    assert db.read(lambda s: oppgave(s, "P011", "TX-04").status) == BORTFALT


def test_two_holders_are_both_asked(db: Database) -> None:
    naa = datetime(2027, 5, 10, 9, tzinfo=OSLO)
    db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s, "K", "AH-02")]))
    assert set(db.read(lambda s: s.exec(select(ArshjulLinje.rolle)).all())) == {"hms_ansvarlig", "kvalitetssjef"}


def test_no_card_outside_working_hours(db: Database) -> None:
    naa = datetime(2027, 5, 10, 9, tzinfo=OSLO)
    db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s, "FJS")]))
    for ikke in (
        datetime(2027, 5, 10, 8, 59, tzinfo=OSLO),
        datetime(2027, 5, 15, 12, tzinfo=OSLO),
        datetime(2027, 5, 17, 12, tzinfo=OSLO),
    ):
        assert db.read(lambda s, at=ikke: dagskort.venter_paa_kort(s, at, 9)) == []
    (hvem,) = db.read(lambda s: dagskort.venter_paa_kort(s, naa, 9))
    assert db.read(lambda s: dagskort.venter_paa_kort(s, naa, 9, utenom=[hvem])) == []


def test_work_that_changes_moves_the_deadline(db: Database) -> None:
    aksjon = BARE.aksjoner["AH-01"]
    assert aksjon.vindu is not None
    annen = replace(aksjon, vindu=replace(aksjon.vindu, slutt=replace(aksjon.vindu.slutt, dag=20)))
    nytt = replace(BARE, aksjoner={"AH-01": annen}, stempel="annet")
    for work in planlegging.arbeid(db.read, nytt, NAA):
        db.write(work)
    assert db.read(lambda s: oppgave(s, "FJS").frist) == date(2027, 5, 20)
    assert db.read(lambda s: oppgave(s, "K", "AH-02").status) == BORTFALT


@pytest.mark.parametrize(
    ("tabell", "ekstern_id", "aksjon"),
    [(Verneomrade, "V01", "AH-08"), (Bygg, "B02", "TX-19"), (MksGruppe, "M01", "AH-12")],
)
def test_what_the_duty_is_about_may_end(fjordvik_sqlite_url: str, tabell: type, ekstern_id: str, aksjon: str) -> None:
    regler, db = standard(), Database(fjordvik_sqlite_url)
    for arbeid in planlegging.arbeid(db.read, regler, NAA):
        db.write(arbeid)

    def slutt(s: Session) -> tuple[str | None, str]:
        emne = s.exec(select(tabell).where(tabell.ekstern_id == ekstern_id)).one()
        emne.gyldig_til = NAA.date() - timedelta(days=1)
        s.add(emne)
        s.flush()
        sporring = select(Oppgave).where(Oppgave.aksjon == aksjon, col(Oppgave.gjelder_id).endswith(ekstern_id))
        rad = s.exec(sporring.order_by(col(Oppgave.frist))).all()[0]
        return sending.ta_steg(s, NAA, regler, [rad])[0], rad.status

    assert db.write(slutt) == (None, BORTFALT)
    db.close()

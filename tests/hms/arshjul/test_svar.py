"""Evidence, the verneombud in the round, links that follow, delegation and its end: codes and what is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from hms.arshjul import bevis, dagskort, delegering, planlegging, sending, service
from hms.arshjul.bevis import Bevis
from hms.arshjul.model import APEN, UTFORT, ArshjulLinje, Oppgave
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Person, Rolle
from hms.outbox.model import Utboks
from hms.regelverk.last import standard
from tests.fakes.kjente import person

NAA = datetime(2027, 5, 3, 12, tzinfo=OSLO)
I_DAG = NAA.date()
BARE = replace(standard(), aksjoner={id_: standard().aksjoner[id_] for id_ in ("AH-01", "AH-06", "AH-08")})
LENKE = Bevis("lenke", "https://kvalitet.example/x")
MOTE = Bevis("mote", "2027-04-28")


@pytest.fixture
def db(fjordvik_url: str) -> Iterator[Database]:
    opened = Database(fjordvik_url)
    for work in planlegging.arbeid(opened.read, BARE, NAA):
        opened.write(work)
    yield opened
    opened.close()


def oppgave(s: Session, aksjon: str = "AH-01", gjelder: str = "FJS") -> Oppgave:
    sporring = select(Oppgave).where(Oppgave.gjelder_id == gjelder, Oppgave.aksjon == aksjon)
    return s.exec(sporring.order_by(col(Oppgave.frist))).first()  # type: ignore[return-value]


def utfor(db: Database, *gitt: Bevis, aksjon: str = "AH-01", gjelder: str = "FJS", **mer: object) -> Oppgave:
    def unit(s: Session) -> Oppgave:
        rad = oppgave(s, aksjon, gjelder)
        felt = {"dato": I_DAG, "bevis": gitt, **mer}
        return service.utfort(s, NAA, BARE, person(s, "P006"), rad.id or 0, **felt)  # type: ignore[arg-type]

    return db.write(unit)


def kode(gjor: object) -> str:
    with pytest.raises(HmsError) as funnet:
        gjor()  # type: ignore[operator]
    return funnet.value.code


@pytest.mark.parametrize(
    ("aksjon", "har", "kommer", "ventet"),
    [
        ("AH-01", (LENKE,), False, "oppgave.mangler_mote"),
        ("AH-01", (MOTE,), False, "oppgave.mangler_lenke"),
        ("AH-01", (MOTE,), True, None),
        ("AH-01", (MOTE, LENKE), False, None),
        ("AH-06", (LENKE,), True, "oppgave.mangler_mote"),
        ("AH-08", (LENKE,), False, "oppgave.mangler_verneombud"),
        ("AH-08", (LENKE, Bevis("uten_verneombud", "syk")), False, None),
        ("AH-10", (), False, None),
    ],
)
def test_what_the_document_does_not_let_pass(
    aksjon: str, har: tuple[Bevis, ...], *, kommer: bool, ventet: str | None
) -> None:
    assert bevis.mangler(standard().aksjoner[aksjon], har, lenke_kommer=kommer) == ventet


def test_the_round_names_its_verneombud_and_they_are_told(db: Database) -> None:
    annen = Bevis("verneombud", str(db.read(lambda s: person(s, "P007"))))
    assert kode(lambda: utfor(db, LENKE, annen, aksjon="AH-08", gjelder="FJS/V01")) == "oppgave.ikke_verneombud"
    omrade = db.read(lambda s: oppgave(s, "AH-08", "FJS/V01").omrade_id)
    ombud = db.read(
        lambda s: s.exec(select(Rolle.person_id).where(Rolle.rolle == "verneombud", Rolle.omfang_id == omrade)).first()
    )
    rad = utfor(db, LENKE, Bevis("verneombud", str(ombud)), aksjon="AH-08", gjelder="FJS/V01")
    assert rad.status == UTFORT
    varsler = db.read(lambda s: s.exec(select(Utboks).where(Utboks.nokkel == "arshjul_runde")).all())
    assert [v.parametre["person"] for v in varsler] == [ombud]


def test_a_link_that_did_not_come_opens_it_and_may_not_be_promised_twice(db: Database) -> None:
    rad = utfor(db, MOTE, lenke_kommer=True)
    assert rad.lenke_innen == date(2027, 5, 11)
    naa = datetime(2027, 5, 12, 9, tzinfo=OSLO)
    db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s)]))
    rad = db.read(oppgave)
    assert (rad.status, rad.lenke_uteble, rad.utfort_dato) == (APEN, True, I_DAG)
    linje = db.read(lambda s: s.exec(select(ArshjulLinje).where(ArshjulLinje.steg == sending.LENKE)).one())
    assert linje.person_id == db.read(lambda s: person(s, "P006"))
    assert kode(lambda: utfor(db, MOTE, lenke_kommer=True)) == "oppgave.lenke_igjen"
    assert utfor(db, MOTE, LENKE).bevis == [
        {"slag": "mote", "verdi": MOTE.verdi},
        {"slag": "lenke", "verdi": LENKE.verdi},
    ]


def test_a_link_that_comes_in_time_ends_the_waiting(db: Database) -> None:
    rad = utfor(db, MOTE, lenke_kommer=True)
    db.write(lambda s: service.lever(s, NAA, BARE, person(s, "P006"), rad.id or 0, bevis=(LENKE,)))
    rad = db.read(oppgave)
    assert (rad.status, rad.lenke_innen, rad.neste_at) == (UTFORT, None, None)
    assert {"slag": "lenke", "verdi": LENKE.verdi} in rad.bevis
    levert = lambda: db.write(lambda s: service.lever(s, NAA, BARE, person(s, "P006"), rad.id or 0, bevis=(LENKE,)))  # noqa: E731 - it reads best beside its use
    assert kode(levert) == "oppgave.ikke_apen"


def test_work_that_was_given_away_comes_back(db: Database) -> None:
    def gi(s: Session, slutt: date = date(2027, 6, 1)) -> Oppgave:
        return service.deleger(s, NAA, BARE, person(s, "P006"), oppgave(s).id or 0, til=person(s, "P007"), slutt=slutt)

    def slutter(s: Session) -> None:
        rad = s.exec(select(Person).where(Person.ekstern_id == "P007")).one()
        rad.gyldig_til = date(2027, 5, 20)
        s.add(rad)

    db.write(gi)
    db.write(slutter)
    assert kode(lambda: db.write(gi)) == "oppgave.slutter_for"
    naa = datetime(2027, 5, 28, 9, tzinfo=OSLO)
    db.write(lambda s: sending.ta_steg(s, naa, BARE, [oppgave(s)]))
    mottaker = db.read(lambda s: s.exec(select(ArshjulLinje.person_id)).all())
    assert mottaker == [db.read(lambda s: person(s, "P006"))]
    db.write(lambda s: delegering.trekk(s, NAA, BARE, person(s, "P006"), oppgave(s).id or 0))
    assert db.read(oppgave).delegert_til is None
    igjen = lambda: db.write(lambda s: delegering.trekk(s, NAA, BARE, person(s, "P006"), oppgave(s).id or 0))  # noqa: E731 - it reads best beside its use
    assert kode(igjen) == "oppgave.ikke_delegert"


def test_a_line_follows_the_role_until_it_is_sent(db: Database) -> None:
    """The one who left gets no more, and the new holder gets this step."""
    fredag = datetime(2027, 5, 28, 14, tzinfo=OSLO)
    mandag = datetime(2027, 5, 31, 9, tzinfo=OSLO)

    def bytt(s: Session) -> None:
        rolle = s.exec(select(Rolle).where(Rolle.rolle == "enhetsleder", Rolle.person_id == person(s, "P006"))).one()
        rolle.gyldig_til = date(2027, 5, 30)
        ny = Rolle(ekstern_id="ny", rolle="enhetsleder", person_id=person(s, "P007"), omfang_type="node",
                   omfang_id=rolle.omfang_id, gyldig_fra=date(2027, 5, 31))  # fmt: skip
        s.add_all((rolle, ny))

    db.write(lambda s: sending.ta_steg(s, fredag, BARE, [oppgave(s)]))
    db.write(bytt)
    gammel, ny = db.read(lambda s: (person(s, "P006"), person(s, "P007")))

    def legg_ut(s: Session) -> list[int]:
        personer = dagskort.venter_paa_kort(s, mandag, 9)
        dagskort.legg_ut(s, mandag, BARE, personer, 9)
        return personer

    sendt = [p for _ in range(3) for p in db.write(legg_ut)]
    assert sendt == [gammel, ny]
    kort = db.read(lambda s: s.exec(select(Utboks.parametre).where(Utboks.nokkel == "arshjul_dag")).all())
    assert [k["person"] for k in kort] == [ny]

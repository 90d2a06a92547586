"""T-47: a vernerunde that was not held is asked about once, the leader above, and the verneombud sees it; nothing is made unasked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from hms.arshjul import ikke_holdt, planlegging, service, utsettelse
from hms.arshjul.bevis import UTEN_VERNEOMBUD, Bevis
from hms.arshjul.model import AvvikOppgave, Oppgave
from hms.arshjul.mottakere import finn
from hms.avvik.model import Avvik, AvvikMelder
from hms.avvik.queries import Leser
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import Oppsett
from hms.ekstern.vernerunde import OPPSETT
from hms.kit import revisjon
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.kit.revisjon import Revisjon
from hms.outbox.model import Utboks
from hms.regelverk.last import standard
from tests.fakes.kjente import person

FOR = datetime(2027, 5, 3, 12, tzinfo=OSLO)
NAA = datetime(2027, 6, 1, 9, tzinfo=OSLO)  # a Tuesday; the deadline was Monday 31 May
BARE = replace(standard(), aksjoner={id_: standard().aksjoner[id_] for id_ in ("AH-01", "AH-08")})
REKTOR, SJEF, OMBUD = "P006", "P002", "P011"


@pytest.fixture
def db(fjordvik_url: str) -> Iterator[Database]:
    opened = Database(fjordvik_url)
    for work in planlegging.arbeid(opened.read, BARE, FOR):
        opened.write(work)
    yield opened
    opened.close()


def runder(s: Session, gjelder: str = "FJS/") -> list[Oppgave]:
    sporring = select(Oppgave).where(Oppgave.aksjon == "AH-08", col(Oppgave.gjelder_id).startswith(gjelder))
    return list(s.exec(sporring.where(Oppgave.frist == date(2027, 5, 31)).order_by(col(Oppgave.id))))


def spor(db: Database, now: datetime = NAA) -> list[Utboks]:
    """What is asked about at a moment, and all that was asked before."""
    for work in ikke_holdt.arbeid(db.read, BARE, now):
        db.write(work)
    return db.read(
        lambda s: list(s.exec(select(Utboks).where(Utboks.nokkel == ikke_holdt.NOTICE).order_by(col(Utboks.id))))
    )


def test_the_leader_above_is_asked_once_and_the_verneombud_sees_it(db: Database) -> None:
    assert spor(db, NAA.replace(month=5, day=31)) == [], "the last day is not over"
    rader = spor(db)
    runde, apne = db.read(
        lambda s: (
            runder(s)[0],
            [rad.id for rad in s.exec(select(Oppgave).where(Oppgave.aksjon == "AH-08", Oppgave.frist < NAA.date()))],
        )
    )
    om_runden = {row.parametre["som"]: row for row in rader if runde.id in row.parametre["oppgaver"]}
    assert set(om_runden) == {"leder", "verneombud"}
    sjef, ombud = db.read(lambda s: (person(s, SJEF), person(s, OMBUD)))
    assert om_runden["leder"].mottaker == {"rolle": "leder", "arshjul": sjef}
    assert om_runden["verneombud"].mottaker == {"rolle": "verneombud", "arshjul": ombud}
    ledernes = [id_ for row in rader if row.parametre["som"] == "leder" for id_ in row.parametre["oppgaver"]]
    assert sorted(ledernes) == sorted(apne), "each of them once, and no other duty"
    assert all(len(row.parametre["oppgaver"]) <= ikke_holdt.PA_ET_KORT for row in rader)
    assert len(spor(db, NAA.replace(day=2))) == len(rader)
    assert db.read(lambda s: len(s.exec(select(AvvikOppgave)).all())) == len(apne)
    assert db.read(lambda s: s.exec(select(Avvik)).all()) == []


def test_two_processes_ask_once(db: Database) -> None:
    begge = [list(ikke_holdt.arbeid(db.read, BARE, NAA)) for _ in range(2)]
    for work in (*begge[0], *begge[1]):
        db.write(work)
    spurt = [id_ for row in spor(db) if row.parametre["som"] == "leder" for id_ in row.parametre["oppgaver"]]
    linjer = db.read(
        lambda s: s.exec(select(Revisjon.objekt).where(Revisjon.hendelse == "oppgave.avvik_foreslatt")).all()
    )
    assert sorted(linjer) == sorted(f"oppgave:{id_}" for id_ in spurt)


def test_what_a_verneombud_is_told_never_goes_to_a_leader(db: Database) -> None:
    def hvem(s: Session) -> tuple[set[int | None], set[int]]:
        found = finn(s, {"rolle": "verneombud", "arshjul": person(s, OMBUD)}, NAA.date())
        return set(found.reserve), {person(s, one) for one in (REKTOR, SJEF)}

    reserve, ledere = db.read(hvem)
    assert reserve
    assert not reserve & ledere


def test_nothing_is_asked_in_july_or_at_night_but_the_first_day_after(db: Database) -> None:
    assert spor(db, datetime(2027, 7, 6, 10, tzinfo=OSLO)) == []
    assert spor(db, datetime(2027, 6, 1, 20, tzinfo=OSLO)) == []
    assert spor(db, datetime(2027, 8, 2, 9, tzinfo=OSLO))


def test_held_or_put_off_with_a_yes_it_is_not_asked_about(db: Database) -> None:
    def svar(s: Session) -> list[int]:
        holdt, utsatt, *_ = [*runder(s), *runder(s, "SOL/")]
        leder = person(s, REKTOR)
        bevis = (Bevis(UTEN_VERNEOMBUD, "syk"), Bevis("lenke", "https://kvalitet.example/x"))
        service.utfort(s, FOR, BARE, leder, holdt.id or 0, dato=FOR.date(), bevis=bevis)
        hun = next(iter(ikke_holdt.queries.ansvarlige(BARE, utsatt, ikke_holdt.Levende(s), FOR.date())))
        utsettelse.mer_tid(s, FOR, BARE, hun, utsatt.id or 0, frist=date(2027, 6, 15), grunn="syk")
        sjef = ikke_holdt.over(s, BARE, utsatt, FOR.date())[0]
        utsettelse.svar_mer_tid(s, FOR, BARE, sjef, utsatt.id or 0, ja=True)
        return [holdt.id or 0, utsatt.id or 0]

    holdt, utsatt = db.write(svar)
    spurt = {id_ for row in spor(db) for id_ in row.parametre["oppgaver"]}
    assert spurt
    assert not spurt & {holdt, utsatt}
    spurt = {id_ for row in spor(db, datetime(2027, 6, 16, 9, tzinfo=OSLO)) for id_ in row.parametre["oppgaver"]}
    assert utsatt in spurt
    assert holdt not in spurt


def meld(db: Database, hvem: str, now: datetime = NAA) -> None:
    def gjor(s: Session) -> None:
        ikke_holdt.meld(s, now, BARE, Leser(person(s, hvem), None), runder(s)[0].id or 0)

    db.write(gjor)


def test_the_leader_above_has_it_reported_once(db: Database) -> None:
    for hvem in (REKTOR, OMBUD):
        with pytest.raises(HmsError, match=r"oppgave\.ingen_rett"):
            meld(db, hvem)
    with pytest.raises(HmsError, match=r"oppgave\.ikke_apen"):
        meld(db, SJEF, FOR)
    meld(db, SJEF)
    meld(db, SJEF)
    (case,) = db.read(lambda s: s.exec(select(Avvik)).all())
    runde, sjef = db.read(lambda s: (runder(s)[0], person(s, SJEF)))
    assert (case.kilde, case.gjelder, case.behandler_id) == ("varde", f"oppgave:{runde.id}", sjef)
    assert (case.grad, case.kategori, case.underkategori, case.node_id) == (
        2,
        "orden_fysisk",
        "manglende_oppfolging",
        runde.node_id,
    )
    assert db.read(lambda s: s.exec(select(AvvikMelder)).all()) == []
    assert db.read(revisjon.brudd) is None


def test_beside_another_system_it_goes_there_once(db: Database) -> None:
    beside = Database(db.url, fakta={OPPSETT: Oppsett(webhook=True)})
    meld(beside, SJEF)
    meld(beside, SJEF)
    saker = beside.read(lambda s: [sak.gjelder for sak in s.exec(select(EksternSak))])
    assert saker == [f"oppgave:{db.read(lambda s: runder(s)[0].id)}"]
    assert db.read(lambda s: s.exec(select(Avvik)).all()) == []
    beside.close()

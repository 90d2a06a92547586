"""Requests: who is to answer, rights, the ladder, and what follows when the organisation changes. On both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from hms.foresporsel import mottakere, rules, service
from hms.foresporsel.flytting import ApneForesporsler
from hms.foresporsel.model import Foresporsel
from hms.kit.db import Database
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO
from hms.kit.revisjon import Revisjon
from hms.organisasjon.model import Person, Rolle
from hms.outbox.model import Utboks
from tests.fakes.kjente import node, person

NAA = datetime(2027, 4, 26, 9, tzinfo=OSLO)
TEKST = "Klorin 5 liter"


def send(s: Session, slag: str, hvem: str = "P045", hvor: str = "SOL-FJE") -> Foresporsel:
    return service.send(s, NAA, person(s, hvem), slag=slag, node_id=node(s, hvor), tekst=TEKST)


def linja(s: Session, row: Foresporsel) -> list[str]:
    return [s.get_one(Person, id_).ekstern_id for id_ in mottakere.linja(s, row, NAA.date())]


def test_with_whom_it_lies(db: Database) -> None:
    def hos(s: Session, hvem: str, dager: int) -> int:
        return len(service.hos(s, NAA + timedelta(days=dager), person(s, hvem)))

    def alle(s: Session) -> list[tuple[int, int]]:
        row = send(s, rules.OPPLARING)
        funnet = [(hos(s, "P044", 0), hos(s, "P043", 0))]
        while row.neste_trinn_at is not None:
            service.ta_trinn(s, row.neste_trinn_at, row)
        funnet.append((hos(s, "P044", 40), hos(s, "P043", 40)))
        service.svar(s, NAA, person(s, "P044"), row.id or 0, "ja")
        return [*funnet, (hos(s, "P044", 40), hos(s, "P045", 40))]

    assert db.write(alle) == [(1, 0), (1, 1), (0, 0)]


@pytest.mark.parametrize(
    ("slag", "hvem", "hvor", "forst"),
    [
        (rules.OPPLARING, "P045", "SOL-FJE", ["P044", "P043"]),
        (rules.OPPLARING, "P044", "SOL-FJE", ["P043", "P003"]),
        (rules.KJEMIKALIE, "P045", "SOL-FJE", ["P050", "P043"]),
        (rules.KJEMIKALIE, "P045", "SOL-KJO", ["P054", "P043"]),
        (rules.KJEMIKALIE, "P050", "SOL", ["P043", "P003"]),
        (rules.KJEMIKALIE, "P007", "FJS-SMA", ["P006", "P002"]),
    ],
)
def test_who_is_to_answer(db: Database, slag: str, hvem: str, hvor: str, forst: list[str]) -> None:
    assert db.write(lambda s: linja(s, send(s, slag, hvem, hvor)))[:2] == forst


def test_an_answer_once_by_somebody_who_may(db: Database) -> None:
    id_ = db.write(lambda s: send(s, rules.OPPLARING).id) or 0
    for hvem, kode in (("P046", "foresporsel.ingen_rett"), ("P045", "foresporsel.ingen_rett")):
        with pytest.raises(HmsError) as funnet:
            db.write(lambda s, a=hvem: service.svar(s, NAA, person(s, a), id_, "x"))
        assert funnet.value.code == kode
    with pytest.raises(HmsError):
        db.write(lambda s: service.registrert(s, NAA, person(s, "P044"), id_))
    db.write(lambda s: service.svar(s, NAA, person(s, "P044"), id_, "Kurs i juni"))
    with pytest.raises(HmsError) as funnet:
        db.write(lambda s: service.svar(s, NAA, person(s, "P043"), id_, "x"))
    assert funnet.value.code == "foresporsel.besvart"
    with pytest.raises(HmsError) as funnet:
        db.write(lambda s: service.hent(s, NAA, None, id_))
    assert funnet.value.code == "foresporsel.ingen_rett"
    with pytest.raises(HmsError) as funnet:
        db.write(lambda s: service.send(s, NAA, None, slag=rules.OPPLARING, node_id=1, tekst=TEKST))
    assert funnet.value.code == "foresporsel.ukjent"


def test_what_was_written_stands_in_its_own_row_only(db: Database) -> None:
    id_ = db.write(lambda s: send(s, rules.KJEMIKALIE).id) or 0
    db.write(lambda s: service.registrert(s, NAA, person(s, "P050"), id_))
    spor = db.read(
        lambda s: [
            (r.hendelse, r.data) for r in s.exec(select(Revisjon).where(Revisjon.objekt == f"foresporsel:{id_}"))
        ]
    )
    ut = db.read(lambda s: [(rad.nokkel, rad.mottaker, rad.parametre, rad.kropp) for rad in s.exec(select(Utboks))])
    assert [hendelse for hendelse, _ in spor] == ["foresporsel.sendt", "foresporsel.registrert"]
    assert TEKST not in str((spor, ut))
    assert {nokkel for nokkel, *_ in ut} == {service.KORT, service.SVAR}


def test_the_ladder_reminds_and_then_climbs(db: Database) -> None:
    id_ = db.write(lambda s: send(s, rules.KJEMIKALIE).id) or 0
    dager: list[tuple[date, str]] = []
    for n in range(40):
        at = NAA + timedelta(days=n)
        steg = db.write(lambda s, at=at: service.ta_trinn(s, at, s.get_one(Foresporsel, id_)))
        if steg:
            dager.append((at.date(), steg))
    assert dager == [(date(2027, 5, 3), "frist"), (date(2027, 5, 11), "purr+5"), (date(2027, 5, 19), "loft+10")]
    roller = db.read(
        lambda s: [
            rad.mottaker["rolle"]
            for rad in s.exec(select(Utboks).where(Utboks.nokkel == service.PURRING).order_by(Utboks.id))
        ]
    )  # type: ignore[arg-type]
    assert roller == ["mottaker", "mottaker", "ledd_1"]


def test_an_open_request_follows_its_node(db: Database) -> None:
    id_ = db.write(lambda s: send(s, rules.OPPLARING).id) or 0
    fra, til = db.read(lambda s: (node(s, "SOL-FJE"), node(s, "SOL-SJO")))
    assert db.read(ApneForesporsler().antall) == {fra: 1}
    db.write(lambda s: ApneForesporsler().flytt(s, fra, til))
    assert db.read(lambda s: s.get_one(Foresporsel, id_).node_id) == til


def test_nobody_left_is_the_hms_ansvarlig(db: Database) -> None:
    def ingen(s: Session) -> None:
        for rolle in s.exec(select(Rolle).where(Rolle.rolle != "hms_ansvarlig")):
            s.delete(rolle)

    db.write(ingen)
    assert db.write(lambda s: linja(s, send(s, rules.OPPLARING))) == ["P005"]

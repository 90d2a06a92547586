"""Roles of the chat and the next import: kept, kept ended, taken over, and always told of (docs/adr/0017)."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from bot.cli.org_tekst import i_samtale
from hms.organisasjon import endring, queries, tjeneste
from hms.organisasjon.model import Node, Person, Rolle
from tests.fakes.organisasjon import liten, sett, skriv_csv

PAA = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def inn(db, tmp_path):
    def importer(ark, paa=PAA):
        innlest = tjeneste.les(skriv_csv(tmp_path / "csv", ark))
        return db.write(lambda s: tjeneste.importer(s, innlest, NOW, paa))

    inn_na = importer
    inn_na(liten())
    return inn_na


def id_for(s, modell, ekstern):
    return s.exec(select(modell.id).where(modell.ekstern_id == ekstern)).one()


def gi(db, person="4", node="E2", **mer):
    def unit(s):
        omfang = ("node", id_for(s, Node, node))
        for_ = mer.pop("for_", None)
        for_id = id_for(s, Person, for_) if for_ else None
        rad = endring.gi_rolle(
            s,
            "enhetsleder",
            id_for(s, Person, person),
            omfang,
            fra=PAA,
            stedfortreder=for_id is not None,
            for_id=for_id,
            **mer,
        )
        return rad.ekstern_id

    return db.write(unit)


def ledere(db, node="E2", paa=PAA):
    return db.read(
        lambda s: [p.ekstern_id for p in queries.holdere(s, "enhetsleder", "node", id_for(s, Node, node), paa)]
    )


def sagt(differanse):
    return [(rolle.hva, rolle.rad["person"]) for rolle in differanse.i_samtale]


def test_a_role_given_in_chat_is_kept_and_told_of(db, inn):
    gi(db)
    differanse = inn(liten())
    assert not differanse
    assert sagt(differanse) == [("gitt", "4")]
    assert ledere(db) == ["4"]


def test_the_file_takes_over_when_it_has_the_same_role(db, inn):
    id_ = gi(db)
    ark = liten()
    ark["Roller"].append(["r9", "enhetsleder", "4", "E2", "nei", "", "2026-11-01", ""])
    differanse = inn(ark)
    assert sagt(differanse) == [("overtatt", "4")]
    assert ledere(db) == ["4"]
    assert db.read(lambda s: s.exec(select(Rolle.gyldig_til).where(Rolle.ekstern_id == id_)).one()) == date(
        2026, 11, 21
    )


def test_a_later_row_of_the_file_leaves_no_gap(db, inn):
    gi(db)
    ark = liten()
    ark["Roller"].append(["r9", "enhetsleder", "4", "E2", "nei", "", "2027-01-01", ""])
    inn(ark)
    assert ledere(db, paa=date(2026, 12, 24)) == ["4"]


def test_a_role_ended_in_chat_is_not_opened_by_the_file(db, inn):
    def slutt(s):
        endring.avslutt_rolle(s, s.exec(select(Rolle).where(Rolle.ekstern_id == "r2")).one(), PAA)

    db.write(slutt)
    differanse = inn(liten(), date(2026, 12, 1))
    assert not differanse
    assert sagt(differanse) == [("avsluttet", "2")]
    assert ledere(db, "E1", date(2026, 12, 1)) == []
    enig = liten()
    sett(enig, "Roller", "r2", "gyldig_til", "2026-11-22")
    assert sagt(inn(enig, date(2026, 12, 1))) == []
    igjen = liten()
    sett(igjen, "Roller", "r2", "gyldig_fra", "2027-02-01")
    inn(igjen, date(2026, 12, 1))
    assert ledere(db, "E1", date(2027, 2, 1)) == ["2"]


def test_it_ends_with_its_person_and_its_place(db, inn):
    gi(db, til=date(2027, 6, 30))
    ark = liten()
    sett(ark, "Personer", "4", "gyldig_til", "2027-01-31")
    inn(ark)
    rad = db.read(lambda s: s.exec(select(Rolle).where(Rolle.fra_samtale)).one())
    assert rad.gyldig_til == date(2027, 1, 31)
    for navn in ("Personer", "Stillinger", "Roller"):
        for linje in [rad for rad in ark[navn][1:] if "4" in rad[:3]]:
            ark[navn].remove(linje)
    inn(ark)
    assert db.read(lambda s: s.exec(select(Rolle).where(Rolle.fra_samtale)).one()).gyldig_til == date(2026, 11, 21)


def test_a_stand_in_takes_the_place_of_just_that_holder(db, inn):
    gi(db, "3", "E1", for_="2", til=date(2026, 11, 30))
    assert ledere(db, "E1") == ["3"]
    assert ledere(db, "E1", date(2026, 12, 1)) == ["2"]
    assert sagt(inn(liten())) == [("gitt", "3")]
    assert ledere(db, "E1") == ["3"]


def test_the_operator_reads_what_it_meets(db, inn):
    gi(db)
    linje = i_samtale(inn(liten()).i_samtale[0])
    assert "enhetsleder (4, E2), 22.11.2026 – tom: gitt i samtale og ikke i fila" in linje

"""Prepared statements: values in and out as the ORM would have them, on both kinds of database, and errors without them."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from hms.kit.db import Database
from hms.kit.sporring import Setning, sett_inn_om_ny
from hms.outbox.model import Utboks
from hms.samtale.model import Mottatt, Samtale

NOW = datetime(2026, 11, 23, 8, 0, 1, 250, tzinfo=UTC)
LES = Setning(select(col(Mottatt.mottatt_at), col(Mottatt.resultat)).where(col(Mottatt.nokkel) == bindparam("denne")))
SKRIV = Setning(update(Mottatt).where(col(Mottatt.nokkel) == bindparam("denne")).values(resultat=bindparam("til")))


def take(session: Session, nokkel: str) -> object:
    return sett_inn_om_ny(session, Mottatt, {"nokkel": nokkel, "mottatt_at": NOW, "resultat": {"æ": [1]}}, "nokkel")


def test_what_is_written_is_read_by_the_statement_and_by_the_orm(database: Database) -> None:
    assert database.write(lambda session: take(session, "k")) == "k"
    assert database.write(lambda session: take(session, "k")) is None
    assert database.read(lambda session: LES.alle(session, denne="k")) == [(NOW, {"æ": [1]})]
    row = database.read(lambda session: session.get(Mottatt, "k"))
    assert row is not None
    assert (row.mottatt_at, row.resultat) == (NOW, {"æ": [1]})
    assert database.read(lambda session: (LES.en(session, denne="x"), LES.verdi(session, denne="x"))) == (None, None)


def test_how_many_rows_were_changed(database: Database) -> None:
    database.write(lambda session: take(session, "k"))
    assert database.write(lambda session: [SKRIV.kjor(session, denne=n, til={}) for n in ("k", "x")]) == [1, 0]


def test_what_the_session_has_pending_is_written_first(database: Database) -> None:
    def work(session: Session) -> object:
        session.add(Mottatt(nokkel="k", mottatt_at=NOW, resultat={}))
        return LES.en(session, denne="k")

    assert database.write(work) == (NOW, {})


def test_an_error_has_no_value_in_it(database: Database) -> None:
    values = {"kanal": "hemmelig", "leietaker": "t", "ekstern_id": "a", "omfang": "personal", "versjon": 0}

    def work(session: Session) -> None:
        sett_inn_om_ny(session, Samtale, {**values, "adresse": {}, "tilstand": None, "borte": None}, "id")
        sett_inn_om_ny(session, Utboks, {"dedup_key": "hemmelig"}, "id")

    with pytest.raises(IntegrityError) as caught:
        database.write(work)
    assert "hemmelig" not in str(caught.value).split("DETAIL", maxsplit=1)[0]

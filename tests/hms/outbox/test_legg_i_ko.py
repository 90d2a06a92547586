"""A message is enqueued in the caller's transaction: once per key, and not at all when the turn fails (ADR 2)."""

import pytest
from sqlmodel import Session, select

from hms.kit.db import Database
from hms.outbox import service
from hms.outbox.model import Utboks

VARSEL = service.Varsel(
    dedup_key="avvik:1:mottatt", nokkel="avvik.mottatt", mottaker={"person": 7}, parametre={"avvik": 1}
)


def _keys(session: Session) -> list[str]:
    return list(session.exec(select(Utboks.dedup_key)).all())


def test_the_same_notice_is_enqueued_once(database: Database) -> None:
    first = database.write(lambda session: service.varsel(session, VARSEL))
    second = database.write(lambda session: service.varsel(session, VARSEL))
    assert first is not None
    assert second is None
    assert database.read(_keys) == [VARSEL.dedup_key]


def test_a_turn_that_fails_leaves_nothing_in_the_queue(database: Database) -> None:
    def fail(session: Session) -> None:
        service.varsel(session, VARSEL)
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        database.write(fail)
    assert database.read(_keys) == []

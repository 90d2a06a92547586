"""What is asked at every tick and for every card finds its rows by an index, however much has been sent (SQLite)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hms.avvik import queries
from hms.avvik.model import Avvik
from hms.outbox import liste
from tests.fakes.klokke import MANDAG
from tests.fakes.sak import Sak


@pytest.fixture
def sak(fjordvik_sqlite_url: str) -> Sak:
    return Sak(fjordvik_sqlite_url)


def planer(sak: Sak, work: Callable[[Session], Any]) -> list[str]:
    """How SQLite goes about each statement of a unit of work."""
    found: list[str] = []

    def unit(session: Session) -> None:
        driver: Any = session.connection().connection.dbapi_connection
        asked: list[str] = []
        driver.set_trace_callback(asked.append)
        work(session)
        driver.set_trace_callback(None)
        for sql in asked:
            if sql.startswith(("SELECT", "DELETE")):
                found.extend(row[3] for row in driver.execute(f"explain query plan {sql}"))

    sak.do(unit)
    return found


def test_old_rows_are_found_by_when_they_were_done(sak: Sak) -> None:
    month = timedelta(days=30)
    plan = planer(sak, lambda s: liste.rydd(s, MANDAG - month, MANDAG - 3 * month))
    assert any("ix_utboks_ferdig_at" in step for step in plan)
    assert not any("ix_utboks_kl" in step or step.startswith("SCAN") for step in plan)


def test_what_a_person_was_sent_of_a_case_is_found_by_the_case(sak: Sak) -> None:
    avvik = sak.meld()
    leader = sak.id("P044")
    plan = planer(sak, lambda s: queries._gitt(s, s.get_one(Avvik, avvik.id), leader))
    assert any("dedup_key>?" in step for step in plan)
    assert not any("person_id" in step or step.startswith("SCAN") for step in plan)
    assert sak.les(lambda s: queries._gitt(s, s.get_one(Avvik, avvik.id), leader)) == frozenset()

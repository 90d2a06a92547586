"""What a tick forgets, and that it ends."""

import sqlite3
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from hms.avvik.model import Avvik
from hms.kit.db import Database
from hms.kit.klokke import oslo_date
from hms.regelverk.lagring import standard
from hms.samtale import misforstatt
from scheduler.stiger import Klatring
from scheduler.ticks import TRY_STEP_AGAIN, Ticker
from tests.fakes.klokke import FakeKlokke
from tests.fakes.varde import Rigg

KEPT_MISSES = standard().misforstatt.lengde


def test_lines_that_were_not_understood_are_erased_after_their_days(database: Database, klokke: FakeKlokke) -> None:
    today = oslo_date(klokke.now())
    for dag in (today - KEPT_MISSES, today - KEPT_MISSES - timedelta(days=1)):
        database.write(lambda session, dag=dag: misforstatt.husk(session, f"zork {dag}", "nb", dag))
    assert Ticker(database, klokke, klokke).tick().forgotten == 1
    assert [text for text, *_ in database.read(misforstatt.liste)] == [f"zork {today - KEPT_MISSES}"]


async def test_a_step_that_leaves_its_row_due_is_taken_once_and_the_tick_ends(rask: Rigg) -> None:
    await rask.meld(rask.konto("P045"))
    taken: list[str] = []

    def stuck(_session: Session, now: datetime, row: Any) -> str:
        taken.append(row.nummer)
        row.neste_trinn_at = now
        return "daglig"

    rask.skriv(lambda session: setattr(session.exec(select(Avvik)).one(), "neste_trinn_at", rask.klokke.now()))
    ladder = Klatring(Avvik, stuck, col(Avvik.grad).desc())
    Ticker(rask.varde.db, rask.klokke, rask.klokke, stiger=(ladder,)).tick()
    assert len(taken) == 1
    assert rask.avvik()[0].neste_trinn_at == rask.klokke.now() + TRY_STEP_AGAIN


@pytest.mark.parametrize(("said", "asked"), [("database is locked", 1), ("disk I/O error", 3)])
async def test_a_locked_database_ends_the_tick_where_another_fault_lets_the_other_parts_go_on(
    rask: Rigg, monkeypatch: pytest.MonkeyPatch, said: str, asked: int
) -> None:
    parts: set[int] = set()
    ladders = tuple(Klatring(Avvik, lambda *_: None, col(Avvik.id)) for _ in range(3))

    def due(ladder: Klatring, *_: Any) -> list[Any]:
        parts.add(id(ladder))
        raise OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError(said))

    monkeypatch.setattr(Klatring, "forfalte", due)
    with pytest.raises(OperationalError, match=said):
        Ticker(rask.varde.db, rask.klokke, rask.klokke, stiger=ladders).tick()
    assert len(parts) == asked

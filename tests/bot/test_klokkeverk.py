"""A clock whose ticks fail is ill, a part that fails keeps no other from its work, and clean-up keeps the dead for longer."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from hms.outbox import service
from hms.outbox.model import Utboks
from scheduler.clockwork import Clockwork
from scheduler.stiger import Klatring
from scheduler.ticks import Ticker
from tests.fakes.varde import Rigg


class Sick(Ticker):
    def _climb(self, ladder: Klatring, session: Session) -> list[str]:
        raise ArithmeticError

    drafts = 0

    def _drafts(self, session: Session) -> list[int]:
        self.drafts += 1
        return []


def test_the_age_counts_from_the_last_tick_that_succeeded(rask: Rigg) -> None:
    ticker = Sick(rask.varde.db, rask.varde.civil, rask.klokke)
    clockwork = Clockwork(ticker, rask.klokke, lambda _tick: None)
    rask.klokke.advance(seconds=200)
    clockwork.tick()
    assert (clockwork.age, clockwork.failures, ticker.drafts) == (pytest.approx(200), 1, 1)
    healthy = Clockwork(rask.varde.ticker, rask.klokke, lambda _tick: None)
    rask.klokke.advance(seconds=200)
    healthy.tick()
    assert (healthy.age, healthy.failures) == (pytest.approx(0), 0)


@pytest.mark.parametrize(("days", "left"), [(29, {"a", "b"}), (31, {"b"}), (91, set())])
def test_undeliverable_rows_are_kept_for_ninety_days(rask: Rigg, days: int, left: set[str]) -> None:
    now = rask.klokke.now()

    def work(session: Session) -> None:
        for key, end in (("a", service.utdatert), ("b", service.dod)):
            row_id = service.varsel(session, service.Varsel(key, "avvik_kort", {"person": 1}))
            end(session, row_id or 0, now - timedelta(days=days), *(["x"] if key == "b" else []))  # type: ignore[operator]

    rask.skriv(work)
    rask.varde.ticker.tick()
    assert {row.dedup_key for row in rask.alle(Utboks)} == left

"""What one look at the clock does: ladders, drafts whose day is over, book-keeping. In slices, each its own transaction."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from sqlalchemy import inspect
from sqlmodel import Session

from hms.fil import service as fil
from hms.kit.db import Database
from hms.kit.klokke import Klokke, oslo_date
from hms.outbox import liste as outbox
from hms.samtale import misforstatt
from hms.samtale import service as samtaler
from scheduler.stiger import STIGER, Klatring

log = structlog.get_logger(__name__)

T = TypeVar("T")

SLICE = 8
KEPT_KEYS = timedelta(hours=24)  # as long as a draft: what was answered stands in them
KEPT_ROWS = timedelta(days=30)
KEPT_DEAD = timedelta(days=90)
KEPT_MISSES = timedelta(days=90)
FORGET = 500
TRY_STEP_AGAIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Tick:
    """What a tick did: ladder steps by name, drafts erased, rows of book-keeping forgotten."""

    steps: tuple[str, ...] = ()
    drafts: int = 0
    forgotten: int = 0


class Ticker:
    """Runs ticks. `stopping` is looked at between slices: a thread cannot be stopped from outside."""

    def __init__(
        self,
        db: Database,
        civil: Klokke,
        machine: Klokke,
        stopping: Callable[[], bool] = lambda: False,
        stiger: Sequence[Klatring] = STIGER,
    ) -> None:
        self.db = db
        self.civil = civil
        self.machine = machine
        self.stopping = stopping
        self.stiger = stiger

    def tick(self) -> Tick:
        """Everything that is due now. Ready to be run by several processes at once.

        A part that fails does not keep the others from their work; then its error is raised.
        """
        faults: list[Exception] = []
        climbs = (functools.partial(self._climb, ladder) for ladder in self.stiger)
        steps = tuple(step for work in climbs for part in self._slices(work, faults) for step in part if step)
        drafts = sum(len(part) for part in self._slices(self._drafts, faults))
        forgotten = sum(sum(part) for part in self._slices(self._forget, faults))
        if faults:
            raise faults[0]
        return Tick(steps, drafts, forgotten)

    def _slices(self, work: Callable[[Session], list[T]], faults: list[Exception]) -> Iterator[list[T]]:
        """Repeats a slice until there is nothing left to do, or it fails."""
        while not self.stopping():
            try:
                done = self.db.write(work)
            except Exception as error:  # noqa: BLE001 - raised when the other parts have had their turn
                faults.append(error)
                return
            if not done:
                return
            yield done

    def _climb(self, ladder: Klatring, session: Session) -> list[str]:
        """Takes one step of each row that is due. One whose moment has not come gets its right moment."""
        now = self.civil.now()
        return [self._step(session, now, ladder, row) for row in ladder.forfalte(session, now, SLICE)]

    def _step(self, session: Session, now: datetime, ladder: Klatring, row: Any) -> str:
        """One step of one row. One that cannot take its step must not keep the others from theirs."""
        key = inspect(row).identity
        try:
            with session.begin_nested():
                return ladder.ta_trinn(session, now, row) or ""
        except Exception as error:  # noqa: BLE001 - it is tried again later, and the log says which
            log.error("tick.step_failed", what=row.__tablename__, id=key, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            row.neste_trinn_at = now + TRY_STEP_AGAIN
            session.add(row)
            return ""

    def _drafts(self, session: Session) -> list[int]:
        return [0] * samtaler.slett_gamle_utkast(session, self.civil.now(), SLICE)

    def _forget(self, session: Session) -> list[int]:
        now = self.machine.now()
        gone = samtaler.rydd(session, now - KEPT_KEYS, FORGET)
        gone += outbox.rydd(session, now - KEPT_ROWS, now - KEPT_DEAD, FORGET)
        gone += misforstatt.rydd(session, oslo_date(self.civil.now()) - KEPT_MISSES)
        gone += fil.rydd(session, oslo_date(self.civil.now()), self.civil.now() - KEPT_ROWS)
        return [gone] if gone else []

"""What one look at the clock does: ladders, drafts whose day is over, book-keeping. In slices, each its own transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlmodel import Session, col, select

from hms.avvik import service as avvik
from hms.avvik.model import Avvik
from hms.kit.db import Database
from hms.kit.klokke import Klokke
from hms.outbox import service as outbox
from hms.samtale import service as samtaler

T = TypeVar("T")

SLICE = 8
KEPT_KEYS = timedelta(days=14)
KEPT_ROWS = timedelta(days=30)


@dataclass(frozen=True)
class Tick:
    """What a tick did: ladder steps by name, drafts erased, rows of book-keeping forgotten."""

    steps: tuple[str, ...] = ()
    drafts: int = 0
    forgotten: int = 0


class Ticker:
    """Runs ticks. `stopping` is looked at between slices: a thread cannot be stopped from outside."""

    def __init__(
        self, db: Database, civil: Klokke, machine: Klokke, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self.db = db
        self.civil = civil
        self.machine = machine
        self.stopping = stopping

    def tick(self) -> Tick:
        """Everything that is due now. Ready to be run by several processes at once."""
        steps = tuple(step for part in self._slices(self._ladders) for step in part if step)
        drafts = sum(len(part) for part in self._slices(self._drafts))
        forgotten = sum(sum(part) for part in self._slices(self._forget))
        return Tick(steps, drafts, forgotten)

    def _slices(self, work: Callable[[Session], list[T]]) -> Iterator[list[T]]:
        """Repeats a slice until there is nothing left to do."""
        while not self.stopping():
            done = self.db.write(work)
            if not done:
                return
            yield done

    def _ladders(self, session: Session) -> list[str]:
        """Takes one step of each case that is due. A case whose moment has not come gets its right moment."""
        now = self.civil.now()
        query = (
            select(Avvik)
            .where(col(Avvik.neste_trinn_at) <= now)
            .order_by(col(Avvik.grad).desc(), col(Avvik.neste_trinn_at))
            .limit(SLICE)
            .with_for_update(skip_locked=True)
        )
        return [avvik.ta_trinn(session, now, case) or "" for case in session.exec(query).all()]

    def _drafts(self, session: Session) -> list[int]:
        return [0] * samtaler.slett_gamle_utkast(session, self.civil.now(), SLICE)

    def _forget(self, session: Session) -> list[int]:
        now = self.machine.now()
        gone = samtaler.rydd(session, now - KEPT_KEYS) + outbox.rydd(session, now - KEPT_ROWS)
        return [gone] if gone else []

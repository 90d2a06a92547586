"""What one look at the clock does: ladders, drafts whose day is over, book-keeping. In slices, each its own transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlmodel import Session, col, select

from hms.avvik import service as avvik
from hms.avvik.model import Avvik
from hms.fil import service as fil
from hms.kit.db import Database
from hms.kit.klokke import Klokke, oslo_date
from hms.outbox import liste as outbox
from hms.regelverk.aksjon import Regelverk
from hms.samtale import misforstatt
from hms.samtale import service as samtaler
from scheduler.hjul import Wheel

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
    """What a tick did: steps by name, drafts erased, rows of book-keeping forgotten, oppgaver planned, day cards enqueued."""

    steps: tuple[str, ...] = ()
    drafts: int = 0
    forgotten: int = 0
    planned: int = 0
    cards: int = 0


class Ticker:
    """Runs ticks. `stopping` is looked at between slices: a thread cannot be stopped from outside."""

    def __init__(
        self,
        db: Database,
        civil: Klokke,
        machine: Klokke,
        stopping: Callable[[], bool] = lambda: False,
        regelverk: Regelverk | None = None,
    ) -> None:
        self.db = db
        self.civil = civil
        self.machine = machine
        self.stopping = stopping
        self.wheel = Wheel(db, civil, regelverk) if regelverk is not None else None

    def tick(self) -> Tick:
        """Everything that is due now. Ready to be run by several processes at once.

        A part that fails does not keep the others from their work; then its error is raised.
        """
        faults: list[Exception] = []
        steps = tuple(step for part in self._slices(self._ladders, faults) for step in part if step)
        planned, duties, cards = self.wheel.turn(self.stopping, faults) if self.wheel else (0, (), 0)
        drafts = sum(len(part) for part in self._slices(self._drafts, faults))
        forgotten = sum(sum(part) for part in self._slices(self._forget, faults))
        if faults:
            raise faults[0]
        return Tick((*steps, *duties), drafts, forgotten, planned, cards)

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
        return [self._step(session, now, case) for case in session.exec(query).all()]

    def _step(self, session: Session, now: datetime, case: Avvik) -> str:
        """One step of one case. A case that cannot take its step must not keep the others from theirs."""
        case_id = case.id
        try:
            with session.begin_nested():
                return avvik.ta_trinn(session, now, case) or ""
        except Exception as error:  # noqa: BLE001 - it is tried again later, and the log says which
            log.error("tick.step_failed", avvik=case_id, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            case.neste_trinn_at = now + TRY_STEP_AGAIN
            session.add(case)
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

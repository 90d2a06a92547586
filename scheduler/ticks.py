"""What one look at the clock does: ladders, drafts whose day is over, book-keeping. In slices, each its own transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import structlog
from sqlmodel import Session, col, select

from hms.avvik import klokke as avvik
from hms.avvik.model import Avvik
from hms.ekstern import klokke as ekstern
from hms.ekstern.model import EksternSak
from hms.kit.db import Database
from hms.kit.klokke import Klokke, oslo_date
from hms.lagring import forfall
from hms.outbox import liste as outbox
from hms.regelverk.lagring import Lagring, standard
from hms.samtale import misforstatt
from hms.samtale import service as samtaler
from hms.tiltak import service as tiltak
from hms.tiltak.model import Tiltak

log = structlog.get_logger(__name__)

T = TypeVar("T")
Stigende = TypeVar("Stigende", Avvik, Tiltak, EksternSak)

SLICE = 8
FORGET = 500
TRY_STEP_AGAIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Tick:
    """What a tick did: ladder steps by name, drafts erased, rows of book-keeping forgotten, cases and persons erased."""

    steps: tuple[str, ...] = ()
    drafts: int = 0
    forgotten: int = 0
    erased: int = 0


class Ticker:
    """Runs ticks. `stopping` is looked at between slices: a thread cannot be stopped from outside.

    `lagring` says how long what is kept; `sletting`: are cases and persons erased when their time is over?
    """

    def __init__(
        self,
        db: Database,
        civil: Klokke,
        machine: Klokke,
        stopping: Callable[[], bool] = lambda: False,
        *,
        lagring: Lagring | None = None,
        sletting: bool = False,
    ) -> None:
        self.db = db
        self.civil = civil
        self.machine = machine
        self.stopping = stopping
        self.lagring = lagring or standard()
        self.sletting = sletting
        self._erased_on: date | None = None
        self._not_emptied = False

    def tick(self) -> Tick:
        """Everything that is due now. Ready to be run by several processes at once.

        A part that fails does not keep the others from their work; then its error is raised.
        """
        faults: list[Exception] = []
        steps = tuple(
            step
            for work in (self._ladders, self._actions, self._carried)
            for part in self._slices(work, faults)
            for step in part
            if step
        )
        drafts = sum(len(part) for part in self._slices(self._drafts, faults))
        forgotten = sum(sum(part) for part in self._slices(self._forget, faults))
        erased = self._erase(faults)
        if faults:
            raise faults[0]
        return Tick(steps, drafts, forgotten, erased)

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
        """One step of each case that is due, the most serious first."""
        return self._climb(session, Avvik, avvik.ta_trinn, col(Avvik.grad).desc())

    def _actions(self, session: Session) -> list[str]:
        """One step of each tiltak that is due."""
        return self._climb(session, Tiltak, tiltak.ta_trinn, col(Tiltak.frist))

    def _carried(self, session: Session) -> list[str]:
        """One step of each report whose number in the other system is missing."""
        return self._climb(session, EksternSak, ekstern.ta_trinn, col(EksternSak.grad).desc())

    def _climb(
        self,
        session: Session,
        table: type[Stigende],
        step: Callable[[Session, datetime, Stigende], str | None],
        first: Any,
    ) -> list[str]:
        """Takes one step of each row that is due. One whose moment has not come gets its right moment."""
        now = self.civil.now()
        query = (
            select(table)
            .where(col(table.neste_trinn_at) <= now)
            .order_by(first, col(table.neste_trinn_at))
            .limit(SLICE)
            .with_for_update(skip_locked=True)
        )
        return [self._step(session, now, row, step) for row in session.exec(query).all()]

    def _step(
        self, session: Session, now: datetime, row: Stigende, step: Callable[[Session, datetime, Stigende], str | None]
    ) -> str:
        """One step of one row. One that cannot take its step must not keep the others from theirs."""
        row_id = row.id
        try:
            with session.begin_nested():
                return step(session, now, row) or ""
        except Exception as error:  # noqa: BLE001 - it is tried again later, and the log says which
            log.error("tick.step_failed", what=row.__tablename__, id=row_id, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            row.neste_trinn_at = now + TRY_STEP_AGAIN
            session.add(row)
            return ""

    def _drafts(self, session: Session) -> list[int]:
        return [0] * samtaler.slett_gamle_utkast(session, self.civil.now(), SLICE)

    def _forget(self, session: Session) -> list[int]:
        now, kept = self.machine.now(), self.lagring
        gone = samtaler.rydd(session, kept.nokler.siden(now), FORGET)
        gone += outbox.rydd(session, kept.meldinger.siden(now), kept.uleverte.siden(now), FORGET)
        gone += misforstatt.rydd(session, oslo_date(kept.misforstatt.siden(self.civil.now())))
        return [gone] if gone else []

    def _erase(self, faults: list[Exception]) -> int:
        """Once a civil day: what has been kept long enough goes, where that is switched on (avvik.md 8)."""
        today = oslo_date(self.civil.now())
        gone = 0
        if self.sletting and self._erased_on != today:
            before = len(faults)
            for work in forfall.deler(self.civil.now(), self.lagring, SLICE):
                gone += sum(sum(part) for part in self._slices(work, faults))
            if len(faults) == before and not self.stopping():
                self._erased_on = today
        if gone or self._not_emptied:
            self._not_emptied = not self.db.tom_logg()
        return gone

"""What one look at the clock does: ladders, drafts whose day is over, book-keeping. In slices, each its own transaction."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import structlog
from sqlalchemy import inspect
from sqlmodel import Session

from hms.arshjul import dagskort, opplysninger
from hms.avvik import oversikter
from hms.fil import service as fil
from hms.kit.db import Database, may_retry
from hms.kit.klokke import Klokke, oslo_date
from hms.lagring import forfall, spor
from hms.outbox import liste as outbox
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.lagring import Lagring, standard
from hms.samtale import misforstatt
from hms.samtale import service as samtaler
from scheduler.hjul import Wheel
from scheduler.stiger import Klatring
from scheduler.stiger import stiger as alle_stiger

log = structlog.get_logger(__name__)

T = TypeVar("T")

SLICE = 8
FORGET = 500
TRY_STEP_AGAIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Tick:
    """What a tick did: steps by name, drafts erased, rows of book-keeping forgotten, cases and persons erased, oppgaver
    planned, day cards enqueued, overviews of broken deadlines enqueued.
    """

    steps: tuple[str, ...] = ()
    drafts: int = 0
    forgotten: int = 0
    erased: int = 0
    planned: int = 0
    cards: int = 0
    overviews: int = 0


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
        stiger: Sequence[Klatring] | None = None,
        *,
        lagring: Lagring | None = None,
        sletting: bool = False,
        regelverk: Regelverk | None = None,
    ) -> None:
        self.db = db
        self.civil = civil
        self.machine = machine
        self.stopping = stopping
        self.stiger = stiger if stiger is not None else alle_stiger(dagskort=regelverk is not None)
        self.lagring = lagring or standard()
        self.sletting = sletting
        self._erased_on: date | None = None
        self._forgot_on: date | None = None
        self.wheel = Wheel(db, civil, regelverk) if regelverk is not None else None

    def tick(self) -> Tick:
        """Everything that is due now. Ready to be run by several processes at once.

        A part that fails does not keep the others from their work; then its error is raised. A database that others hold
        locked ends the tick at once: each part would wait its whole time for the same lock.
        """
        faults: list[Exception] = []
        climbs = (functools.partial(self._climb, ladder) for ladder in self.stiger)
        steps = tuple(step for work in climbs for part in self._slices(work, faults) for step in part if step)
        overviews = self._overviews(faults)
        planned, duties, cards = self.wheel.turn(lambda: self._halted(faults), faults) if self.wheel else (0, (), 0)
        drafts = sum(len(part) for part in self._slices(self._drafts, faults))
        forgotten = sum(sum(part) for part in self._slices(self._forget, faults))
        forgotten += sum(len(part) for part in self._slices(lambda s: spor.slett(s, self.machine.now()), faults))
        erased = self._erase(faults)
        self.db.tom_logg()  # drafts, halves of numbers, names: what has gone since the last tick stands in no file
        if faults:
            raise faults[0]
        return Tick((*steps, *duties), drafts, forgotten, erased, planned, cards, overviews)

    def _halted(self, faults: Sequence[Exception]) -> bool:
        return self.stopping() or any(map(may_retry, faults))

    def _slices(self, work: Callable[[Session], list[T]], faults: list[Exception]) -> Iterator[list[T]]:
        """Repeats a slice until there is nothing left to do, or it fails."""
        while not self._halted(faults):
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
                step = ladder.ta_trinn(session, now, row) or ""
        except Exception as error:  # noqa: BLE001 - it is tried again later, and the log says which
            log.error("tick.step_failed", what=row.__tablename__, id=key, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            row.neste_trinn_at = now + TRY_STEP_AGAIN
            session.add(row)
            return ""
        if row.neste_trinn_at is not None and row.neste_trinn_at <= now:
            # Every step has a distance to the next; without one this tick would never end.
            log.error("tick.step_without_distance", what=row.__tablename__, id=key, step=step)
            row.neste_trinn_at = now + TRY_STEP_AGAIN
            session.add(row)
        return step

    def _overviews(self, faults: list[Exception]) -> int:
        """What the verneombud and the HMS-ansvarlig are told of broken deadlines, in slices too."""
        told = 0
        try:
            for work in oversikter.arbeid(self.db.read, self.civil.now()):
                if self._halted(faults):
                    break
                told += self.db.write(work)
        except Exception as error:  # noqa: BLE001 - raised when the other parts have had their turn
            faults.append(error)
        return told

    def _drafts(self, session: Session) -> list[int]:
        return [0] * samtaler.slett_gamle_utkast(session, self.civil.now(), SLICE)

    def _forget(self, session: Session) -> list[int]:
        now, kept = self.machine.now(), self.lagring
        gone = samtaler.rydd(session, kept.nokler.siden(now), FORGET)
        gone += outbox.rydd(session, kept.meldinger.siden(now), kept.uleverte.siden(now), FORGET)
        gone += misforstatt.rydd(session, oslo_date(kept.misforstatt.siden(self.civil.now())))
        gone += self._forget_cards(session)
        gone += fil.rydd(session, oslo_date(self.civil.now()), kept.meldinger.siden(self.civil.now()))
        return [gone] if gone else []

    def _forget_cards(self, session: Session) -> int:
        """What stood on the cards of the day, once a civil day: no index says which of it is old."""
        today, told = oslo_date(self.civil.now()), oslo_date(self.lagring.opplysninger.siden(self.civil.now()))
        if self._forgot_on == today:
            return 0
        gone = opplysninger.rydd(session, told, FORGET) + dagskort.rydd(session, told, FORGET)
        self._forgot_on = None if gone else today
        return gone

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
        return gone

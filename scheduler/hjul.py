"""The årshjul's part of a tick: keep the plan in step, hand over to new leaders, take the steps that are due, enqueue the day's cards.

Once a day: ask about vernerunder that were not held.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from sqlmodel import Session

from hms.arshjul import dagskort, ikke_holdt, opplysninger, overlevering, planlegging, sending
from hms.arshjul.model import Oppgave
from hms.arshjul.opplysningskilder import KILDER
from hms.kit.db import Database
from hms.kit.klokke import Klokke, oslo_date
from hms.regelverk.aksjon import Regelverk
from scheduler.slices import Size

log = structlog.get_logger(__name__)

T = TypeVar("T")

TRY_STEP_AGAIN = timedelta(minutes=15)
LONGEST_CARD = 1000


class Wheel:
    """Turns when the ticker says so. Ready to be run by several processes at once."""

    def __init__(self, db: Database, civil: Klokke, regelverk: Regelverk) -> None:
        self.db = db
        self.civil = civil
        self.regelverk = regelverk
        self._without_card: dict[int, datetime] = {}
        self._proposed_on: date | None = None

    def turn(self, stopping: Callable[[], bool], faults: list[Exception]) -> tuple[int, tuple[str, ...], int]:
        """Oppgaver planned, steps taken by name, cards enqueued. No card is enqueued before every step that is due is taken."""
        try:
            planned = self._plan(stopping)
            self._hand_over(stopping)
            self._tell(stopping)
            steps = self._steps(stopping)
            cards = 0 if stopping() else self._cards(stopping)
            self._propose(stopping)
        except Exception as error:  # noqa: BLE001 - raised when the other parts have had their turn
            faults.append(error)
            return 0, (), 0
        return planned, steps, cards

    def _plan(self, stopping: Callable[[], bool]) -> int:
        planned = 0
        for work in planlegging.arbeid(self.db.read, self.regelverk, self.civil.now()):
            if stopping():
                break
            planned += self.db.write(work)
        return planned

    def _hand_over(self, stopping: Callable[[], bool]) -> None:
        for work in overlevering.arbeid(self.db.read, self.regelverk, self.civil.now()):
            if stopping():
                break
            self.db.write(work)

    def _tell(self, stopping: Callable[[], bool]) -> None:
        """Lays out what people are told beside their duties, once a civil day, when the planning is done."""
        for work in opplysninger.arbeid(self.db.read, self.regelverk, self.civil.now(), KILDER):
            if stopping():
                break
            self.db.write(work)

    def _propose(self, stopping: Callable[[], bool]) -> None:
        """Asks about vernerunder that were not held, once a civil day: a deadline passes at midnight only."""
        now = self.civil.now()
        if self._proposed_on == oslo_date(now):
            return
        for work in ikke_holdt.arbeid(self.db.read, self.regelverk, now):
            if stopping():
                return
            self.db.write(work)
        if ikke_holdt.tid(now):
            self._proposed_on = oslo_date(now)

    def _steps(self, stopping: Callable[[], bool]) -> tuple[str, ...]:
        return tuple(step for step in self._slices(self._take, stopping) if step)

    def _cards(self, stopping: Callable[[], bool]) -> int:
        return sum(1 for _person in self._slices(self._lay_out, stopping))

    def _slices(self, work: Callable[[Session, int], list[T]], stopping: Callable[[], bool]) -> Iterator[T]:
        """Repeats a slice until there is nothing left to do."""
        size = Size()
        while not stopping():
            done = self.db.write(lambda session: size.run(partial(work, session)))
            if not done:
                return
            yield from done

    def _take(self, session: Session, rows: int) -> list[str]:
        """The steps of the first duties that are due: together, or else one by one."""
        due = sending.forfalte(session, self.civil.now(), rows)
        try:
            with session.begin_nested():
                return [step or "" for step in sending.ta_steg(session, self.civil.now(), self.regelverk, due)]
        except Exception:  # noqa: BLE001 - which it was is found, and told, below
            return [self._one(session, row) for row in due]

    def _one(self, session: Session, row: Oppgave) -> str:
        """One step of one duty. One that cannot take its step must not keep the others from theirs."""
        now, row_id = self.civil.now(), row.id
        try:
            with session.begin_nested():
                return sending.ta_steg(session, now, self.regelverk, [row])[0] or ""
        except Exception as error:  # noqa: BLE001 - it is tried again later, and the log says which
            log.error("tick.step_failed", oppgave=row_id, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            row.neste_at = now + TRY_STEP_AGAIN
            session.add(row)
            return ""

    def _lay_out(self, session: Session, rows: int) -> list[int]:
        """The cards of the first people who have lines for today: together, or else one by one."""
        now = self.civil.now()
        self._without_card = {person: until for person, until in self._without_card.items() if until > now}
        people = dagskort.venter_paa_kort(session, now, rows, self._without_card)
        try:
            with session.begin_nested():
                dagskort.legg_ut(session, now, self.regelverk, people, rows)
        except Exception:  # noqa: BLE001 - whose it was is found, and told, below
            for person in people:
                self._one_card(session, now, person)
        return people

    def _one_card(self, session: Session, now: datetime, person: int) -> None:
        """The card of one person. One that cannot be made must not keep the others from theirs; it is tried again later."""
        try:
            with session.begin_nested():
                dagskort.legg_ut(session, now, self.regelverk, [person], LONGEST_CARD)
        except Exception as error:  # noqa: BLE001 - the log says whose it was
            log.error("tick.card_failed", person=person, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            self._without_card[person] = now + TRY_STEP_AGAIN

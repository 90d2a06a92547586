"""The two clocks that are handed in: the civil one (deadlines) and the machine's own (leases, retries, rates)."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


class Klokke(Protocol):
    """Tells the moment as an aware datetime in UTC."""

    def now(self) -> datetime: ...


class Maskinklokke:
    """The machine's clock. `monotonic` never goes back; `now` may, and is for rows that another process reads."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - this is the clock

    def monotonic(self) -> float:
        return time.monotonic()


class Sivilklokke:
    """The civil clock: the machine's, moved by an offset that the playground may change."""

    def __init__(self, maskin: Klokke, offset: timedelta = timedelta()) -> None:
        self._maskin = maskin
        self.offset = offset

    def now(self) -> datetime:
        return self._maskin.now() + self.offset

    def move_to(self, moment: datetime) -> None:
        """Makes `moment` (aware) the present; the clock runs on from there."""
        self.offset = moment.astimezone(UTC) - self._maskin.now()


def oslo(moment: datetime) -> datetime:
    """The same moment as people in the kommune read it off the wall."""
    return moment.astimezone(OSLO)


def oslo_date(moment: datetime) -> date:
    """The civil date in Europe/Oslo at a moment."""
    return oslo(moment).date()

"""The values of the date reader: what it answers, and what its rules hand to each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

Direction = Literal["past", "future"]
Interval = tuple[date, date]


@dataclass(frozen=True)
class DateReading:
    """What a text says about when.

    `start` and `end` are inclusive civil dates in Europe/Oslo; both None when only `anchor` is known (snarest,
    fortlopende, neste_mote, org_kalender). `part` is morgen, formiddag, middag, ettermiddag, kveld or natt.
    `alternatives` are other intervals that the words may mean: the bot asks. `span` is where in the text.
    """

    start: date | None
    end: date | None
    start_time: time | None = None
    end_time: time | None = None
    part: str | None = None
    anchor: str | None = None
    precision: str = "day"
    alternatives: tuple[Interval, ...] = ()
    span: tuple[int, int] = (0, 0)
    rule: str = ""


@dataclass(frozen=True)
class Context:
    """The moment that words are relative to, as civil time, and which way the question looks."""

    ref: datetime
    direction: Direction

    @property
    def today(self) -> date:
        return self.ref.date()

    @property
    def past(self) -> bool:
        return self.direction == "past"


@dataclass(frozen=True)
class Clock:
    """A clock time, or a stretch until `until`. Of a `loose` one («halv tre», «kl 2») the half of the day is not told."""

    hour: int
    minute: int = 0
    loose: bool = False
    until: "Clock | None" = None


@dataclass(frozen=True)
class Period:
    """An interval of days on its way through the rules.

    `in_year` gives the same words in another year, for those that named none («15. mars» + «i fjor»).
    `bound` tells that the end is a deadline that the words set («innen», «før»). `clock` is the clock time that stood alone.
    """

    start: date | None
    end: date | None
    precision: str = "day"
    rule: str = ""
    part: str | None = None
    start_time: time | None = None
    end_time: time | None = None
    anchor: str | None = None
    alternatives: tuple[Interval, ...] = ()
    in_year: "Callable[[int], Period | None] | None" = None
    bound: bool = False
    clock: Clock | None = None
    weekday: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A token, or what rules made of several: its place in the text and everything it may be, by kind."""

    start: int
    end: int
    text: str
    kinds: Mapping[str, Any]
    glued: bool = False

"""From the line that all rules have rewritten to readings, and the one that answers the question best."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.language.dates.join import with_clock
from dialogs.language.dates.model import Context, DateReading, Item, Period

CLOCK_ONLY = "klokke"


@dataclass(frozen=True)
class Found:
    """A reading, and whether the words made it a deadline."""

    reading: DateReading
    bound: bool


def readings(items: list[Item], context: Context) -> list[Found]:
    """Everything that was read, in the order of the text. A clock time that stands apart goes to the one day before or after it."""
    found = [
        (item, item.kinds["WHEN"]) for item in items if "WHEN" in item.kinds and item.kinds["WHEN"].precision != "vague"
    ]
    gathered = _gather_clocks(found, context)
    return [Found(_reading(item, period), bound=period.bound) for item, period in gathered]


def _gather_clocks(found: list[tuple[Item, Period]], context: Context) -> Iterable[tuple[Item, Period]]:
    clocks = [pair for pair in found if CLOCK_ONLY in pair[1].rule]
    dayed = [pair for pair in found if CLOCK_ONLY not in pair[1].rule and pair[1].start is not None]
    if len(clocks) != 1 or len(dayed) != 1:
        return found
    (clock_item, clock), (item, day) = clocks[0], dayed[0]
    if (day.start != day.end and day.part != "natt") or day.start_time is not None or day.bound or clock.clock is None:
        return found
    try:
        joined = with_clock(day, clock.clock, day.part, context)
    except OverflowError:  # the night after the last day that Python knows
        return found
    return [(item, joined) if pair[0] is item else pair for pair in found if pair[0] is not clock_item]


def _reading(item: Item, period: Period) -> DateReading:
    return DateReading(
        start=period.start,
        end=period.end,
        start_time=period.start_time,
        end_time=period.end_time,
        part=period.part,
        anchor=period.anchor,
        precision=period.precision,
        alternatives=period.alternatives,
        span=(item.start, item.end),
        rule=period.rule,
    )


def best(found: list[Found], context: Context) -> DateReading | None:
    """The one in the direction asked for, a day before an anchor, a deadline before a mention, then the first."""
    first = min(found, key=lambda each: _rank(each, context), default=None)
    return first.reading if first else None


def by_rank(found: list[Found], context: Context) -> list[DateReading]:
    """All of them in the order of `best`."""
    return [each.reading for each in sorted(found, key=lambda each: _rank(each, context))]


def _rank(found: Found, context: Context) -> tuple[bool, bool, bool, bool]:
    reading = found.reading
    wrong_way = reading.start is not None and reading.end is not None and not _fits(reading, context)
    unbound = not (found.bound or context.past)
    return wrong_way, unbound, reading.start is None, reading.rule == CLOCK_ONLY


def _fits(reading: DateReading, context: Context) -> bool:
    if reading.start is None or reading.end is None:
        return True
    return reading.start <= context.today if context.past else reading.end >= context.today

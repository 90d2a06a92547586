"""From the line that all rules have rewritten to readings, and the one that answers the question best."""

import dataclasses
from collections.abc import Iterable

from dialogs.language.dates.model import Context, DateReading, Item, Period

SENTENCE_ENDS = frozenset(".!?\n")
CLOCK_ONLY = "klokke"


def readings(items: list[Item], context: Context) -> list[DateReading]:
    """Everything that was read, in the order of the text. A clock time that stands apart goes to the one day before or after it."""
    found = [
        (item, item.kinds["WHEN"]) for item in items if "WHEN" in item.kinds and item.kinds["WHEN"].precision != "vague"
    ]
    return [_reading(item, period) for item, period in _gather_clocks(found, context)]


def _gather_clocks(found: list[tuple[Item, Period]], context: Context) -> Iterable[tuple[Item, Period]]:
    clocks = [pair for pair in found if CLOCK_ONLY in pair[1].rule]
    dayed = [pair for pair in found if CLOCK_ONLY not in pair[1].rule and pair[1].start is not None]
    if len(clocks) != 1 or len(dayed) != 1:
        return found
    (clock_item, clock), (item, day) = clocks[0], dayed[0]
    if (
        day.start is None
        or day.start != day.end
        or day.start_time is not None
        or clock.start is None
        or clock.end is None
        or day.bound
    ):
        return found
    joined = dataclasses.replace(
        day,
        end=day.start + (clock.end - clock.start),
        start_time=clock.start_time,
        end_time=clock.end_time,
        part=None,
        precision="minute",
    )
    rest = [pair for pair in found if pair[0] not in (clock_item, item)]
    return [(item, joined), *rest]


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


def best(found: list[DateReading], context: Context) -> DateReading | None:
    """The one in the direction asked for, a day before an anchor, a deadline before a mention, then the first."""
    return min(found, key=lambda each: _rank(each, context), default=None)


def _rank(reading: DateReading, context: Context) -> tuple[bool, bool, bool]:
    wrong_way = reading.start is not None and reading.end is not None and not _fits(reading, context)
    return wrong_way, reading.start is None, reading.rule == CLOCK_ONLY


def _fits(reading: DateReading, context: Context) -> bool:
    if reading.start is None or reading.end is None:
        return True
    return reading.start <= context.today if context.past else reading.end >= context.today

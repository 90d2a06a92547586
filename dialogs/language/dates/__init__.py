"""Reads when something happened, or by when it shall be done, out of what people write. Deterministic, offline, never raises.

Text → items (tokens.py, lexicon.py, chunks.py) → guards → layers of small patterns (grammar.py): clock times, days and
periods, times told by other times, day with clock, bounds → readings (choose.py).
"""

import dataclasses
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.language.dates import bounds, clocks, days, durations, feasts, months, periods, relations
from dialogs.language.dates.choose import Found, best, by_rank, readings
from dialogs.language.dates.grammar import Layer, Match, Rule
from dialogs.language.dates.guards import block
from dialogs.language.dates.join import join
from dialogs.language.dates.model import Context, DateReading, Direction, Item, Period
from dialogs.language.dates.tokens import tokenize

__all__ = ["DateReading", "Direction", "civil", "ranked", "read", "read_all"]

OSLO = ZoneInfo("Europe/Oslo")


def _day_item(rule: Rule, match: Match, period: Period) -> Item:
    """The item of a period. One that was a single word keeps its kinds, so that other rules may read on from it."""
    first, last = match.items[match.start], match.items[match.end - 1]
    named = dataclasses.replace(period, rule=period.rule or rule.name)
    kinds = dict(first.kinds) if match.end - match.start == 1 else {}
    kinds |= {"DAY": named, named.precision.upper(): named}
    if named.weekday and named.start is not None:
        kinds["WD"] = named.start.weekday()
    return Item(first.start, last.end, first.text, kinds, first.glued)


def _when_item(rule: Rule, match: Match, period: Period) -> Item:
    first, last = match.items[match.start], match.items[match.end - 1]
    named = dataclasses.replace(period, rule=f"{rule.name} {period.rule}".strip())
    return Item(first.start, last.end, first.text, {"WHEN": named}, first.glued)


DAYS = Layer(
    (*relations.FIRST_RULES, *durations.RULES, *feasts.RULES, *days.RULES, *periods.RULES, *months.RULES), _day_item
)
RELATIONS = Layer(relations.RULES, _day_item)
RANGES = Layer(bounds.RANGES, _when_item)
BOUNDS = Layer(bounds.RULES, _when_item)


def read(text: str, ref: datetime, direction: Direction) -> DateReading | None:
    """The reading that answers «when» (past) or «by when» (future) best, or None when no date was found.

    `ref` is aware; words are relative to it as Europe/Oslo sees it. Nothing is ever raised because of the text.
    """
    context = _context(ref, direction)
    return best(_read(text, context), context)


def ranked(text: str, ref: datetime, direction: Direction) -> list[DateReading]:
    """Every reading, the one that `read` would give first and those that answer worse after it."""
    context = _context(ref, direction)
    return by_rank(_read(text, context), context)


def read_all(text: str, ref: datetime, direction: Direction) -> list[DateReading]:
    """Every reading in the order of the text, anchors too."""
    return [found.reading for found in _read(text, _context(ref, direction))]


def civil(ref: datetime) -> datetime:
    """The moment as people in the kommune read it off the wall, without a zone."""
    try:
        local = ref.astimezone(OSLO)
    except OverflowError:  # the first and the last day that Python knows
        local = ref
    return local.replace(tzinfo=None)


def _context(ref: datetime, direction: Direction) -> Context:
    return Context(civil(ref).replace(second=0, microsecond=0), direction)


def _read(text: str, context: Context) -> list[Found]:
    items = block(tokenize(text))
    for layer in (*clocks.LAYERS, DAYS, RELATIONS, clocks.BESIDE):
        items = layer.rewrite(items, context)
    items = join(items, context)
    for layer in (RANGES, BOUNDS):
        items = layer.rewrite(items, context)
    return readings(items, context)

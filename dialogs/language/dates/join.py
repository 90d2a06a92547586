"""Puts a day, a part of the day and a clock time that stand together into one: «i går kveld ca. kl. 10»."""
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import dataclasses
from collections.abc import Callable
from datetime import date, time, timedelta

from dialogs.language.dates.almanac import days
from dialogs.language.dates.clocks import HALF_DAY, WORK_BEGINS, at
from dialogs.language.dates.model import Clock, Context, Item, Period
from dialogs.language.dates.things import MEASURES

MOST_FILLERS = 4
EDGES = frozenset({"early", "mid", "late"})
CLOSE = frozenset({"like", "rett", "straks", "litt", "godt", "just", "right"})
WORK_ENDS = 18
EVENING = 18
LOOSE_NUMBERS = frozenset({"ca", "'rundt", "'mellom", "'at", "'ved", "'omkring"})
PART_HOURS = {
    "morgen": (0, 12),
    "formiddag": (0, 13),
    "middag": (10, 15),
    "ettermiddag": (12, 19),
    "kveld": (15, 24),
    "natt": (20, 31),
}


def join(items: list[Item], context: Context) -> list[Item]:
    """The line with every group of day, part and clock as one item of kind WHEN."""
    items = _around_lunch(items)
    out: list[Item] = []
    at_item = 0
    while at_item < len(items):
        made = _group(items, at_item, context)
        if made is None:
            out.append(items[at_item])
            at_item += 1
        else:
            out.append(made[0])
            at_item = made[1]
    return out


def _around_lunch(items: list[Item]) -> list[Item]:
    """«på mandag, rett etter lunsj»: after a day this is a part of the day of its own."""
    out: list[Item] = []
    for item in items:
        side = next((kind for kind in ("before", "after") if out and kind in out[-1].kinds), None)
        made = item
        if side and item.kinds.get("part") == "middag" and any("DAY" in each.kinds for each in out[-MOST_FILLERS:]):
            start = out.pop().start
            if out and out[-1].text in CLOSE:
                start = out.pop().start
            part = "formiddag" if side == "before" else "ettermiddag"
            made = dataclasses.replace(item, start=start, kinds={"part": part})
        out.append(made)
    return out


def _group(items: list[Item], start: int, context: Context) -> tuple[Item, int] | None:
    kinds: dict[str, Item] = {}
    end, place = start, start
    while place < len(items) and place - end <= MOST_FILLERS:
        role = _role(items, place, kinds)
        if role:
            kinds[role] = items[place]
            end = place + 1
        elif place == start or not _fills(items, place):
            break
        place += 1
    if not kinds.keys() & {"DAY", "CLOCK"}:
        return None
    try:
        period = _combine(kinds, context)
    except OverflowError:  # the night after the last day that Python knows
        return None
    if period is None:
        return None
    return Item(items[start].start, items[end - 1].end, items[start].text, {"WHEN": period, **_shape(period)}), end


def _fills(items: list[Item], place: int) -> bool:
    """Words that may stand inside a group: «ca.», «på», and «slutten av» before a part of the day."""
    kinds = items[place].kinds
    if "filler" in kinds or not kinds.keys().isdisjoint(EDGES):
        return True
    return items[place].text in ("av", "of") and not items[place - 1].kinds.keys().isdisjoint(EDGES)


def _shape(period: Period) -> dict[str, Period]:
    return {"ANCHOR": period} if period.anchor else {}


def _role(items: list[Item], place: int, kinds: dict[str, Item]) -> str | None:
    """What an item adds to the group, or None when it can add nothing."""
    item = items[place]
    day = _period(kinds.get("DAY"))
    if "CLOCK" in item.kinds and "CLOCK" not in kinds:
        return "CLOCK"
    if day is not None and "CLOCK" not in kinds and _second_is_clock(items, place):
        return "CLOCK"
    if "DAY" in item.kinds and "DAY" not in kinds and not (kinds.keys() & {"part"} and item.kinds["DAY"].part):
        return "DAY"
    if kinds.keys() & {"DAY", "CLOCK"} and "part" in item.kinds and "part" not in kinds and not (day and day.part):
        return "part"
    if "mod" in item.kinds and "part" not in kinds and (kinds or _before_day(items, place)):
        return "part"
    return "part" if "part" in item.kinds and not kinds and _before_day(items, place) else None


def _before_day(items: list[Item], place: int) -> bool:
    """«tidlig i går», «på formiddagen i går», «på kvelden den 3. mars»."""
    for item in items[place + 1 : place + 3]:
        if "DAY" in item.kinds:
            return bool(item.kinds["DAY"].precision == "day")
        if "filler" not in item.kinds or item.text in (",", "."):
            return False
    return False


def _period(item: Item | None) -> Period | None:
    return item.kinds.get("DAY") if item else None


def _second_is_clock(items: list[Item], place: int) -> bool:
    """«i går 10.12», «i dag 0930», «i går ca 14», «i går 14-16»."""
    item = items[place]
    after = items[place + 1] if place + 1 < len(items) else None
    if after is not None and (after.text in MEASURES or ("unit" in after.kinds and "hourish" not in after.kinds)):
        return False
    if "hm" in item.kinds or ("hhmm" in item.kinds and len(item.text) == 4):
        return True
    if "n" not in item.kinds or not 0 <= item.kinds["n"] < 24 or place == 0:
        return False
    about = not items[place - 1].kinds.keys().isdisjoint(LOOSE_NUMBERS)
    return about and (after is None or not after.text[0].isalpha() or "filler" in after.kinds or "part" in after.kinds)


def _combine(kinds: dict[str, Item], context: Context) -> Period | None:
    day, part, clock = _period(kinds.get("DAY")), _part(kinds.get("part")), _clock(kinds.get("CLOCK"))
    if day is not None and day.anchor:
        return day
    part = (day.part if day else None) or part
    if clock is None:
        return day if day is None or part is None or day.start is None else with_part(day, part)
    if day is None:
        return alone(clock, part, context)
    if day.start is None or day.end is None or (day.start != day.end and part != "natt"):
        return day
    if "part" in kinds and kinds["part"].start < kinds["CLOCK"].start:
        day = with_part(day, part or "")  # «lørdag natt kl. 2» is on Sunday, «lørdag kl. 2 om natta» is not
    return with_clock(day, clock, part, context)


def _part(item: Item | None) -> str | None:
    return item.kinds.get("part") or item.kinds.get("mod") if item else None


def _clock(item: Item | None) -> Clock | None:
    if item is None:
        return None
    if "CLOCK" in item.kinds:
        clock: Clock = item.kinds["CLOCK"]
        return clock
    if "n" in item.kinds:
        return at(item.kinds["n"], loose=0 < item.kinds["n"] <= HALF_DAY)
    return at(*(item.kinds.get("hm") or item.kinds["hhmm"]))


def with_part(day: Period, part: str) -> Period:
    """«lørdag natt» runs into Sunday."""
    if day.start is None or day.end is None:
        return day
    end = day.end + days(1) if part == "natt" and day.start == day.end else day.end
    alternatives = tuple((start, last) for start, last in day.alternatives)
    return dataclasses.replace(day, end=end, part=part, precision="part", alternatives=alternatives)


def with_clock(day: Period, clock: Clock, part: str | None, context: Context) -> Period:
    """The day at the clock time. At night the small hours belong to the second day."""
    if day.start is None or day.end is None:
        return day
    told = _half_told(clock, part) or _likely(clock, day.end, context)
    late = part == "natt" and told.hour >= EVENING
    return _timed(day.start if late else day.end, told, day)


def _timed(day: date, clock: Clock, base: Period) -> Period:
    begin = time(clock.hour, clock.minute)
    until = time(clock.until.hour, clock.until.minute) if clock.until else begin
    last = day + days(1) if until < begin else day
    return dataclasses.replace(
        base, start=day, end=last, start_time=begin, end_time=until, part=None, precision="minute"
    )


def _half_told(clock: Clock, part: str | None) -> Clock | None:
    """The clock with the half of the day that «om kvelden» tells."""
    if part is None:
        return None
    first, last = PART_HOURS[part]
    return _turn(
        clock, lambda hour: next((h % 24 for h in (hour, hour + HALF_DAY, hour + 24) if first <= h < last), hour)
    )


def _likely(clock: Clock, day: date, context: Context, latest: int = 24) -> Clock:
    """Said without the half of the day: the last that has been, today; in working hours on other days."""
    if not clock.loose:
        return clock
    working = _turn(clock, lambda hour: hour + HALF_DAY if hour < WORK_BEGINS else hour)
    if day != context.today:
        return working
    options = [_turn(clock, lambda hour, add=add: (hour + add) % 24) for add in (0, HALF_DAY)]  # type: ignore[misc]
    now = (context.ref.hour, context.ref.minute)
    options.sort(key=lambda each: (each.hour, each.minute))
    if context.past:
        return next((each for each in reversed(options) if (each.hour, each.minute) <= now), working)
    return next(
        (each for each in options if max(now, (WORK_BEGINS, 0)) <= (each.hour, each.minute) < (latest, 0)), working
    )


def _turn(clock: Clock, change: Callable[[int], int]) -> Clock:
    if not clock.loose:
        return clock
    until = clock.until
    moved = change(clock.hour)
    if until is not None and until.loose:
        until = Clock((until.hour + moved - clock.hour) % 24, until.minute)
    return Clock(moved, clock.minute, until=until)


def alone(clock: Clock, part: str | None, context: Context) -> Period:
    """A clock time without a day: the last time it was so, or the next."""
    told = _half_told(clock, part) or _likely(clock, context.today, context, WORK_ENDS)
    day = context.today
    this = (told.hour, told.minute)
    now = (context.ref.hour, context.ref.minute)
    if context.past and this > now:
        day -= timedelta(1)
    elif not context.past and this < now:
        day += timedelta(1)
    return _timed(day, told, Period(day, day, rule="klokke", clock=clock))

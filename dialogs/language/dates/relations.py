"""Times told by another time: mandag i forrige uke, første mandag i mai, uka etter påske, starten av juni, mars i fjor."""
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import dataclasses
from collections.abc import Callable
from datetime import date

from dialogs.language.dates import periods, resolve
from dialogs.language.dates.almanac import add_workdays, days, is_workday, monday, month_end, nth_weekday
from dialogs.language.dates.days import SHIFTS
from dialogs.language.dates.durations import move_day
from dialogs.language.dates.grammar import Match, rule
from dialogs.language.dates.model import Context, Interval, Period

LAST = -1
MONTH_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
LONG = "MONTH|QUARTER|TERTIAL|HALF|YEAR|SEASON"


def in_month(context: Context, m: Match) -> Period | None:
    """«første mandag i mai», «siste virkedag i måneden», «siste uka i august»."""
    find = _finder(m)
    if find is None:
        return None
    number, year = m.one("mon"), m.one("year")
    precision = "day" if m.has("wd") or m.all("unit")[0] in ("day", "workday") else m.all("unit")[0]
    if number is None:
        return _in_relative_month(context, m, find)
    if year is not None:
        return Period(*find(year, number), precision)
    return resolve.yearly(context, lambda each: find(each, number), precision)


def _in_relative_month(context: Context, m: Match, find: Callable[[int, int], Interval]) -> Period | None:
    unit = m.all("unit")[-1]
    shift = next((SHIFTS[kind] for kind, _ in m.taken if kind in SHIFTS), 0)
    if unit not in ("month", "year", "quarter"):
        return None
    found = periods.shifted(context, unit, shift)
    if found is None or found.start is None or found.end is None:
        return None
    month = found.end if _order(m) == LAST else found.start
    return Period(*find(month.year, month.month))


def _order(m: Match) -> int | None:
    return LAST if m.has("last") else m.one("ord")


def _finder(m: Match) -> Callable[[int, int], Interval] | None:
    order = _order(m)
    if order is None or not LAST <= order <= 5:
        return None
    if m.has("wd"):
        return lambda year, month: _single(nth_weekday(year, month, m.one("wd"), order))
    find = NTH.get(m.all("unit")[0])
    return (lambda year, month: find(year, month, order)) if find else None


def _single(day: date) -> Interval:
    return day, day


def _weekend_from(saturday: date) -> Interval:
    return saturday, saturday + days(1)


def _nth_workday(year: int, month: int, order: int) -> date:
    if order == LAST:
        last = month_end(year, month)
        return last if is_workday(last) else add_workdays(last, -1)
    return add_workdays(date(year, month, 1) - days(1), order)


def _nth_week(year: int, month: int, order: int) -> Interval:
    """The weeks of a month: the first holds its first Thursday, the last its last day."""
    first = monday(month_end(year, month)) if order == LAST else monday(nth_weekday(year, month, 3, order))
    return first, first + days(6)


def weekday_in_week(_: Context, m: Match) -> Period | None:
    """«mandag i forrige uke», «uke 12, tirsdag», «søndag i helga»."""
    frame, number = m.one("WEEK", "WEEKEND"), m.one("WD", "wdx")
    day = monday(frame.start) + days(number)
    return Period(day, day) if frame.start <= day <= frame.end else None


def weekdays_in_week(_: Context, m: Match) -> Period | None:
    frame, (first, last) = m.one("WEEK"), m.all("WD")
    start = monday(frame.start)
    return Period(start + days(first), start + days(last), "days") if first < last else None


def weekend_in_week(_: Context, m: Match) -> Period:
    saturday = monday(m.one("WEEK").start) + days(5)
    return Period(saturday, saturday + days(1), "weekend")


def in_that_year(_: Context, m: Match) -> Period | None:
    """«15. mars i fjor», «uke 12 neste år», «i januar 2027»."""
    frame, year = m.one("DAY", "MONTH", "WEEK", "HOLIDAY", "QUARTER", "TERTIAL", "HALF", "SEASON"), m.one("YEAR")
    if frame.in_year is None:
        return None
    found = frame.in_year(year.start.year)
    return None if found is None else dataclasses.replace(found, alternatives=())


def third(context: Context, m: Match) -> Period | None:
    """Primo, medio, ultimo; starten, midten and slutten of a month, week, quarter or year. Medio as a deadline is the 15th."""
    which = _third_of(m)
    frame = m.one("MONTH", "WEEK", "QUARTER", "TERTIAL", "HALF", "YEAR", "SEASON", "HOLIDAY")
    if frame is None:
        frame = periods.the_unit(context, m)
    if frame is None or frame.start is None or frame.end is None or (frame.end - frame.start).days < 6:
        return None
    found = _third(frame.start, frame.end, which, frame.precision)
    return (
        Period(found[0], found[1], "days") if which != "mid" or frame.precision != "month" else _medio(context, found)
    )


def half_of(context: Context, m: Match) -> Period | None:
    """«første halvdel av mai», «siste halvdel av måneden»."""
    frame = m.one("MONTH") or periods.the_unit(context, m)
    if frame is None or frame.precision != "month" or frame.start is None:
        return None
    if m.has("last") or m.one("ord") == 2:
        return Period(frame.start.replace(day=16), frame.end, "days")
    return Period(frame.start, frame.start.replace(day=15), "days") if m.one("ord") == 1 else None


def _third_of(m: Match) -> str:
    if m.has("mod"):
        return "early" if m.one("mod") == "morgen" else "late"
    return next(kind for kind in ("early", "mid", "late") if m.has(kind))


def _medio(context: Context, found: Interval) -> Period:
    fifteenth = found[0].replace(day=15)
    if context.past:
        return Period(*found, "days", alternatives=((fifteenth, fifteenth),))
    return Period(fifteenth, fifteenth, alternatives=(found,))


def _third(start: date, end: date, which: str, precision: str) -> Interval:
    if precision == "month":
        first, last = MONTH_THIRDS[which]
        return start.replace(day=first), start.replace(day=min(last, end.day))
    if precision == "week":
        first, last = {"early": (0, 1), "mid": (2, 2), "late": (3, 6)}[which]
        return start + days(first), start + days(last)
    size = ((end - start).days + 1) // 3
    cut = {"early": 0, "mid": 1, "late": 2}[which]
    return start + days(size * cut), end if which == "late" else start + days(size * (cut + 1) - 1)


def beside(_: Context, m: Match) -> Period | None:
    """«dagen før 17. mai», «uka etter påske», «helga før jul», «to uker før jul»."""
    frame, unit = m.one("DAY"), m.one("unit")
    if frame.start is None or unit is None:
        return None
    number = m.one("n")
    edge = frame.end if m.has("after") else frame.start
    if number is not None or unit in ("workday", "day"):
        day = move_day(edge, (number or 1) * (1 if m.has("after") else -1), unit)
        return None if day is None else Period(day, day)
    if unit == "week":
        return resolve.week_of(edge + days(1) if m.has("after") else monday(edge) - days(7))
    if unit == "weekend":
        return Period(*_weekend_from(_saturday(edge, after=m.has("after"))), "weekend")
    return None


def _saturday(edge: date, *, after: bool) -> date:
    if after:
        return edge + days((5 - edge.weekday()) % 7 or 7)
    return edge - days(edge.weekday() + 2) if edge.weekday() != 6 else edge - days(8)


def _one_day(day: date) -> Period:
    return Period(day, day)


def weekday_beside(_: Context, m: Match) -> Period | None:
    """«fredag før påske», «første mandag etter ferien» has no day: the frame must have one."""
    frame, number = m.one("DAY", "HOLIDAY"), m.one("WD")
    if frame.start is None:
        return None
    if m.has("after"):
        return _one_day(frame.end + days((number - frame.end.weekday()) % 7 or 7))
    return _one_day(frame.start - days((frame.start.weekday() - number) % 7 or 7))


def night_before(_: Context, m: Match) -> Period | None:
    frame = m.one("DAY")
    if (
        frame.start is None
        or frame.start != frame.end
        or ("natt" not in (m.one("part"), m.one("unit")) and m.one("unit") != "night")
    ):
        return None
    return Period(frame.start - days(1), frame.start, "part", part="natt")


NTH: dict[str, Callable[[int, int, int], Interval]] = {
    "workday": lambda year, month, order: _single(_nth_workday(year, month, order)),
    "day": lambda year, month, order: _single(month_end(year, month) if order == LAST else date(year, month, order)),
    "week": _nth_week,
    "weekend": lambda year, month, order: _weekend_from(nth_weekday(year, month, 5, order)),
}
# These read words that would be taken apart otherwise, so they stand in the first layer.
FIRST_RULES = (
    rule("N. ukedag i måned", "'den? ord|last wd|unit 'i|'in|'of|'av 'the? mon year?", in_month),
    rule("N. ukedag i måneden", "'den? ord|last wd|unit 'i|'in|'of|'av 'the? prev|next|coming|this? unit", in_month),
)
RULES = (
    rule("ukedag i uke", "WD comma? 'i|'den|'på|'of? WEEK|WEEKEND", weekday_in_week),
    rule("kort ukedag i uke", "wdx comma? 'i? WEEK", weekday_in_week),
    rule("uke, ukedag", "WEEK comma? 'på? WD", weekday_in_week),
    rule("ukedager i uke", "WD hyphen|'og|'til WD 'i? WEEK", weekdays_in_week),
    rule("helg i uke", "WEEKEND 'i? WEEK", weekend_in_week),
    rule("halvdel", "ord|last 'halvdel|'halvdelen|'halvparten 'av MONTH|unit", half_of),
    rule("siste uke før", "ord|last unit before|after DAY", beside),
    rule("i det året", "DAY|MONTH|WEEK|HOLIDAY comma|'of|'av? YEAR", in_that_year),
    rule("det året, da", "YEAR comma? MONTH|WEEK|HOLIDAY|DAY", in_that_year),
    rule("tredel", f"'i|'in|'ved? early|mid|late 'av|'of|'i|'på|'uti? 'the? {LONG}|WEEK|unit|HOLIDAY", third),
    rule("tidlig i måned", f"'ganske|'veldig? mod 'i|'in? {LONG}|WEEK", third),
    rule("dagen før", "'the? unit before|after DAY", beside),
    rule("N dager før", "n unit before|after DAY", beside),
    rule("ukedag før", "ord|last? WD before|after HOLIDAY|DAY", weekday_beside),
    rule("natt til dag", "'i? part|unit 'til|'te|'mot DAY", night_before),
)

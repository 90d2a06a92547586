"""Which year, week or day was meant when the words leave it open: never later than now for the past, never earlier for the future."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from dialogs.language.dates.almanac import days, monday, month_end, weeks_in
from dialogs.language.dates.model import Context, Interval, Period

YEARS_AROUND = 8  # 29 February may be eight years away
MAX_WEEKS_AWAY = 60
DAYS_IN_WEEK = 7


def nearest(context: Context, make: Callable[[int], Period | None], reach: int = 2) -> Period | None:
    """The last one that has begun (past), or the first that is not over (future), of one a year."""
    year = context.today.year
    years = range(year + 1, year - reach - 1, -1) if context.past else range(year - 1, year + reach + 1)
    for candidate in years:
        found = _made(make, candidate)
        if found is None or found.start is None or found.end is None:
            continue
        if (found.start <= context.today) if context.past else (found.end >= context.today):
            return found
    return None


def _made(make: Callable[[int], Period | None], year: int) -> Period | None:
    try:
        return make(year)
    except (ValueError, OverflowError):
        return None


def yearly(context: Context, make: Callable[[int], Interval], precision: str, *, reach: int = 2) -> Period | None:
    """A period from an interval of every year, with the year left open."""

    def in_year(year: int) -> Period | None:
        start, end = make(year)
        return Period(start, end, precision)

    found = nearest(context, in_year, reach)
    if found is None or found.start is None or found.end is None:
        return None
    return Period(found.start, found.end, precision, alternatives=_nearer(context, found, in_year), in_year=in_year)


def _nearer(context: Context, found: Period, in_year: Callable[[int], Period | None]) -> tuple[Interval, ...]:
    """The same days on the other side of today, when they are much nearer: «3.1.» said in March is worth a question."""
    if found.start is None or found.precision not in ("day", "month", "week") or found.start.year == context.today.year:
        return ()
    other = _made(in_year, found.start.year + (1 if context.past else -1))
    if other is None or other.start is None or other.end is None:
        return ()
    near = abs((other.start - context.today).days) < abs((found.start - context.today).days)
    return ((other.start, other.end),) if near else ()


@lru_cache(maxsize=64)
def day_month(context: Context, day: int, month: int, year: int | None) -> Period | None:
    """The day in the nearest year that has it. The last ones are kept, since a list names the same days again and again."""
    if year is not None:
        found = date(year, month, day)
        return Period(found, found)
    return yearly(context, lambda each: (date(each, month, day), date(each, month, day)), "day", reach=YEARS_AROUND)


def month(context: Context, number: int, year: int | None = None) -> Period | None:
    if year is not None:
        return Period(date(year, number, 1), month_end(year, number), "month")
    return yearly(context, lambda each: (date(each, number, 1), month_end(each, number)), "month")


def iso_week(year: int, week: int) -> Interval:
    if not 1 <= week <= weeks_in(year):
        raise ValueError("no such week in the year")
    first = date.fromisocalendar(year, week, 1)
    return first, first + days(6)


def week(context: Context, number: int, year: int | None = None) -> Period | None:
    if year is not None:
        return Period(*iso_week(year, number), "week")
    found = yearly(context, lambda each: iso_week(each, number), "week")
    if found is None or found.start is None or abs((found.start - context.today).days) > DAYS_IN_WEEK * MAX_WEEKS_AWAY:
        return None
    return found


def week_of(day: date) -> Period:
    return Period(monday(day), monday(day) + days(6), "week")


def weekday(context: Context, number: int) -> Period:
    """The last such day before today, or the first after today. Today itself is the other reading."""
    away = (
        (context.today.weekday() - number) % DAYS_IN_WEEK
        if context.past
        else (number - context.today.weekday()) % DAYS_IN_WEEK
    )
    found = context.today + days((away or DAYS_IN_WEEK) * (-1 if context.past else 1))
    same = ((context.today, context.today),) if away == 0 else ()
    return Period(found, found, alternatives=same, weekday=True)


def day_of_month(context: Context, day: int) -> Period | None:
    """«den 15.»: the nearest month that has it, in the direction asked for."""
    return _first_fitting(context, _months_around(context.today, past=context.past), day)


def weekday_of_month(context: Context, number: int, day: int) -> Period | None:
    """«fredag 13.»: the nearest 13th that is a Friday."""
    for year, each in _months_around(context.today, past=context.past):
        found = _made(lambda y, m=each: Period(date(y, m, day), date(y, m, day)), year)  # type: ignore[misc]
        if found and found.start and found.start.weekday() == number and fits(context, found.start):
            return found
    return None


def fits(context: Context, day: date) -> bool:
    return day <= context.today if context.past else day >= context.today


def _first_fitting(context: Context, months: Iterable[tuple[int, int]], day: int) -> Period | None:
    for year, each in months:
        if 1 <= day <= month_end(year, each).day and fits(context, date(year, each, day)):
            return Period(date(year, each, day), date(year, each, day))
    return None


def _months_around(today: date, *, past: bool, count: int = 14) -> list[tuple[int, int]]:
    step = -1 if past else 1
    numbered = today.year * 12 + today.month - 1
    return [((numbered + step * k) // 12, (numbered + step * k) % 12 + 1) for k in range(count)]

"""The calendar: Easter, holidays by name, ISO weeks, working days. Pure functions on civil dates."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from dialogs.language.dates.model import Interval

SATURDAY = 5
SUNDAY = 6


def days(n: int) -> timedelta:
    return timedelta(days=n)


@lru_cache(maxsize=64)
def easter(year: int) -> date:
    """Easter Sunday by Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month; n = -1 is the last. ValueError when the month has no such."""
    if n < 0:
        last = month_end(year, month)
        return last - days((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    found = first + days((weekday - first.weekday()) % 7 + 7 * (n - 1))
    if found.month != month:
        raise ValueError("no such weekday in the month")
    return found


def month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - days(1)


def add_months(day: date, n: int) -> date:
    """The same day n months on, or the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def monday(day: date) -> date:
    return day - days(day.weekday())


def weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def advent(year: int) -> date:
    """First Sunday of Advent."""
    christmas = date(year, 12, 25)
    return christmas - days(christmas.weekday() + 1 + 21)


def _fixed(month: int, day: int, until: tuple[int, int] | None = None) -> Callable[[int], Interval]:
    last = until or (month, day)
    return lambda year: (date(year, month, day), date(year, *last))


def _moving(first: int, last: int | None = None) -> Callable[[int], Interval]:
    until = first if last is None else last
    return lambda year: (easter(year) + days(first), easter(year) + days(until))


def _one(find: Callable[[int], date]) -> Callable[[int], Interval]:
    return lambda year: (find(year), find(year))


# What a name means in a year. Periods are from the first day off to the last («før X» is the day before the first).
HOLIDAYS: dict[str, Callable[[int], Interval]] = {
    "nyttarsdag": _fixed(1, 1),
    "nyttar": lambda year: (date(year - 1, 12, 31), date(year, 1, 1)),
    "nyaret": _fixed(1, 1, (1, 31)),
    "samefolkets": _fixed(2, 6),
    "morsdag": _one(lambda year: nth_weekday(year, 2, SUNDAY, 2)),
    "valentin": _fixed(2, 14),
    "fastelavn": _moving(-49),
    "kvinnedagen": _fixed(3, 8),
    "palmesondag": _moving(-7),
    "palmehelga": _moving(-8, -7),
    "paskeuka": _moving(-6, 0),
    "skjaertorsdag": _moving(-3),
    "langfredag": _moving(-2),
    "paskeaften": _moving(-1),
    "paskedag1": _moving(0),
    "paskedag2": _moving(1),
    "paske": _moving(-3, 1),
    "paskehelga": _moving(-3, 1),
    "arbeidernes": _fixed(5, 1),
    "frigjoring": _fixed(5, 8),
    "grunnlov": _fixed(5, 17),
    "himmelfart": _moving(39),
    "pinseaften": _moving(48),
    "pinsedag1": _moving(49),
    "pinsedag2": _moving(50),
    "pinse": _moving(48, 50),
    "sankthans": _fixed(6, 23),
    "sankthansdag": _fixed(6, 24),
    "olsok": _fixed(7, 29),
    "psykiskhelse": _fixed(10, 10),
    "fndagen": _fixed(10, 24),
    "halloween": _fixed(10, 31),
    "allehelgen": _one(lambda year: nth_weekday(year, 11, SUNDAY, 1)),
    "farsdag": _one(lambda year: nth_weekday(year, 11, SUNDAY, 2)),
    "advent1": _one(advent),
    "advent2": _one(lambda year: advent(year) + days(7)),
    "advent3": _one(lambda year: advent(year) + days(14)),
    "advent4": _one(lambda year: advent(year) + days(21)),
    "advent": lambda year: (advent(year), date(year, 12, 24)),
    "lucia": _fixed(12, 13),
    "lillejulaften": _fixed(12, 23),
    "julaften": _fixed(12, 24),
    "juledag1": _fixed(12, 25),
    "juledag2": _fixed(12, 26),
    "juledag3": _fixed(12, 27),
    "juledag4": _fixed(12, 28),
    "jul": _fixed(12, 24, (12, 26)),
    "julehelga": _fixed(12, 24, (12, 26)),
    "romjul": _fixed(12, 27, (12, 30)),
    "nyttarsaften": _fixed(12, 31),
}

DAYS_OFF = (
    *("nyttarsdag", "skjaertorsdag", "langfredag", "paskedag1", "paskedag2", "arbeidernes", "grunnlov"),
    *("himmelfart", "pinsedag1", "pinsedag2", "julaften", "juledag1", "juledag2", "nyttarsaften"),
)


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    return frozenset(HOLIDAYS[name](year)[0] for name in DAYS_OFF)


def is_workday(day: date) -> bool:
    """Monday to Friday and no day off; julaften and nyttårsaften are off (kalender.md, «Fridager»)."""
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


def add_workdays(day: date, n: int) -> date:
    """The n-th working day after (n > 0) or before `day`. At most 400 are counted."""
    step = days(1 if n > 0 else -1)
    left = min(abs(n), 400)
    while left:
        day += step
        left -= is_workday(day)
    return day

"""What a run of digits may be: a date, a clock time, a stretch of either, a plain number. Text in, kinds out."""
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import re
from collections.abc import Mapping
from typing import Any

PARTS = re.compile(r"[0-9]+|[^0-9]+")
LONGEST = 30
DASHES = "-–—−"
YEARS = range(1900, 2200)
SHORT_YEARS = range(18, 46)
MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DayMonth = tuple[int, int, int | None]
HourMinute = tuple[int, int]


def day_month(day: str, month: str, year: str | None = None) -> DayMonth | None:
    """Day, month and year when such a day exists in some year; never month first."""
    if len(day) > 2 or len(month) > 2:
        return None
    d, m = int(day), int(month)
    if not 1 <= m <= 12 or not 1 <= d <= MONTH_DAYS[m]:
        return None
    if year is None:
        return d, m, None
    y = full_year(year)
    return None if y is None else (d, m, y)


def full_year(year: str) -> int | None:
    """2026 for 26 and 2026. Two digits far from now are rather the number of a paragraph («krav 6.3.10», «6.4-12»)."""
    if len(year) == 2:
        return 2000 + int(year) if int(year) in SHORT_YEARS else None
    return int(year) if len(year) == 4 and int(year) in YEARS else None


def hour_minute(hour: str, minute: str) -> HourMinute | None:
    if len(hour) > 2 or len(minute) != 2:
        return None
    h, m = int(hour), int(minute)
    return (h, m) if (h < 24 and m < 60) or (h, m) == (24, 0) else None


def kinds_of(text: str) -> Mapping[str, Any]:
    """The kinds of «15.3», «14:30», «28–30», «2026-03-15» …; empty when it is nothing that dates use."""
    if len(text) > LONGEST:
        return {}
    pieces = PARTS.findall(text)
    numbers, marks = pieces[::2], "".join("-" if mark in DASHES else mark for mark in pieces[1::2])
    if not marks:
        return _plain(text)
    found: dict[str, Any] = {}
    for shape in SHAPES:
        found.update(shape(numbers, marks))
    return {kind: value for kind, value in found.items() if value is not None}


def _plain(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if len(text) <= 3:
        found["n"] = int(text)
    if len(text) == 2:
        found["yy"] = 2000 + int(text)
    if len(text) == 4:
        found["hhmm"] = hour_minute(text[:2], text[2:])
        found["year"] = full_year(text)
    if len(text) == 3:
        found["hhmm"] = hour_minute(text[:1], text[1:])
    return {kind: value for kind, value in found.items() if value is not None}


def _date(n: list[str], marks: str) -> dict[str, Any]:
    if marks in (".", "/"):
        return {"dm": day_month(*n), "dmslash": True if marks == "/" else None}
    if marks in ("..", "//", "--", "/-", ".-", "./", "/."):
        if len(n[0]) == 4 and marks in ("--", "//"):
            return {"dm": day_month(n[2], n[1], n[0])}
        return {"dm": day_month(*n)}
    return {}


def _clock(n: list[str], marks: str) -> dict[str, Any]:
    if marks in {".", ":"}:
        clock = hour_minute(*n)
        return {"hm": clock, "colon": clock if marks == ":" else None}
    if marks == "::" and len(n[2]) == 2 and int(n[2]) < 60:
        return {"hm": hour_minute(*n[:2]), "colon": hour_minute(*n[:2])}
    return {}


def _numbers(n: list[str], marks: str) -> dict[str, Any]:
    if marks == "-" and len(n[0]) <= 2 and len(n[1]) <= 2:
        return {"nn": (int(n[0]), int(n[1]))}
    if marks == "-" and len(n[0]) == len(n[1]) == 4:
        clocks = _both(hour_minute(n[0][:2], n[0][2:]), hour_minute(n[1][:2], n[1][2:]))
        return {"hmhm": None if full_year(n[0]) else clocks, "klhmhm": clocks}
    if marks == "/" and len(n[0]) <= 2 and len(n[1]) in (2, 4):
        return {"nyear": (int(n[0]), int(n[1]) + (2000 if len(n[1]) == 2 else 0))}
    if marks == "," and len(n[0]) <= 2 and len(n[1]) == 1:
        return {"decimal": int(n[0]) + int(n[1]) / 10}
    return {}


def _stretch(n: list[str], marks: str) -> dict[str, Any]:
    if marks in (".-.", ":-:"):
        clocks = _both(hour_minute(*n[:2]), hour_minute(*n[2:]))
        return {"hmhm": clocks, "dmdm": _both(day_month(*n[:2]), day_month(*n[2:])) if marks == ".-." else None}
    if marks in (".-", ":-") and hour_minute(*n[:2]) and len(n[2]) <= 2:
        return {"hmhm": _both(hour_minute(*n[:2]), hour_minute(n[2], "00"))}
    if marks in ("-.", "-/", "-:", "-..", "-//"):
        clocks = _both(hour_minute(n[0], "00"), hour_minute(*n[1:3])) if marks in ("-.", "-:") else None
        return {"hmhm": clocks, "ddm": None if marks == "-:" else _days(n[0], day_month(*n[1:]))}
    if marks in ("/-/", "./.", ".-..", "/-//"):
        return {"dmdm": _both(day_month(*n[:2]), day_month(*n[2:]))}
    return {"dmdm": _both(day_month(*n[:3]), day_month(*n[3:]))} if marks in ("..-..", "//-//") else {}


def _days(first: str, last: DayMonth | None) -> tuple[DayMonth, DayMonth] | None:
    if last is None or len(first) > 2 or not 1 <= int(first) < last[0]:
        return None
    return (int(first), last[1], last[2]), last


def _both(first: Any, last: Any) -> Any:
    return (first, last) if first is not None and last is not None else None


SHAPES = (_date, _clock, _numbers, _stretch)

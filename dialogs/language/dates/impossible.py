"""Dates and clock times that no calendar and no clock has: «31. november», «30.02.2026», «kl 25:70». They are never guessed at."""

import re

from dialogs.language.dates import words

LONGEST = 1500
DAYS_IN = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
# Above this a number in front of a month is something else («40 februar-billetter»).
MOST_DAYS = 39
LAST_HOUR, LAST_MINUTE = 24, 59
NAMED = {
    name: number
    for table in (words.MONTHS, words.SHORT_MONTHS)
    for number, names in table.items()
    for name in names.split()
}
BY_NAME = re.compile(
    rf"(?<![\w.,/-])(\d{{1,2}})(?:\.| ?(?:te|de|th|st|nd|rd)(?: of)?)?\s?({'|'.join(sorted(NAMED, key=len, reverse=True))})\b\.?(?:\s?(\d{{4}})\b)?",
    re.IGNORECASE,
)
BY_NUMBER = re.compile(r"(?<![\w.,/:-])(\d{1,2})([./])(\d{1,2})(?:\2|-)(\d{4}|\d{2})(?![\w/]|[.,]\d)")
# Without a year only a day that some month has, «31.11» but not «38.5», is taken for a date; a case number is none.
SHORT = re.compile(
    r"(?<![\w.,/:-])(?<!sak )(?<!nr )(?<!nr\. )(29|30|31)[./](0?[1-9]|1[0-2])(?![\w/%]|[.,:]\d| ?(?:grad|kg|kr|mm|cm|m\b|°))"
)
ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
CLOCK = re.compile(r"\b(?:kl\.?|klokka|klokken|at)\s?(\d{1,2})(?:[.:](\d{2}))?(?![\w.:]\d)|(?<![\w.,/:-])(\d{1,2}):(\d{2})(?![\w:])", re.IGNORECASE)  # fmt: skip


def impossible(text: str) -> str | None:
    """The first date or clock time in the text that does not exist, as it was written; None when there is none."""
    start = text[:LONGEST]
    found = [
        match
        for pattern, wrong in ((BY_NAME, _named), (BY_NUMBER, _numbered), (SHORT, _short), (ISO, _iso), (CLOCK, _clock))
        for match in pattern.finditer(start)
        if wrong(match)
    ]
    return min(found, key=lambda match: match.start())[0].strip() if found else None


def _no_day(day: int, month: int, year: int | None) -> bool:
    if not 1 <= month <= len(DAYS_IN) or not 1 <= day <= DAYS_IN[month]:
        return True
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return (month, day) == (2, 29) and not leap


def _named(match: re.Match[str]) -> bool:
    day = int(match[1])
    return day <= MOST_DAYS and _no_day(day, NAMED[match[2].lower()], int(match[3]) if match[3] else None)


def _numbered(match: re.Match[str]) -> bool:
    year = int(match[4])
    return _no_day(int(match[1]), int(match[3]), year if len(match[4]) > 2 else 2000 + year)  # noqa: PLR2004 - two digits are this century


def _short(match: re.Match[str]) -> bool:
    return _no_day(int(match[1]), int(match[2]), None)


def _iso(match: re.Match[str]) -> bool:
    return _no_day(int(match[3]), int(match[2]), int(match[1]))


def _clock(match: re.Match[str]) -> bool:
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    return hour > LAST_HOUR or minute > LAST_MINUTE or (hour == LAST_HOUR and minute > 0)

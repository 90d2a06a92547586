"""The calendar against an independent one, and against the table of kalender.md."""

from datetime import date, timedelta

import holidays
import pytest

from dialogs.language.dates import almanac


@pytest.mark.parametrize("year", [*range(1990, 2100, 7), 2026, 2027, 2028, 2038, 2049])
def test_days_off_are_those_of_an_independent_calendar(year):
    ours = {almanac.HOLIDAYS[name](year)[0] for name in almanac.DAYS_OFF} - {date(year, 12, 24), date(year, 12, 31)}
    official = set(holidays.Norway(years=year))
    assert ours == {day for day in official if day.weekday() != 6 or day in ours}


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2026, (4, 5)),
        (2027, (3, 28)),
        (2028, (4, 16)),
        (2029, (4, 1)),
        (2030, (4, 21)),
        (2038, (4, 25)),
        (2285, (3, 22)),
    ],
)
def test_easter(year, easter):
    assert almanac.easter(year) == date(year, *easter)


def test_first_sunday_of_advent_is_the_fourth_before_christmas():
    for year in range(2020, 2060):
        sunday = almanac.advent(year)
        assert sunday.weekday() == 6
        assert date(year, 11, 27) <= sunday <= date(year, 12, 3)


def test_working_days_pass_over_easter():
    assert almanac.add_workdays(date(2026, 4, 1), 1) == date(2026, 4, 7)
    assert almanac.add_workdays(date(2026, 4, 7), -1) == date(2026, 4, 1)


def test_months_end_where_the_month_does():
    assert almanac.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert almanac.add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert almanac.add_months(date(2026, 1, 15), -13) == date(2024, 12, 15)


def test_a_month_without_a_fifth_friday_has_none():
    with pytest.raises(ValueError, match="no such weekday"):
        almanac.nth_weekday(2026, 2, 4, 5)
    assert almanac.nth_weekday(2026, 1, 4, 5) == date(2026, 1, 30)
    assert almanac.nth_weekday(2026, 2, 4, -1) + timedelta(7) == date(2026, 3, 6)

"""Working days, quiet July and sending hours (domain/kalender.md), in Oslo's time."""

from datetime import date, datetime

import pytest

from hms.kit.kalender import dagtid, er_stille, er_virkedag, pluss_virkedager, purretid, slutten_av
from hms.kit.klokke import OSLO


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2027-05-14", True), ("2027-05-17", False), ("2027-05-18", True), ("2027-05-06", False), ("2027-03-25", False),
        ("2027-03-29", False), ("2026-12-24", False), ("2026-12-31", False), ("2026-11-21", False), ("2028-05-17", False),
        ("2028-06-05", False), ("2026-07-15", True),
    ],
)  # fmt: skip
def test_holidays_and_the_two_eves_are_days_off(day: str, *, works: bool) -> None:
    assert er_virkedag(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2027-05-14", 1, "2027-05-18"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-11-23", 3, "2026-11-26"),
        ("2026-06-30", 1, "2026-07-01"),
    ],
)
def test_working_days_are_counted_past_what_is_off(day: str, count: int, then: str) -> None:
    assert pluss_virkedager(date.fromisoformat(day), count) == date.fromisoformat(then)


def test_july_does_not_count_where_quiet_is_kept() -> None:
    assert pluss_virkedager(date(2026, 6, 30), 1, utenom_stille=True) == date(2026, 8, 3)
    quiet = [er_stille(date(2026, month, day)) for month, day in ((6, 30), (7, 1), (7, 31), (8, 1))]
    assert quiet == [False, True, True, False]


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("2026-11-23T08:59:59", "2026-11-23T09:00"), ("2026-11-23T09:00", "2026-11-23T09:00"), ("2026-11-23T14:59", "2026-11-23T14:59"),
        ("2026-11-23T15:00", "2026-11-24T09:00"), ("2026-11-27T12:59", "2026-11-27T12:59"), ("2026-11-27T13:00", "2026-11-30T09:00"),
        ("2026-07-01T10:00", "2026-08-03T09:00"), ("2027-05-14T13:30", "2027-05-18T09:00"), ("2026-03-27T14:00", "2026-03-30T09:00"),
    ],
)  # fmt: skip
def test_chasing_keeps_to_its_hours(moment: str, then: str) -> None:
    assert purretid(oslo(moment)) == oslo(then)


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        ("2026-11-23T07:59", "2026-11-23T08:00"), ("2026-11-23T08:00", "2026-11-23T08:00"), ("2026-11-23T19:59", "2026-11-23T19:59"),
        ("2026-11-23T20:00", "2026-11-24T08:00"), ("2026-03-28T23:00", "2026-03-29T08:00"), ("2026-10-25T00:30", "2026-10-25T08:00"),
    ],
)  # fmt: skip
def test_case_news_come_by_day_also_when_the_clock_is_changed(moment: str, then: str) -> None:
    assert dagtid(oslo(moment)) == oslo(then)


def test_a_day_ends_in_oslo_in_summer_and_winter() -> None:
    assert slutten_av(date(2026, 7, 1)).utcoffset() != slutten_av(date(2026, 12, 1)).utcoffset()

"""What the bot shows of when something happened, it reads back the same, in every language."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs import tid
from dialogs.i18n import translator

NOW = datetime(2150, 1, 1, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))
DAYS = st.dates(date(1990, 1, 1), date(2149, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)


def at(day: date, minute: int) -> str:
    return f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(day=DAYS)
def test_a_day(language: str, day: date) -> None:
    value = {"fra": day.isoformat()}
    assert tid.read_past(tid.shown(value, translator(language)), NOW) == value


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(day=DAYS, minute=MINUTES)
def test_a_moment(language: str, day: date, minute: int) -> None:
    value = {"fra": at(day, minute)}
    assert tid.read_past(tid.shown(value, translator(language)), NOW) == value


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(day=DAYS, more=st.integers(1, 400))
def test_a_span_of_days(language: str, day: date, more: int) -> None:
    last = min(day + timedelta(more), date(2149, 12, 31))
    value = {"fra": day.isoformat(), "til": last.isoformat()}
    if last > day:
        assert tid.read_past(tid.shown(value, translator(language)), NOW) == value


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(day=DAYS, minute=MINUTES, minutes=st.integers(1, 3000))
def test_a_span_of_moments(language: str, day: date, minute: int, minutes: int) -> None:
    last, late = divmod(minute + minutes, 24 * 60)
    value = {"fra": at(day, minute), "til": at(day + timedelta(last), late)}
    assert tid.read_past(tid.shown(value, translator(language)), NOW) == value


@pytest.mark.parametrize(
    ("day", "clock", "found"),
    [
        ("2149-12-31", "", {"fra": "2149-12-31"}),
        ("2150-01-01", "", {"fra": "2150-01-01"}),
        ("2150-01-01", "12:00", {"fra": "2150-01-01T12:00"}),
        ("2149-12-31", "08:05:30", {"fra": "2149-12-31T08:05"}),
        ("2150-01-01", "12:01", None),
        ("2150-01-02", "", None),
        ("1949-12-31", "", None),
        ("i går", "", None),
        ("2149-12-31", "åtte", None),
    ],
)
def test_the_fields_of_a_card(day: str, clock: str, found: dict[str, str] | None) -> None:
    assert tid.from_fields(day, clock, NOW) == found
    if found is not None and len(clock) < len("08:05:30"):
        assert tid.to_fields(found) == (day, clock)


def test_no_time_fills_no_fields() -> None:
    assert tid.to_fields(None) == ("", "")

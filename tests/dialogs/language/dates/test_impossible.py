"""Dates and times that do not exist are noticed, and what only looks like one is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.dates.impossible import impossible


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("falt 31. november på isen", "31. november"),
        ("30. februar kl 9", "30. februar"),
        ("det hendte 31st of april", "31st of april"),
        ("i går kl 25:70", "kl 25:70"),
        ("25:70", "25:70"),
        ("kl 24.30", "kl 24.30"),
        ("31.11.2026", "31.11.2026"),
        ("32.5.26", "32.5.26"),
        ("15.13.2026", "15.13.2026"),
        ("30.2", "30.2"),
        ("29.02.2027", "29.02.2027"),
        ("29. februar 2100", "29. februar 2100"),
        ("2026-02-30", "2026-02-30"),
        ("0. mai", "0. mai"),
    ],
)
def test_what_no_calendar_has_is_noticed(text: str, found: str) -> None:
    assert impossible(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "29. februar",
        "29.02.2028",
        "i går kl 14",
        "kl 24",
        "12.30",
        "38.5 i feber",
        "31.4 grader i klasserommet",
        "sak 30/2",
        "40 februar",
        "31. oktober",
        "ring 113",
        "",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert impossible(text) is None


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    impossible(text)

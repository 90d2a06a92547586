"""What holds for every reader at once: any text, at any moment, gives an answer and never an exception."""
# ruff: noqa: DTZ001 - civil moments get their zone from the strategies

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.hostile import texts
from bench.readers import REF, readers, seeds

MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)).map(lambda moment: moment.replace(tzinfo=UTC))
WORDS = sorted({word for text in seeds() for word in text.split()})
MARKS = ["", " ", "\n", ": ", "-", ".", "/", "\u200b", "\u0301", "\ud800", "\N{GRINNING FACE}", "א", "30.2", "25:70"]
MIXED = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=25).map(" ".join)
ANY = st.text(st.characters(), max_size=300) | MIXED


@pytest.mark.parametrize("name", readers())
@given(text=ANY, ref=MOMENTS)
@settings(max_examples=60, deadline=None)
def test_no_reader_raises(name: str, text: str, ref: datetime) -> None:
    readers(ref)[name](text)


@pytest.mark.parametrize("name", readers())
@pytest.mark.parametrize("ref", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize(
    "text", ["", "x", "i går kl 8", "for tusen år siden", "om 900 uker", "4/2/7", "år 1", "31.12.9999"]
)
def test_no_reader_raises_at_the_ends_of_the_calendar(name: str, ref: datetime, text: str) -> None:
    readers(ref)[name](text)


@pytest.mark.parametrize("name", readers())
def test_hostile_texts_are_read(name: str) -> None:
    read = readers(REF)[name]
    for text in texts().values():
        read(text)

"""What holds for every text, every day and every moment."""
# ruff: noqa: DTZ001 - civil moments get their zone from the strategies

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.i18n import translator
from dialogs.language.dates import read, read_all
from dialogs.language.dates.lexicon import entries

OSLO = ZoneInfo("Europe/Oslo")
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
REFS = st.datetimes(datetime(2001, 1, 1), datetime(2150, 1, 1)).map(lambda moment: moment.replace(tzinfo=OSLO))
ALL_REFS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
DIRECTIONS = st.sampled_from(["past", "future"])
NUMBERS = [
    *map(str, range(60)),
    *(f"{n}." for n in range(33)),
    "2026",
    "0815",
    "12.30",
    "30.2",
    "1.1.1",
    "15.3-17.3",
    "1-3",
    "7/26",
]
WORDS = st.lists(st.sampled_from([*sorted(entries()), *NUMBERS]), min_size=1, max_size=8).map(" ".join)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(day=DAYS, ref=REFS, direction=DIRECTIONS)
def test_a_full_day_that_the_bot_writes_is_read_back(language, day, ref, direction):
    found = read(translator(language).full_day(day), ref, direction)
    assert found is not None
    assert (found.start, found.end, found.precision) == (day, day, "day")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(ref=REFS, away=st.integers(0, 200), direction=DIRECTIONS)
def test_a_day_without_its_year_is_read_back_in_its_direction(language, ref, away, direction):
    day = ref.date() + timedelta(away if direction == "future" else -away)
    found = read(translator(language).day(day), ref, direction)
    assert found is not None
    assert (found.start, found.end) == (day, day)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(ref=REFS, away=st.integers(-2000, 2000))
def test_a_day_that_shows_its_year_where_it_must_is_read_back(language, ref, away):
    day = ref.date() + timedelta(away)
    found = read(translator(language).day(day, ref.date()), ref, "past" if away < 0 else "future")
    assert found is not None
    assert (found.start, found.end) == (day, day)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(ref=REFS, minute=st.integers(0, 24 * 60 - 1), direction=DIRECTIONS)
def test_a_clock_time_is_read_back(language, ref, minute, direction):
    clock = time(*divmod(minute, 60))
    found = read(translator(language).clock(datetime.combine(ref.date(), clock)), ref, direction)
    assert found is not None
    assert (found.start_time, found.end_time) == (clock, clock)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@given(ref=REFS, away=st.integers(0, 200), minute=st.integers(0, 24 * 60 - 1), direction=DIRECTIONS)
def test_a_moment_is_read_back(language, ref, away, minute, direction):
    day = ref.date() + timedelta(away if direction == "future" else -away)
    moment = datetime(day.year, day.month, day.day, *divmod(minute, 60))
    found = read(translator(language).moment(moment), ref, direction)
    assert found is not None
    assert (found.start, found.start_time, found.end_time) == (day, moment.time(), moment.time())


RELATIVE = [
    *("i går", "i forgårs", "i morgen", "i overmorgen", "i dag", "om 14 dager", "for tre dager siden", "om to veker"),
    *(
        "innen 3 dager",
        "for ei veke sidan",
        "i går kl. 14.30",
        "i kveld",
        "i natt",
        "two days ago",
        "de siste tre dagene",
    ),
]


@given(text=st.sampled_from(RELATIVE), ref=REFS, shift=st.integers(-4000, 4000), direction=DIRECTIONS)
def test_moving_the_moment_moves_what_is_relative_to_it(text, ref, shift, direction):
    here = read(text, ref, direction)
    there = read(text, ref + timedelta(shift), direction)
    assert here is not None
    assert there is not None
    assert here.start is not None
    assert here.end is not None
    assert (there.start, there.end) == (here.start + timedelta(shift), here.end + timedelta(shift))
    assert (there.start_time, there.part) == (here.start_time, here.part)


WEEKLY = [
    "tirsdag",
    "neste fredag",
    "forrige mandag",
    "forrige uke",
    "i helga",
    "fredag i neste uke",
    "natt til lørdag",
    "sist torsdag",
]


@given(text=st.sampled_from(WEEKLY), ref=REFS, weeks=st.integers(-500, 500), direction=DIRECTIONS)
def test_moving_by_whole_weeks_moves_weekdays_by_as_many(text, ref, weeks, direction):
    here, there = read(text, ref, direction), read(text, ref + timedelta(7 * weeks), direction)
    assert here is not None
    assert there is not None
    assert here.start is not None
    assert there.start == here.start + timedelta(7 * weeks)


UNDATED = [
    *(
        "tirsdag",
        "15. mars",
        "15.3",
        "uke 12",
        "uke 53",
        "i mars",
        "den 5.",
        "kl 14",
        "halv tre",
        "julaften",
        "før påske",
        "2. kvartal",
    ),
    *(
        "laurdag",
        "lørdag kveld",
        "i helga",
        "fredag 13.",
        "1. tertial",
        "skjærtorsdag",
        "29. februar",
        "u17",
        "over helga",
        "i vår",
    ),
]


@given(text=st.sampled_from(UNDATED), ref=REFS)
def test_words_that_leave_it_open_never_look_the_wrong_way(text, ref):
    past, future = read(text, ref, "past"), read(text, ref, "future")
    if past is not None and past.start is not None:
        assert (past.start, past.start_time or ref.time()) <= (ref.date(), ref.time())
    if future is not None and future.end is not None and future.anchor is None:
        assert future.end >= ref.date()


@given(text=st.text(max_size=300) | WORDS, ref=ALL_REFS, direction=DIRECTIONS)
@settings(max_examples=400)
def test_no_text_at_no_moment_raises_and_every_reading_is_whole(text, ref, direction):
    for found in read_all(text, ref, direction):
        assert (found.start is None) == (found.end is None)
        assert found.start is not None or found.anchor is not None
        assert found.start is None or found.end is None or found.start <= found.end
        assert 0 <= found.span[0] < found.span[1] <= len(text)
        assert found.rule


@given(text=WORDS, ref=REFS, direction=DIRECTIONS)
def test_the_same_text_gives_the_same_reading(text, ref, direction):
    assert read_all(text, ref, direction) == read_all(text, ref, direction)

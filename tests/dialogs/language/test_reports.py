"""One message, everything that it tells."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.dates import DateReading
from dialogs.language.reports import read, single_moment, without_command

REF = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Oslo"))
SYNTHETIC = "14851361228"


def test_the_conversation_of_the_design():
    reading = read("skled på isen ved inngangen i går kl 8, slo hånda", REF)
    assert single_moment(reading.when) == "2026-11-21T08:00"
    assert reading.where.text == "ved inngangen"
    assert reading.injured is True
    assert reading.categories[0].id == "arbeidsulykke"
    assert (reading.emergency, reading.varsling, reading.personal) == (None, None, ())


@pytest.mark.parametrize(
    "text",
    [
        "meld avvik: fall i trappa",
        "Meld avvik - fall i trappa",
        "<at>Varde</at> meld avvik fall i trappa",
        "@Varde, mld avik: fall i trappa",
        "Hei, jeg vil melde et avvik: fall i trappa",
        "eg skal melde inn eit avvik. fall i trappa",
        "avvik: fall i trappa",
        "I want to report an incident: fall i trappa",
        "meld   avvik  :\n\n  fall i trappa",
        "  @Varde\tmeld\tavvik  fall i trappa ",
        "fall i trappa",
    ],
)
def test_the_command_is_taken_off(text):
    assert without_command(text) == "fall i trappa"


@pytest.mark.parametrize(
    "text",
    ["avviket ble ikke lukket", "avvik i medisinskapet", "Heidi falt", "meldingen kom ikke fram", "nytt gulv er glatt"],
)
def test_words_of_the_report_stay(text):
    assert without_command(text) == text


def test_spans_count_in_the_text_without_the_command():
    reading = read(f"meld avvik: eleven {SYNTHETIC} falt på rom 12", REF)
    assert reading.text[slice(*reading.where.span)] == "på rom 12"
    assert reading.text[slice(*reading.personal[0].span)] == SYNTHETIC


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("kollega brakk lårbeinet", 4),
        ("det brenner på lageret nå", 4),
        ("sydde fire sting på legevakta", 3),
        ("elev truet med kniv i fjor høst", 3),
        ("fikk plaster på tommelen", 2),
        ("løs flis i gangen", None),
        ("det er hull i gulvet på gangen ved rom 12", None),
        ("holdt på å falle", None),
    ],
)
def test_a_grade_only_when_clear(text, grade):
    assert read(text, REF).grade == grade


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("sprut i øyet kl 9.15, skylte i 20 min", "2026-11-22T09:15"),
        ("falt i går, sykmeldt til fredag", "2026-11-21"),
        ("beboer falt i natt", "2026-11-22"),
        ("vannlekkasje sist natt", "2026-11-22"),
        ("bråk på rommet sist kveld", "2026-11-21"),
        ("heisen har stått siden i går", "2026-11-21"),
        ("avtrekket har ikke virka sidan mandag", "2026-11-16"),
        ("glatt siden forrige uke", None),
        ("glatt hele forrige uke", None),
        ("sykmeldt ut måneden", None),
        ("ingen dato her", None),
    ],
)
def test_when_it_happened_is_not_in_the_future(text, when):
    assert single_moment(read(text, REF).when) == when


def test_a_stretch_of_hours_is_the_day():
    reading = DateReading(date(2026, 11, 20), date(2026, 11, 20), time(7), time(10))
    assert single_moment(reading) == "2026-11-20"


@given(st.text(max_size=300), st.datetimes(timezones=st.just(ZoneInfo("UTC"))))
def test_never_raises(text, ref):
    assert read(text, ref).text in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "🔥" * 500,
        "x" * 10_000,
        " " * 10_000,
        "\n" * 10_000,
        "meld" + " " * 10_000 + "avvik",
        "<at>" * 2_500,
        "meld avvik " * 900,
        "١٢٣ עברית ไทย",
        "30. februar kl 25:70",
        "år 1 og år 9999",
        "\x00\ud800",
    ],
)
def test_bad_input(text):
    assert read(text, REF) == read(text, REF)

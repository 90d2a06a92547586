"""What the bot must ask about, what a sentence holds beside its date, and the changes of the clocks and the year."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dialogs.language.dates import read, read_all

OSLO = ZoneInfo("Europe/Oslo")


def at(*when):
    return datetime(*when, tzinfo=OSLO)


def days(text, ref, direction):
    found = read(text, ref, direction)
    assert found is not None, text
    return found.start, found.end


ASK = [
    ("neste fredag", at(2026, 3, 10, 9), "future", date(2026, 3, 20), date(2026, 3, 13)),
    ("innen mai", at(2026, 3, 10, 9), "future", date(2026, 5, 31), date(2026, 4, 30)),
    ("forrige tirsdag", at(2026, 3, 13, 9), "past", date(2026, 3, 3), date(2026, 3, 10)),
    ("neste helg", at(2026, 3, 11, 9), "future", date(2026, 3, 22), date(2026, 3, 15)),
    ("innen uke 14", at(2026, 3, 13, 9), "future", date(2026, 4, 5), date(2026, 4, 3)),
    ("medio mai", at(2026, 3, 13, 9), "future", date(2026, 5, 15), date(2026, 5, 20)),
    ("3.1.", at(2026, 3, 10, 9), "future", date(2027, 1, 3), date(2026, 1, 3)),
    ("i februar", at(2026, 3, 10, 9), "future", date(2027, 2, 28), date(2026, 2, 28)),
    ("fredag", at(2026, 3, 13, 9), "future", date(2026, 3, 20), date(2026, 3, 13)),
]


@pytest.mark.parametrize(("text", "ref", "direction", "end", "other"), ASK)
def test_two_possible_readings_are_both_there(text, ref, direction, end, other):
    found = read(text, ref, direction)
    assert found.end == end
    assert other in {last for _, last in found.alternatives}


@pytest.mark.parametrize(
    "text", ["neste mandag", "om 14 dager", "15. april 2026", "i morgen", "innen 1. mai", "førstkommende torsdag"]
)
def test_what_is_plain_asks_nothing(text, friday):
    assert read(text, friday, "future").alternatives == ()


SENTENCES = [
    ("Jeg skled på isen i går da jeg gikk hjem, klokka var vel halv fire", "past", date(2026, 3, 12), time(15, 30)),
    ("Beboer falt i 2. etasje på avd. 3 tirsdag 10. mars kl. 06.45", "past", date(2026, 3, 10), time(6, 45)),
    ("Sak 7/26: Ola bestiller 20 stoler (kr 12.500) innen 1. april", "future", date(2026, 4, 1), None),
    ("Ring Kari på 90 12 34 56 før fredag 20. mars", "future", date(2026, 3, 19), None),
    ("Vi varsla eigedom om lekkasjen i går, dei kjem i morgon", "past", date(2026, 3, 12), None),
    ("Vi varsla eigedom om lekkasjen i går, dei kjem i morgon", "future", date(2026, 3, 14), None),
    ("Møtet 3. april flyttes. Ola sender ny innkalling innen 20.3", "future", date(2026, 3, 20), None),
    ("snarest, og senest fredag 27. mars", "future", date(2026, 3, 27), None),
]


@pytest.mark.parametrize(("text", "direction", "day", "clock"), SENTENCES)
def test_the_date_of_a_sentence(text, direction, day, clock, friday):
    found = read(text, friday, direction)
    assert (found.end, found.end_time) == (day, clock)


STRETCHES = [
    ("lørdag 7. mars kl 23 – søndag 8. mars kl 01", (date(2026, 3, 7), time(23)), (date(2026, 3, 8), time(1))),
    ("i går fra kl. 22 til kl. 06", (date(2026, 3, 12), time(22)), (date(2026, 3, 13), time(6))),
    ("i natt mellom 2 og 3", (date(2026, 3, 13), time(2)), (date(2026, 3, 13), time(3))),
    ("2026-03-04T10:15", (date(2026, 3, 4), time(10, 15)), (date(2026, 3, 4), time(10, 15))),
]


@pytest.mark.parametrize(("text", "start", "end"), STRETCHES)
def test_stretches_of_clock_time_over_midnight(text, start, end, friday):
    found = read(text, friday, "past")
    assert ((found.start, found.start_time), (found.end, found.end_time)) == (start, end)


def test_the_span_is_where_the_words_stand(friday):
    text = "Vaktmester fikser låsen innen fredag 20. mars, sier han"
    found = read(text, friday, "future")
    assert text[slice(*found.span)] == "innen fredag 20. mars"


def test_every_reading_in_the_order_of_the_text(friday):
    found = read_all("i går, og så 3. mars", friday, "past")
    assert [each.start for each in found] == [date(2026, 3, 12), date(2026, 3, 3)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "vi går til sak 5",
            "sak 7/26",
            "AVV-2026-0042",
            "brann i 2. etasje",
            "rom 12",
            "avd. 3",
            "tiltak 12",
            "10-faktor",
            "1-2 ganger",
            "4 timer i uka",
        ),
        *(
            "§ 5-2",
            "§ 3.1",
            "kap. 2 A",
            "3,5 %",
            "kr 2.500",
            "12.500 kroner",
            "ring 113",
            "110",
            "tlf. 412 34 567",
            "24/7",
            "hver fredag",
            "kvar veke",
        ),
        *(
            "første mandag i hver måned",
            "Mai-Britt",
            "bussen til Mars kafé",
            "mandat",
            "fridag",
            "fredagskaffe",
            "den 3. klassen",
            "det tar 14 dager å få deler",
        ),
        *(
            "i vår avdeling",
            "to til tre personer",
            "versjon 2.0",
            "konto 8601.11.17947",
            "B12",
            "3/4 stilling",
            "for noen dager siden",
            "8.5 timer",
            "sendt til Tor",
            "vi er fem på jobb",
        ),
    ],
)
def test_no_date_where_there_is_none(text, friday):
    assert read(text, friday, "past") is None
    assert read(text, friday, "future") is None


def test_hours_pass_evenly_over_the_changes_of_the_clocks():
    spring = read("for en time siden", at(2026, 3, 29, 3, 30), "past")
    assert (spring.start, spring.start_time) == (date(2026, 3, 29), time(1, 30))
    autumn = read("om 3 timer", at(2026, 10, 25, 1, 30), "future")
    assert autumn.start_time == time(3, 30)


def test_the_moment_is_read_in_oslo():
    late = datetime(2026, 7, 1, 22, 30, tzinfo=ZoneInfo("UTC"))
    assert days("i dag", late, "past") == (date(2026, 7, 2), date(2026, 7, 2))


def test_weeks_around_new_year():
    assert days("uke 53", at(2027, 1, 12, 12), "past") == (date(2026, 12, 28), date(2027, 1, 3))
    assert read("uke 53", at(2027, 1, 12, 12), "future") is None
    assert days("uke 1", at(2026, 12, 18, 12), "future") == (date(2027, 1, 4), date(2027, 1, 10))
    assert days("uke 51–2", at(2026, 12, 18, 12), "future") == (date(2026, 12, 14), date(2027, 1, 17))


def test_leap_days():
    assert days("29. februar", at(2026, 3, 13, 10), "future") == (date(2028, 2, 29), date(2028, 2, 29))
    assert days("29.2", at(2026, 3, 13, 10), "past") == (date(2024, 2, 29), date(2024, 2, 29))
    assert days("om et år", at(2028, 2, 29, 10), "future") == (date(2029, 2, 28), date(2029, 2, 28))


def test_one_slip_of_the_finger_is_forgiven_but_not_a_word_of_its_own(friday):
    assert days("trisdag", friday, "past") == (date(2026, 3, 10), date(2026, 3, 10))
    assert days("innen fredga 20. mras", friday, "future")[1] is not None
    for word in ("mandat", "fridag", "mandager", "Morten"):
        assert read(f"i {word}", friday, "past") is None


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("straks", "snarest"),
        ("så snart det lar seg gjøre", "snarest"),
        ("så snart Kari er tilbake", None),
        ("asap", "snarest"),
        ("fortlaupande", "fortlopende"),
        ("neste HMS-møte", "neste_mote"),
        ("før haustferien", "org_kalender"),
    ],
)
def test_anchors(text, anchor, friday):
    found = read(text, friday, "future")
    assert (found.anchor if found else None) == anchor


def test_an_anchor_is_no_answer_to_when_it_happened(friday):
    assert read("han sa fra med en gang", friday, "past") is None

"""What people write around a date: a day narrowed down, a day by what was held on it, values and shares that are no dates."""

from datetime import date, time

import pytest

from dialogs.language.dates import read

# Written on Friday 13 March 2026, in the morning.
PAST = [
    ("denne helga som var, på banen", date(2026, 3, 7), date(2026, 3, 8)),
    ("den helga som gikk", date(2026, 3, 7), date(2026, 3, 8)),
    ("denne veka som var", date(2026, 3, 2), date(2026, 3, 8)),
    ("uka som gjekk", date(2026, 3, 2), date(2026, 3, 8)),
    ("den mandagen som var", date(2026, 3, 9), date(2026, 3, 9)),
    ("den 28. rett før jeg gikk av vakt", date(2026, 2, 28), date(2026, 2, 28)),
    ("den 10. Jeg skled på isen", date(2026, 3, 10), date(2026, 3, 10)),
    ("den 10. utenfor porten", date(2026, 3, 10), date(2026, 3, 10)),
    ("romjula, nærmere bestemt 29. desember", date(2025, 12, 29), date(2025, 12, 29)),
    ("i februar, altså den 14.", date(2026, 2, 14), date(2026, 2, 14)),
    ("forrige uke, dvs. tirsdag", date(2026, 3, 3), date(2026, 3, 3)),
    ("i helga (lørdag)", date(2026, 3, 7), date(2026, 3, 7)),
    ("oppdaget på lørdagsrunden", date(2026, 3, 7), date(2026, 3, 7)),
    ("under onsdagsmøtet", date(2026, 3, 11), date(2026, 3, 11)),
    ("sa fra forrige uke", date(2026, 3, 2), date(2026, 3, 8)),
    ("for ei lita veke sidan", date(2026, 3, 6), date(2026, 3, 6)),
    ("helga før sist", date(2026, 2, 28), date(2026, 3, 1)),
    ("two weeks ago on Tuesday", date(2026, 2, 24), date(2026, 2, 24)),
    ("the night before last", date(2026, 3, 11), date(2026, 3, 12)),
    ("høsten i fjor", date(2025, 9, 1), date(2025, 11, 30)),
    ("det siste døgnet", date(2026, 3, 12), date(2026, 3, 13)),
    ("på slutten av dagen i går", date(2026, 3, 12), date(2026, 3, 12)),
    ("tidlegare i veka", date(2026, 3, 9), date(2026, 3, 15)),
    ("den 10. ds.", date(2026, 3, 10), date(2026, 3, 10)),
    ("on November the third", date(2025, 11, 3), date(2025, 11, 3)),
    ("førgårskvelden", date(2026, 3, 11), date(2026, 3, 11)),
    ("for ein tre vekers tid sidan", date(2026, 2, 20), date(2026, 2, 20)),
    ("i uke førti fem", date(2025, 11, 3), date(2025, 11, 9)),
    ("on the 10th at 3pm", date(2026, 3, 10), date(2026, 3, 10)),
    ("skjedde 1/2 på badet", date(2026, 2, 1), date(2026, 2, 1)),
]


@pytest.mark.parametrize(("text", "start", "end"), PAST)
def test_when_it_happened(text, start, end, friday):
    found = read(text, friday, "past")
    assert (found.start, found.end) == (start, end)


AHEAD = [
    ("a week from Monday", date(2026, 3, 23), date(2026, 3, 23)),
    ("innan to vekers tid", date(2026, 3, 13), date(2026, 3, 27)),
    ("in a fortnight", date(2026, 3, 27), date(2026, 3, 27)),
    ("within ten working days", date(2026, 3, 13), date(2026, 3, 27)),
    ("våren neste år", date(2027, 3, 1), date(2027, 5, 31)),
]


@pytest.mark.parametrize(("text", "start", "end"), AHEAD)
def test_what_is_to_come(text, start, end, friday):
    found = read(text, friday, "future")
    assert (found.start, found.end) == (start, end)


PARTS = [
    ("på mandag ette lunsj", "ettermiddag"),
    ("i går, rett etter lunsj", "ettermiddag"),
    ("i går før lunsj", "formiddag"),
    ("i forgårs, på slutten av kveldsvakta", "kveld"),
    ("wczoraj rano w kuchni", "morgen"),
    ("wczoraj wieczorem", "kveld"),
]


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_the_part_of_the_day(text, part, friday):
    assert read(text, friday, "past").part == part


CLOCKS = [
    ("Yesterday I lifted him, at 22. Nobody came", date(2026, 3, 12), time(22)),
    ("this morning at about 7. It hurt", date(2026, 3, 13), time(7)),
    ("Wczoraj około 13 kolega", date(2026, 3, 12), time(13)),
    ("klokka sju null fem i går", date(2026, 3, 12), time(7, 5)),
    ("null åtte femten i dag", date(2026, 3, 13), time(8, 15)),
    ("klokka halv ott i morrest", date(2026, 3, 13), time(7, 30)),
    ("strømmen gikk i natt, alle sov, kl 04.20", date(2026, 3, 13), time(4, 20)),
]


@pytest.mark.parametrize(("text", "day", "clock"), CLOCKS)
def test_the_clock_that_stands_apart(text, day, clock, friday):
    found = read(text, friday, "past")
    assert (found.start, found.start_time) == (day, clock)


DEADLINES = [
    ("den 28. tar Kari opp saken", date(2026, 3, 28)),
    ("1/6 leverer Per lista", date(2026, 6, 1)),
    ("tel uka", date(2026, 3, 22)),
    ("veka som kjem", date(2026, 3, 22)),
    ("før september er omme", date(2026, 9, 30)),
    ("do piątku", date(2026, 3, 20)),
    ("15.", date(2026, 3, 15)),
    ("tre uker fram", date(2026, 4, 3)),
]


@pytest.mark.parametrize(("text", "end"), DEADLINES)
def test_by_when(text, end, friday):
    assert read(text, friday, "future").end == end


NO_DATES = [
    *("heis nr 3, feilkode 11.5", "alarmkode 3.4", "kum 12.05 og kum 12.07", "pumpe 3/4 går på reserve", "hydrant 2.3"),
    *("blodsukkeret 6.5 og tempen 38.2", "temperaturen ble målt til 12.5", "ph-verdien er 7.2", "vekta viste 12.5"),
    *(
        "1/2 sekk salt",
        "halvannen tablett i stedet for 1/2",
        "fikk bare 3/4",
        "brukte 2/3 bøtte",
        "den 3. etasjen brant",
    ),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_values_things_and_shares_are_no_dates(text, friday):
    assert read(text, friday, "past") is None
    assert read(text, friday, "future") is None

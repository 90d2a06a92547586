"""The calendar file, read by the grammar of RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dialogs.ics import Hendelse, kalender

NAA = datetime(2027, 4, 26, 7, 30, tzinfo=UTC)
LINJE = re.compile(
    r'(?P<navn>[A-Z0-9-]+)(?P<param>(?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(?P<verdi>[^\x00-\x08\x0a-\x1f\x7f]*)'
)
TEKST = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")


def komponenter(fil: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Every component with its properties (name, parameters, value), in the order they end. Asserts the grammar."""
    assert fil.endswith("\r\n")
    rader = fil[:-2].split("\r\n")
    assert all(len(rad.encode()) <= 75 for rad in rader)
    assert not any("\n" in rad or "\r" in rad for rad in rader)
    apne: list[tuple[str, list[tuple[str, str, str]]]] = []
    ferdige = []
    for linje in "\r\n".join(rader).replace("\r\n ", "").split("\r\n"):
        treff = LINJE.fullmatch(linje)
        assert treff, linje
        navn, param, verdi = treff["navn"], treff["param"], treff["verdi"]
        if navn == "BEGIN":
            apne.append((verdi, []))
        elif navn == "END":
            assert apne[-1][0] == verdi
            ferdige.append(apne.pop())
        else:
            apne[-1][1].append((navn, param, verdi))
    assert apne == []
    return ferdige


def test_what_the_grammar_requires_is_there() -> None:
    fil = kalender(
        "Frister",
        [Hendelse("a:1", date(2027, 1, 31), "ø" * 80, "a;b,c\nd\\e"), Hendelse("b", date(2027, 2, 1), "T", "B")],
        NAA,
        hver=timedelta(hours=6),
    )
    alle = komponenter(fil)
    kal = {navn: verdi for navn, _p, verdi in alle[-1][1]}
    assert alle[-1][0] == "VCALENDAR"
    assert (kal["VERSION"], kal["CALSCALE"], kal["REFRESH-INTERVAL"]) == ("2.0", "GREGORIAN", "PT6H")
    assert [navn for navn, _ in alle] == ["DAYLIGHT", "STANDARD", "VTIMEZONE", "VEVENT", "VEVENT", "VCALENDAR"]
    hendelse = {navn: (param, verdi) for navn, param, verdi in alle[3][1]}
    assert hendelse["UID"] == ("", "a:1@varde")
    assert hendelse["DTSTAMP"] == ("", "20270426T073000Z")
    assert hendelse["DTSTART"] == (";VALUE=DATE", "20270131")
    assert hendelse["DTEND"] == (";VALUE=DATE", "20270201")
    assert hendelse["SUMMARY"] == ("", "ø" * 80)
    assert hendelse["DESCRIPTION"] == ("", "a\\;b\\,c\\nd\\\\e")


def test_an_empty_calendar_has_a_component_all_the_same() -> None:
    assert [navn for navn, _ in komponenter(kalender("Tom", [], NAA))][-2:] == ["VTIMEZONE", "VCALENDAR"]


@given(st.lists(st.tuples(st.text(max_size=120), st.text(max_size=120)), max_size=3))
def test_no_text_breaks_the_file(tekster: list[tuple[str, str]]) -> None:
    hendelser = [Hendelse(str(n), date(2027, 1, 1), *en) for n, en in enumerate(tekster)]
    alle = [egenskaper for navn, egenskaper in komponenter(kalender("x", hendelser, NAA)) if navn == "VEVENT"]
    assert len(alle) == len(tekster)
    for egenskaper in alle:
        assert all(TEKST.fullmatch(verdi) for navn, _p, verdi in egenskaper if navn in ("SUMMARY", "DESCRIPTION"))

"""A calendar file (RFC 5545) of all-day events: lines end with CRLF and are folded at 75 octets. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

FOLD = 75
DAY = timedelta(days=1)
# Norwegian time, so that the file always has a component, and says which days it means.
OSLO = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE"""


@dataclass(frozen=True)
class Hendelse:
    """One all-day event. `uid` stays the same from one export to the next."""

    uid: str
    dag: date
    tittel: str
    beskrivelse: str


def kalender(navn: str, hendelser: Sequence[Hendelse], stempel: datetime, *, hver: timedelta | None = None) -> str:
    """The file. `stempel`: when it was made (aware). `hver`: how often a subscriber should fetch it again, in whole hours."""
    linjer = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Varde//HMS//NO", "CALSCALE:GREGORIAN"]
    linjer += [f"NAME:{_tekst(navn)}", f"X-WR-CALNAME:{_tekst(navn)}"]
    if hver is not None:
        timer = f"PT{int(hver.total_seconds()) // 3600}H"
        linjer += [f"REFRESH-INTERVAL;VALUE=DURATION:{timer}", f"X-PUBLISHED-TTL:{timer}"]
    linjer += OSLO.split("\n")
    for en in hendelser:
        linjer += _hendelse(en, stempel)
    linjer.append("END:VCALENDAR")
    return "".join(f"{brettet}\r\n" for linje in linjer for brettet in _brett(linje))


def _hendelse(en: Hendelse, stempel: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_tekst(en.uid)}@varde"
    yield f"DTSTAMP:{stempel.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{en.dag:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{en.dag + DAY:%Y%m%d}"
    yield f"SUMMARY:{_tekst(en.tittel)}"
    yield f"DESCRIPTION:{_tekst(en.beskrivelse)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _tekst(tekst: str) -> str:
    """A TEXT value: its special characters escaped, a line break as a backslash and n, other control characters left out."""
    for tegn in ("\\", ";", ","):
        tekst = tekst.replace(tegn, f"\\{tegn}")
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    return "\\n".join("".join(tegn for tegn in linje if tegn.isprintable()) for linje in tekst.split("\n"))


def _brett(linje: str) -> list[str]:
    """Folds at 75 octets, never inside a character."""
    ut, her = [], ""
    for tegn in linje:
        if len((her + tegn).encode()) > FOLD:
            ut.append(her)
            her = " "
        her += tegn
    return [*ut, her]

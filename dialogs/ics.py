"""A calendar file (RFC 5545) of all-day events: lines end with CRLF and are folded at 75 octets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FOLD = 75


@dataclass(frozen=True)
class Hendelse:
    """One all-day event. `uid` stays the same from one export to the next."""

    uid: str
    dag: date
    tittel: str
    beskrivelse: str


def kalender(navn: str, hendelser: Sequence[Hendelse]) -> str:
    """The file."""
    linjer = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{navn}//HMS//NO", "CALSCALE:GREGORIAN"]
    for en in hendelser:
        linjer += [
            "BEGIN:VEVENT",
            f"UID:{_tekst(en.uid)}@varde",
            f"DTSTAMP:{en.dag:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{en.dag:%Y%m%d}",
            f"DTEND;VALUE=DATE:{en.dag + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_tekst(en.tittel)}",
            f"DESCRIPTION:{_tekst(en.beskrivelse)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    linjer.append("END:VCALENDAR")
    return "".join(f"{brettet}\r\n" for linje in linjer for brettet in _brett(linje))


def _tekst(tekst: str) -> str:
    for tegn in ("\\", ";", ","):
        tekst = tekst.replace(tegn, f"\\{tegn}")
    return tekst.replace("\r\n", "\\n").replace("\n", "\\n")


def _brett(linje: str) -> list[str]:
    """Folds at 75 octets, never inside a character."""
    ut, her = [], ""
    for tegn in linje:
        if len((her + tegn).encode()) > FOLD:
            ut.append(her)
            her = " "
        her += tegn
    return [*ut, her]

"""A moment in the past, as a form keeps it: civil local times as ISO text, as precise as it was told."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from dialogs.i18n import Translator
from dialogs.language import dates
from dialogs.language.dates.impossible import impossible
from hms.kit.klokke import oslo

__all__ = ["fram_i_tid", "from_fields", "from_reading", "impossible", "read_past", "shown", "to_fields"]
OLDEST = 1950


def read_past(text: str, now: datetime) -> dict[str, str] | None:
    """{"fra": …[, "til": …]} out of a text, or None when it tells no time. Never later than `now`."""
    found = dates.read(text, now, "past")
    return from_reading(found) if found else None


def fram_i_tid(value: Mapping[str, Any], now: datetime) -> bool:
    """Does a kept moment begin later than now?"""
    here = oslo(now).replace(tzinfo=None)
    begins = str(value["fra"])
    return begins > (here.isoformat(timespec="minutes") if "T" in begins else here.date().isoformat())


def from_reading(found: dates.DateReading) -> dict[str, str] | None:
    """The same from a reading that has been made already."""
    if found.start is None:
        return None
    value = {"fra": _iso(found.start, found.start_time)}
    if found.end is not None and (found.end != found.start or found.end_time not in {None, found.start_time}):
        value["til"] = _iso(found.end, found.end_time)
    return value


def from_fields(day: str, clock: str, now: datetime) -> dict[str, str] | None:
    """The same from a card's own fields, «2026-11-21» and «08:00» or nothing. None: it is no time, or not a past one."""
    try:
        on = date.fromisoformat(day)
        at = time.fromisoformat(clock).replace(second=0, microsecond=0, tzinfo=None) if clock else None
    except ValueError:
        return None
    here = oslo(now).replace(tzinfo=None)
    is_past = on <= here.date() if at is None else datetime.combine(on, at) <= here
    return {"fra": _iso(on, at)} if is_past and on.year >= OLDEST else None


def to_fields(value: Mapping[str, Any] | None) -> tuple[str, str]:
    """The day and the clock of a kept moment, as a card's fields take them."""
    day, _, clock = str((value or {}).get("fra", "")).partition("T")
    return day, clock


def shown(value: Mapping[str, Any] | None, t: Translator) -> str:
    """«lørdag 21. november 2026 kl. 08.00», or a span of days."""
    if not value:
        return ""
    first = _text(value["fra"], t)
    return f"{first} – {_text(value['til'], t)}" if value.get("til") else first


def _iso(day: date, at: Any) -> str:
    return datetime.combine(day, at).isoformat(timespec="minutes") if at is not None else day.isoformat()


def _text(iso: str, t: Translator) -> str:
    if "T" not in iso:
        return t.full_day(date.fromisoformat(iso))
    moment = datetime.fromisoformat(iso)
    return f"{t.full_day(moment.date())} {t.clock(moment)}"

"""What was read, in the shape that the example banks expect (bench/banks/README.md): one function per bank, record in, shape out."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from dialogs.language import dates, decisions, guards, reports
from dialogs.language.intents import read as read_intent

Record = Mapping[str, Any]
Shape = dict[str, Any]


def intents(record: Record) -> Shape:
    """`intent` is None when the bot would ask; then `suggestions` are the buttons, the likeliest first."""
    reading = read_intent(record["text"], record.get("lang"), record.get("fraser", {}))
    return {"intent": reading.intent, "suggestions": list(reading.suggestions)}


def dates_(record: Record) -> Shape | None:
    """Inclusive interval in civil time, with part of the day and anchor where there are any. None: no date in the text."""
    reading = dates.read(record["text"], datetime.fromisoformat(record["ref"]), record.get("direction", "past"))
    return None if reading is None else interval(reading)


def decisions_(record: Record) -> Shape:
    """Kind, text, responsible and deadline of one line of a meeting."""
    day = date.fromisoformat(record["meeting_date"])
    return decisions.read(record["text"], day, record.get("roster", ())).expect()


def avvik(record: Record) -> Shape:
    """Flags and `category` as in the bank; `categories` are the three in order."""
    reading = reports.read(record["text"], datetime.fromisoformat(record["ref"]))
    ids = [guess.id for guess in reading.categories]
    return {
        "when": reports.single_moment(reading.when),
        "category": ids[0] if ids else None,
        "categories": ids,
        "injured": reading.injured,
        "contains_fnr": guards.stops(reading.personal),
        "emergency": reading.emergency is not None,
        "whistleblow": reading.varsling is not None,
    }


def signals(record: Record) -> Shape:
    """What the guards see: danger, possible varsling, and the kinds of personal data."""
    text = record["text"]
    return {
        "emergency": guards.emergency(text) is not None,
        "whistleblow": guards.varsling(text) is not None,
        "personal": [finding.kind for finding in guards.personal(text)],
    }


def interval(reading: dates.DateReading) -> Shape:
    """A date reading as the bank writes it: dates, or minutes where a clock time was read."""
    shape: Shape = {
        "start": _moment(reading.start, reading.start_time),
        "end": _moment(reading.end, reading.end_time),
    }
    if reading.part:
        shape["part"] = reading.part
    if reading.anchor:
        shape["anchor"] = reading.anchor
    return shape


def _moment(day: date | None, clock: time | None) -> str | None:
    if day is None:
        return None
    return f"{day.isoformat()}T{clock:%H:%M}" if clock else day.isoformat()


SHAPES = {"intents": intents, "dates": dates_, "decisions": decisions_, "avvik": avvik, "guards": signals}

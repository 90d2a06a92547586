"""Scores the date reader on a bank of dates: the conventions are those of the bank's records (score both | end | start | none)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from dialogs.language.dates import DateReading, read

Record = Mapping[str, Any]
Reader = Callable[[str, datetime, Any], DateReading | None]


def answer(reading: DateReading | None) -> dict[str, Any]:
    """The reading in the shape of a record's `expect`."""
    if reading is None:
        return {"start": None, "end": None}
    found: dict[str, Any] = {
        "start": _moment(reading.start, reading.start_time),
        "end": _moment(reading.end, reading.end_time),
    }
    if reading.part:
        found["part"] = reading.part
    if reading.anchor:
        found["anchor"] = reading.anchor
    return found


def _moment(day: date | None, clock: time | None) -> str | None:
    if day is None:
        return None
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock:%H:%M}"


def right(record: Record, found: Mapping[str, Any]) -> bool:
    """Whether the answer is the expected one. `part` and `anchor` count whenever they are expected."""
    expect, score = record["expect"], record["score"]
    if score == "none":
        return found["start"] is None and found["end"] is None and "anchor" not in found
    if any(found.get(key) != expect.get(key) for key in ("part", "anchor") if expect.get(key)):
        return False
    ends = {expect["end"], *(record.get("alt_end") or ())}
    starts = {expect["start"], *(record.get("alt_start") or ())}
    return (score == "start" or found["end"] in ends) and (score == "end" or found["start"] in starts)


def score(records: Sequence[Record], reader: Reader = read) -> tuple[int, int, list[tuple[Record, dict[str, Any]]]]:
    """How many are right, of how many, and the others with what was read."""
    failures = []
    for record in records:
        found = answer(reader(record["text"], datetime.fromisoformat(record["ref"]), record["direction"]))
        if not right(record, found):
            failures.append((record, found))
    return len(records) - len(failures), len(records), failures

"""The rows that `varde read` shows: field, what was read, and the rule behind it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dialogs.i18n import Translator
from dialogs.language import dates, guards

Row = tuple[str, str, str]
Record = Mapping[str, Any]
NOTHING = "–"
BOKMAL = Translator("nb", {})


def rows(reader: str, record: Record) -> list[Row]:
    """What `reader` finds in `record["text"]`. KeyError: no such reader."""
    return list(ROWS[reader](record))


def _dates(record: Record) -> Iterable[Row]:
    ref = datetime.fromisoformat(record["ref"])
    past, future = dates.read(record["text"], ref, "past"), dates.read(record["text"], ref, "future")
    for name, reading in (("når det skjedde", past), ("frist", future)):
        yield name, _when(reading), reading.rule if reading else ""


def _when(reading: dates.DateReading | None) -> str:
    """Weekday and full date, both ends where there are two."""
    if reading is None:
        return "fant ingen dato"
    if reading.start is None or reading.end is None:
        return f"uten dato: {reading.anchor}"
    ends = [_day(reading.start, reading.start_time)]
    if (reading.end, reading.end_time) != (reading.start, reading.start_time):
        ends.append(_day(reading.end, reading.end_time))
    told = " til ".join(ends) + (f", {reading.part}" if reading.part else "")
    others = [BOKMAL.full_day(end) for _, end in reading.alternatives]
    return told + (f" (eller {', '.join(others)})" if others else "")


def _day(day: date, clock: Any) -> str:
    return BOKMAL.full_day(day) + (f" kl. {clock:%H.%M}" if clock else "")


def _guards(record: Record) -> Iterable[Row]:
    text = record["text"]
    for name, signal in (("nød", guards.emergency(text)), ("varsling", guards.varsling(text))):
        yield (
            name,
            text[slice(*signal.span)] if signal else NOTHING,
            f"{signal.rule} ({signal.subkind})" if signal else "",
        )
    found = guards.personal(text)
    for finding in found:
        yield "personopplysning", guards.masked(text, [finding])[:80], finding.kind
    if not found:
        yield "personopplysning", NOTHING, ""


def _avvik(record: Record) -> Iterable[Row]:
    from dialogs.language import reports

    reading = reports.read(record["text"], datetime.fromisoformat(record["ref"]))
    yield "når", _when(reading.when), reading.when.rule if reading.when else ""
    yield "hvor", reading.where.text if reading.where else NOTHING, reading.where.rule if reading.where else ""
    for guess in reading.categories:
        yield "kategori", f"{guess.id} ({guess.score:.0%})", guess.rule
    if not reading.categories:
        yield "kategori", NOTHING, "for usikker"
    hurt = {True: "ja", False: "nei", None: "står ikke"}[reading.injured]
    yield "skade", hurt + (f", {reading.skade}" if reading.skade else ""), ", ".join(reading.rules)
    yield "alvorlighet", str(reading.grade or NOTHING), ""
    yield from _guards({**record, "text": reading.text})


def _decisions(record: Record) -> Iterable[Row]:
    from dialogs.language import decisions

    day = date.fromisoformat(record["meeting_date"])
    reading = decisions.read(record["text"], day, record["roster"])
    for field, value in reading.expect().items():
        shown = ", ".join(value) if isinstance(value, list) else value
        yield field, str(shown or NOTHING), ""
    yield "sikkerhet", f"{reading.confidence:.0%}", reading.rule


def _intents(record: Record) -> Iterable[Row]:
    from dialogs.language import intents

    reading = intents.read(record["text"], extra_phrases=record.get("fraser", {}))
    yield "hensikt", f"{reading.intent or 'spør'} ({reading.confidence:.0%})", reading.rule
    for suggestion in reading.suggestions:
        yield "forslag", suggestion, ""


ROWS: dict[str, Callable[[Record], Iterable[Row]]] = {
    "intents": _intents,
    "dates": _dates,
    "decisions": _decisions,
    "avvik": _avvik,
    "guards": _guards,
}

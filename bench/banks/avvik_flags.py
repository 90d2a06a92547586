"""Scores the flags of reports: emergency, varsling and personal numbers, and the lines of our own guards bank."""

from collections.abc import Iterable, Mapping
from typing import Any

from dialogs.language.guards import emergency, personal, stops, varsling

Failure = tuple[str, str, bool, bool]


def flags(text: str) -> dict[str, bool]:
    """What the guards say of a text, in the names of the bank."""
    return {
        "contains_fnr": stops(personal(text)),
        "emergency": emergency(text) is not None,
        "whistleblow": varsling(text) is not None,
    }


def expected(record: Mapping[str, Any]) -> dict[str, bool]:
    """The flags that a record asks for: all three of a report; of a guards line the doors, or the one door, it belongs to."""
    if "expect" in record:
        return {name: bool(record["expect"][name]) for name in ("contains_fnr", "emergency", "whistleblow")}
    if "signal" not in record:
        return {name: bool(record[name]) for name in ("emergency", "whistleblow")}
    if record["signal"] == "nod":
        return {"emergency": True}
    return {"emergency": False, "whistleblow": record["signal"] == "varsling"}


def score(records: Iterable[Mapping[str, Any]]) -> tuple[int, int, int, list[Failure]]:
    """(right flags, missed signals, flags in all, failures). A missed signal is the error that counts."""
    right = missed = total = 0
    failures: list[Failure] = []
    for record in records:
        got = flags(record["text"])
        for name, wanted in expected(record).items():
            total += 1
            right += got[name] == wanted
            missed += wanted and not got[name]
            if got[name] != wanted:
                failures.append((record["text"], name, wanted, got[name]))
    return right, missed, total, failures

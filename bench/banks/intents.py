"""Scores the reading of intents: right, wrong actions, and what would be asked."""

from collections.abc import Iterable, Mapping
from typing import Any

from dialogs.language.intents import read

Failure = tuple[str, str, str | None, str]


def score(records: Iterable[Mapping[str, Any]]) -> tuple[int, int, int, list[Failure]]:
    """(right, wrong actions, total, failures). To ask is not a wrong action; it is right only where there is nothing to do."""
    right = wrong = total = 0
    failures: list[Failure] = []
    for record in records:
        total += 1
        got = read(record["text"], record.get("lang"))
        wanted = record["intent"]
        if (got.intent or "none") == wanted:
            right += 1
            continue
        wrong += got.intent not in (None, "none")
        failures.append((record["text"], wanted, got.intent, got.rule))
    return right, wrong, total, failures

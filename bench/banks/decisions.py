"""The decisions bank: every field of every line must be right (conventions: bench/banks/README.md)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from time import perf_counter
from typing import Any

from dialogs.language.decisions import read

FELT = ("kind", "text", "ansvarlig", "frist", "anker", "tvetydig")


def read_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """What Varde reads from one record, in the shape of its `expect`."""
    return read(record["text"], date.fromisoformat(record["meeting_date"]), record["roster"]).expect()


def flat(text: str) -> str:
    """Text without punctuation, case and extra spaces."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).casefold().split())


def right(expect: Mapping[str, Any], got: Mapping[str, Any]) -> dict[str, bool]:
    """Field by field, whether it is right. A listed alternative deadline is right too."""
    frister = {expect["frist"], *expect.get("frist_alt", ())}
    return {
        "kind": expect["kind"] == got["kind"],
        "text": flat(expect["text"]) == flat(got["text"]),
        "ansvarlig": sorted(expect["ansvarlig"]) == sorted(got["ansvarlig"]),
        "frist": got["frist"] in frister,
        "anker": expect.get("frist_anker") == got.get("frist_anker"),
        "tvetydig": _ambiguous(expect.get("tvetydig", ()), got.get("tvetydig", ())),
    }


def _ambiguous(expect: Any, got: Iterable[str]) -> bool:
    """Whether the same people are in question; a bank may also say only that somebody is (true)."""
    return expect == bool(got) if isinstance(expect, bool) else sorted(expect) == sorted(got)


def score(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Accuracy over all fields and for each, milliseconds, and the lines that were read wrongly."""
    antall, alle, felt = 0, 0, dict.fromkeys(FELT, 0)
    feil: list[dict[str, Any]] = []
    tider: list[float] = []
    for record in records:
        antall += 1
        start = perf_counter()
        got = read_record(record)
        tider.append((perf_counter() - start) * 1000)
        dom = right(record["expect"], got)
        for navn, ok in dom.items():
            felt[navn] += ok
        alle += all(dom.values())
        if not all(dom.values()):
            feil.append(
                {
                    "text": record["text"],
                    "wrong": [n for n, ok in dom.items() if not ok],
                    "expect": record["expect"],
                    "got": got,
                }
            )
    return {
        "n": antall,
        "right": alle / antall if antall else 0.0,
        "fields": {n: v / antall if antall else 0.0 for n, v in felt.items()},
        "ms": sorted(tider),
        "wrong": feil,
    }

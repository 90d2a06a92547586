"""The reports bank: every flag must be right, and the category must be among the first three."""

from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import Any

from dialogs.language import shapes

FLAGS = ("when", "injured", "contains_fnr", "emergency", "whistleblow")
FIELDS = (*FLAGS, "first", "three")


def read_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """What Varde reads from one record, in the shape of its `expect`."""
    return shapes.avvik(record)


def right(expect: Mapping[str, Any], got: Mapping[str, Any]) -> dict[str, bool]:
    """Field by field. An alternative that the bank lists is right too; `flags` are the five together."""
    allowed = {expect["category"], *expect.get("category_alt", ())}
    flags = {flag: got[flag] in [expect[flag], *expect.get(f"{flag}_alt", ())] for flag in FLAGS}
    return {**flags, "first": got["category"] in allowed, "three": bool(allowed & set(got["categories"]))}


def score(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """`right`: all flags and the category in three. `flags` counts single flags, as the target does."""
    total, whole = 0, 0
    fields = dict.fromkeys(FIELDS, 0)
    wrong: list[dict[str, Any]] = []
    times: list[float] = []
    for record in records:
        total += 1
        start = perf_counter()
        got = read_record(record)
        times.append((perf_counter() - start) * 1000)
        verdict = right(record["expect"], got)
        for field, ok in verdict.items():
            fields[field] += ok
        missed = [field for field in (*FLAGS, "three") if not verdict[field]]
        whole += not missed
        if missed:
            wrong.append({"text": record["text"], "wrong": missed, "expect": record["expect"], "got": got})
    share = {field: count / total if total else 0.0 for field, count in fields.items()}
    return {
        "n": total,
        "right": whole / total if total else 0.0,
        "fields": {"flags": sum(share[flag] for flag in FLAGS) / len(FLAGS), **share},
        "ms": sorted(times),
        "wrong": wrong,
    }

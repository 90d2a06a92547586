"""Prints accuracy and time per bank: `python -m bench.language --bank intents bench/banks/open/intents.json`."""

import argparse
import importlib
import json
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

BANKS = Path(__file__).resolve().parent / "banks"


def main() -> None:
    """Scores one file with bench.banks.<bank>; `--part` chooses the read or the unread part of our own banks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--bank", required=True, choices=sorted(p.stem for p in BANKS.glob("*.py") if p.stem != "__init__")
    )
    parser.add_argument("--part", choices=("all", "read", "unread"), default="all")
    parser.add_argument("--failures", action="store_true", help="print every failure")
    parser.add_argument("path", type=Path)
    chosen = parser.parse_args()
    bank = importlib.import_module(f"bench.banks.{chosen.bank}")
    loaded = json.loads(chosen.path.read_text(encoding="utf-8"))
    records = [r for r in loaded.get("open") or loaded["own"] if _wanted(r, chosen.part)]
    bank.score(records[:1])
    right, wrong, total, failures = bank.score(records)
    print(
        f"{chosen.bank} {chosen.path.name} {chosen.part}: right {right}/{total} ({right / total:.1%}), wrong {wrong} ({wrong / total:.1%})"
    )
    print("p50 {:.2f} ms, p99 {:.2f} ms".format(*_times(bank, records)))
    for failure in failures if chosen.failures else ():
        print("  ", *failure, sep=" | ")


def _wanted(record: Mapping[str, Any], part: str) -> bool:
    return part == "all" or bool(record.get("unread")) == (part == "unread")


def _times(bank: Any, records: list[Mapping[str, Any]]) -> tuple[float, float]:
    spent = []
    for record in records:
        start = time.perf_counter()
        bank.score([record])
        spent.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(spent, n=100)
    return cuts[49], cuts[98]


if __name__ == "__main__":
    main()

"""Accuracy and speed of one bank: `python -m bench.language BANK [PATH] [--part tune|hold] [--wrong]`.

BANK is the name of a module in bench/banks with `score(records)`; PATH is a JSON file with a list of records, or an
object that holds one. Without PATH the open bank is read.
"""

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

BANKS = Path(__file__).parent / "banks"


def records(path: Path, part: str | None) -> list[dict[str, Any]]:
    """The records of a bank file; `part` keeps only those marked so."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(data, dict):
        data = next(v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict))
    return [r for r in data if part is None or r.get("del") == part]


def main() -> None:
    """Print n, accuracy in all, for each field, and p50 and p99 in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bank")
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--part")
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    path = args.path or BANKS / "open" / f"{args.bank}.json"
    result = importlib.import_module(f"bench.banks.{args.bank}").score(records(path, args.part))
    ms = result["ms"] or [0.0]
    fields = "  ".join(f"{k} {v:.1%}" for k, v in result["fields"].items())
    print(f"{args.bank} n={result['n']} right={result['right']:.1%}  {fields}")
    print(f"p50 {ms[len(ms) // 2]:.2f} ms  p99 {ms[min(len(ms) - 1, int(len(ms) * 0.99))]:.2f} ms")
    if args.wrong:
        for wrong in result["wrong"]:
            print(json.dumps(wrong, ensure_ascii=False))


if __name__ == "__main__":
    main()

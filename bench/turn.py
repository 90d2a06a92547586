"""Turns a second and their latency: «meld avvik» on Varde beside two stock echo bots, started in the same run.

    make bench        or        .venv/bin/python -m bench.turn [--people 600] [--concurrency 32] [--only NAME]

The peers echo the same texts without state; Varde commits each turn to disk before it answers.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from bench.servers import CONTENDERS, ROOT, VARDE, Contender, NotStartedError, running

Json = dict[str, Any]
COLUMNS = ("", "turns/s", "p50 ms", "p95 ms", "p99 ms", "turns", "replies", "load cpu", "failures")


def main() -> None:
    """Prints one row for each contender, then Varde's ratio to each peer."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--concurrency", type=int, default=32)
    parser.add_argument("--only", default="", help="measure only the contenders whose name has this in it")
    options = parser.parse_args()
    measured = {}
    for contender in CONTENDERS:
        if options.only in contender.name:
            try:
                measured[contender.name] = measure(contender, options.people, options.concurrency)
            except NotStartedError as error:
                print(f"{contender.name} did not start:\n{error}", file=sys.stderr)
    print(f"{options.people} people, {options.concurrency} turns in flight")
    table([COLUMNS, *(row(name, result) for name, result in measured.items())])
    ratios(measured)
    if len(measured) < sum(options.only in contender.name for contender in CONTENDERS):
        sys.exit(1)


def measure(contender: Contender, people: int, concurrency: int) -> Json:
    """One contender in its process, the load in another. Raises NotStartedError."""
    with running(contender) as (url, _pid):
        command = [sys.executable, "-m", "bench.load", url, "--people", str(people), "--concurrency", str(concurrency)]
        if contender is VARDE:
            command.append("--clicks")
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    result: Json = json.loads(done.stdout.splitlines()[-1])
    if contender is VARDE and result["receipts"] != people:
        result["refused"]["people without a receipt"] = people - result["receipts"]
    return result


def rate(result: Json) -> float:
    """Turns a second."""
    return float(result["turns"] / result["seconds"])


def row(name: str, result: Json) -> tuple[str, ...]:
    """One line of the table."""
    cuts = statistics.quantiles(result["latencies"], n=100)
    latency = (f"{cuts[place - 1] * 1000:.1f}" for place in (50, 95, 99))
    failures = ", ".join(f"{what}: {count}" for what, count in result["refused"].items()) or "none"
    counts = (str(result["turns"]), str(result["replies"]), f"{result['generator_cpu']:.0%}", failures)
    return (name, f"{rate(result):.0f}", *latency, *counts)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Columns side by side."""
    widths = [max(len(line[place]) for line in rows) for place in range(len(COLUMNS))]
    for line in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def ratios(measured: dict[str, Json]) -> None:
    """How many times a peer's turns Varde makes in the same time."""
    if VARDE.name in measured:
        for name, result in measured.items():
            if name != VARDE.name:
                print(f"{VARDE.name} / {name}: {rate(measured[VARDE.name]) / rate(result):.1f} ×")


if __name__ == "__main__":
    main()

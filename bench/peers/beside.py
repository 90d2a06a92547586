"""dateparser beside our own reader, in the same run: makes its environment under build/peers and scores what it answers."""

import json
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.banks.dates import right

HERE = Path(__file__).resolve().parent
PEERS = HERE.parent.parent / "build/peers"
LANGUAGES = ("nb", "nn")
MODES = ("parse", "search")
PATIENCE = 300


def environment(name: str) -> Path:
    """The interpreter of a peer's environment, by the name of its lock; made on first use, and again when the lock has changed."""
    home, lock_file = PEERS / name, HERE / f"{name}.lock"
    interpreter, mark = home / "bin/python", home / "installed.lock"
    lock = lock_file.read_text(encoding="utf-8")
    if not mark.exists() or mark.read_text(encoding="utf-8") != lock:
        venv.create(home, with_pip=True, clear=True)
        install = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*install, "-r", lock_file], check=True)
        mark.write_text(lock, encoding="utf-8")
    return interpreter


def score(records: Sequence[Mapping[str, Any]], language: str, mode: str) -> dict[str, Any]:
    """Judged more gently than our own: parts of the day and anchors, which dateparser does not have, are not asked for."""
    asked = [{**r, "expect": {"start": r["expect"].get("start"), "end": r["expect"].get("end")}} for r in records]
    lines = "".join(json.dumps({key: r[key] for key in ("text", "ref", "direction")}) + "\n" for r in asked)
    ran = subprocess.run(
        [environment("dateparser"), HERE / "dateparser_run.py", language, mode],
        input=lines, capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    good = sum(right(record, answer) for record, answer in zip(asked, answers, strict=True))
    silent = sum(
        answer["end"] is not None and not right(record, answer) for record, answer in zip(asked, answers, strict=True)
    )
    return {
        "n": len(records),
        "right": good / len(records) if records else 0.0,
        "fields": {"silently wrong": silent / len(records) if records else 0.0},
        "ms": sorted(answer["ms"] for answer in answers),
        "wrong": [],
    }


if __name__ == "__main__":
    sys.exit("run python -m bench.language dates")

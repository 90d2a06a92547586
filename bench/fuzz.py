"""Lets atheris look for a text that a reader raises on: `python -m bench.fuzz [--seconds 600]`.

atheris runs in an environment of its own under build/peers (locked by hash). An exception does not end the run: each place
that raises is kept once, with its text, in build/fuzz. The slowest texts are timed again afterwards, without instruments.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HOME = ROOT / "build" / "fuzz"
SLOW_KEPT = 20
LIMIT_MS = 20.0
LONGEST = 10_000
REFS = (
    datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 30, tzinfo=UTC),
    datetime(2020, 12, 31, 23, 30, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
)


def child(seconds: int) -> None:
    """Inside the environment of atheris."""
    import atheris  # type: ignore[import-not-found]  # is in the peer's environment only

    with atheris.instrument_imports(include=["dialogs.language"]):
        from bench.readers import readers, seeds
    tables = [list(readers(ref).items()) for ref in REFS]
    found: set[str] = set()
    slow: list[tuple[float, str, str]] = []

    def one(data: bytes) -> None:
        if len(data) < 2:
            return
        table = tables[data[0] % len(tables)]
        name, read = table[data[1] % len(table)]
        text = data[2:].decode("utf-8", errors="surrogateescape")
        start = time.perf_counter()
        try:
            read(text)
        except Exception as error:  # noqa: BLE001 - any exception is a finding
            _keep(found, name, data[0] % len(tables), text, error)
        slow.append((time.perf_counter() - start, name, text))
        if len(slow) > 50 * SLOW_KEPT:
            slow.sort(reverse=True)
            del slow[SLOW_KEPT:]
            (HOME / "slow.json").write_text(json.dumps(slow))

    corpus = HOME / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, text in enumerate(seeds()):
        (corpus / f"seed{number}").write_bytes(bytes((0, number % len(tables[0]))) + text.encode())
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=30", f"-artifact_prefix={HOME}/", "-print_final_stats=1"]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


def _keep(found: set[str], name: str, ref: int, text: str, error: Exception) -> None:
    """Writes down a place that raises, the first time."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{name}: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    if where in found:
        return
    found.add(where)
    digest = hashlib.sha256(where.encode()).hexdigest()[:12]
    (HOME / f"found-{digest}.json").write_text(json.dumps({"where": where, "ref": str(REFS[ref]), "text": text}))


def run(seconds: int) -> int:
    """The number of findings; tells them, the executions, and the slowest texts timed again."""
    from bench.peers import beside

    HOME.mkdir(parents=True, exist_ok=True)
    for old in [*HOME.glob("found-*.json"), *HOME.glob("slow.json")]:
        old.unlink()
    packages = sysconfig.get_paths()["purelib"]
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{packages}"}  # noqa: TID251 - a bench hands its surroundings to a child
    command = [beside.environment("atheris"), "-m", "bench.fuzz", "--child", "--seconds", str(seconds)]
    ran = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    done = re.search(r"Done (\d+) runs in (\d+) second", ran.stderr)
    if done is None:
        sys.exit(f"atheris stopped with {ran.returncode}:\n{ran.stderr[-2000:]}")
    print(f"{done[1]} executions in {done[2]} s")
    findings = [json.loads(path.read_text()) for path in sorted(HOME.glob("found-*.json"))]
    for finding in findings:
        print(f"{finding['where']}  ref {finding['ref']}  {finding['text'][:200]!a}")
    late = list(_late())
    for name, ms, text in late:
        print(f"{name}: {ms:.1f} ms for {len(text)} characters  {text[:80]!a}")
    print(f"{len(findings)} places raise, {len(late)} of the slowest texts take over {LIMIT_MS:.0f} ms")
    return len(findings) + len(late)


def _late() -> Iterator[tuple[str, float, str]]:
    """Of the texts that were slowest under the instruments: those over the limit without them (best of three)."""
    from bench.hostile import timed
    from bench.readers import readers

    slow: list[Any] = json.loads((HOME / "slow.json").read_text()) if (HOME / "slow.json").exists() else []
    for _, name, text in slow:
        ms = timed(readers()[name], text)
        if ms > LIMIT_MS:
            yield name, ms, text


def main() -> None:
    """Fails when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        child(args.seconds)
    else:
        sys.exit(1 if run(args.seconds) else 0)


if __name__ == "__main__":
    main()

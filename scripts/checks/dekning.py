"""Branch coverage may only rise: what `make test COVER=1` measured against .coverage-floor. With --raise it writes a higher floor."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import coverage

ROOT = Path(__file__).resolve().parent.parent.parent
FLOOR = ROOT / ".coverage-floor"
DATA = ROOT / ".coverage"
SLACK = 0.2  # percentage points that timing and chance may move a run


def main(arguments: list[str]) -> str | None:
    """None when all is well, otherwise the line that says what is not."""
    if not DATA.exists():
        return "there is nothing to measure yet: run make test COVER=1 first"
    measured, floor = measure(), float(FLOOR.read_text())
    highest = max([floor, *former_floors()])
    print(f"branch coverage {measured:.1f} %, floor {floor:.1f} %")
    if floor < highest:
        return f".coverage-floor says {floor:.1f} and has been {highest:.1f}: it may only rise"
    if measured < floor - SLACK:
        return f"branch coverage fell below {floor:.1f} %: write the tests that are missing"
    if "--raise" in arguments and measured > floor:
        FLOOR.write_text(f"{measured:.1f}\n")
    return None


def measure() -> float:
    """Percent of lines and branches that the tests went through."""
    data = coverage.Coverage(data_file=str(DATA), config_file=str(ROOT / "pyproject.toml"))
    data.load()
    with contextlib.redirect_stdout(io.StringIO()):
        return data.report(file=io.StringIO())


def former_floors() -> list[float]:
    """Every floor that the history knows; none outside a git checkout."""
    try:
        log = subprocess.run(
            ["git", "log", "--format=", "-p", "--", FLOOR.name], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return [float(number) for number in re.findall(r"^\+(\d+(?:\.\d+)?)$", log, re.MULTILINE)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

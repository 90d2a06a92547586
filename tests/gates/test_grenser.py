"""Boundaries that no linter knows: who commits, who sends, which packages never come back."""

import ast
import functools
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMITTERS = {"hms/kit/db.py"}
NEVER = ("botbuilder-dialogs", "botbuilder-integration-aiohttp")


@functools.cache
def calls(path: Path) -> frozenset[str]:
    """The last name of everything that a file calls. A file is read once."""
    calling = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return frozenset(function.attr for function in calling if isinstance(function, ast.Attribute))


def callers(name: str, *packages: str) -> set[str]:
    """The files below the packages that call something of this name."""
    files = [path for package in packages for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
    return {str(path.relative_to(ROOT)) for path in files if name in calls(path)}


def test_only_the_database_commits() -> None:
    assert callers("commit", "bot", "dialogs", "hms", "scheduler") <= COMMITTERS
    assert callers("rollback", "bot", "dialogs", "hms", "scheduler") <= COMMITTERS


def test_the_core_opens_no_socket_and_starts_no_loop() -> None:
    assert callers("send_activity", "bot", "dialogs", "hms", "scheduler") == set()
    assert callers("urlopen", "dialogs", "hms", "scheduler") == set()
    assert callers("run_forever", "dialogs", "hms", "scheduler") == set()


def test_the_forms_are_our_own() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()
        assert [line for line in lines if line.startswith(tuple(f"{package}==" for package in NEVER))] == []


def test_a_caller_is_found(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("session.begin().commit()\n")
    assert calls(sample) == {"commit", "begin"}

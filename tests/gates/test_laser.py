"""The locks: every package by exact version and hash, and no word about where it comes from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted([*ROOT.glob("*.lock"), *ROOT.glob("bench/peers/*.lock")])
PINNED = re.compile(r"^[a-z0-9][a-z0-9-]*==[^\s;=]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def strange_lines(text: str) -> list[str]:
    """The lines that are neither «name==version \\» nor one of its hashes in the right place."""
    wrong, more = [], False
    for line in text.splitlines():
        fits = HASH.match(line) if more else PINNED.match(line)
        if not fits:
            wrong.append(line)
        more = line.endswith("\\")
    return wrong


def test_there_are_locks() -> None:
    assert {"requirements.lock", "requirements-dev.lock"} <= {path.name for path in LOCKS}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_everything_and_names_no_index(path: Path) -> None:
    assert strange_lines(path.read_text()) == []


def test_the_development_lock_holds_all_that_runs() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_the_npm_lock_has_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https://example.test/simple\n",
        "a==1\n",
        "a>=1 \\\n    --hash=sha256:" + "0" * 64 + "\n",
        "a==1 \\\n    --hash=md5:0\n",
        "# a comment\n",
    ],
)
def test_the_rule_on_lines(text: str) -> None:
    assert strange_lines(text)

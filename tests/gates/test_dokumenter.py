"""What the documents say is so: commands exist, every setting is described, every decision has its check."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from typer.main import get_command

from bot import demo
from bot.__main__ import app
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / ".ci" / "run", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
SETTING_ROW = re.compile(r"^\| `(VARDE_[A-Z0-9_]+)` \| (?:`([^`]*)`|–) \| \S", re.MULTILINE)


def targets() -> set[str]:
    """What the Makefile can make."""
    return set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def commands(text: str) -> set[str]:
    """Every `make something` that stands as code in a document, or begins a line of a script."""
    return set(re.findall(r"(?:`|^\s*|\bstep \w+ )make ([a-z0-9]+)", text, re.MULTILINE))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(paper: Path) -> None:
    assert commands(paper.read_text()) <= targets()


def test_the_readme_names_the_two_commands() -> None:
    assert {"play", "test"} <= commands((ROOT / "README.md").read_text())


def test_every_setting_is_described_with_its_default() -> None:
    described = dict(SETTING_ROW.findall((ROOT / "docs" / "drift.md").read_text()))
    assert described == {f"VARDE_{name.upper()}": _default(name) for name in Settings.model_fields}


def test_every_command_of_varde_is_in_the_operators_guide() -> None:
    guide = (ROOT / "docs" / "drift.md").read_text()
    assert [name for name in _of(get_command(app)) if name not in guide] == []


def _of(command: Any, name: str = "varde") -> list[str]:
    below = getattr(command, "commands", {})
    return [leaf for key, one in below.items() for leaf in _of(one, f"{name} {key}")] or [name]


def test_every_address_is_named_for_the_proxy() -> None:
    guide = (ROOT / "docs" / "drift.md").read_text()
    source = "".join(file.read_text() for file in (ROOT / "bot").glob("*.py"))
    paths = re.findall(r'web\.(?:get|post)\("(/[a-z/]+)', source)
    assert {"/api/messages", "/fil/"} <= set(paths)
    assert [path for path in paths if f"`{path}`" not in guide and f"`POST {path}`" not in guide] == []


def test_the_people_of_the_examples_are_in_the_demo() -> None:
    people = (Path(demo.__file__).parent / "Personer.csv").read_text()
    named = re.findall(r"[a-z.]+@fjordvik\.example", "".join(paper.read_text() for paper in PAPERS))
    assert named
    assert [address for address in named if address not in people] == []


def _default(name: str) -> str:
    """The default as an operator writes it; empty for one that is unset."""
    value = Settings.model_fields[name].default
    if value is None or isinstance(value, SecretStr):
        return ""
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{part}"' for part in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("paper", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_its_four_parts(paper: Path) -> None:
    text = paper.read_text()
    assert re.match(rf"# {int(paper.name[:4])}\. \S", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "Check"]


@pytest.mark.parametrize("paper", DECISIONS, ids=lambda path: path.name)
def test_the_check_of_a_decision_exists(paper: Path) -> None:
    named = re.findall(
        r"`((?:tests|scripts|bench)/[\w./-]+|pyproject\.toml)`", paper.read_text().partition("## Check")[2]
    )
    assert named, "name the file that enforces the decision"
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(numbers) == len(set(numbers)) > 0

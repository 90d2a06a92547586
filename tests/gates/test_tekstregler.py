"""What a reader may count on in every file: a first line that says what it is for, a size that fits, reasons where rules are bent."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "dialogs", "hms", "scheduler")
ALL = (*PACKAGES, "tests", "scripts", "bench")
MAX_LINES = 400
MIGRATIONS = ROOT / "bot" / "migrations" / "versions"
LEFTOVER = re.compile(r"#.*\b(TO[D]O|FIX[M]E|XX[X])\b")
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)", re.IGNORECASE)
REASONED = re.compile(r":\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+-\s+\S")


def python_files(*folders: str) -> list[Path]:
    """Every Python file below the folders, ours only."""
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "node_modules" not in path.parts
    )


def unreasoned(line: str) -> bool:
    """Does the line bend a rule without saying which and why?"""
    found = NOQA.search(line)
    return found is not None and REASONED.match(found["rest"]) is None


def purpose_is_missing(source: str) -> bool:
    """Is the first line anything but a docstring?"""
    first = ast.parse(source).body[:1]
    return not (first and first[0].lineno == 1 and ast.get_docstring(ast.parse(source)))


def _named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_files_fit_in_a_reader() -> None:
    read = [path for path in python_files(*PACKAGES) if path.parent != MIGRATIONS]  # a migration is data
    assert _named([path for path in read if len(path.read_text().splitlines()) > MAX_LINES]) == []


def test_nothing_is_left_for_later() -> None:
    assert _named([path for path in python_files(*ALL) if LEFTOVER.search(path.read_text())]) == []


def test_every_file_says_what_it_is_for() -> None:
    assert _named([path for path in python_files(*ALL) if purpose_is_missing(path.read_text())]) == []


def test_every_exception_has_its_reason() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files(*ALL)
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if unreasoned(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("x = 1  # noqa", True),
        ("x = 1  # noqa: S101", True),
        ("x = 1  # noqa: S101 - it is a test", False),
        ("x = 1  # noqa: S311, TID251 - two at once", False),
        ("x = 1  # a comment", False),
    ],
)
def test_the_rule_on_exceptions(line: str, refused: bool) -> None:  # noqa: FBT001 - a table
    assert unreasoned(line) is refused


@pytest.mark.parametrize(
    ("source", "refused"), [('"""What."""\n', False), ("import os\n", True), ('\n"""Late."""\n', True), ("", True)]
)
def test_the_rule_on_first_lines(source: str, refused: bool) -> None:  # noqa: FBT001 - a table
    assert purpose_is_missing(source) is refused


def days_without_today(source: str) -> list[int]:
    """The lines where a day or a moment is worded without today's date, so that another year would go unsaid."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"day", "moment"}
        and ast.unparse(node.func.value).rpartition(".")[2] == "t"
        and len(node.args) + len(node.keywords) == 1
    ]


def test_a_day_in_a_text_is_told_with_its_year_when_it_is_another() -> None:
    assert days_without_today("x = r.t.day(row.frist)\ny = t.moment(at, r.today)") == [1]
    files = python_files("dialogs", "bot")
    assert {str(f.relative_to(ROOT)): found for f in files if (found := days_without_today(f.read_text()))} == {}

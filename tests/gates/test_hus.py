"""Every package of the house is known to everything that walks through it: the import rules, the types, the coverage, the wheel."""

import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_a_new_package_has_a_place_in_the_import_tree() -> None:
    assert set(TOOLS["importlinter"]["root_packages"]) == PACKAGES


def test_a_new_package_is_type_checked_and_measured() -> None:
    assert set(TOOLS["mypy"]["files"]) == PACKAGES
    assert set(TOOLS["coverage"]["run"]["source"]) == PACKAGES


def test_a_new_package_is_installed() -> None:
    included = TOOLS["setuptools"]["packages"]["find"]["include"]
    assert {package for package in PACKAGES if any(fnmatch(package, pattern) for pattern in included)} == PACKAGES


def test_nothing_that_is_ignored_is_committed() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - git, our words
    assert sorted({line.partition("/")[0] for line in listed.stdout.splitlines()}) == []

"""The step that fetches npm packages: when it has nothing to do, and what the lock may say."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def npm_ci() -> ModuleType:
    spec = importlib.util.spec_from_file_location("npm_ci", ROOT / "scripts/npm_ci.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_changed_lock_is_out_of_step(npm_ci: ModuleType, tmp_path: Path) -> None:
    lock, stamp = tmp_path / "package-lock.json", tmp_path / "stamp"
    lock.write_text("{}")
    assert not npm_ci.in_step(stamp, lock)
    stamp.write_text(npm_ci._digest(lock))
    assert npm_ci.in_step(stamp, lock)
    lock.write_text("{ }")
    assert not npm_ci.in_step(stamp, lock)


def test_the_lock_names_versions_and_hashes_but_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert lock["lockfileVersion"] == 3
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert set(packages) == {"node_modules/adaptivecards", "node_modules/axe-core", "node_modules/swiper"}
    for package in packages.values():
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package

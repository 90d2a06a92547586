"""Reads the rulebook's own data files."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

MAPPE = Path(__file__).resolve().parent


def les_yaml(navn: str) -> Any:
    """The content of a YAML file of the rulebook, as plain dicts and lists."""
    with (MAPPE / navn).open(encoding="utf-8") as file:
        return YAML(typ="safe").load(file)

"""A bar chart as values: what is drawn, and the words that say the same (alt text). Drawn by bot/bilder.py."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Soyler:
    """Groups of bars. `serier` names the bars of a group in order; `verdier` has one row of numbers for each of `etiketter`."""

    tittel: str
    etiketter: tuple[str, ...]
    serier: tuple[str, ...]
    verdier: tuple[tuple[int, ...], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, small enough for an address."""
        return asdict(self)


def from_json(data: Mapping[str, Any]) -> Soyler:
    """The chart that `to_json` made. Raises KeyError, TypeError or ValueError for anything else."""
    chart = Soyler(
        str(data["tittel"]),
        tuple(str(label) for label in data["etiketter"]),
        tuple(str(name) for name in data["serier"]),
        tuple(tuple(int(value) for value in row) for row in data["verdier"]),
    )
    if len(chart.verdier) != len(chart.etiketter) or any(len(row) != len(chart.serier) for row in chart.verdier):
        raise ValueError("a chart needs a row for each label, and a number for each series")
    return chart

"""A linear reader of texts: one weight for each known feature and label, added up. The files are written by scripts/build_*.py."""

import base64
import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
NOUGHT = 127
# Each label's byte is spread into four, so that one addition of two long integers adds all labels at once.
LANE = 4


@dataclass(frozen=True)
class Linear:
    """Labels with a bias each, and for every known feature one lane per label; `scale` makes the bytes weights."""

    labels: tuple[str, ...]
    biases: tuple[float, ...]
    scale: float
    rows: Mapping[str, int]
    lanes: bytes

    def scores(self, found: Collection[str]) -> tuple[dict[str, float], int]:
        """A score per label, and how many of the features are known (none: the scores mean nothing)."""
        width = LANE * len(self.labels)
        known = [row * width for row in map(self.rows.get, found) if row is not None]
        total = sum(int.from_bytes(self.lanes[at : at + width], "little") for at in known)
        factor = self.scale / math.sqrt(len(known) or 1)
        sums = [(total >> (8 * LANE * place)) & 0xFFFFFFFF for place in range(len(self.labels))]
        values = [factor * (lane - NOUGHT * len(known)) + bias for lane, bias in zip(sums, self.biases, strict=True)]
        return dict(zip(self.labels, values, strict=True)), len(known)


def unpacked(stored: Mapping[str, Any], labels: str) -> Linear:
    """The reader in a file's content; `labels` is the key that names what it tells apart."""
    packed = base64.b64decode(stored["weights"])
    lanes = bytearray(LANE * len(packed))
    lanes[::LANE] = packed
    return Linear(
        labels=tuple(stored[labels]),
        biases=tuple(stored.get("biases", (0.0,) * len(stored[labels]))),
        scale=stored["scale"],
        rows={feature: row for row, feature in enumerate(stored["features"].split("\n"))},
        lanes=bytes(lanes),
    )


@cache
def load(name: str) -> Linear:
    """The reader `data/<name>_modell.json`; read once."""
    return unpacked(json.loads((DATA / f"{name}_modell.json").read_text(encoding="utf-8")), "labels")

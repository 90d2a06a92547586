"""The trained weights, read from kategorier.json, and what they say about a text."""

import base64
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialogs.language.categories.features import LONGEST, features

FILE = Path(__file__).resolve().parent.parent / "data/kategorier.json"
NOUGHT = 127
NEVER = re.compile(r"(?!)")
# Each class's byte is spread into four, so that one addition of two long integers adds all classes at once.
LANE = 4


@dataclass(frozen=True)
class Sign:
    """Something that speaks for a category, with what it is called, how strongly, and by which pattern."""

    category: str
    name: str
    weight: float
    pattern: re.Pattern[str] = NEVER


@dataclass(frozen=True)
class Model:
    """Weights for every known feature, one lane per category, and the hand-written signs."""

    categories: tuple[str, ...]
    scale: float
    rows: Mapping[str, int]
    lanes: bytes
    signs: tuple[Sign, ...]

    def scores(self, text: str) -> tuple[dict[str, float], int]:
        """A score per category, and how many known features the text has (none: the scores mean nothing)."""
        width = LANE * len(self.categories)
        known = [self.rows[feature] * width for feature in features(text) if feature in self.rows]
        total = sum(int.from_bytes(self.lanes[at : at + width], "little") for at in known)
        factor = self.scale / math.sqrt(len(known) or 1)
        sums = [(total >> (8 * LANE * place)) & 0xFFFFFFFF for place in range(len(self.categories))]
        values = [factor * (lane - NOUGHT * len(known)) for lane in sums]
        return dict(zip(self.categories, values, strict=True)), len(known)

    def found(self, text: str) -> list[Sign]:
        """The signs in `text`."""
        lowered = text[:LONGEST].lower()
        return [sign for sign in self.signs if sign.pattern.search(lowered)]


@cache
def load() -> Model:
    """The model as it was built by scripts/build_categories.py; read once."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    packed = base64.b64decode(stored["weights"])
    lanes = bytearray(LANE * len(packed))
    lanes[::LANE] = packed
    return Model(
        categories=tuple(stored["categories"]),
        scale=stored["scale"],
        rows={feature: row for row, feature in enumerate(stored["features"].split("\n"))},
        lanes=bytes(lanes),
        signs=tuple(Sign(category, name, vekt, re.compile(tegn)) for category, name, tegn, vekt in stored["signs"]),
    )

"""The trained weights, read from kategorier.json, and what they say about a text."""

import json
import re
from dataclasses import dataclass
from functools import cache

from dialogs.language.categories.features import LONGEST, features
from dialogs.language.lineaer import DATA, Linear, unpacked

FILE = DATA / "kategorier.json"
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Sign:
    """Something that speaks for a category, with what it is called, how strongly, and by which pattern."""

    category: str
    name: str
    weight: float
    pattern: re.Pattern[str] = NEVER


@dataclass(frozen=True)
class Model:
    """Weights for every known feature and category, and the hand-written signs."""

    weights: Linear
    signs: tuple[Sign, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """What the model tells apart."""
        return self.weights.labels

    def scores(self, text: str) -> tuple[dict[str, float], int]:
        """A score per category, and how many known features the text has (none: the scores mean nothing)."""
        return self.weights.scores(features(text))

    def found(self, text: str) -> list[Sign]:
        """The signs in `text`."""
        lowered = text[:LONGEST].lower()
        return [sign for sign in self.signs if sign.pattern.search(lowered)]


@cache
def load() -> Model:
    """The model as it was built by scripts/build_categories.py; read once."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    signs = tuple(Sign(category, name, vekt, re.compile(tegn)) for category, name, tegn, vekt in stored["signs"])
    return Model(unpacked(stored, "categories"), signs)

"""How much a text is like what people write when they have something to blow the whistle about: a model beside the lexicon.

People tell of such things without any of the words («vaktmesteren brøyter hos formannen i arbeidstida»). The model was
trained by scripts/build_varsling.py on lines of our own. It only makes the bot ask, as the lexicon does.
"""

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialogs.language.categories.features import features

FILE = Path(__file__).resolve().parent / "data/varsling_modell.json"
NOUGHT = 127
FEWEST_WORDS = 5


@dataclass(frozen=True)
class Model:
    """A whole number for each known feature; `scale` makes them weights."""

    bias: float
    scale: float
    weights: Mapping[str, int]


def likeness(text: str) -> float:
    """Over nought: rather a varsling than not. About 0.3 ms for a usual message, bounded for a long one."""
    model = _model()
    known = [model.weights[feature] for feature in features(text) if feature in model.weights]
    return model.scale * sum(known) / math.sqrt(len(known) or 1) + model.bias


@cache
def _model() -> Model:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    weights = base64.b64decode(stored["weights"])
    return Model(
        bias=stored["bias"],
        scale=stored["scale"],
        weights={f: byte - NOUGHT for f, byte in zip(stored["features"].split("\n"), weights, strict=True)},
    )

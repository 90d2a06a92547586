"""How much a text is like what people write in danger, or with something to blow the whistle about: models beside the lexicons.

People tell of both without any of the words («vaktmesteren brøyter hos formannen i arbeidstida»). The models were trained by
scripts/build_signaler.py on lines of our own. They only make the bot ask, as the lexicons do.
"""

import base64
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialogs.language.categories.features import features

DATA = Path(__file__).resolve().parent / "data"
NOUGHT = 127
FEWEST_WORDS = 5


@dataclass(frozen=True)
class Model:
    """A whole number for each known feature; `scale` makes them weights."""

    bias: float
    scale: float
    weights: Mapping[str, int]


def likeness(name: str, text: str) -> float:
    """Over nought: rather a signal of the list `name` (nod, varsling) than not. About 0.3 ms for a usual message, bounded for a long one."""
    model = _model(name)
    known = [model.weights[feature] for feature in features(text) if feature in model.weights]
    return model.scale * sum(known) / math.sqrt(len(known) or 1) + model.bias


@cache
def _model(name: str) -> Model:
    stored = json.loads((DATA / f"{name}_modell.json").read_text(encoding="utf-8"))
    weights = base64.b64decode(stored["weights"])
    return Model(
        bias=stored["bias"],
        scale=stored["scale"],
        weights={f: byte - NOUGHT for f, byte in zip(stored["features"].split("\n"), weights, strict=True)},
    )

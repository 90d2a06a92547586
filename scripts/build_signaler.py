"""Trains the readers of likely danger and varsling on data/nod_fraser.yaml and varsling_fraser.yaml, and writes *_modell.json beside them.

Logistic regression on the features of dialogs/language/categories/features.py, in a fixed order and without a library, so
that the same phrases always give the same file. The phrases of the category model (kategorier.yaml) stand on the other
side. With --check it trains on four fifths, five times, tells what the fifth gave, and writes nothing.
"""

import argparse
import base64
import json
import math
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from dialogs.language.categories.features import features  # noqa: E402 - the script runs from anywhere

DATA = ROOT / "dialogs/language/data"
ROUNDS = 15
FIRST_STEP = 0.3
BIAS_STEP = 0.05
# A missed signal is worse than a question too many, and what looks like one teaches more than what does not.
SIGNAL, OTHER, REPORTS = "signal", "annet", "kategorier"
WEIGHTS = {SIGNAL: 4.0, OTHER: 3.0, REPORTS: 1.0}
NAMES = ("nod", "varsling")
LARGEST_BYTE = 127
FOLDS = 5

Example = tuple[str, str]
Model = tuple[dict[str, float], float]


def examples(name: str) -> list[Example]:
    """Every line with the group it is of."""
    yaml = YAML(typ="safe")
    own: dict[str, str] = yaml.load((DATA / f"{name}_fraser.yaml").read_text(encoding="utf-8"))
    reports: dict[str, str] = yaml.load((DATA / "kategorier.yaml").read_text(encoding="utf-8"))
    blocks = [(block, OTHER if heading == OTHER else SIGNAL) for heading, block in own.items()]
    blocks += [(block, REPORTS) for block in reports.values()]
    return [(line.strip(), group) for block, group in blocks for line in block.splitlines() if line.strip()]


def train(data: list[Example]) -> Model:
    """A weight for each feature that more than one line has, and the bias."""
    seen = Counter(f for line, _ in data for f in features(line))
    lines = [(sorted(f for f in features(line) if seen[f] > 1), group) for line, group in data]
    weights = dict.fromkeys(sorted(f for f, n in seen.items() if n > 1), 0.0)
    bias, order, chance = -1.0, list(range(len(lines))), random.Random(1)  # noqa: S311 - the same order every time, nothing secret
    for turn in range(ROUNDS):
        chance.shuffle(order)
        step = FIRST_STEP / (1 + turn / 2)
        for at in order:
            found, group = lines[at]
            size = 1 / math.sqrt(len(found) or 1)
            wanted = 1.0 if group == SIGNAL else 0.0
            error = (_share(sum(weights[f] for f in found) * size + bias) - wanted) * WEIGHTS[group]
            for f in found:
                weights[f] -= step * error * size
            bias -= step * error * BIAS_STEP
    return weights, bias


def _share(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def score(model: Model, line: str) -> float:
    """Over nought: rather a signal than not."""
    weights, bias = model
    found = sorted(f for f in features(line) if f in weights)
    return sum(weights[f] for f in found) / math.sqrt(len(found) or 1) + bias


def check(data: list[Example]) -> None:
    """Prints recall and false alarms on lines that the model has not seen, for some thresholds."""
    held: list[tuple[float, str]] = []
    for fold in range(FOLDS):
        model = train([example for at, example in enumerate(data) if at % FOLDS != fold])
        held += [(score(model, line), group) for line, group in data[fold::FOLDS]]
    for least in (0.0, 0.5, 1.0):
        shares = {g: [s > least for s, of in held if of == g] for g in WEIGHTS}
        print(f"over {least}: " + "  ".join(f"{g} {sum(hit) / len(hit):.1%}" for g, hit in shares.items()))


def packed(model: Model) -> dict[str, Any]:
    """The file: features in one string, one byte each (127 is nought); the weights too small for a byte are left out."""
    weights, bias = model
    scale = max(map(abs, weights.values())) / LARGEST_BYTE
    bytes_ = {f: round(w / scale) + LARGEST_BYTE for f, w in weights.items()}
    kept = [f for f, byte in bytes_.items() if byte != LARGEST_BYTE]
    return {
        "bias": round(bias, 6),
        "scale": round(scale, 9),
        "features": "\n".join(kept),
        "weights": base64.b64encode(bytes(bytes_[f] for f in kept)).decode("ascii"),
    }


def main() -> None:
    """Builds, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="tell how well held-out lines are read, write nothing")
    chosen = parser.parse_args()
    for name in NAMES:
        data = examples(name)
        if chosen.check:
            print(name)
            check(data)
            continue
        model = packed(train(data))
        file = DATA / f"{name}_modell.json"
        file.write_text(json.dumps(model, ensure_ascii=False) + "\n", encoding="utf-8")
        print(
            f"{name}: {len(data)} lines, {model['features'].count(chr(10)) + 1} features, {file.stat().st_size // 1024} KB"
        )


if __name__ == "__main__":
    main()

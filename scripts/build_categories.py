"""Trains the category model on dialogs/language/data/kategorier.yaml and writes kategorier.json beside it.

Complement naive Bayes (what the other categories' phrases do *not* contain speaks for this one) on the features of
dialogs/language/categories/features.py: no library, no chance in it, so the same phrases always give the same file.
With --check it trains on four fifths, five times, tells how often the fifth is right, and writes nothing.
"""

import argparse
import base64
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from dialogs.language.categories.features import features  # noqa: E402 - the script runs from anywhere

DATA = ROOT / "dialogs/language/data"
SMOOTHING = 1.0
FOLDS = 5
SHOWN = 3
LARGEST_BYTE = 127
# Features whose strongest weight is under this many bytes' worth change no ranking and only make the file larger.
SMALLEST_KEPT = 9

Example = tuple[frozenset[str], int]
Weights = list[dict[str, float]]


def read_yaml(name: str) -> dict[str, Any]:
    """One data file."""
    content: dict[str, Any] = YAML(typ="safe").load((DATA / name).read_text(encoding="utf-8"))
    return content


def examples(phrases: dict[str, str]) -> list[Example]:
    """Every phrase as features and the place of its category."""
    lines = [(line, place) for place, block in enumerate(phrases.values()) for line in block.splitlines()]
    return [(features(line), place) for line, place in lines if line.strip()]


def train(data: list[Example], classes: int) -> Weights:
    """One weight per class and feature; over the classes they sum to nought."""
    counts = [Counter[str]() for _ in range(classes)]
    for found, place in data:
        counts[place].update(found)
    everywhere = sum(counts, Counter[str]())
    total = sum(everywhere.values()) + SMOOTHING * len(everywhere)
    weights: Weights = []
    for own in counts:
        rest = total - sum(own.values())
        column = {f: -math.log((n - own[f] + SMOOTHING) / rest) for f, n in everywhere.items()}
        size = sum(abs(w) for w in column.values()) / len(column)
        weights.append({f: w / size for f, w in column.items()})
    for feature in everywhere:
        middle = sum(column[feature] for column in weights) / classes
        for column in weights:
            column[feature] -= middle
    return weights


def scores(weights: Weights, found: frozenset[str]) -> list[float]:
    """A score per class, the same for a long text as for a short one."""
    seen = sorted(f for f in found if f in weights[0])
    return [sum(column[f] for f in seen) / math.sqrt(len(seen) or 1) for column in weights]


def held_out(data: list[Example], classes: int) -> list[tuple[list[float], int]]:
    """The scores of every phrase by a model that has not seen it (nor its fold), and the right class."""
    results = []
    for fold in range(FOLDS):
        weights = train([example for at, example in enumerate(data) if at % FOLDS != fold], classes)
        results += [(scores(weights, found), place) for found, place in data[fold::FOLDS]]
    return results


def sharpness(results: list[tuple[list[float], int]]) -> float:
    """The factor that makes shares of e^score honest: the one under which the right answers are likeliest."""

    def surprise(factor: float) -> float:
        return sum(math.log(sum(math.exp(factor * (s - row[right])) for s in row)) for row, right in results)

    return min((step / 4 for step in range(1, 200)), key=surprise)


def check(results: list[tuple[list[float], int]]) -> None:
    """Prints how often held-out phrases are right at first and among three (model alone, no signs)."""
    ranks = [sum(s > row[right] for s in row) for row, right in results]
    first, three = sum(r == 0 for r in ranks), sum(r < SHOWN for r in ranks)
    print(f"{len(ranks)} held out: first {first / len(ranks):.1%}, in three {three / len(ranks):.1%}")


def one_line(pattern: str) -> str:
    """A pattern that was written over several lines; a line may be broken at a space or after «|»."""
    line = re.sub(r"\|\s+", "|", re.sub(r"\s+", " ", pattern).strip())
    re.compile(line)
    return line


def packed(
    weights: Weights, factor: float, phrases: dict[str, str], signs: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    """The file: features in one string, one byte per feature and class (127 is nought), signs as they stand."""
    scale = max(abs(w) for column in weights for w in column.values()) / LARGEST_BYTE
    strength = {f: max(abs(column[f]) for column in weights) for f in weights[0]}
    kept = sorted(f for f, strongest in strength.items() if strongest >= scale * SMALLEST_KEPT)
    lanes = bytes(round(column[f] / scale) + LARGEST_BYTE for f in kept for column in weights)
    return {
        "categories": list(phrases),
        "scale": round(scale * factor, 6),
        "features": "\n".join(kept),
        "weights": base64.b64encode(lanes).decode("ascii"),
        "signs": [
            [category, sign["navn"], one_line(sign["tegn"]), sign["vekt"]]
            for category, entries in signs.items()
            for sign in entries
        ],
    }


def main() -> None:
    """Builds, or checks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="tell how well held-out phrases are read, write nothing")
    parser.add_argument("--out", type=Path, default=DATA / "kategorier.json")
    chosen = parser.parse_args()
    phrases = read_yaml("kategorier.yaml")
    data = examples(phrases)
    results = held_out(data, len(phrases))
    check(results)
    if chosen.check:
        return
    weights = train(data, len(phrases))
    model = packed(weights, sharpness(results), phrases, read_yaml("kategoritegn.yaml"))
    target = chosen.out
    target.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(data)} phrases, {model['features'].count(chr(10)) + 1} features, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()

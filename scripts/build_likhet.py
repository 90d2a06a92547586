"""Trains the readers of dialogs/language/likhet.py and writes data/signaler_modell.json and data/hensikter_modell.json.

A linear support vector machine (squared hinge, by dual coordinate descent) for each label against all the others, on the
marks of a text weighed by how rare they are, in a fixed order and without a library: the same lines always give the same file.
With --check it trains on four fifths, five times, tells what the fifth gave, and writes nothing.
"""

import argparse
import base64
import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.progress import track
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from dialogs.language.likhet import marks, signs  # noqa: E402 - the script runs from anywhere
from dialogs.language.lineaer import DATA, NOUGHT  # noqa: E402 - as above

SIGNALS, WISHES, REPORTS = "signaler", "hensikter", "kategorier"
# What each reader learns of: its own lines, and those of other files that are, for it, none of its labels.
SOURCES = {SIGNALS: (f"{SIGNALS}_fraser", WISHES, REPORTS), WISHES: (WISHES, f"{SIGNALS}_fraser", REPORTS)}
LABELS_OF = {SIGNALS: ("nod", "varsling")}
SAME_LABEL: dict[str, dict[str, str | None]] = {
    SIGNALS: {"nodsituasjon": "nod"},
    WISHES: {"nod": "nodsituasjon", "annet": None},
}
# A line of the category model tells of an incident; its lines of the category «ingen» tell of none, and not what is wanted.
TOLD, UNTOLD = "meld_avvik", "ingen"
ROUNDS = 12
# A missed signal is worse than a question too many.
COSTS = {SIGNALS: (0.4, 0.13), WISHES: (2.0, 1.0)}
SEES = {SIGNALS: signs, WISHES: marks}
# What it sees is made of these, beside the script itself.
SEEN_BY = {
    SIGNALS: ("likhet.py", "categories/features.py", "dates/words.py", "data/nod.yaml", "data/varsling.yaml"),
    WISHES: ("likhet.py", "categories/features.py"),
}
FEWEST_LINES = 2
LARGEST_BYTE = 127
# Marks whose strongest weight is under so many bytes' worth only make the file larger.
SMALLEST_KEPT = {SIGNALS: 3, WISHES: 10}
FOLDS = 5

Line = tuple[str, str]
See = Callable[[str], frozenset[str]]
Model = tuple[dict[str, dict[str, float]], dict[str, float]]


def lines(reader: str) -> list[Line]:
    """Every line with its label, in the order of the files; a line that stands twice counts the first time."""
    yaml = YAML(typ="safe")
    found: dict[str, str] = {}
    for source in SOURCES[reader]:
        blocks: dict[str, str] = yaml.load((DATA / f"{source}.yaml").read_text(encoding="utf-8"))
        for heading, block in blocks.items():
            label = SAME_LABEL[reader].get(heading, heading)
            if source == REPORTS:
                label = None if heading == UNTOLD else TOLD
            if label is not None:
                for line in filter(None, map(str.strip, block.splitlines())):
                    found.setdefault(line, label)
    return list(found.items())


def labels(reader: str, data: Sequence[Line]) -> tuple[str, ...]:
    """What the reader tells apart."""
    return LABELS_OF.get(reader) or tuple(sorted({label for _, label in data}))


def train(data: Sequence[Line], wanted: Sequence[str], costs: tuple[float, float], see: See = marks) -> Model:
    """Weights per label and mark, and a bias per label. A text's score is their sum over the root of how many marks are known."""
    sees = [see(line) for line, _ in data]
    seen = Counter(mark for one in sees for mark in one)
    rare = {mark: math.log(len(data) / n) for mark, n in seen.items() if n >= FEWEST_LINES}
    number = {mark: at for at, mark in enumerate(sorted(rare))}
    size = [rare[mark] for mark in number]
    texts = [sorted(number[mark] for mark in one if mark in number) for one in sees]
    weights, biases = {}, {}
    for label in track(wanted, description=f"{len(data)} lines", transient=True):
        column, bias = _one(texts, size, [of == label for _, of in data], costs)
        weights[label] = {mark: column[at] * size[at] for mark, at in number.items()}
        biases[label] = bias
    return weights, biases


def _one(
    texts: Sequence[list[int]], size: Sequence[float], yes: Sequence[bool], costs: tuple[float, float]
) -> tuple[list[float], float]:
    """One label against the rest."""
    column, bias = [0.0] * len(size), 0.0
    alphas = [0.0] * len(texts)
    factors = [1 / (5 * math.sqrt(len(text) or 1)) for text in texts]
    squares = [1 + factor**2 * sum(size[m] ** 2 for m in text) for text, factor in zip(texts, factors, strict=True)]
    order, chance = list(range(len(texts))), random.Random(1)  # noqa: S311 - the same order every time, nothing secret
    for _round in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            text, factor, sign = texts[at], factors[at], 1.0 if yes[at] else -1.0
            soft = 1 / (2 * costs[0 if yes[at] else 1] * 10)
            score = factor * sum([column[m] * size[m] for m in text]) + bias
            slope = sign * score - 1 + soft * alphas[at]
            if alphas[at] == 0 and slope >= 0:
                continue
            new = max(0.0, alphas[at] - slope / (squares[at] + soft))
            step, alphas[at] = (new - alphas[at]) * sign, new
            bias += step
            step *= factor
            for m in text:
                column[m] += step * size[m]
    return [weight / 5 for weight in column], bias


def scores(model: Model, line: str, see: See = marks) -> dict[str, float]:
    """A score per label; over nought is rather it than not."""
    weights, biases = model
    known = [mark for mark in sorted(see(line)) if mark in next(iter(weights.values()))]
    root = math.sqrt(len(known) or 1)
    return {label: sum(column[mark] for mark in known) / root + biases[label] for label, column in weights.items()}


def held_out(reader: str, data: Sequence[Line]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Each line with its label and the scores of a model that has not seen it (nor its fold)."""
    wanted, costs, see = labels(reader, data), COSTS[reader], SEES[reader]
    for fold in range(FOLDS):
        model = train([one for at, one in enumerate(data) if at % FOLDS != fold], wanted, costs, see)
        for line, label in data[fold::FOLDS]:
            yield line, label, scores(model, line, see)


def check(reader: str, data: Sequence[Line]) -> None:
    """Prints what held-out lines give, for some thresholds."""
    results = list(held_out(reader, data))
    for label in LABELS_OF.get(reader, ()):
        for least in (-0.6, -0.5, -0.4, -0.3, -0.2, 0.0):
            share = _share(results, lambda of, row, label=label, least=least: (of, row[label] > least))  # type: ignore[misc]
            print(f"{label} over {least}: {share}")
    right = sum(max(row, key=lambda one: row[one]) == of for _, of, row in results)
    if reader == WISHES:
        print(f"{len(results)} held out: first {right / len(results):.1%}")


def _share(results: Sequence[tuple[str, str, dict[str, float]]], hit: Callable[[str, dict[str, float]], Any]) -> str:
    counted: dict[str, list[bool]] = {}
    for _, of, row in results:
        counted.setdefault(of if of in {"nod", "varsling", "annet"} else "commands", []).append(hit(of, row)[1])
    return "  ".join(f"{of} {sum(hits) / len(hits):.1%}" for of, hits in sorted(counted.items()))


def packed(model: Model, made_of: str, smallest: int) -> dict[str, Any]:
    """The file: marks in one string, one byte per mark and label (127 is nought); marks too weak to matter are left out."""
    weights, biases = model
    scale = max(abs(w) for column in weights.values() for w in column.values()) / LARGEST_BYTE
    columns = list(weights.values())
    kept = sorted(m for m in columns[0] if max(abs(column[m]) for column in columns) >= scale * smallest)
    lanes = bytes(round(column[mark] / scale) + NOUGHT for mark in kept for column in columns)
    return {
        "made_of": made_of,
        "labels": list(weights),
        "biases": [round(bias, 6) for bias in biases.values()],
        "scale": round(scale, 9),
        "features": "\n".join(kept),
        "weights": base64.b64encode(lanes).decode("ascii"),
    }


def made_of(reader: str) -> str:
    """A word for what a model is made of: its lines, and this script with what it calls marks."""
    sha = hashlib.sha256()
    for line, label in lines(reader):
        sha.update(f"{label}\t{line}\n".encode())
    for source in (Path(__file__), *(DATA.parent / name for name in SEEN_BY[reader])):
        sha.update(source.read_bytes())
    return sha.hexdigest()


def main() -> None:
    """Builds, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="tell how well held-out lines are read, write nothing")
    parser.add_argument("reader", nargs="*", default=list(SOURCES), help="signaler, hensikter")
    chosen = parser.parse_args()
    for reader in chosen.reader:
        data = lines(reader)
        if chosen.check:
            check(reader, data)
            continue
        model = packed(
            train(data, labels(reader, data), COSTS[reader], SEES[reader]), made_of(reader), SMALLEST_KEPT[reader]
        )
        file = DATA / f"{reader}_modell.json"
        file.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(
            f"{reader}: {len(data)} lines, {model['features'].count(chr(10)) + 1} marks, {file.stat().st_size // 1024} KB"
        )


if __name__ == "__main__":
    main()

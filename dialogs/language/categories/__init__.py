"""What kind of avvik a text tells of: three likely categories of domain/avvik.md §3 in order, or nothing when unsure."""

import math
from dataclasses import dataclass

from dialogs.language.categories.model import load

SHOWN = 3
# Under this the likeliest category is a guess among fourteen, and buttons with all of them serve better.
SURE_ENOUGH = 0.15
FEWEST_FEATURES = 3
# The model's name for a text that tells of no incident.
SILENCE = "ingen"


@dataclass(frozen=True)
class CategoryGuess:
    """A category id, how likely it is (0 to 1), and why: the names of the signs, or «modell»."""

    id: str
    score: float
    rule: str


def categories(text: str) -> tuple[CategoryGuess, ...]:
    """The three likeliest categories, the likeliest first; empty when the text does not tell."""
    model = load()
    scores, known = model.scores(text)
    signs = model.found(text)
    if known < FEWEST_FEATURES and not signs:
        return ()
    for sign in signs:
        scores[sign.category] += sign.weight
    likely = _likelihoods(scores)
    ranked = sorted(likely, key=lambda category: -likely[category])
    if not signs and (ranked[0] == SILENCE or likely[ranked[0]] < SURE_ENOUGH):
        return ()
    order = [category for category in ranked if category != SILENCE][:SHOWN]
    why = {category: ", ".join(s.name for s in signs if s.category == category) or "modell" for category in order}
    return tuple(CategoryGuess(category, round(likely[category], 3), why[category]) for category in order)


def _likelihoods(scores: dict[str, float]) -> dict[str, float]:
    """Scores as shares of one."""
    top = max(scores.values())
    powers = {category: math.exp(score - top) for category, score in scores.items()}
    whole = sum(powers.values())
    return {category: power / whole for category, power in powers.items()}

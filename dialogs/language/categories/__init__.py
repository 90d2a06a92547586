"""What kind of avvik a text tells of: three likely categories of domain/avvik.md §3 in order, or nothing when unsure."""

import math
from dataclasses import dataclass

from dialogs.language.categories.model import Sign, load
from dialogs.language.injury import InjuryReading, read_injury

SHOWN = 3
# Under this the likeliest category is a guess among fourteen, and buttons with all of them serve better.
SURE_ENOUGH = 0.18
FEWEST_FEATURES = 3
# The model's name for a text that tells of no incident, and how likely that must be to say nothing.
SILENCE = "ingen"
SILENT_ENOUGH = 0.4

# Any kind of avvik may hurt somebody, so these bring the two into the first three rather than decide.
HURT = Sign("arbeidsulykke", "noen er skadd", 1.8)
NEARLY = Sign("nestenulykke", "det var nære på", 1.5)


@dataclass(frozen=True)
class CategoryGuess:
    """A category id, how likely it is (0 to 1), and why: the names of the signs, or «modell»."""

    id: str
    score: float
    rule: str


def categories(text: str, injury: InjuryReading | None = None) -> tuple[CategoryGuess, ...]:
    """The three likeliest categories, the likeliest first; empty when the text does not tell. `injury` where it is read already."""
    model = load()
    scores, known = model.scores(text)
    signs = model.found(text)
    if known < FEWEST_FEATURES and not signs:
        return ()
    signs += _of_injury(injury or read_injury(text))
    for sign in signs:
        scores[sign.category] += sign.weight
    likely = _likelihoods(scores)
    ranked = sorted(likely, key=lambda category: -likely[category])
    order = [category for category in ranked if category != SILENCE][:SHOWN]
    if not signs and (likely[SILENCE] >= SILENT_ENOUGH or likely[order[0]] < SURE_ENOUGH):
        return ()
    why = {category: ", ".join(s.name for s in signs if s.category == category) or "modell" for category in order}
    return tuple(CategoryGuess(category, round(likely[category], 3), why[category]) for category in order)


def _of_injury(reading: InjuryReading) -> list[Sign]:
    """What the reading of injury says about the category: somebody was hurt, or nearly."""
    if reading.injured:
        return [HURT]
    return [NEARLY] if reading.skade == "nesten" else []


def _likelihoods(scores: dict[str, float]) -> dict[str, float]:
    """Scores as shares of one."""
    top = max(scores.values())
    powers = {category: math.exp(score - top) for category, score in scores.items()}
    whole = sum(powers.values())
    return {category: power / whole for category, power in powers.items()}

"""Whether a report says that somebody was hurt, and how badly (domain/avvik.md §2, question 3)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dialogs.language.lexicon import load as word_list
from dialogs.language.sil import Sieved, sieved

LONGEST = 1500
# From the least to the most serious; «skadd» is an injury whose seriousness the text does not tell.
LEVELS = ("skadd", "forstehjelp", "lege", "fravaer", "alvorlig", "dod")


@dataclass(frozen=True)
class Cue:
    """A pattern and what it is called; `level` and `weak` matter for injuries only."""

    name: str
    pattern: Sieved
    level: str = ""
    weak: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The patterns of skade.yaml."""

    left_out: tuple[Cue, ...]
    nobody: tuple[Cue, ...]
    nearly: tuple[Cue, ...]
    hurt: tuple[Cue, ...]
    happened: Sieved
    habitual: Sieved


@dataclass(frozen=True)
class InjuryReading:
    """What the text says: `injured` None and `skade` None when it does not tell; `rules` names the patterns behind it."""

    injured: bool | None
    skade: str | None
    rules: tuple[str, ...]


def injured(text: str) -> bool | None:
    """True: somebody was hurt. False: nobody was, or it only nearly happened. None: the text does not say."""
    return read_injury(text).injured


def skade(text: str) -> str | None:
    """ingen, nesten, forstehjelp, lege, fravaer, alvorlig or dod; None when the text does not tell which."""
    return read_injury(text).skade


def read_injury(text: str) -> InjuryReading:
    """Reads both, with the names of the patterns that decided."""
    lexicon = load()
    lowered = " ".join(text[:LONGEST].lower().split())
    nearly = _found(lexicon.nearly, lowered)
    happened = _without(lexicon.left_out, lowered)
    nobody = _found(lexicon.nobody, happened)
    told = _without(lexicon.nobody, happened)
    hurt = [cue for cue in lexicon.hurt if cue.pattern.search(told) and _counts(cue, told, nobody or nearly)]
    if hurt:
        worst = max(hurt, key=lambda cue: LEVELS.index(cue.level))
        return InjuryReading(True, None if worst.level == "skadd" else worst.level, _names(hurt))
    if nobody or nearly:
        return InjuryReading(False, "nesten" if nearly else "ingen", _names([*nobody, *nearly]))
    return InjuryReading(None, None, ())


def _counts(cue: Cue, told: str, denied: list[Cue]) -> bool:
    """Weak words give way to «nobody was hurt», and to aches without an event."""
    if not cue.weak:
        return True
    lexicon = load()
    return not denied and bool(lexicon.happened.search(told)) and not lexicon.habitual.search(told)


def _without(cues: tuple[Cue, ...], text: str) -> str:
    """The text with what the cues match blanked out."""
    for cue in cues:
        text = cue.pattern.sub(" ~ ", text)
    return text


def _found(cues: tuple[Cue, ...], text: str) -> list[Cue]:
    return [cue for cue in cues if cue.pattern.search(text)]


def _names(cues: list[Cue]) -> tuple[str, ...]:
    return tuple(cue.name for cue in cues)


@cache
def load() -> Lexicon:
    """The lexicon; read once."""
    raw: dict[str, Any] = word_list("skade")
    body = _one_line(raw["kropp"])

    def cues(key: str) -> tuple[Cue, ...]:
        return tuple(
            Cue(entry["navn"], _compiled(entry["tegn"], body), entry.get("nivå", ""), entry.get("svak", False))
            for entry in raw[key]
        )

    return Lexicon(
        left_out=cues("utelates"),
        nobody=cues("ingen"),
        nearly=cues("nesten"),
        hurt=cues("sier"),
        happened=_compiled(raw["hendelse"], body),
        habitual=_compiled(raw["plager"], body),
    )


def _compiled(pattern: str, body: str) -> Sieved:
    return sieved(_one_line(pattern).replace("{kropp}", rf"{body}\b"))


def _one_line(pattern: str) -> str:
    """A pattern that was broken at a space or after «|»."""
    return re.sub(r"\|\s+", "|", " ".join(pattern.split()))

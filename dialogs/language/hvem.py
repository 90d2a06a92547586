"""«Hvem er …»: which roles are asked for, and the words that say where or for whom. What the words mean is looked up later."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.language import roller
from dialogs.language.folding import Ordbit, fold, words
from dialogs.language.lexicon import load

BREDEST = 4
OM_ALT = ("naermeste_leder", "verneombud")  # whom anything about the work may be taken up with (aml § 2-3)


@dataclass(frozen=True)
class Spurt:
    """`roller` are ids of roles, in the order they were named; empty when none was. `om` is what is left of the text: the
    place or the person that it is asked for, empty for one's own.
    """

    roller: tuple[str, ...]
    om: str


def les(text: str) -> Spurt:
    """What is asked. A theme («om inneklima») names those who have it; one that nobody has alone, leader and verneombud."""
    left = words(text, digits=True)
    found: list[str] = []
    i = 0
    while i < len(left):
        rolle, width = _rolle(left, i)
        if rolle is None:
            i += 1
            continue
        found.append(rolle)
        del left[i : i + width]
    if not found:
        found, left = _emne(left)
    rest = [word for word in left if word.nokkel not in _data().uten_innhold]
    return Spurt(tuple(dict.fromkeys(found)), " ".join(word.tekst for word in rest))


@dataclass(frozen=True)
class _Ord:
    """The words of the data file, folded: stem → role, theme → roles, and the words that tell nothing."""

    stammer: Mapping[str, str]
    emner: Mapping[str, tuple[str, ...]]
    uten_innhold: frozenset[str]


@functools.cache
def _data() -> _Ord:
    data: dict[str, Any] = load("hvem")
    stammer = {roller.nokkel(word): rolle for rolle, ord_ in data["roller"].items() for word in ord_}
    emner = {fold(theme): tuple(ids) for theme, ids in data["emner"].items()}
    return _Ord(stammer, emner, frozenset(fold(str(word)) for word in data["uten_innhold"]))


def rollene() -> frozenset[str]:
    """Every role that can be asked for."""
    return frozenset(_data().stammer.values())


def _rolle(left: list[Ordbit], i: int) -> tuple[str | None, int]:
    """The role whose words stand here, the longest first, and how many words it took; one slip only in a single word."""
    stems = _data().stammer
    for width in range(min(BREDEST, len(left) - i), 1, -1):
        key = roller.nokkel("".join(word.tekst for word in left[i : i + width]))
        stem = next((stem for stem in stems if roller.er_form_av(key, stem)), None)
        if stem is not None:
            return stems[stem], width
    if left[i].nokkel in _data().uten_innhold and roller.nokkel(left[i].tekst) not in stems:
        return None, 1
    stem = roller.finn_stamme(roller.nokkel(left[i].tekst), stems)
    return (stems[stem] if stem else None), 1


def _emne(left: list[Ordbit]) -> tuple[list[str], list[Ordbit]]:
    """The theme behind «om» or «for», and what is left without it."""
    for n, word in enumerate(left):
        for theme, ids in _data().emner.items():
            if word.nokkel.startswith(theme):
                return list(ids), left[:n] + left[n + 1 :]
    for n, word in enumerate(left):
        if word.nokkel in {"om", "about"} and n + 1 < len(left):
            return list(OM_ALT), left[:n]
    return [], left

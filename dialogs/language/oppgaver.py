"""Which of somebody's duties a line is about: by the words of the title and of the place, folded, definite forms and one typo forgiven."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dialogs.language.folding import words
from dialogs.language.katalog import FELLES

KORTEST = 5
MED_SKRIVEFEIL = 7
VANLIG = 4  # a word in the titles of so many actions tells nothing of which («gjennomføre», «HMS-arbeidet»)
ENDELSER = ("ene", "ane", "ens", "ets", "en", "et", "er", "ar", "a", "e", "n", "t", "s")
LENGSTE_STAMME = 4


@dataclass(frozen=True)
class Kandidat:
    """A duty: its titles in all languages, and the names of its place and of what it is about there."""

    id: int
    titler: tuple[str, ...]
    steder: tuple[str, ...]


@dataclass(frozen=True)
class Funn:
    """The duties that fit best, in the order given. `navngitt`: a title or a place was named, else all of them may be meant.

    `tittel`: how many words of their titles were said.
    """

    ider: tuple[int, ...]
    navngitt: bool
    tittel: int


def finn(text: str, kandidater: Sequence[Kandidat], vanlige: frozenset[str]) -> Funn:
    """The duties that the text may be about. `vanlige` are the words that tell nothing (see below)."""
    sagt = {ord_.nokkel for ord_ in words(text, digits=True)}
    tittel = {en.id: _poeng(sagt, _ordene(en.titler, KORTEST) - vanlige) for en in kandidater}
    sted = {en.id: _poeng(sagt, _ordene(en.steder, 3) - FELLES) for en in kandidater}
    igjen = _beste(list(kandidater), tittel)
    igjen = _beste(igjen, sted)
    igjen = _beste(igjen, {en.id: _nevnt(sagt, en.steder) for en in igjen})
    navngitt = any(tittel.values()) or any(sted.values())
    return Funn(tuple(en.id for en in igjen), navngitt, max(tittel.values(), default=0))


def vanlige(titler: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """The words that stand in the titles of many actions; one tuple for each action."""
    teller = Counter(ord_ for en in titler for ord_ in _ordene(en, KORTEST))
    return frozenset(ord_ for ord_, antall in teller.items() if antall >= VANLIG)


def _ordene(tekster: Iterable[str], kortest: int) -> frozenset[str]:
    return frozenset(o.nokkel for tekst in tekster for o in words(tekst, digits=True) if len(o.nokkel) >= kortest)


def _beste(kandidater: list[Kandidat], poeng: dict[int, int]) -> list[Kandidat]:
    best = max((poeng[en.id] for en in kandidater), default=0)
    return [en for en in kandidater if poeng[en.id] == best] if best else kandidater


def _poeng(sagt: set[str], egne: frozenset[str]) -> int:
    """How many of the words were said."""
    return sum(any(_samme(skrevet, ord_) for skrevet in sagt) for ord_ in egne)


def _nevnt(sagt: set[str], steder: Iterable[str]) -> int:
    """How many names of places were said to the end; one that is a part of another such name says nothing more."""
    hele = {ordene for navn in steder if (ordene := _ordene((navn,), 3)) and _poeng(sagt, ordene) == len(ordene)}
    return sum(not any(ordene < annet for annet in hele) for ordene in hele)


def _samme(skrevet: str, ord_: str) -> bool:
    a, b = stamme(skrevet), stamme(ord_)
    if a == b:
        return True
    return min(len(a), len(b)) >= MED_SKRIVEFEIL and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1


def stamme(ord_: str) -> str:
    """The word without the ending of its form: «vernerunden», «vernerunda» and «vernerunde» share one."""
    for endelse in ENDELSER:
        if ord_.endswith(endelse) and len(ord_) - len(endelse) >= LENGSTE_STAMME:
            return ord_[: -len(endelse)]
    return ord_

"""Reviewed word lists as data: which phrases of a list stand in a text. Linear in the text, whatever is written.

A phrase is words with single spaces. In it `brann*` is any word that begins so, `*brann` any that ends so, `_` any one word,
`..` up to three words, `<nr>` a number, `a/b` either word, and `@name` one of the words of a set. Words are compared by `normalise.key`.
"""

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from dialogs.language.normalise import Token, key

DATA = Path(__file__).resolve().parent / "data"
BUILT = DATA / "ordlister.json"
LISTS = ("helse", "hvem", "nod", "phrases", "skade", "steder", "varsling")
GAP = 3
NUMBER = "<nr>"
SHORTEST_GUESS = 6
PAIR = 2


class Match(NamedTuple):
    """Where a phrase stands: from token `first` up to, not including, token `after`."""

    phrase: int
    first: int
    after: int


@dataclass
class Lexicon:
    """Phrases, numbered in the order in which they were added."""

    phrases: list[tuple[str, ...]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _exact: dict[str, set[str]] = field(default_factory=dict)
    _prefix: dict[str, set[str]] = field(default_factory=dict)
    _suffix: dict[str, set[str]] = field(default_factory=dict)
    _numbers: set[str] = field(default_factory=set)
    _spared: set[str] = field(default_factory=set)
    _guess: dict[str, set[str]] = field(default_factory=dict)
    _starts: dict[str, list[int]] = field(default_factory=dict)
    # The second word of each phrase, whether a gap stands before it, and how long the phrase is when those tell all of it.
    _second: list[tuple[str, bool, int]] = field(default_factory=list)
    # How long the stems are that begin, or end, with these two letters.
    _begins: dict[str, set[int]] = field(default_factory=dict)
    _ends: dict[str, set[int]] = field(default_factory=dict)

    def add(self, phrase: str, sets: Mapping[str, Sequence[str]] | None = None) -> int:
        """The number of the phrase."""
        slots = tuple(phrase.split())
        for slot in set(slots) - {"_", ".."} - self._known:
            self._known.add(slot)
            for word in _choices(slot, sets or {}):
                self._index(word, slot)
        self.phrases.append(slots)
        self._starts.setdefault(slots[0], []).append(len(self.phrases) - 1)
        gap = slots[1:2] == ("..",)
        second = next((slot for slot in slots[1 + gap : 2 + gap] if slot not in ("_", "..")), "")
        told = len(slots) if len(slots) == 1 + bool(second) else 0
        self._second.append((second, gap, told))
        return len(self.phrases) - 1

    def guess(self, words: Iterable[str], never: Iterable[str] = ()) -> None:
        """Lets these words be recognised with one typing mistake. Short words, and the words of `never`, are left alone."""
        self._spared |= {key(word) for word in never}
        for word in words:
            wanted = key(word)
            if len(wanted) >= SHORTEST_GUESS:
                for piece in _deletions(wanted):
                    self._guess.setdefault(piece, set()).add(wanted)

    def find(self, text: Sequence[Token]) -> list[Match]:
        """Every phrase in the text, at every place, in order of place."""
        known = {word: self.classes(word) for word in {token.key for token in text}}
        classes = [known[token.key] for token in text]
        starts = {
            word: [n for slot in (*slots, "_") for n in self._starts.get(slot, ())] for word, slots in known.items()
        }
        found: list[Match] = []
        nothing = frozenset[str]()
        behind = [*classes[1:], nothing]
        for first, token in enumerate(text):
            near: frozenset[str] | None = None
            for number in starts[token.key]:
                # Most phrases end at their second word: it is looked at here, before anything is called.
                second, gap, told = self._second[number]
                if second and gap:
                    near = nothing.union(*behind[first : first + 1 + GAP]) if near is None else near
                    if second not in near:
                        continue
                elif second and second not in behind[first]:
                    continue
                after = first + told if told else _walk(self.phrases[number], classes, first)
                if after is not None:
                    found.append(Match(number, first, after))
        return found

    def classes(self, word: str) -> frozenset[str]:
        """The slots of the phrases that this word (a key) can fill, by itself or, when it is nowhere written so, with one slip."""
        found = self._direct(word)
        if self._guess and word not in self._exact and word not in self._spared and len(word) >= SHORTEST_GUESS - 1:
            near = [words for piece in _deletions(word) if (words := self._guess.get(piece))]
            for wanted in set[str]().union(*near):
                if _one_slip(word, wanted):
                    found |= self._direct(wanted)
        return frozenset(found)

    def _direct(self, word: str) -> set[str]:
        found = set(self._exact.get(word, ()))
        if word[:1].isdigit():
            found |= self._numbers
        for n in self._begins.get(word[:PAIR], ()):
            found.update(self._prefix.get(word[:n], ()))
        for n in self._ends.get(word[-PAIR:], ()):
            found.update(self._suffix.get(word[-n:], ()))
        return found

    def _index(self, word: str, slot: str) -> None:
        if word == NUMBER:
            self._numbers.add(slot)
            return
        stem = key(word.strip("*"))
        table = self._exact
        if word.endswith("*"):
            table = self._prefix
            self._begins.setdefault(stem[:PAIR], set()).add(len(stem))
        elif word.startswith("*"):
            table = self._suffix
            self._ends.setdefault(stem[-PAIR:], set()).add(len(stem))
        table.setdefault(stem, set()).add(slot)


def load(name: str) -> Any:
    """A data file of this package: from ordlister.json where that was made of the file as it is now, else from the YAML."""
    raw = (DATA / f"{name}.yaml").read_bytes()
    ready = _built().get(name)
    if ready is not None and ready["sha256"] == hashlib.sha256(raw).hexdigest():
        return ready["data"]
    return parse(raw)


def parse(raw: bytes) -> Any:
    """The content of a YAML file as plain dicts and lists."""
    return YAML(typ="safe", pure=True).load(raw.decode("utf-8"))


@functools.cache
def _built() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(BUILT.read_text(encoding="utf-8")) if BUILT.exists() else {}
    return content


def _choices(slot: str, sets: Mapping[str, Sequence[str]]) -> list[str]:
    """The words that may stand in a slot: «a/b/@set»."""
    return [word for part in slot.split("/") for word in (map(str, sets[part[1:]]) if part[0] == "@" else (part,))]


def _walk(phrase: Sequence[str], classes: Sequence[frozenset[str]], first: int) -> int | None:
    """Where the phrase ends when its first word stands at `first`; the nearest end, or None."""
    place, last = first + 1, len(classes)
    for n, word in enumerate(phrase[1:], 1):
        if word == "..":
            return _walk_gap(phrase[n:], classes, place)
        if place >= last or (word not in classes[place] and word != "_"):
            return None
        place += 1
    return place


def _walk_gap(phrase: Sequence[str], classes: Sequence[frozenset[str]], first: int) -> int | None:
    """The same for what follows a gap, where every place that a word can stand in has to be followed."""
    places: Sequence[int] = (first,)
    for word in phrase:
        if word == "..":
            places = (
                range(first, first + GAP + 1)
                if len(places) == 1
                else [*{p + n for p in places for n in range(GAP + 1)}]
            )
        else:
            places = [p + 1 for p in places if p < len(classes) and (word in classes[p] or word == "_")]
            if not places:
                return None
            first = places[0]
    return min(places)


def _deletions(word: str) -> tuple[str, ...]:
    """The word, and the word without each of its letters: two words one slip apart share one of these."""
    return (word, *(word[:i] + word[i + 1 :] for i in range(len(word))))


def _one_slip(a: str, b: str) -> bool:
    """One letter added, dropped, changed, or two neighbours swapped; the first letter stands."""
    if a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:] or swapped

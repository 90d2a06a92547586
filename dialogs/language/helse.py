"""Notices words about the health of somebody else who is named or pointed out. It asks for other words, it stops nothing."""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.language.lest import Lest, lest
from dialogs.language.lexicon import Lexicon, Match, load
from dialogs.language.normalise import Token, key
from dialogs.language.numre import Finding

NEAR = 8


@dataclass(frozen=True)
class Words:
    """The loaded list: phrases by heading, and first names by key."""

    lexicon: Lexicon
    headings: Mapping[str, frozenset[int]]
    names: frozenset[str]


def others_health(text: str | Lest) -> tuple[Finding, ...]:
    """Words of illness near somebody pointed out («naboen på rom 4»), and of illness or injury near a name (avvik.md § 8)."""
    read = lest(text)
    words = read.words
    found = _words().lexicon.find(words)
    by = {heading: [m for m in found if m.phrase in numbers] for heading, numbers in _words().headings.items()}
    names = _words().names
    named = [n for n, word in enumerate(words) if word.key in names and _is_name(read.text, word)]
    pointed = [m.first for m in by["pekere"]] if not by["ubestemt"] else []
    free = [m.first for m in by["fritt"]]
    findings = [
        Finding("helse_om_andre", (words[m.first].start, words[m.after - 1].end))
        for m, people in _health(by, pointed, named)
        if _near(words, m, people) and not _near(words, m, free)
    ]
    return tuple(sorted(set(findings), key=lambda f: f.span))


def _health(by: Mapping[str, list[Match]], pointed: list[int], named: list[int]) -> list[tuple[Match, list[int]]]:
    people = sorted(pointed + named)
    return [*((m, people) for m in by["sykdom"]), *((m, named) for m in by["skade"])]


def _near(words: Sequence[Token], match: Match, people: list[int]) -> bool:
    """Whether one of the places `people` (in order) is close by, in the same sentence."""
    here = words[match.first]
    close = people[bisect_left(people, match.first - NEAR) : bisect_right(people, match.first + NEAR)]
    return any(words[n].sentence == here.sentence for n in close)


def _is_name(text: str, word: Token) -> bool:
    """Written as a name: one capital, and small letters behind it."""
    return text[word.start].isupper() and not text[word.start : word.end][1:2].isupper()


@functools.cache
def _words() -> Words:
    data = load("helse")
    lexicon = Lexicon()
    headings = {h: frozenset(lexicon.add(str(p)) for p in part["si"]) for h, part in data.items() if h != "navn"}
    return Words(lexicon, headings, frozenset(key(name) for name in data["navn"]["si"]))

"""Looks for words of danger and of varsling by reviewed lists. It points, it never decides: the answer is a question."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dialogs.language.lexicon import Lexicon, Match, load
from dialogs.language.normalise import Token, tokens

SignalKind = Literal["nod", "varsling"]
NEAR = 10
DAMPS = 8
NOW = frozenset(("nå", "no", "nu", "nettopp", "akkurat", "fortsatt", "framleis", "straks", "now", "still", "fremdeles"))


@dataclass(frozen=True)
class Signal:
    """What was recognised: by which rule of the list, where in the text, and of which sort (brann, skade, press, …)."""

    kind: SignalKind
    rule: str
    span: tuple[int, int]
    subkind: str


@dataclass(frozen=True)
class Rule:
    """One entry of a list: `needs` are phrases of which one must stand near, `damped_by` the guards that silence it."""

    id: str
    subkind: str
    says: frozenset[int]
    needs: frozenset[int]
    damped_by: tuple[str, ...]


@dataclass(frozen=True)
class Signals:
    """A loaded list."""

    kind: SignalKind
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    guards: dict[str, frozenset[int]]

    def first(self, words: Sequence[Token]) -> Signal | None:
        """The first place in the text that a rule of the list speaks of."""
        matches = self.lexicon.find(words)
        by_phrase: dict[int, list[Match]] = {}
        for match in matches:
            by_phrase.setdefault(match.phrase, []).append(match)
        guards = {g: _places(numbers, by_phrase) for g, numbers in self.guards.items()}
        if any(word.text in NOW for word in words):
            guards["over"] = []
        hits = [hit for rule in self.rules if (hit := self._hit(rule, by_phrase, guards))]
        if not hits:
            return None
        match, rule = min(hits, key=lambda hit: (hit[0].first, -hit[0].after))
        return Signal(self.kind, rule.id, (words[match.first].start, words[match.after - 1].end), rule.subkind)

    def _hit(
        self, rule: Rule, by_phrase: dict[int, list[Match]], guards: dict[str, list[Match]]
    ) -> tuple[Match, Rule] | None:
        needed = _places(rule.needs, by_phrase)
        damps = [place for guard in rule.damped_by for place in guards[guard]]
        for match in _places(rule.says, by_phrase):
            wanted = not rule.needs or any(_apart(match, other) <= NEAR for other in needed)
            if wanted and not any(_apart(match, other) <= DAMPS for other in damps):
                return match, rule
        return None


def emergency(text: str) -> Signal | None:
    """What may be danger to life now (rule 5: shown before anything else). Recall first; a false one costs a button."""
    return _list("nod").first(tokens(text))


def varsling(text: str) -> Signal | None:
    """What may be a report of wrongdoing (aml kap. 2 A). The text must then be kept nowhere until the person has chosen."""
    return _list("varsling").first(tokens(text))


@functools.cache
def _list(name: SignalKind) -> Signals:
    data = load(name)
    lexicon = Lexicon()
    lexicon.guess(data["skrivefeil"])
    sets = data["sets"]

    def numbers(phrases: Sequence[Any]) -> frozenset[int]:
        return frozenset(lexicon.add(str(phrase), sets) for phrase in phrases)

    guards = {g["id"]: numbers(g["si"]) for g in data["demping"]}
    rules = tuple(
        Rule(
            r["id"],
            r["slag"],
            numbers(r["si"]),
            numbers(r.get("med", ())),
            tuple(r.get("demp", data["vanlig_demping"])),
        )
        for r in data["regler"]
    )
    return Signals(name, lexicon, rules, guards)


def _places(numbers: frozenset[int], by_phrase: dict[int, list[Match]]) -> list[Match]:
    found = [match for n in numbers & by_phrase.keys() for match in by_phrase[n]]
    return sorted(found, key=lambda m: (m.first, -m.after))


def _apart(a: Match, b: Match) -> int:
    """Words between two matches; 0 when they touch or overlap."""
    return max(0, b.first - a.after, a.first - b.after)

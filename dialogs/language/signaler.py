"""Looks for words of danger and of varsling by reviewed lists. It points, it never decides: the answer is a question."""

import functools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dialogs.language.lest import Lest, lest
from dialogs.language.lexicon import Lexicon, Match, load
from dialogs.language.normalise import Token

SignalKind = Literal["nod", "varsling", "dorer"]
Marks = dict[str, bytearray | None]
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

    def first(self, read: Lest, without: Collection[str] = ()) -> Signal | None:
        """The first place in the text that a rule of the list speaks of; the rules of `without` are not asked."""
        return min(self.all(read, without), key=lambda signal: (signal.span[0], -signal.span[1]), default=None)

    def all(self, read: Lest, without: Collection[str] = ()) -> list[Signal]:
        """The first place of each rule, in the order of the list."""
        words, by_phrase = read.words, read.of(self._matches)
        said = [rule for rule in self.rules if rule.id not in without and not rule.says.isdisjoint(by_phrase)]
        if not said:
            return []  # nearly every text: then no guard need be looked for
        guards = self._guards(words, by_phrase)
        hits = [hit for rule in said if (hit := self._hit(rule, by_phrase, guards, len(words)))]
        return [
            Signal(self.kind, rule.id, (words[match.first].start, words[match.after - 1].end), rule.subkind)
            for match, rule in hits
        ]

    def silenced(self, read: Lest) -> bool:
        """Whether a guard alone keeps a rule of the list from speaking: the words are known, and known to be harmless here."""
        by_phrase = read.of(self._matches)
        return any(self._hit(rule, by_phrase, dict.fromkeys(self.guards), len(read.words)) for rule in self.rules)

    def touched(self, read: Lest) -> Iterator[str]:
        """The rules, what they need, and the guards of which a phrase stands in the text, whatever comes of it."""
        found = read.of(self._matches).keys()
        if found:
            yield from (f"§{self.kind}:{rule.id}" for rule in self.rules if not rule.says.isdisjoint(found))
            yield from (f"§{self.kind}+{rule.id}" for rule in self.rules if not rule.needs.isdisjoint(found))
            yield from (f"§{self.kind}-{name}" for name, says in self.guards.items() if not says.isdisjoint(found))

    def _matches(self, read: Lest) -> dict[int, list[Match]]:
        by_phrase: dict[int, list[Match]] = {}
        for match in self.lexicon.find(read.words):
            by_phrase.setdefault(match.phrase, []).append(match)
        return by_phrase

    def _guards(self, words: Sequence[Token], by_phrase: dict[int, list[Match]]) -> Marks:
        guards = {g: _around(numbers, by_phrase, len(words), DAMPS) for g, numbers in self.guards.items()}
        if any(word.text in NOW for word in words):
            guards["over"] = guards.get("lenge_siden")
        return guards

    def _hit(
        self, rule: Rule, by_phrase: dict[int, list[Match]], guards: Marks, length: int
    ) -> tuple[Match, Rule] | None:
        said = rule.says & by_phrase.keys()
        if not said:
            return None
        needed = _around(rule.needs, by_phrase, length, NEAR)
        damps = [marked for guard in rule.damped_by if (marked := guards[guard])]
        for match in sorted((m for n in said for m in by_phrase[n]), key=lambda m: (m.first, -m.after)):
            here = slice(match.first, max(match.after, match.first + 1))
            if (not rule.needs or (needed and any(needed[here]))) and not any(any(marked[here]) for marked in damps):
                return match, rule
        return None


def emergency(text: str | Lest, without: Collection[str] = ()) -> Signal | None:
    """What may be danger to life now (rule 5: shown before anything else). Recall first; a false one costs a button.

    The rules of `without` have been answered.
    """
    return signals("nod").first(lest(text), without)


def varsling(text: str | Lest, without: Collection[str] = ()) -> Signal | None:
    """What may be a report of wrongdoing (aml kap. 2 A). The text must then be kept nowhere until the person has chosen."""
    return signals("varsling").first(lest(text), without)


def silenced(kind: SignalKind, text: str | Lest) -> bool:
    """Whether the list heard something and one of its guards knows it to be harmless."""
    return signals(kind).silenced(lest(text))


@functools.cache
def signals(name: SignalKind) -> Signals:
    """The list of that name, ready for look-ups."""
    data = load(name)
    lexicon = Lexicon()
    lexicon.guess(data["skrivefeil"], data["aldri_skrivefeil"])
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


def _around(numbers: frozenset[int], by_phrase: dict[int, list[Match]], length: int, reach: int) -> bytearray | None:
    """Marks every word that stands within `reach` words of one of the phrases; None where there is none."""
    found = numbers & by_phrase.keys()
    if not found:
        return None
    marked = bytearray(length)
    for match in (m for n in found for m in by_phrase[n]):
        first, after = max(0, match.first - reach), min(length, match.after + reach)
        marked[first:after] = b"\1" * (after - first)
    return marked

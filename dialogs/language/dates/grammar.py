"""Patterns over items, and how a layer of rules rewrites a line of them. One pass per layer, left to right."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.language.dates.model import Context, Item

Build = Callable[[Context, "Match"], Any]
LONG_LINE = 60


@dataclass(frozen=True)
class Match:
    """What a pattern took: its items, and the values by kind in the order they came."""

    taken: tuple[tuple[str, Any], ...]
    items: Sequence[Item]
    start: int
    end: int

    def one(self, *kinds: str) -> Any:
        """The first value of any of the kinds, or None."""
        return next((value for kind, value in self.taken if kind in kinds), None)

    def all(self, *kinds: str) -> list[Any]:
        return [value for kind, value in self.taken if kind in kinds]

    def has(self, kind: str) -> bool:
        return any(kind == taken for taken, _ in self.taken)

    @property
    def before(self) -> Item | None:
        return self.items[self.start - 1] if self.start else None

    @property
    def after(self) -> Item | None:
        return self.items[self.end] if self.end < len(self.items) else None

    @property
    def whole(self) -> bool:
        """Nothing else stands in the text."""
        return self.start == 0 and self.end == len(self.items)


@dataclass(frozen=True)
class Element:
    kinds: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Rule:
    """A named pattern with what is made of it."""

    name: str
    elements: tuple[Element, ...]
    build: Build
    first_kinds: frozenset[str]
    second_kinds: frozenset[str]
    """Of which the item behind the first has one; empty where it may be any, or none."""

    def can_be_among(self, kinds: set[str]) -> bool:
        """Whether every element that is not optional finds one of its kinds there."""
        return all(each.optional or not kinds.isdisjoint(each.kinds) for each in self.elements)


RulesByKind = dict[str, list[tuple[int, Rule]]]


def rule(name: str, pattern: str, build: Build) -> Rule:
    """A rule from its pattern: kinds separated by spaces, a|b for either, a trailing ? for optional, 'x for the word x."""
    elements = []
    for part in pattern.split():
        optional = part.endswith("?")
        elements.append(Element(tuple(part.rstrip("?").split("|")), optional))
    second = frozenset[str]() if elements[0].optional else _begin(elements[1:])
    return Rule(name, tuple(elements), build, _begin(elements), second)


def _begin(elements: Sequence[Element]) -> frozenset[str]:
    """The kinds that the elements may begin with; none where all of them may be left out."""
    kinds: set[str] = set()
    for element in elements:
        kinds.update(element.kinds)
        if not element.optional:
            return frozenset(kinds)
    return frozenset()


class Layer:
    """Rules that rewrite a line of items once. The longest match at a place wins, then the order of the rules.

    A pattern has at most a dozen elements, so the work is linear in the number of items. In a long line the rules that
    need a kind which stands nowhere in it are left out at once.
    """

    def __init__(self, rules: Iterable[Rule], label: Callable[[Rule, Match, Any], Item]) -> None:
        self._label = label
        self._by_kind: RulesByKind = {}
        for place, each in enumerate(rules):
            for kind in each.first_kinds:
                self._by_kind.setdefault(kind, []).append((place, each))

    def rewrite(self, items: list[Item], context: Context) -> list[Item]:
        out: list[Item] = []
        at = 0
        rules = self._by_kind if len(items) < LONG_LINE else self._possible(items)
        begins = rules.keys()
        while at < len(items):
            made = None if begins.isdisjoint(items[at].kinds) else self._best(items, at, context, rules)
            if made is None:
                out.append(items[at])
                at += 1
            else:
                item, at = made
                out.append(item)
        return out

    def _possible(self, items: list[Item]) -> RulesByKind:
        """The rules of which every element that must be there is somewhere in the line."""
        present = {kind for item in items for kind in item.kinds}
        return {
            kind: [(place, each) for place, each in rules if each.can_be_among(present)]
            for kind, rules in self._by_kind.items()
            if kind in present
        }

    def _best(self, items: list[Item], at: int, context: Context, rules: RulesByKind) -> tuple[Item, int] | None:
        candidates = {place: each for kind in items[at].kinds for place, each in rules.get(kind, ())}
        found = []
        behind = items[at + 1].kinds.keys() if at + 1 < len(items) else frozenset[str]()
        for place, each in candidates.items():
            if each.second_kinds and each.second_kinds.isdisjoint(behind):
                continue
            taken = _match(each.elements, 0, items, at)
            while taken and taken[-1][0] == "comma":  # it led to nothing
                taken.pop()
            if taken:
                found.append((-len(taken), place, each, taken))
        for negative, _, each, taken in sorted(found, key=lambda entry: entry[:2]):
            match = Match(tuple(taken), items, at, at - negative)
            value = _build(each, context, match)
            if value is not None:
                return self._label(each, match, value), match.end
        return None


def _build(each: Rule, context: Context, match: Match) -> Any:
    try:
        return each.build(context, match)
    except (ValueError, OverflowError):  # a day that no calendar has: 30 February, or before year 1
        return None


def _match(elements: tuple[Element, ...], which: int, items: list[Item], at: int) -> list[tuple[str, Any]] | None:
    here = items[at].kinds if at < len(items) else {}
    while which < len(elements) and elements[which].optional and here.keys().isdisjoint(elements[which].kinds):
        which += 1
    if which == len(elements):
        return []
    element = elements[which]
    if at < len(items):
        kinds = here
        for kind in element.kinds:
            if kind in kinds:
                rest = _match(elements, which + 1, items, at + 1)
                if rest is not None:
                    return [(kind, kinds[kind]), *rest]
                break
    return _match(elements, which + 1, items, at) if element.optional else None

"""A sieve in front of a slow pattern: short pieces of which every match holds at least one, found by looking at the pattern itself.

Most texts hold none of them, and looking for a few letters costs a hundredth of trying a pattern at every word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]  # the only place that knows how a pattern is built
from typing import Any

SHORTEST = 2
MOST = 120


@dataclass(frozen=True)
class Sieved:
    """A compiled pattern that is case sensitive, and its pieces; with none of those the pattern is always tried."""

    pattern: re.Pattern[str]
    pieces: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """As the pattern itself, only sooner when there is nothing."""
        return self.pattern.search(text) if self.may_match(text) else None

    def sub(self, instead: str, text: str) -> str:
        """As the pattern itself."""
        return self.pattern.sub(instead, text) if self.may_match(text) else text

    def may_match(self, text: str) -> bool:
        """False only where the pattern matches nowhere."""
        return not self.pieces or any(piece in text for piece in self.pieces)


def sieved(pattern: str) -> Sieved:
    """The pattern compiled, with its pieces. ValueError (re.error) for one that does not compile."""
    compiled = re.compile(pattern)
    found = _of(parser.parse(pattern)) if not compiled.flags & re.IGNORECASE else None
    shortest = min(map(len, found), default=0) if found else 0
    return Sieved(compiled, tuple(sorted(found)) if found and shortest >= SHORTEST and len(found) <= MOST else ())


def _of(parts: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best pieces that a sequence offers: the longest, then the fewest; None when it offers none."""
    offered: list[frozenset[str]] = []
    run = ""
    for op, value in parts:
        if str(op) == "LITERAL":
            run += chr(value)
            continue
        if run:
            offered.append(frozenset({run}))
        run = ""
        inner = _inside(str(op), value)
        if inner:
            offered.append(inner)
    if run:
        offered.append(frozenset({run}))
    return max(offered, key=lambda pieces: (min(SHORTEST + 1, *map(len, pieces)), -len(pieces)), default=None)


def _inside(op: str, value: Any) -> frozenset[str] | None:
    """What a part of a pattern must hold, when that is more than one letter out of several."""
    if op == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _of(value[-1])
    if op == "BRANCH":
        return _all([_of(branch) for branch in value[1]])
    if op in {"MAX_REPEAT", "MIN_REPEAT"}:
        return _of(value[2]) if value[0] else None
    return None


def _all(branches: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """One of the branches matches, so all their pieces are needed; none when one of them offers nothing."""
    pieces: set[str] = set()
    for branch in branches:
        if branch is None:
            return None
        pieces |= branch
    return frozenset(pieces)

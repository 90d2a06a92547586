"""Digits in a text, in any script and however spaced, and the arithmetic of Norwegian personal and account numbers."""

import itertools
import operator
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LENGTH = 11
PLAIN = re.compile(r"[0-9]+")
# Digits with at most LONGEST_GAP signs that join between them, in text of ASCII only.
TOGETHER = re.compile(r"[0-9]+(?:[\x00-\x20\x7f.\-/_,:'|()\[\]*+\\]{1,12}[0-9]+)*")
VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
NO_DIGITS = bytes(set(range(128)) - set(b"0123456789"))
LONGEST_GAP = 12
# The kinds of marks that stand in a text and are not seen by themselves.
UNSEEN = frozenset(("Cf", "Mn", "Me"))
JOINING = frozenset(".-‐‑‒–—―−/_,:'·•|()[]*+\\")
D_NUMBER = 40
DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# +40 is H-numbers and NAV's synthetic ones, +65 and +80 are Tenor's and Skatteetaten's synthetic ones
MONTHS = {month + shift: month for month in range(1, 13) for shift in (0, 40, 65, 80)}
# The four digits of every day and month that may begin a number.
BIRTHDAYS = frozenset(
    bytes((*divmod(day + shift, 10), *divmod(month, 10)))
    for month, plain in MONTHS.items()
    for day in range(1, DAYS_IN[plain - 1] + 1)
    for shift in (0, D_NUMBER)
)
CENTURIES = (bytes((1, 9)), bytes((2, 0)))
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
FIRST_RESTS_FROM_2032 = (0, 1, 2, 3)


class Group(NamedTuple):
    """Digits that stand together, with nothing between them that can be seen. A byte is the value of a digit, 0 to 9."""

    digits: bytes
    start: int
    end: int


def plausible(d: bytes) -> bool:
    """The first six digits can be a birthday, D-, H- and synthetic numbers included."""
    return d[:4] in BIRTHDAYS


def valid(d: bytes) -> bool:
    """Both check digits hold, by the rule of today or the wider one that comes in 2032."""
    return (
        sum(map(operator.mul, d, SECOND_WEIGHTS)) % 11 == 0
        and sum(map(operator.mul, d, FIRST_WEIGHTS)) % 11 in FIRST_RESTS_FROM_2032
    )


def rest(d: bytes, weights: Sequence[int]) -> int:
    """The weighted sum of the digits, modulo 11."""
    total: int = sum(map(operator.mul, d, weights))
    return total % 11


def groups_of(text: str) -> list[Group]:
    """Every stretch of digits; full-width, Arabic-Indic and raised digits count, invisible marks between them do not."""
    if not any(c.isdigit() or unicodedata.category(c) in UNSEEN for c in set(text) if not c.isascii()):
        return _plain_groups(text, text.encode("ascii", "replace").translate(VALUES))
    groups: list[Group] = []
    digits: list[int] = []
    start = end = 0
    for i, c in enumerate(text):
        if c.isdigit():
            if not digits:
                start = i
            digits.append(ord(c) - ord("0") if c.isascii() else unicodedata.digit(c))
            end = i + 1
        elif digits and (c.isascii() or unicodedata.category(c) not in UNSEEN):
            groups.append(Group(bytes(digits), start, end))
            digits = []
    return [*groups, Group(bytes(digits), start, end)] if digits else groups


def _plain_groups(text: str, values: bytes) -> list[Group]:
    spans = [found.span() for found in PLAIN.finditer(text)]
    return [Group._make((values[first:last], first, last)) for first, last in spans]


def long_runs(text: str, shortest: int) -> list["Run"]:
    """The runs of at least so many digits."""
    if not text.isascii():
        return [run for run in map(Run.of, divided(text, groups_of(text))) if len(run.digits) >= shortest]
    found = []
    for start, end in [each.span() for each in TOGETHER.finditer(text)]:
        digits = text[start:end].encode().translate(VALUES, NO_DIGITS) if end - start >= shortest else b""
        if len(digits) >= shortest:
            found.append(Run(digits, [each.span() for each in PLAIN.finditer(text, start, end)]))
    return found


def _joined(text: str, a: Group, b: Group) -> bool:
    gap = text[a.end : b.start]
    if gap in JOINING or gap == " ":
        return True
    return len(gap) <= LONGEST_GAP and all(c.isspace() or c in JOINING or not c.isprintable() for c in gap)


class Run:
    """Digits that only space and punctuation divide, so that they may be one number, and the groups they stand in.

    `spans` is where the groups stand in the text. `lengths` is left out where a group has as many digits as signs. Windows
    are found in constant time.
    """

    def __init__(self, digits: bytes, spans: Sequence[tuple[int, int]], lengths: Sequence[int] | None = None) -> None:
        self.digits = digits
        self.spans = spans
        self.lengths = [end - start for start, end in spans] if lengths is None else lengths
        self.places = [0, *itertools.accumulate(self.lengths)]
        self._group_at = dict(zip(self.places, range(len(self.places)), strict=True))

    @classmethod
    def of(cls, groups: Sequence[Group]) -> "Run":
        digits = b"".join(group.digits for group in groups)
        return cls(digits, [(group.start, group.end) for group in groups], [len(group.digits) for group in groups])

    def part(self, first: int, after: int) -> "Run":
        """The groups from `first` to the one before `after` as a run of their own."""
        if after - first == len(self.spans):
            return self
        digits = self.digits[self.places[first] : self.places[after]]
        return Run(digits, self.spans[first:after], self.lengths[first:after])

    def group(self, at: int) -> bytes:
        """The digits of one group."""
        return self.digits[self.places[at] : self.places[at + 1]]

    def window(self, at: int, length: int) -> int | None:
        """The group behind the last of those that from group `at` on make exactly `length` digits."""
        return self._group_at.get(self.places[at] + length)

    def births(self) -> list[int]:
        """The groups that a personal number may begin with: a birthday, and check digits that hold or a year of four.

        What is the same as before is not worked out again, since a long run is mostly a repeated one.
        """
        digits = self.digits
        begins = [(n, digits[place : place + LENGTH]) for n, place in enumerate(self.places)]
        dated = [(n, d) for n, d in begins if d[:4] in BIRTHDAYS]
        may = {d: d[4:6] in CENTURIES or (len(d) == LENGTH and valid(d)) for d in {d for _, d in dated}}
        return [n for n, d in dated if may[d]]

    def digits_from(self, at: int, length: int) -> bytes:
        """`length` digits from the start of group `at`."""
        return self.digits[self.places[at] : self.places[at] + length]

    def shape(self, at: int, after: int) -> tuple[int, ...]:
        """How many digits stand together in each of the groups."""
        return tuple(self.lengths[at:after])


def divided(text: str, groups: Sequence[Group]) -> list[list[Group]]:
    """The groups, divided where more than space and punctuation stands between them."""
    runs: list[list[Group]] = []
    for before, group in zip((None, *groups), groups, strict=False):
        if before and _joined(text, before, group):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def is_date(d: bytes) -> bool:
    """20260312, 12032026 and «20 26 03 12» are days, and «31.12 24 …» is no number to call."""
    year_first = d[:2] in CENTURIES and _day_of(d[6:8], d[4:6])
    year_last = d[4:6] in CENTURIES and _day_of(d[:2], d[2:4])
    return year_first or year_last


def _day_of(day: bytes, month: bytes) -> bool:
    number = month[0] * 10 + month[1]
    return 1 <= number <= len(DAYS_IN) and 1 <= day[0] * 10 + day[1] <= DAYS_IN[number - 1]

"""Finds personal numbers and the numbers that look like them, however they are spaced. Rules only; no number is kept."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dialogs.language.sifre import (
    CENTURIES,
    LENGTH,
    Group,
    digits_of,
    groups_of,
    is_date,
    plausible,
    rest,
    runs_of,
    valid,
    window,
)

Kind = Literal["fodselsnummer", "mulig_fodselsnummer", "kontonummer", "telefon", "epost", "helse_om_andre"]

FAR_APART = 40
ACCOUNT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
NATURAL = {
    (11,),
    (6, 5),
    (2, 2, 2, 5),
    (6, 3, 2),
    (6, 2, 3),
    (2, 2, 2, 3, 2),
    (4, 2, 5),
    (1,) * 11,
    (2, 2, 7),
    (7, 4),
    (8, 3),
    (5, 6),
}
ACCOUNT_SHAPE = (4, 2, 5)
PHONE_SHAPES = {(8,), (2, 2, 2, 2), (3, 2, 3), (4, 4), (3, 3, 2), (2, 3, 3)}
ACCOUNT_WORD = re.compile(r"konto|bank|iban|account|kid\b", re.IGNORECASE)
CASE_WORD = re.compile(r"(?:sak\w*|ark\w*|journalpost\w*|ordre\w*|faktura\w*|ref\w*|avvik\w*|avv|serie\w*|art\w*|ean|org\w*|case|order|nr\.? på \w+)[\s:.#-]{0,3}(?:nr|nummer|no)?[\s:.#-]{0,3}$", re.IGNORECASE)  # fmt: skip
NUMBER_WORD = re.compile(r"f(?:ø|o)dsels|person|fnr|pnr|d-?n(?:umme)?r|h-?n(?:umme)?r|\bpers", re.IGNORECASE)
AMOUNT = re.compile(r"^\s{0,2}(?:kr|kroner|nok|eur|mill|kg|meter|km|%|,-)", re.IGNORECASE)
MAIL_LEFT = re.compile(r"[\w.+%-]{1,64}$")
MAIL_RIGHT = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


@dataclass(frozen=True)
class Finding:
    """Something in a text that may not be kept as it is; `span` is its place in the text as it was written."""

    kind: Kind
    span: tuple[int, int]


def numbers(text: str) -> tuple[Finding, ...]:
    """Personal numbers, account numbers and phone numbers. What was taken as one is not looked at again."""
    found: list[Finding] = []
    for run in runs_of(text):
        found += _in_run(text, run)
    found += _apart(text, found)
    return tuple(sorted(found, key=lambda f: f.span))


def mails(text: str) -> tuple[Finding, ...]:
    """E-mail addresses."""
    found = []
    for at in (i for i, c in enumerate(text) if c in "@＠"):
        left = MAIL_LEFT.search(text, max(0, at - 64), at)
        right = MAIL_RIGHT.match(text, at + 1)
        if left and right:
            found.append(Finding("epost", (left.start(), right.end())))
    return tuple(found)


def _in_run(text: str, run: list[Group]) -> list[Finding]:
    """First what is certain, wherever in the run it starts; then what to ask about, in what is left."""
    sure, left = _walk(run, lambda part, at: _certain(text, part, at))
    found = sure
    for part in left:
        found += _walk(part, lambda groups, at: _asked(text, groups, at))[0]
    return found


def _walk(
    run: list[Group], read: Callable[[list[Group], int], tuple[Kind | None, int]]
) -> tuple[list[Finding], list[list[Group]]]:
    """Reads from the left and goes on behind what was found. Gives that, and the stretches between."""
    found: list[Finding] = []
    left: list[list[Group]] = [[]]
    at = 0
    while at < len(run):
        kind, taken = read(run, at)
        if kind is None:
            left[-1].append(run[at])
            at += 1
        else:
            found.append(Finding(kind, (run[at].start, run[at + taken - 1].end)))
            left.append([])
            at += taken
    return found, left


def _certain(text: str, run: list[Group], at: int) -> tuple[Kind | None, int]:
    """A number with a birthday and valid check digits: eleven digits, or thirteen with a year of four."""
    for length in (LENGTH, LENGTH + 2):
        groups = window(run, at, length)
        if groups:
            d = digits_of(groups)
            d = d if length == LENGTH else (*d[:4], *d[6:]) if d[4:6] in CENTURIES else ()
            if d and plausible(d) and valid(d) and not _account(text, groups):
                return "fodselsnummer", len(groups)
    return None, 1


def _account(text: str, groups: list[Group]) -> bool:
    shape = tuple(len(g.digits) for g in groups)
    return shape == ACCOUNT_SHAPE and bool(
        ACCOUNT_WORD.search(text, max(0, groups[0].start - FAR_APART), groups[0].start)
    )


def _asked(text: str, run: list[Group], at: int) -> tuple[Kind | None, int]:
    groups = window(run, at, LENGTH)
    before = text[max(0, run[at].start - FAR_APART) : run[at].start]
    if groups:
        kind = _eleven(digits_of(groups), tuple(len(g.digits) for g in groups), before)
        if kind:
            return kind, len(groups)
    if len(run[at].digits) > LENGTH and _inside(run[at].digits):
        return "mulig_fodselsnummer", 1
    return _phone(text, run, at, before)


def _eleven(d: Sequence[int], shape: tuple[int, ...], before: str) -> Kind | None:
    if shape not in NATURAL:
        return None
    if ACCOUNT_WORD.search(before) or shape == ACCOUNT_SHAPE:
        return "kontonummer"
    if plausible(d) and (NUMBER_WORD.search(before) or not CASE_WORD.search(before)):
        return "mulig_fodselsnummer"
    if rest(d, ACCOUNT_WEIGHTS) == 0 and not CASE_WORD.search(before):
        return "kontonummer"
    return "mulig_fodselsnummer" if NUMBER_WORD.search(before) else None


def _inside(d: Sequence[int]) -> bool:
    """A longer number that has a valid personal number glued into it."""
    return any(plausible(d[i:]) and valid(d[i : i + LENGTH]) for i in range(len(d) - LENGTH + 1))


def _phone(text: str, run: list[Group], at: int, before: str) -> tuple[Kind | None, int]:
    first = run[at].digits
    prefix = 1 if first[:4] in ((4, 7), (0, 0, 4, 7)) and at + 1 < len(run) else 0
    if (
        not prefix
        and len(first) in (10, 12)
        and first[-10:-8] == (4, 7)
        and (before.endswith("+") or first[:2] == (0, 0))
    ):
        return "telefon", 1
    groups = window(run, at + prefix, 8)
    if not groups:
        return ("telefon", 1) if before.endswith("+") and len(first) in range(9, 16) else (None, 1)
    if tuple(len(g.digits) for g in groups) not in PHONE_SHAPES or groups[0].digits[0] in (0, 1):
        return None, 1
    if prefix or not (
        CASE_WORD.search(before) or AMOUNT.match(text[groups[-1].end : groups[-1].end + 9]) or is_date(groups)
    ):
        return "telefon", len(groups) + prefix
    return None, 1


def _apart(text: str, taken: list[Finding]) -> list[Finding]:
    """«født 120385, personnummer 12345»: six digits and five, with words between them, that are valid together."""
    covered = {place for f in taken for place in range(*f.span)}
    groups = [g for g in groups_of(text) if g.start not in covered]
    found = []
    for a, b in itertools.pairwise(groups):
        d = (*a.digits, *b.digits)
        near = b.start - a.end <= FAR_APART
        if near and (len(a.digits), len(b.digits)) == (6, 5) and plausible(d) and valid(d):
            found.append(Finding("fodselsnummer", (a.start, b.end)))
    return found

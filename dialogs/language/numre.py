"""Finds personal numbers and the numbers that look like them, however they are spaced. Rules only; no number is kept."""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dialogs.language.sifre import CENTURIES, LENGTH, Run, groups_of, is_date, long_runs, plausible, rest, valid

Kind = Literal["fodselsnummer", "mulig_fodselsnummer", "kontonummer", "telefon", "epost", "helse_om_andre"]

FAR_APART = 40
SHORTEST = 8
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
PREFIXES = (bytes((4, 7)), bytes((0, 0, 4, 7)))
ABROAD = range(9, 16)
PHONE_SHAPES = {(8,), (2, 2, 2, 2), (3, 2, 3), (4, 4), (3, 3, 2), (2, 3, 3)}
ACCOUNT_WORD = re.compile(r"konto|bank|iban|account|kid\b", re.IGNORECASE)
# Read from the number backwards, so that only what stands right before it is looked at: «saksnr. », «AVV-2026-», «nr. på hylla ».
CASE_WORD = re.compile(
    r"[\s:.#-]{0,3}(?:(?:rn|remmun|on)[\s:.#-]{0,3})?(?:\w*(?:kas|kra|tsopnlanruoj|erdro|arutkaf|fer|kivva|eires|tra|gro)|vva|nae|esac|redro|\w+ åp \.?rn)",
    re.IGNORECASE,
)
SIX, FIVE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])"), re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
NUMBER_WORD = re.compile(r"f(?:ø|o)dsels|person|fnr|pnr|d-?n(?:umme)?r|h-?n(?:umme)?r|\bpers", re.IGNORECASE)
AMOUNT = re.compile(r"^\s{0,2}(?:kr|kroner|nok|eur|mill|kg|meter|km|%|,-)", re.IGNORECASE)
MAIL_LEFT = re.compile(r"[\w.+%-]{1,64}")
MAIL_RIGHT = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


@dataclass(frozen=True)
class Finding:
    """Something in a text that may not be kept as it is; `span` is its place in the text as it was written."""

    kind: Kind
    span: tuple[int, int]


def numbers(text: str) -> tuple[Finding, ...]:
    """Personal numbers, account numbers and phone numbers. What was taken as one is not looked at again."""
    found = [finding for run in long_runs(text, SHORTEST) for finding in _in_run(text, run)]
    return tuple(sorted((*found, *_apart(text, found)), key=lambda f: f.span))


def mails(text: str) -> tuple[Finding, ...]:
    """E-mail addresses."""
    found = []
    for at in (i for i, c in enumerate(text) if c in "@＠"):
        left = MAIL_LEFT.match(text[max(0, at - 64) : at][::-1])
        right = MAIL_RIGHT.match(text, at + 1)
        if left and right:
            found.append(Finding("epost", (at - left.end(), right.end())))
    return tuple(found)


def _in_run(text: str, run: Run) -> list[Finding]:
    """First what is certain, wherever in the run it starts; then what to ask about, in what is left."""
    if len(run.digits) < LENGTH:
        return _walk(text, run, range(len(run.spans)), _phone)[0]
    found, left = _walk(text, run, run.births(), _certain)
    for first, after in left:
        part = run.part(first, after)
        if len(part.digits) >= SHORTEST:
            found += _walk(text, part, range(len(part.spans)), _asked)[0]
    return found


def _walk(
    text: str, run: Run, starts: Iterable[int], read: Callable[[str, Run, int], tuple[Kind | None, int]]
) -> tuple[list[Finding], list[tuple[int, int]]]:
    """Reads from the left, at these groups, and goes on behind what was found. Gives that, and the stretches between."""
    found: list[Finding] = []
    left: list[tuple[int, int]] = []
    begun = 0
    for at in starts:
        if at < begun:
            continue
        kind, after = read(text, run, at)
        if kind is not None:
            found.append(Finding(kind, (run.spans[at][0], run.spans[after - 1][1])))
            left.append((begun, at))
            begun = after
    return found, [*left, (begun, len(run.spans))]


def _certain(text: str, run: Run, at: int) -> tuple[Kind | None, int]:
    """A number with a birthday and valid check digits: eleven digits, or thirteen with a year of four."""
    d = run.digits_from(at, LENGTH + 2)
    if len(d) < LENGTH:
        return None, at
    after = run.window(at, LENGTH)
    if after is not None and valid(d) and not _account(text, run, at, after):
        return "fodselsnummer", after
    if len(d) > LENGTH and d[4:6] in CENTURIES:
        after = run.window(at, LENGTH + 2)
        if after is not None and valid(d[:4] + d[6:]) and not _account(text, run, at, after):
            return "fodselsnummer", after
    return None, at


def _account(text: str, run: Run, at: int, after: int) -> bool:
    return run.shape(at, after) == ACCOUNT_SHAPE and bool(ACCOUNT_WORD.search(_before(text, run, at)))


def _before(text: str, run: Run, at: int) -> str:
    start = run.spans[at][0]
    # Inside a run are only digits and what joins them, and a word is looked for.
    return text[max(0, start - FAR_APART) : start] if start - FAR_APART < run.spans[0][0] else ""


def _asked(text: str, run: Run, at: int) -> tuple[Kind | None, int]:
    after = run.window(at, LENGTH)
    if after is not None and run.shape(at, after) in NATURAL:
        kind = _eleven(run.digits_from(at, LENGTH), run.shape(at, after), _before(text, run, at))
        if kind:
            return kind, after
    digits = run.group(at)
    if len(digits) > LENGTH and _inside(digits):
        return "mulig_fodselsnummer", at + 1
    return _phone(text, run, at)


def _eleven(d: bytes, shape: tuple[int, ...], before: str) -> Kind | None:
    if ACCOUNT_WORD.search(before) or shape == ACCOUNT_SHAPE:
        return "kontonummer"
    if plausible(d) and (NUMBER_WORD.search(before) or not _counted_as(before)):
        return "mulig_fodselsnummer"
    if rest(d, ACCOUNT_WEIGHTS) == 0 and not _counted_as(before):
        return "kontonummer"
    return "mulig_fodselsnummer" if NUMBER_WORD.search(before) else None


def _inside(d: bytes) -> bool:
    """A longer number that has a valid personal number glued into it."""
    return any(plausible(part) and valid(part) for part in {d[i : i + LENGTH] for i in range(len(d) - LENGTH + 1)})


def _phone(text: str, run: Run, at: int) -> tuple[Kind | None, int]:
    """A Norwegian number in one of the usual shapes, or a foreign one behind a plus."""
    first = run.group(at)
    plus = text[max(0, run.spans[at][0] - 1) : run.spans[at][0]] == "+"
    if (plus and len(first) in ABROAD) or (len(first) == len(PREFIXES[1]) + 8 and first[:4] == PREFIXES[1]):
        return "telefon", at + 1
    start = at + 1 if first in PREFIXES and at + 1 < len(run.spans) else at
    after = run.window(start, 8)
    if after is None or run.shape(start, after) not in PHONE_SHAPES or run.group(start)[0] in (0, 1):
        return None, at
    if start > at or not _counts_something_else(text, run, start, after):
        return "telefon", after
    return None, at


def _counted_as(before: str) -> bool:
    """Whether the text in front of a number says that it is the number of a case, an order or a thing."""
    return CASE_WORD.match(before[::-1]) is not None


def _counts_something_else(text: str, run: Run, at: int, after: int) -> bool:
    """Eight digits that are a case number, an amount or a date."""
    end = run.spans[after - 1][1]
    return bool(
        _counted_as(_before(text, run, at)) or AMOUNT.match(text[end : end + 9]) or is_date(run.digits_from(at, 8))
    )


def _apart(text: str, taken: Sequence[Finding]) -> list[Finding]:
    """«født 120385, personnummer 12345»: six digits and five, with words between them, that are valid together."""
    if text.isascii() and not (SIX.search(text) and FIVE.search(text)):
        return []
    covered = {place for f in taken for place in range(*f.span)}
    found = []
    for a, b in itertools.pairwise(g for g in groups_of(text) if g.start not in covered):
        if len(a.digits) == 6 and len(b.digits) == 5 and b.start - a.end <= FAR_APART:  # noqa: PLR2004 - a birthday and the rest
            d = a.digits + b.digits
            if plausible(d) and valid(d):
                found.append(Finding("fodselsnummer", (a.start, b.end)))
    return found

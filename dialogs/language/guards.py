"""The guards that look at a text before anything of it is stored, logged or shown to others (design 1, rules 5 and 6)."""

import functools
from collections.abc import Collection, Iterable

from dialogs.language import dorvakt, signaler
from dialogs.language.helse import others_health
from dialogs.language.lest import Lest, lest
from dialogs.language.numre import Finding, mails, numbers
from dialogs.language.signaler import Signal

__all__ = [
    "REMOVED",
    "Finding",
    "Signal",
    "emergency",
    "masked",
    "of_own_life",
    "own_life",
    "personal",
    "stops",
    "varsling",
]

REMOVED = "[fjernet]"
LIV = "liv"
STOPPING = frozenset({"fodselsnummer"})
NOT_A_NUMBER = frozenset({"helse_om_andre"})


def emergency(text: str | Lest, without: Collection[str] = ()) -> Signal | None:
    """What may be danger to life now. Recall first; a false one costs a button. The rules of `without` have been answered."""
    return dorvakt.listen("nod", lest(text), without)


def own_life(text: str | Lest, without: Collection[str] = ()) -> Signal | None:
    """Whether somebody may take his or her own life. `emergency` hears it too; the rules of `without` have been answered."""
    found = signaler.signals("nod").all(lest(text), without)
    return next((signal for signal in found if signal.subkind == LIV), None)


@functools.cache
def of_own_life() -> frozenset[str]:
    """The rules that hear it."""
    return frozenset(rule.id for rule in signaler.signals("nod").rules if rule.subkind == LIV)


def varsling(text: str | Lest, without: Collection[str] = ()) -> Signal | None:
    """What may be a report of wrongdoing (aml kap. 2 A). The text must then be kept nowhere until the person has chosen."""
    return dorvakt.listen("varsling", lest(text), without)


def personal(text: str | Lest) -> tuple[Finding, ...]:
    """What in the text may identify a person, in order of place.

    `fodselsnummer` (D-, H- and synthetic numbers too) is never kept. All the others are asked about: a number that only looks
    like one, account numbers, phone numbers, e-mail addresses, and words of health about a named or pointed-out other person.
    """
    read = lest(text)
    return tuple(sorted((*numbers(read.text), *mails(read.text), *others_health(read)), key=lambda f: f.span))


def stops(findings: Iterable[Finding]) -> bool:
    """Whether the text may not be stored even for a moment."""
    return any(finding.kind in STOPPING for finding in findings)


def masked(text: str, findings: Iterable[Finding]) -> str:
    """The text with every number and address of `findings` replaced. Words about health stay: they are for a person to rewrite."""
    parts: list[str] = []
    at = 0
    for finding in sorted((f for f in findings if f.kind not in NOT_A_NUMBER), key=lambda f: f.span):
        start, end = finding.span
        if start >= at:
            parts += [text[at:start], REMOVED]
        at = max(at, end)
    return "".join([*parts, text[at:]])

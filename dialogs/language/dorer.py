"""Hears which of the other doors a text may belong to (avvik.md 1). It points, it never decides: the answer is a question."""

import functools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from dialogs.language.lest import Lest, lest
from dialogs.language.lexicon import load
from dialogs.language.normalise import key
from dialogs.language.signaler import Signal, signals, varsling

Door = Literal["tredjeperson", "barn", "skole", "pasient", "strom", "ikt", "personvern", "klage", "forslag"]
FRONT = 5
ANNOUNCED = re.compile(
    r"\s*(?:(?:hei|hallo|hello|hi)[,.!]?\s+)?(?:(?:jeg|eg|æ|vi|me|i|we)\s+)?"
    r"(?:(?:har|vil|ønsker|ønskjer|have|would|want|like|gjerne|bare|berre|å|to|komme|kome|med|sende|senda|gi|gje|send|make|here'?s|her\s+er)\s+){0,6}"
    r"(?:(?:et|eit|en|ein|ett|a|an|nytt|new)\s+){0,2}"
    r"(?:forbedringsforslag|forbetringsforslag|betringsforslag|forbedring|forbetring|forslag|framlegg|id[eéè]|suggestion|idea|improvement suggestion)\b"
    r"(?:\s+(?:til|om|på|for|to)\s+(?:en\s+|ei\s+|an\s+)?(?:forbedring\w*|forbetring\w*|betring\w*|improvement\w*)\b)?"
    r"[\s:;,.!–—-]*(?:(?:om|til|på|for|about)\s+(?=\w))?",
    re.IGNORECASE,
)
PROPOSAL = re.compile(r"\s{0,3}(?:forslag|framlegg|suggestion)\s{0,2}:", re.IGNORECASE)


def doors(text: str | Lest, without: Collection[str] = ()) -> Mapping[str, Signal]:
    """The doors that the text speaks of, each with the first signal of it. The rules of `without` have been answered.

    A proposal counts only where it is what the text begins with.
    """
    read = lest(text)
    words = read.words
    said = " ".join(word.key for word in words)
    found: dict[str, Signal] = {}
    for rule, door in _whole().get(said, ()):
        if rule not in without:
            found[door] = Signal("dorer", rule, (words[0].start, words[-1].end), door)
    if PROPOSAL.match(read.text) and "forslag" not in without:
        found["forslag"] = Signal("dorer", "forslag", (words[0].start, words[0].end), "forslag")
    front = words[FRONT].start if len(words) > FRONT else len(read.text) + 1
    for signal in signals("dorer").all(read, without):
        if signal.subkind != "forslag" or signal.span[0] < front:
            found.setdefault(signal.subkind, signal)
    return found


def rules_of(door: str, read: Lest) -> tuple[str, ...]:
    """Every rule by which the text speaks of this door: one answer at the door is an answer to them all."""
    return tuple(signal.rule for signal in signals("dorer").all(read) if signal.subkind == door)


def proposed(text: str) -> str:
    """What is proposed, without the words that announce a proposal; empty when nothing else is told."""
    announced = ANNOUNCED.match(text)
    return text[announced.end() :].strip() if announced else text


def is_command(read: Lest) -> bool:
    """Is the whole line the name of a door («phishing»), with nothing told?"""
    return " ".join(word.key for word in read.words) in _whole()


def from_outside(heard: Mapping[str, Signal]) -> bool:
    """Do these doors say that a user, pupil or relative struck, threatened or harassed somebody at work?"""
    return "tredjeperson" in heard and not {"barn", "skole"} & heard.keys()


def third_party(text: str | Lest) -> bool:
    """Is the text about somebody from outside, and nobody else's door: no colleague, no leader, no other wrongdoing?"""
    read = lest(text)
    if not from_outside(doors(read)):
        return False
    wrong = varsling(read)
    return wrong is None or wrong.subkind == "trakassering"


@functools.cache
def _whole() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Lines that are a command by themselves: what the whole line says → rule and door."""
    found: dict[str, list[tuple[str, str]]] = {}
    for rule in load("dorer")["regler"]:
        for line in rule.get("hele", ()):
            found.setdefault(" ".join(map(key, str(line).split())), []).append((rule["id"], rule["slag"]))
    return found

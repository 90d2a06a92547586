"""interim"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    kind: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Signal:
    kind: str
    rule: str
    span: tuple[int, int]
    subkind: str = ""


def personal(text):
    return tuple(Finding("fodselsnummer", m.span()) for m in re.finditer(r"\b\d{6} ?\d{5}\b", text))


def stops(findings):
    return bool(findings)


def masked(text, findings):
    return re.sub(r"\b\d{6} ?\d{5}\b", "[fjernet]", text)


def emergency(text):
    return Signal("nod", "brenner", (0, 1)) if "brenner" in text else None


def varsling(text):
    return Signal("varsling", "varsl", (0, 1)) if "korrupsjon" in text else None

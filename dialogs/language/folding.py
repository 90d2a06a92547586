"""Folding and splitting of Norwegian words, so that «Aasen», «Åsen» and «asen» are the same key."""

import re
import unicodedata
from dataclasses import dataclass

_BOKSTAVER = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "ł": "l", "đ": "d"}
)
_MED_TALL = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_ORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Ordbit:
    """One word of a text: as written, folded, and its half-open span in the text."""

    tekst: str
    nokkel: str
    start: int
    slutt: int

    @property
    def stor(self) -> bool:
        """Written with a capital first letter."""
        return self.tekst[:1].isupper()


def fold(text: str) -> str:
    """Lower case, å=aa=a, ø=oe=o, æ=ae, accents off. For comparing only, never for showing."""
    if text.isascii():
        return text.lower().replace("aa", "a").replace("oe", "o")
    lowered = text.casefold().translate(_BOKSTAVER)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return plain.replace("aa", "a").replace("oe", "o").replace("’", "'")


def words(text: str, *, digits: bool = False) -> list[Ordbit]:
    """The words of a text in order. A hyphen separates words, so «Bjørn-Erik» is the same two words as «Bjørn Erik».

    `digits`: numbers are words too, for places such as «Avdeling 2».
    """
    return [
        Ordbit(m.group(), fold(m.group()), m.start(), m.end()) for m in (_MED_TALL if digits else _ORD).finditer(text)
    ]


def ordsett(text: str) -> frozenset[str]:
    """A set of folded words, written as running text."""
    return frozenset(fold(w) for w in text.split())

"""Brings what people type, paste and dictate to one shape, and remembers where in the original each piece stood."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

MENTION = re.compile(r"<at\b[^<>]{0,200}>[^<>]{0,200}</at>|<[@!#][A-Za-z0-9|^._ -]{1,80}>", re.IGNORECASE)
# The letters of a web address are a machine's: nobody has said them.
ADDRESS = re.compile(r"https?://[^\s<>«»\"]+", re.IGNORECASE)
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
SPACES = re.compile(r"\s+")
PIECE = re.compile(rf"({WORD.pattern})|[.!?…;\n]")
REPEATED = re.compile(r"(.)\1+")
LONGEST_WORD = 40
# 10,000 characters of any language are fewer words; a text with more is made of signs.
MOST_WORDS = 2500
QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
                       | dict.fromkeys("‐‑‒–—―−", "-"))  # fmt: skip
FOLDED = str.maketrans({"æ": "e", "ø": "o", "å": "a", "ö": "o", "ä": "e", "đ": "d", "ł": "l", "ß": "ss"})


class Token(NamedTuple):
    """A word as it was written (casefolded), its key for look-ups, its place in the original text and its sentence."""

    text: str
    key: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Normalised:
    """The cleaned text, and for each of its characters the place in the original (one more at the end)."""

    text: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the cleaned text came from."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def normalise(text: str) -> Normalised:
    """NFC, no mentions, no invisible marks, plain quotes and dashes. Spaces stay, so that places can be followed."""
    text = MENTION.sub(lambda found: " " * len(found[0]), text)
    if unicodedata.is_normalized("NFC", text):
        if not INVISIBLE.search(text):
            return Normalised(text.translate(QUOTES), range(len(text) + 1))
        # Composed already: every mark that is left out stands by itself.
        kept = [(c, i) for i, c in enumerate(text) if c.isascii() or not INVISIBLE.match(c)]
        return Normalised("".join(c for c, _ in kept).translate(QUOTES), (*(i for _, i in kept), len(text)))
    letters: list[str] = []
    places: list[int] = []
    for start, end in _clusters(text):
        piece = text[start:end]
        if not piece.isascii():
            piece = unicodedata.normalize("NFC", INVISIBLE.sub("", piece))
        letters.append(piece)
        places.extend([start] * len(piece))
    return Normalised("".join(letters).translate(QUOTES), (*places, len(text)))


def clean(text: str) -> str:
    """The text as a person would read it: normalised, with single spaces."""
    return SPACES.sub(" ", normalise(text).text).strip()


def without_addresses(text: str) -> str:
    """The text with spaces where its web addresses are, so that every place stays."""
    return ADDRESS.sub(lambda found: " " * len(found[0]), text) if "://" in text else text


def tokens(text: str) -> tuple[Token, ...]:
    """The words of the text in order, at most `MOST_WORDS`; not those of web addresses. Numbers are words too, punctuation only divides sentences."""
    clean_text = normalise(text)
    found: list[Token] = []
    keys: dict[str, str] = {}
    plain = isinstance(clean_text.places, range)
    sentence, ended = 0, False
    for piece in PIECE.finditer(without_addresses(clean_text.text)):
        word = piece[1]
        if word is None:
            ended = True
            continue
        if len(found) == MOST_WORDS:
            break
        if ended:
            sentence, ended = sentence + 1, False
        lower = word.casefold()
        folded = keys.get(lower)
        if folded is None:
            folded = keys[lower] = key(lower[:LONGEST_WORD])
        start, end = piece.span()
        if not plain:
            start, end = clean_text.original(start, end)
        found.append(Token(lower, folded, start, end, sentence))
    return tuple(found)


def key(word: str) -> str:
    """What two spellings of a word have in common: no case, no æøå (ae, oe, aa), no accents, no double letters.

    «brannn», «BRANN» and «bran» share a key, and so do «på» and «paa»: doubled consonants are what people most often get wrong.
    """
    folded = word.casefold().translate(FOLDED).replace("aa", "a").replace("oe", "o").replace("ae", "e")
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return folded if folded.isdigit() else REPEATED.sub(r"\1", folded)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Start and end of each character together with the combining marks that follow it."""
    starts = [i for i, c in enumerate(text) if i == 0 or not unicodedata.combining(c)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))

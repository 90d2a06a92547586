"""How much a text is like what people write in danger, with something to blow the whistle about, or when they want a command.

People tell of it without any of the listed words («vaktmesteren brøyter hos formannen i arbeidstida»), so trained readers stand
beside the lists. scripts/build_likhet.py trains them on lines of our own. They make the bot ask, or propose; they never decide.
"""

import itertools
from collections.abc import Mapping

from dialogs.language.categories.features import LONGEST, SAME, WORD, pieces
from dialogs.language.lineaer import load

LONGEST_WORD = 24


def marks(text: str) -> frozenset[str]:
    """What the readers see: words with their pieces, and pairs, gaps and triples of words. Small words count: «svarer ikke»."""
    words = _words(text)
    seen: set[str] = set()
    for word in words:
        seen.update(pieces(word))
    seen.update(f"{first} {second}" for first, second in itertools.pairwise(words))
    seen.update(f"{first} _ {third}" for first, third in zip(words, words[2:], strict=False))
    seen.update(f"{first} {second} {third}" for first, second, third in zip(words, words[1:], words[2:], strict=False))
    return frozenset(seen)


def _words(text: str) -> list[str]:
    found = ("0" if word[0].isdigit() else word[:LONGEST_WORD] for word in WORD.findall(text[:LONGEST].lower()))
    return [SAME.get(word, word) for word in found]


def signals(text: str) -> Mapping[str, float]:
    """For `nod` and `varsling`: over nought is rather one than not. About 0.4 ms for a usual message, bounded for a long one."""
    return load("signaler").scores(marks(text))[0]


def wishes(text: str) -> Mapping[str, float]:
    """The same for every intent; nothing where fewer than half of the words are known, for then nothing can be said."""
    reader, words = load("hensikter"), _words(text)
    known = sum(f"_{word}_" in reader.rows for word in words)
    return reader.scores(marks(text))[0] if words and 2 * known >= len(words) else {}

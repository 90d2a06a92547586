"""How much a text is like what people write in danger, with something to blow the whistle about, or when they want a command.

People tell of it without any of the listed words («vaktmesteren brøyter hos formannen i arbeidstida»), so trained readers stand
beside the lists. scripts/build_likhet.py trains them on lines of our own. They make the bot ask, or propose; they never decide.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from dialogs.language import signaler
from dialogs.language.categories.features import LONGEST, SAME, WORD, pieces
from dialogs.language.dates.lexicon import entries
from dialogs.language.lest import Lest, lest
from dialogs.language.lineaer import load

LONGEST_WORD = 24
# A word's beginning stands for all its endings; runs of letters go across words, for what is written apart or together.
STEM, RUN, LONGEST_RUNS = 7, 4, 400
NOT_A_LETTER = re.compile(r"[^\w?!]+")
# A text of so many words is one step longer, up to the longest step that is told apart.
STEP, LONGEST_STEP = 4, 8


def marks(text: str | Lest) -> frozenset[str]:
    """What the readers see: words with their pieces, and pairs, gaps and triples of words. Small words count: «svarer ikke»."""
    return lest(text).of(_marks)


def signs(text: str | Lest) -> frozenset[str]:
    """What the reader of danger and varsling sees: the marks, stems side by side, runs of letters across words, what the
    reviewed lists know, which words tell a time, and the length.
    """
    read = lest(text)
    timed = (entries().get(word.text, ()) for word in read.words if word.start < LONGEST)
    return marks(read).union(
        _stems(read.of(_words)),
        _runs(read.text),
        signaler.signals("nod").touched(read),
        signaler.signals("varsling").touched(read),
        (f"§tid:{kind}" for kinds in timed for kind in kinds),
        (f"§{sign}" for sign in "?!" if sign in read.text),
        (f"§lengde:{min(LONGEST_STEP, len(read.words) // STEP)}",),
    )


def _marks(read: Lest) -> frozenset[str]:
    words = read.of(_words)
    seen = {piece for word in set(words) for piece in pieces(word)}
    seen.update(f"{first} {second}" for first, second in itertools.pairwise(words))
    seen.update(f"{first} _ {third}" for first, third in zip(words, words[2:], strict=False))
    seen.update(f"{first} {second} {third}" for first, second, third in zip(words, words[1:], words[2:], strict=False))
    return frozenset(seen)


def _stems(words: Sequence[str]) -> Iterator[str]:
    stems = [word[:STEM] for word in words]
    for apart in (1, 2):
        yield from (f"{first}|{second}" for first, second in zip(stems, stems[apart:], strict=False))


def _runs(text: str) -> Iterator[str]:
    letters = f" {NOT_A_LETTER.sub(' ', text[:LONGEST_RUNS].lower())} "
    return (f"¤{letters[at : at + RUN]}" for at in range(len(letters) - RUN + 1))


def _words(read: Lest) -> list[str]:
    found = ("0" if word[0].isdigit() else word[:LONGEST_WORD] for word in WORD.findall(read.text[:LONGEST].lower()))
    return [SAME.get(word, word) for word in found]


def signals(text: str | Lest) -> Mapping[str, float]:
    """For `nod` and `varsling`: over nought is rather one than not. About 0.4 ms for a usual message, bounded for a long one."""
    return load("signaler").scores(signs(text))[0]


def wishes(text: str | Lest) -> Mapping[str, float]:
    """The same for every intent; nothing where fewer than half of the words are known, for then nothing can be said."""
    read, reader = lest(text), load("hensikter")
    words = read.of(_words)
    known = sum(f"_{word}_" in reader.rows for word in words)
    return reader.scores(marks(read))[0] if words and 2 * known >= len(words) else {}

"""Hears danger and possible varsling: by the reviewed lists, and by how like such messages a text is. It points, it never decides.

The lists go first. A text that has one of their words and is nothing like danger (or varsling) is left alone; one that has
none of the words, and is like it, is asked about, unless it is still more like a command.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from dialogs.language import likhet, signaler
from dialogs.language.kommandoer import listed
from dialogs.language.normalise import Token, tokens
from dialogs.language.phrases import phrasebook
from dialogs.language.signaler import NOW, Signal, SignalKind

LIKE = "likner"
# Words about taking one's own life are never explained away.
LIFE = "liv"
INTENTS: Mapping[SignalKind, str] = {"nod": "nodsituasjon", "varsling": "varsling"}
# What people write when they tell what happened, so that danger may well be in it.
TELLING = frozenset({"meld_avvik", *INTENTS.values()})
NOTHING, NOT_FOR_US = "none", 0.2
# How like danger, or a varsling, a text must be that has none of the words; and how much more when it is rather something else.
ALIKE: Mapping[SignalKind, float] = {"nod": -0.3, "varsling": -0.55}
MORE_FOR_A_COMMAND = 0.6
# A few words are soon like something.
MORE_WHEN_SHORT = 0.4
SHORT: Mapping[SignalKind, int] = {"nod": 5, "varsling": 6}
# A text that has a word of the list and is as unlike it as this, speaks of something else; too short a text tells too little.
UNLIKE = -1.8
COMMAND_ONLY = 0.8
# «meld avvik: …» says that it is a report, and nothing of what is reported.
COMMAND = re.compile(
    r"^\W*(?:(?:vil|skal|må|kan|jeg|eg)\s+)*(?:meld\w*\s+)?(?:(?:et|eit)\s+)?(?:avvik\w*|hendelse|hending|report)\s*[:,.–-]\s*",
    re.IGNORECASE,
)
FEWEST_WORDS, ENOUGH_TO_DOUBT = 3, 6
# A form takes 1500 characters; far longer texts are left to the lists, so that no text takes long.
LONGEST_LIKE = 4000


def heard(text: str, words: Sequence[Token] | None = None, without: Collection[str] = ()) -> Signal | None:
    """What the text may be, danger before varsling; None for nearly every text.

    `words` are its tokens, where the caller has them already; the rules of `without` have been answered.
    """
    words = tokens(text) if words is None else words
    return listen("nod", text, words, without) or listen("varsling", text, words, without)


def listen(kind: SignalKind, text: str, words: Sequence[Token], without: Collection[str] = ()) -> Signal | None:
    """The signal of one kind, if the text has it."""
    by_list = (signaler.emergency if kind == "nod" else signaler.varsling)(text, words, without)
    if len(text) > LONGEST_LIKE or len(words) < FEWEST_WORDS:
        return by_list
    score = likhet.signals(COMMAND.sub("", text, count=1))[kind]
    if by_list is not None:
        doubted = score < UNLIKE and by_list.subkind != LIFE and _speaks_of_something_else(words)
        return None if doubted else by_list
    least = ALIKE[kind] + (MORE_WHEN_SHORT if len(words) < SHORT[kind] else 0)
    if LIKE in without or score <= least or signaler.silenced(kind, words):
        return None
    if kind == "varsling" and signaler.emergency(text, words):
        return None  # danger comes first, and its words are not those of a varsling
    if score <= least + MORE_FOR_A_COMMAND and _is_something_else(text):
        return None
    if _is_all_command(text, words):
        return None
    return Signal(kind, LIKE, (words[0].start, words[-1].end), "annet")


def _speaks_of_something_else(words: Sequence[Token]) -> bool:
    return len(words) >= ENOUGH_TO_DOUBT and not any(word.text in NOW for word in words)


def _is_all_command(text: str, words: Sequence[Token]) -> bool:
    chosen = listed(text, words, None, phrasebook({}))
    return chosen.intent is not None and not chosen.rest and chosen.confidence >= COMMAND_ONLY


def _is_something_else(text: str) -> bool:
    """Is it rather a command, or none of Varde's business?"""
    scores = likhet.wishes(text)
    if not scores:
        return False
    best = max(scores, key=lambda intent: scores[intent])
    return scores[NOTHING] > NOT_FOR_US or best not in TELLING | {NOTHING}

"""Hears danger and possible varsling: by the reviewed lists, and by how like such messages a text is. It points, it never decides.

The lists go first. A text that has one of their words and is nothing like danger (or varsling) is left alone; one that has
none of the words, and is like it, is asked about, unless it is still more like a command.
"""

import re
from collections.abc import Collection, Mapping

from dialogs.language import likhet, signaler
from dialogs.language.kommandoer import listed
from dialogs.language.lest import Lest
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
ALIKE: Mapping[SignalKind, float] = {"nod": -0.25, "varsling": -0.38}
MORE_FOR_A_COMMAND = 0.6
# A few words are soon like something.
MORE_WHEN_SHORT = 0.4
SHORT: Mapping[SignalKind, int] = {"nod": 5, "varsling": 6}
# A text that has a word of the list and is as unlike it as this, speaks of something else; too short a text tells too little.
UNLIKE: Mapping[SignalKind, float] = {"nod": -0.5, "varsling": -0.7}
# A text of which a guard silenced the list's word is asked about all the same when it is as like as this.
ALIKE_THOUGH_SILENCED: Mapping[SignalKind, float] = {"nod": 0.3, "varsling": 0.5}
# So much more like a varsling than like danger must a text with a word of danger be.
RATHER_VARSLING = 0.3
COMMAND_ONLY = 0.8
# «meld avvik: …» says that it is a report, and nothing of what is reported.
COMMAND = re.compile(
    r"^\W*(?:(?:vil|skal|må|kan|jeg|eg)\s+)*(?:meld\w*\s+)?(?:(?:et|eit)\s+)?(?:avvik\w*|hendelse|hending|report)\s*[:,.–-]\s*",
    re.IGNORECASE,
)
FEWEST_WORDS, ENOUGH_TO_DOUBT = 3, 6
# A form takes 1500 characters; far longer texts are left to the lists, so that no text takes long.
LONGEST_LIKE = 4000


def heard(read: Lest, without: Collection[str] = ()) -> Signal | None:
    """What the text may be; None for nearly every text. The rules of `without` have been answered.

    Danger comes before varsling, unless the text has none of danger's words and is more like a varsling.
    """
    danger = listen("nod", read, without)
    if danger is None or danger.rule != LIKE or not _rather_varsling(read):
        return danger or listen("varsling", read, without)
    return listen("varsling", read, without) or danger


def listen(kind: SignalKind, read: Lest, without: Collection[str] = ()) -> Signal | None:
    """The signal of one kind, if the text has it."""
    by_list = (signaler.emergency if kind == "nod" else signaler.varsling)(read, without)
    words = read.words
    if len(read.text) > LONGEST_LIKE or len(words) < FEWEST_WORDS:
        return by_list
    if by_list is not None:
        certain = by_list.subkind == LIFE or _in_many_words(kind, read)
        return None if not certain and _speaks_of_something_else(kind, read) else by_list
    score = read.of(_alike)[kind]
    least = ALIKE[kind] + (MORE_WHEN_SHORT if len(words) < SHORT[kind] else 0)
    if score <= least or _answered(kind, read, without):
        return None
    if score <= ALIKE_THOUGH_SILENCED[kind] and signaler.silenced(kind, read):
        return None
    if kind == "varsling" and signaler.emergency(read) and not _rather_varsling(read, RATHER_VARSLING):
        return None  # danger comes first, and its words are seldom those of a varsling
    if score <= least + MORE_FOR_A_COMMAND and read.of(_is_something_else):
        return None
    if read.of(_is_all_command):
        return None
    return Signal(kind, LIKE, (words[0].start, words[-1].end), "annet")


def _alike(read: Lest) -> Mapping[str, float]:
    told = COMMAND.sub("", read.text, count=1)
    return likhet.signals(read if told == read.text else told)


def _answered(kind: SignalKind, read: Lest, without: Collection[str]) -> bool:
    """Where a word of the list has been answered, likeness has nothing to add."""
    return LIKE in without or any(signal.rule in without for signal in signaler.signals(kind).all(read))


def _in_many_words(kind: SignalKind, read: Lest) -> bool:
    """Two rules of the list heard danger: that is no chance, and a missed one is the worst error."""
    return kind == "nod" and len({signal.rule for signal in signaler.signals(kind).all(read)}) > 1


def _speaks_of_something_else(kind: SignalKind, read: Lest) -> bool:
    soon = len(read.words) < ENOUGH_TO_DOUBT or any(word.text in NOW for word in read.words)
    return not soon and read.of(_alike)[kind] < UNLIKE[kind]


def _rather_varsling(read: Lest, by: float = 0.0) -> bool:
    scores = read.of(_alike)
    return scores["varsling"] > scores["nod"] + by


def _is_all_command(read: Lest) -> bool:
    chosen = listed(read, None, phrasebook({}))
    return chosen.intent is not None and not chosen.rest and chosen.confidence >= COMMAND_ONLY


def _is_something_else(read: Lest) -> bool:
    """Is it rather a command, or none of Varde's business?"""
    scores = read.of(likhet.wishes)
    if not scores:
        return False
    best = max(scores, key=lambda intent: scores[intent])
    return scores[NOTHING] > NOT_FOR_US or best not in TELLING | {NOTHING}

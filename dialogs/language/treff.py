"""Finds the phrases of the commands in a message, and says how far each may be trusted where it stands."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.language.lexicon import Match
from dialogs.language.normalise import Token, key
from dialogs.language.phrases import Phrase, Phrasebook

BASE = {"hele": 1.0, "egne": 0.97, "prefiks": 0.98, "starter": 0.9, "kort": 0.85, "i": 0.82, "hendelse": 0.66}
PER_STRAY_WORD = {"starter": 0.02, "kort": 0.03, "i": 0.025}
PER_WORD = 0.02
MOST_FOR_WORDS = 0.12
STRAY_IN_SHORT = 3
FRONT = 80
LABEL = re.compile(r"\s{0,3}(?:(?:nr\.?\s?)?\d{1,4}(?:\s?/\s?\d{2,4})?)?\s{0,3}[:–—-]")
CLAUSE = re.compile(r"[,;:.!?]")
NOT = frozenset(map(key, ("ikke", "ikkje", "ikj", "kje", "itj", "itte", "not", "aldri", "don't")))
ASKING = frozenset(map(key, ("er", "ble", "når", "hvem", "kven", "hvorfor", "kvifor", "is", "was", "when", "skal", "må", "bør", "hvis", "viss", "dersom", "if")))  # fmt: skip
TOLD = "meld_avvik"
ACTING = frozenset(("marker_utfort", "tiltak_ferdig", "avslutt_mote"))


@dataclass(frozen=True)
class Hit:
    """A phrase in the text, with how far it may be trusted there (about 0–1.1)."""

    phrase: Phrase
    match: Match
    score: float


@dataclass(frozen=True)
class Seen:
    """What a message shows: hits, the buttons that single words suggest, and whether it is talk that Varde has no part in."""

    hits: tuple[Hit, ...]
    buttons: tuple[tuple[str, ...], ...]
    talk: bool


@dataclass(frozen=True)
class Message:
    """The words of a text, and how many words with a meaning of their own stand before each place."""

    text: str
    words: Sequence[Token]
    content: Sequence[int]


def look(text: str, words: Sequence[Token], book: Phrasebook) -> Seen:
    """Every phrase that counts where it stands. A command stands in front: words behind the first `FRONT` only count as stray."""
    matches = book.lexicon.find(words[:FRONT])
    found = [(m, phrase) for m in matches if (phrase := book.phrases.get(m.phrase))]
    filler = {m.first for m, phrase in found if phrase.place == "fyll"}
    counts = itertools.accumulate((n not in filler for n in range(len(words))), initial=0)
    message = Message(text, words, tuple(counts))
    scored = ((m, phrase, _score(phrase, m, message)) for m, phrase in found if phrase.place in BASE)
    hits = tuple(Hit(phrase, m, score) for m, phrase, score in scored if score is not None)
    buttons = tuple(book.buttons[m.phrase] for m in matches if m.phrase in book.buttons)
    return Seen(hits, buttons, any(phrase.place == "prat" for _, phrase in found))


def _score(phrase: Phrase, match: Match, message: Message) -> float | None:
    """How far the phrase may be trusted here, or None when it does not count in this place."""
    before = message.content[match.first]
    covered = message.content[match.after] - before
    stray = message.content[-1] - covered
    if not _fits(phrase, match, message, before, stray) or _only_asks(phrase, message.words, match):
        return None
    if phrase.intent == TOLD and before == 0 and LABEL.match(message.text, message.words[match.after - 1].end):
        stray = 0  # «meld avvik: …» is a command, however long what follows it is
    if (not phrase.negative and _negated(message, match)) or _empty_name(phrase, match, message):
        return None
    return (
        BASE[phrase.place]
        + min(MOST_FOR_WORDS, PER_WORD * max(1, covered))
        - PER_STRAY_WORD.get(phrase.place, 0) * stray
    )


def _fits(phrase: Phrase, match: Match, message: Message, before: int, stray: int) -> bool:
    match phrase.place:
        case "hele":
            return stray == 0
        case "prefiks":
            return before == 0 and LABEL.match(message.text, message.words[match.after - 1].end) is not None
        case "starter" | "egne":
            return before == 0
        case "kort":
            return stray <= STRAY_IN_SHORT
        case _:
            return True


def _empty_name(phrase: Phrase, match: Match, message: Message) -> bool:
    """A `_` stands for a name or a thing: «Kari kan ta den» gives a task away, «jeg kan ta den» does not."""
    slots = phrase.text.split()
    fixed = slots[: slots.index("..")] if ".." in slots else slots
    places = [match.first + n for n, slot in enumerate(fixed) if slot == "_"]
    return any(message.content[n] == message.content[n + 1] for n in places)


def _negated(message: Message, match: Match) -> bool:
    """A «not» inside the phrase, right behind it, or up to two words before it with no comma between."""
    words, first = message.words, match.first
    while first > max(0, match.first - 2) and not CLAUSE.search(message.text, words[first - 1].end, words[first].start):
        first -= 1
    return any(word.key in NOT for word in words[first : match.after + 1])


def _only_asks(phrase: Phrase, words: Sequence[Token], match: Match) -> bool:
    """«Er vernerunden gjennomført?» and «når er møtet slutt» ask; they do not say that it is so."""
    return phrase.intent in ACTING and words[0].key in ASKING and match.first <= STRAY_IN_SHORT and len(words) > 1

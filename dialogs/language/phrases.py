"""The phrases of every command, from data/phrases.yaml and from the kommune's own configuration, ready for look-ups."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dialogs.language.lexicon import Lexicon, load
from dialogs.language.normalise import key

Place = Literal["hele", "prefiks", "starter", "kort", "i", "hendelse", "prat", "fyll", "egne"]
LANGUAGES = ("nb", "nn", "en")
EVENT = "meld_avvik"


@dataclass(frozen=True)
class Phrase:
    """One phrase: whose it is, where in a message it counts, whether it says «not» itself, and of which language it is."""

    intent: str
    place: Place
    text: str
    negative: bool
    language: str = ""


@dataclass
class Phrasebook:
    """All phrases, by their number in the lexicon, and which buttons a single word suggests."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    phrases: dict[int, Phrase] = field(default_factory=dict)
    buttons: dict[int, tuple[str, ...]] = field(default_factory=dict)
    beats: dict[str, tuple[str, ...]] = field(default_factory=dict)
    usual: tuple[str, ...] = ()
    sets: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def add(self, intent: str, place: Place, phrases: Sequence[object], language: str = "") -> None:
        """Takes up phrases of an intent."""
        for phrase in map(str, phrases):
            negative = any(w in phrase.split() for w in ("@ikke", "ikke", "ikkje", "nei", "don't", "not", "never"))
            self.phrases[self.lexicon.add(phrase, self.sets)] = Phrase(intent, place, phrase, negative, language)


def phrasebook(extra: Mapping[str, Sequence[str]]) -> Phrasebook:
    """The phrases with the kommune's own added: intent → phrases that may start a message or be all of it."""
    return _built(tuple(sorted((intent, tuple(phrases)) for intent, phrases in extra.items())))


def intents() -> tuple[str, ...]:
    """Every intent that has phrases, in the order of the file."""
    return tuple(_data()["kommandoer"])


def clashes(extra: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What is wrong with the kommune's own words: an unknown command, or a phrase that belongs to another command already."""
    owners: dict[str, set[str]] = {}
    for intent, phrase in [*_all_phrases(), *((i, p) for i, ps in extra.items() for p in ps)]:
        owners.setdefault(shape(phrase), set()).add(intent)
    unknown = [f"{intent}: ukjent kommando" for intent in extra if intent not in intents()]
    return (*unknown, *(f"{phrase}: {', '.join(sorted(of))}" for phrase, of in sorted(owners.items()) if len(of) > 1))


def owners(phrase: str) -> frozenset[str]:
    """The commands that have this very phrase."""
    return _owners().get(shape(phrase), frozenset())


@functools.cache
def _owners() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for intent, phrase in _all_phrases():
        found[shape(phrase)] = found.get(shape(phrase), frozenset()) | {intent}
    return found


@functools.cache
def _data() -> dict[str, dict[str, dict[str, dict[str, list[str]]]]]:
    data: dict[str, dict[str, dict[str, dict[str, list[str]]]]] = load("phrases")
    return data


def _all_phrases() -> list[tuple[str, str]]:
    return [
        (intent, str(phrase))
        for intent, languages in _data()["kommandoer"].items()
        for places in languages.values()
        for phrases in places.values()
        for phrase in phrases
    ]


def shape(phrase: str) -> str:
    """What two ways of writing a phrase have in common."""
    return " ".join(word if word[0] in "@<" or "/" in word else key(word) for word in phrase.split())


@functools.lru_cache(maxsize=16)
def _built(extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrasebook:
    data: Mapping[str, Mapping[str, object]] = _data()
    sets: Mapping[str, Sequence[str]] = data["sets"]  # type: ignore[assignment]  # the tests of the file hold its shape
    book = Phrasebook(sets=sets)
    for intent, languages in _data()["kommandoer"].items():
        for language, places in languages.items():
            for place, phrases in places.items():
                book.add(intent, place, phrases, language)  # type: ignore[arg-type]  # the tests of the file hold its places
    _add_words(book, data)
    for intent, own in extra:
        book.add(intent, "egne", own)
    return book


def _add_words(book: Phrasebook, data: Mapping[str, object]) -> None:
    words: Mapping[str, Mapping[str, Sequence[str]]] = data  # type: ignore[assignment]  # as above
    book.lexicon.guess(words["skrivefeil"])
    book.add(EVENT, "hendelse", words["hendelser"]["si"])
    book.add("none", "prat", words["prat"]["si"])
    book.add("", "fyll", tuple(words["fyllord"]))
    book.usual = tuple(words["vanlige_knapper"])
    book.beats = {intent: tuple(losers) for intent, losers in words["vinner"].items() if intent != "hvorfor"}
    for word, suggested in words["ord"].items():
        if word != "hvorfor":
            book.buttons[book.lexicon.add(word, book.sets)] = tuple(suggested)

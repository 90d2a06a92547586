"""What a message asks Varde to do, by the listed phrases. Acting wrongly is worse than asking: below the confidence it asks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.language.lest import Lest
from dialogs.language.normalise import Token, clean, key, normalise
from dialogs.language.phrases import Phrasebook
from dialogs.language.treff import ASKING, STRAY_IN_SHORT, Hit, Seen, look

SURE_ENOUGH = 0.6
CLOSE = 0.1
SUGGESTIONS = 3
CASE = re.compile(r"\bavv(?:ik(?:et)?)?\.?[\s-]{0,3}(?:nr\.?\s{0,2})?(?:19|20)\d\d[-/ ]{1,3}\d{1,6}\b", re.IGNORECASE)
NAMED = re.compile(
    r"^\W*(?i:hvem|kven|hem|kem|who) (?i:er|e|is) (?P<navn>[^\W\d_a-zæøå][\w'-]{2,30}(?: [^\W\d_a-zæøå][\w'-]{1,30}){1,3})\W*$"
)
HANDLE_WORDS = ("behandle", "behandl", "behandel", "behandler", "handsam", "handsame", "lukk", "lukke", "bekreft", "bekrefte", "stadfest", "handle", "close", "confirm")  # fmt: skip
HANDLE = frozenset(map(key, HANDLE_WORDS))
LEADING = re.compile(r"^[\s:;,.!–—-]+|^(?:på|om|at|med|for|about|that|fra|frå)\s+", re.IGNORECASE)
WITH_TEXT = frozenset(
    (
        "meld_avvik",
        "vedtak",
        "tiltak",
        "sak",
        "varsling",
        "utsett",
        "deleger",
        "hvem_er",
        "vis_avvik",
        "behandle_avvik",
        "sprak",
    )
)
WITH_OWN_WORDS = frozenset(("meld_avvik", "vedtak", "tiltak", "sak", "hilsen"))
MORE_BUTTONS = ("mine_avvik", "arshjul")


@dataclass(frozen=True)
class IntentReading:
    """`intent` is None when Varde should ask; then `suggestions` are the three buttons, likeliest first.

    `confidence` is 0–1 and acts from `SURE_ENOUGH`. `rule` names what was recognised. `rest` is the text without the
    command («meld avvik: skled på isen» → «skled på isen»); it may be what is to be reported and is never logged.
    """

    intent: str | None
    suggestions: tuple[str, ...]
    confidence: float
    rule: str
    rest: str


def listed(read: Lest, lang: str | None, book: Phrasebook) -> IntentReading:
    """The reading by the phrases alone."""
    text, words = read.text, read.words
    if not words:
        return _without_words(clean(text), book)
    seen = look(text, words, book)
    ranked = sorted(seen.hits, key=lambda h: (-h.score, h.phrase.language != lang, h.match.first))
    return _case(text, words, ranked) or _named(text, ranked) or _chosen(text, words, ranked, seen, book)


def _without_words(whole: str, book: Phrasebook) -> IntentReading:
    if whole and set(whole) <= set("? "):
        return IntentReading("hjelp", (), 0.9, "spørsmålstegn", "")
    return IntentReading(None, book.usual, 0.0, "tom", whole)


def _case(text: str, words: Sequence[Token], ranked: list[Hit]) -> IntentReading | None:
    """A full case number says which case, whatever stands around it, unless the line gives a tiltak or a vedtak."""
    case = CASE.search(normalise(text).text)
    if case is None or (ranked and ranked[0].phrase.intent in ("tiltak", "vedtak")):
        return None
    handles = any(word.key in HANDLE for word in words)
    return IntentReading("behandle_avvik" if handles else "vis_avvik", (), 0.97, "saksnummer", case[0])


def _named(text: str, ranked: list[Hit]) -> IntentReading | None:
    """«Hvem er Terje Nilsen»: a question with a name of two words or more is about that person."""
    asked = None if ranked else NAMED.match(normalise(text).text)
    return IntentReading("hvem_er", (), 0.9, "hvem:navn", asked["navn"]) if asked else None


def _chosen(text: str, words: Sequence[Token], ranked: list[Hit], seen: Seen, book: Phrasebook) -> IntentReading:
    whole = clean(text)
    if not ranked and seen.talk:
        return IntentReading("none", (), 0.7, "prat", whole)
    buttons = _suggestions(ranked, seen, book)
    if not ranked or ranked[0].score < SURE_ENOUGH or (seen.talk and _may_be_talk(text, words, ranked[0])):
        return IntentReading(None, buttons, min(ranked[0].score, 0.5) if ranked else 0.0, "usikker", whole)
    best = _winner(ranked, book.beats)
    if best is None:
        return IntentReading(None, buttons, ranked[0].score / 2, "tvetydig", whole)
    rule = f"{best.phrase.place}:{best.phrase.text}"
    return IntentReading(best.phrase.intent, (), min(best.score, 1.0), rule, _rest(text, words, best))


def _may_be_talk(text: str, words: Sequence[Token], hit: Hit) -> bool:
    """«Skal vi utsette lunsjen» has the words of a command, and is none; what is told as having happened is no talk."""
    if hit.phrase.place == "hendelse":
        return "?" in text or words[0].key in ASKING
    return hit.phrase.place in ("i", "kort") or (
        hit.phrase.place == "starter" and hit.phrase.intent not in WITH_OWN_WORDS
    )


def _winner(ranked: list[Hit], beats: Mapping[str, tuple[str, ...]]) -> Hit | None:
    """The best hit, or the one that the list says is meant when both are close; None when nothing tells them apart."""
    best = ranked[0]
    close = [h for h in ranked if h.score >= best.score - CLOSE and h.phrase.intent != best.phrase.intent]
    for hit in close:
        if best.phrase.intent in beats.get(hit.phrase.intent, ()):
            return hit
    alike = {h.phrase.intent for h in close if h.score == best.score and h.phrase.language == best.phrase.language}
    return None if alike - set(beats.get(best.phrase.intent, ())) else best


def _suggestions(ranked: list[Hit], seen: Seen, book: Phrasebook) -> tuple[str, ...]:
    by_word = [intent for some in seen.buttons for intent in some]
    return tuple(dict.fromkeys([*(h.phrase.intent for h in ranked), *by_word, *book.usual, *MORE_BUTTONS]))[
        :SUGGESTIONS
    ]


def _rest(text: str, words: Sequence[Token], hit: Hit) -> str:
    """What the person says beside the command: what follows it, or what stood before it when nothing follows."""
    if hit.phrase.place == "hendelse":
        return clean(text)
    if hit.phrase.intent not in WITH_TEXT:
        return ""
    after = _trimmed(text[words[hit.match.after - 1].end :])
    if after or hit.match.first <= STRAY_IN_SHORT:
        return after
    return _trimmed(text[: words[hit.match.first].start])


def _trimmed(text: str) -> str:
    cut = clean(text)
    for _ in range(3):
        cut = LEADING.sub("", cut, count=1)
    return cut if any(c.isalnum() for c in cut) else ""

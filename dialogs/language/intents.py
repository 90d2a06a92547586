"""What a message asks Varde to do, in the order of design 8: danger and varsling, listed phrases, what it is most like.

Acting wrongly is worse than asking: a text that is like two things is asked about, and so is one whose listed phrase is unlike it.
"""

from collections.abc import Mapping, Sequence

from dialogs.language import dorvakt
from dialogs.language.dorvakt import INTENTS, LIKE, LONGEST_LIKE, NOTHING
from dialogs.language.kommandoer import SUGGESTIONS, IntentReading, listed
from dialogs.language.lest import Lest, lest
from dialogs.language.likhet import wishes
from dialogs.language.normalise import Token, clean, without_addresses
from dialogs.language.phrases import phrasebook
from dialogs.language.treff import ASKING

__all__ = ["LIKE", "IntentReading", "read"]

NO_COMMAND = frozenset((*INTENTS.values(), NOTHING))
# How like a command a text must be that has none of its phrases, and how much more than like any other.
LIKELY, AHEAD = -0.3, 0.4
# A few words are soon like a report, and tell too little to be one.
TOLD, LIKELY_TOLD, AHEAD_TOLD, FEWEST_TOLD = "meld_avvik", 0.6, 0.6, 4
# How much more it must be like another command than the one whose phrase it has, before Varde asks instead; and from when it is near.
RATHER, NEAR = 0.7, -0.6
FIXED = 0.9
# Under what the engine calls sure: inside a form, what is only like a command is an answer.
GUESSED = 0.7
# These change something, so a question, a denial or a doubt is never taken for one of them.
CHANGING = frozenset(
    ("marker_utfort", "tiltak_ferdig", "avslutt_mote", "vedtak", "tiltak", "avbryt", "deleger", "utsett")
)
DOUBTS = frozenset(
    [
        "ikke",
        "ikkje",
        "ikkj",
        "ikj",
        "itj",
        "itte",
        "kje",
        "nei",
        "not",
        "never",
        "don't",
        "dont",
        "kanskje",
        "noe",
        "noko",
        "nokke",
        "nåkka",
        "maybe",
        "something",
    ]
)


def read(
    text: str | Lest, lang: str | None = None, extra_phrases: Mapping[str, Sequence[str]] = {}, *, doors: bool = True
) -> IntentReading:
    """Reads one message. `lang` (nb, nn, en) only breaks ties; every language is always understood.

    `extra_phrases` are the kommune's own words, intent → phrases. `doors` False: danger and varsling have been asked about
    already, so what stands around them is read. Nothing is raised on any text.
    """
    message = lest(text)
    signal = dorvakt.heard(message) if doors else None
    if signal:
        return IntentReading(INTENTS[signal.kind], (), 0.99, f"{signal.kind}:{signal.rule}", clean(message.text))
    chosen = listed(message, lang, phrasebook(extra_phrases))
    told = lest(without_addresses(message.text)) if "://" in message.text else message
    scores = told.of(wishes) if message.words and len(message.text) <= LONGEST_LIKE else {}
    return _weighed(message, chosen, scores) if scores else chosen


def _weighed(message: Lest, chosen: IntentReading, scores: Mapping[str, float]) -> IntentReading:
    """What the phrases say, beside what the text is like."""
    best, second = sorted(scores, key=lambda intent: -scores[intent])[:2]
    if chosen.intent is None:
        least, ahead = (LIKELY_TOLD, AHEAD_TOLD) if best == TOLD else (LIKELY, AHEAD)
        unsure = scores[best] <= least or scores[best] - scores[second] < ahead
        if unsure or best in NO_COMMAND or _too_little(best, message.text, message.words):
            return _asked(chosen, scores)
        return IntentReading(best, (), GUESSED, f"{LIKE}:{best}", clean(message.text))
    behind = scores[best] - scores.get(chosen.intent, scores[best])
    if chosen.intent != NOTHING and chosen.confidence < FIXED and behind > RATHER and scores[best] > NEAR:
        return _asked(chosen, scores)
    return chosen


def _too_little(intent: str, text: str, words: Sequence[Token]) -> bool:
    if intent == TOLD:
        return len(words) < FEWEST_TOLD
    if intent not in CHANGING:
        return False
    return "?" in text or words[0].key in ASKING or any(word.text in DOUBTS for word in words)


def _asked(chosen: IntentReading, scores: Mapping[str, float]) -> IntentReading:
    """The three buttons, with what the text is most like among them."""
    near = [i for i in sorted(scores, key=lambda i: -scores[i]) if scores[i] > NEAR and i not in NO_COMMAND]
    own = [chosen.intent] if chosen.intent else []
    buttons = tuple(dict.fromkeys([*near[:2], *own, *chosen.suggestions]))[:SUGGESTIONS]
    return IntentReading(None, buttons, min(chosen.confidence, 0.5), "usikker", chosen.rest)

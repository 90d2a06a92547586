"""What somebody wants: interim phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PHRASES = {
    "meld_avvik": ("meld avvik", "melde avvik", "meld fra", "report incident"),
    "mine_avvik": ("mine avvik", "avvika mine", "my incidents"),
    "vis_avvik": ("vis sak", "vis avvik", "show case"),
    "hjelp": ("hjelp", "help"),
    "avbryt": ("avbryt", "cancel"),
    "tilbake": ("tilbake", "attende", "back"),
    "sprak": ("språk", "nynorsk", "bokmål", "english", "language"),
    "personvern": ("personvern", "privacy"),
    "hilsen": ("hei", "hallo", "hello"),
}


@dataclass(frozen=True)
class IntentReading:
    intent: str | None
    suggestions: tuple[str, ...]
    confidence: float
    rule: str
    rest: str


def read(text: str, lang: str | None = None, extra_phrases: Mapping[str, Sequence[str]] = {}) -> IntentReading:
    folded = text.strip().casefold()
    if folded.startswith("avv-"):
        return IntentReading("vis_avvik", (), 1, "nummer", text.strip())
    for intent, phrases in PHRASES.items():
        for phrase in phrases:
            if folded.startswith(phrase):
                return IntentReading(intent, (), 1, phrase, text.strip()[len(phrase) :].strip(" :-"))
    return IntentReading(None, ("meld_avvik", "mine_avvik", "hjelp"), 0, "", text)

"""The phrase in a report that says where it happened, as the person wrote it; which unit it is, the directory knows."""

import re
from dataclasses import dataclass
from functools import cache

from dialogs.language.lexicon import load

LONGEST = 1500
LETTER = "A-Za-zÆØÅæøåÉéÖöÄä"
# «rom» doubles its m: rommet, rommene.
ENDING = "(?:m?(?:en|et|a|n|ene|ane|ne|t|er|ar|s))?"
DEFINITE = "m?(?:en|et|a|n|ene|ane|ne|na)"
# «rom 214», «avd. 3», «2. etasje», «fv 42»: a number makes them a place without any preposition.
NUMBERED = (
    r"(?i:\b(?:rom|etg\.?|etasje|kontor|klasserom|møterom|grupperom|avd(?:eling)?\.?|bygg|blokk|fløy|hall|post|gang|paviljong|brakke|bad|brygge|kai|port|heis|sal|room)"
    r"(?: nr\.?)? ?(?:\d{1,4}[a-z]?|(?-i:[A-ZÆØÅ])\d{0,3})\b(?! ?[./:] ?\w)"
    r"|\bavd(?:eling)?\.? (?-i:[A-ZÆØÅ])\w+"
    r"|\b\d{1,2}\. ?(?:etasje|etg\.?|etasjen)|(?:første|fyrste|andre|tredje|fjerde) (?:etasje|etg)\w*"
    r"|\b(?:fv|rv|e|kv)\.? ?\d{1,4}\b)"
)
# «Fossveien», «Storgata 12».
STREET = r"\b(?!Rømning|Gang|Sykkel|Fylkes|Riks|Kommune|Adkomst|Parkering|Leke|Bygge|Anlegg)[A-ZÆØÅ][A-Za-zÆØÅæøå]*(?:veien|vegen|gata|gaten|gate|svingen|bakken|torget|plassen|stien)(?: \d{1,4}[a-zA-Z]?)?\b"
NAME = rf"[A-ZÆØÅ][{LETTER}]+(?:-[A-ZÆØÅ][{LETTER}]+)?"
_NOT_NAMES = """jeg eg vi det den de meld avvik hms varde jan feb mars april mai juni juli august januar februar september
    oktober november desember mandag tirsdag onsdag torsdag fredag lørdag søndag norsk facebook snap snapchat teams visma messenger
    nå no dag går jul påske the"""
NOT_NAMES = frozenset(_NOT_NAMES.split())


# Where somebody was treated is not where it happened.
TREATED = re.compile(r"(?i)legevakt|sykehus|sjukehus|akuttmottak")
ENGLISH = re.compile(r"(?i)\b(?:the|my|was|were|and|when|she|they|with|his|her|this|yesterday|today)\b")
ALONE = ("trappa", "gangen", "heisen", "gata")
AT_HOME = r"\b(?i:(?:(?:hjemme|heime|inne) )?hos (?:en |ein |ei )?(?:bruker|brukar|pasient|beboer|bebuar)\w*)"


@dataclass(frozen=True)
class PlaceReading:
    """The phrase as written, where it stands in the text, and the rule that found it."""

    text: str
    span: tuple[int, int]
    rule: str


@dataclass(frozen=True)
class _Patterns:
    phrase: re.Pattern[str]
    name: re.Pattern[str]
    bare: re.Pattern[str]
    numbered: re.Pattern[str]
    home: re.Pattern[str]
    nouns: tuple[str, ...]
    alone: tuple[str, ...]


def place(text: str) -> PlaceReading | None:
    """The first phrase that says where, with what continues it («på vaskerommet i 2. etasje»); None when there is none."""
    patterns = _patterns()
    start = text[:LONGEST]
    lowered = start.lower()
    numbered = patterns.numbered.search(start)
    # A phrase has a noun of place or a number in it; without them the slow pattern is not tried.
    told = numbered is not None or any(stem in lowered for stem in patterns.nouns)
    found = [
        PlaceReading(match[0], match.span(), rule)
        for rule, match in (
            ("sted med preposisjon", _phrase(patterns.phrase, start) if told else None),
            ("nummerert sted", numbered),
            ("navn på sted", _name(patterns.name, start)),
            ("hjemme hos", patterns.home.search(start)),
        )
        if match
    ]
    found = [reading for reading in found if not TREATED.search(reading.text)]
    if not found and any(stem in lowered for stem in patterns.alone):
        match = patterns.bare.search(start)
        if match and not TREATED.search(match[0]):
            return PlaceReading(match[0], match.span(), "sted i bestemt form")
    # A phrase beats a number inside it; otherwise what is said first counts.
    return min(found, key=lambda reading: (reading.span[0], -reading.span[1]), default=None)


def _phrase(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first phrase, not «at fluktveien» in Norwegian or «I clean room 5» in English."""
    return next((match for match in pattern.finditer(text) if not _other_word(match[0], text)), None)


def _name(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first name that is not «på Mandag» or the like."""
    return next(
        (m for m in pattern.finditer(text) if m["name"].lower() not in NOT_NAMES and not _other_word(m[0], text)), None
    )


def _other_word(phrase: str, text: str) -> bool:
    """Whether the preposition is another word: «at» that joins Norwegian sentences, «I» that is English for me."""
    if phrase[:3].lower() == "at ":
        return ENGLISH.search(text) is None
    return phrase.startswith("I ") and ENGLISH.search(text) is not None


@cache
def _patterns() -> _Patterns:
    """The patterns built of steder.yaml; built once."""
    words = load("steder")
    # «brakke» is «brakka» in the definite form.
    feminine = [f"{word[:-1]}a" for word in words["alltid"] if word.endswith("e")]
    always, definite = _any([*words["alltid"], *feminine]), _any(words["bestemt"])
    noun = rf"(?i:\b(?:[a-zæøå]-)?(?!spark)[a-zæøå]*(?:{always}){ENDING}|\b(?!spark)[a-zæøå]*(?:{definite}){DEFINITE}|\b(?:{_any(words['engelsk'])}))\b"
    before = rf"\b(?i:{_any(words['preposisjoner'])}) "
    between = rf"(?:(?!(?i:{_any(words['skiller'])})\b)[{LETTER}]{{2,20}} ){{0,2}}"
    after = rf"(?: (?:{NAME}|[A-ZÆØÅ]\b))?"
    one = rf"{before}{between}(?:{NUMBERED}|{STREET}|{noun}{after})"
    more = rf"(?:,? {one}|,? {before}{NAME}(?: {noun})?|,? {NUMBERED})"
    return _Patterns(
        phrase=re.compile(rf"{one}{more}{{0,2}}"),
        numbered=re.compile(rf"(?:{NUMBERED}|{STREET}){more}{{0,2}}"),
        home=re.compile(rf"{AT_HOME}{more}?"),
        name=re.compile(rf"\b(?:på|ved|utenfor|utafor|utanfor|i|inne på|ute på|hos|at|in) (?P<name>{NAME})(?: {NAME})?(?: {noun})?"),
        nouns=tuple({*words["alltid"], *feminine, *words["bestemt"], *words["engelsk"]}),
        alone=(*words["alltid"], *feminine, *ALONE),
        bare=re.compile(rf"(?i:\b(?:[a-zæøå]-)?(?!spark)[a-zæøå]*(?:{always})m?(?:en|et|a|n)\b|\b(?:{'|'.join(ALONE)})\b)"),
    )  # fmt: skip


def _any(words: list[str]) -> str:
    """Alternatives, the longest first, so that «inne på» is not read as «inne»."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))

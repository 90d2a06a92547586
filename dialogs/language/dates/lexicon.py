"""From a written word to everything it may be. One slip is forgiven in long words of the closed lists."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from dialogs.language.dates import words

SHORTEST_TYPO = 5
LONGEST_TYPO = 18
LAST_HOUR_WORD = 12
# One slip away from a word of the calendar, and words of their own.
REAL_WORDS = frozenset(
    "mandat mandal mandel mandler fridag fridagen fridager morten morgan norgen borgen sorgen middag søndre onsdags "
    "kommune kommende snarere snarlig løsende løpende januari augustin augusta oktav april martin fredal forrett "
    "lønnsdag lørdagsgodt kvartal kvarter kvartalet helgen helsen sommer summer fortløpende forløpende utgangene utgaven "
    "omgangen inngangen tilgangen avgangen fredagene fredager mandager tirsdager onsdager torsdager lørdager søndager "
    "mandagar tysdagar onsdagar torsdagar fredagar laurdagar sundagar mandagene mandagane tirsdagene onsdagene torsdagene "
    "lørdagene søndagene fredagane mondays fridays tuesdays wednesdays thursdays saturdays sundays mandags onsdag "
    "innendørs paskal formiddags ettermiddags lokaltog landdag merkedag bursdag husdag hverdag".split()
)
FUZZY_WORDS = (
    "forrige førstkommende kommende komande snarest fortløpende fortløpande utgangen ettermiddag formiddag overmorgen "
    "måneden månad tertial skjærtorsdag langfredag julaften nyttårsaften himmelfartsdag sommerferien vinterferien høstferien "
    "sommerferie førstkomande klokka klokken imorgen"
).split()
# Without its marks the word is another one («for», «gar», «no», «na»).
KEEP_MARKS = frozenset("før førr nå går år føst ført då på høst åra åren åran da".split())
MEETINGS = ("møte", "møtet")
FOLD = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "é": "e", "ą": "a", "ś": "s", "ę": "e", "ń": "n", "ł": "l"})


def fold(word: str) -> str:
    """The word as a keyboard without Norwegian letters writes it."""
    return word.translate(FOLD)


Entries = dict[str, dict[str, Any]]
WEEKDAY_LINKS = (
    *("mandags", "måndags", "tirsdags", "tysdags", "onsdags", "torsdags"),
    *("fredags", "lørdags", "laurdags", "søndags", "sundags"),
)


def _tables() -> Iterator[tuple[str, Mapping[Any, str]]]:
    yield from (
        *(("wd", words.WEEKDAYS), ("wdx", words.SHORT_WEEKDAYS), ("mon", words.MONTHS), ("monx", words.SHORT_MONTHS)),
        *(("n", words.NUMBERS), ("ord", words.ORDINALS), ("unit", words.UNITS), ("part", words.PARTS)),
        *(("dayword", words.DAY_WORDS), ("idayword", words.I_DAY_WORDS), ("ipart", words.I_PARTS)),
        *(("daypart", words.JOINED_PARTS), ("season", words.SEASONS), ("hol", words.HOLIDAY_WORDS)),
    )
    yield from words.FUNCTION_WORDS.items()


@lru_cache(maxsize=1)
def entries() -> Entries:
    """Every spelling with its kinds. Built once."""
    out: Entries = {}
    for kind, table in _tables():
        for value, spellings in table.items():
            for spelling in spellings.split():
                out.setdefault(spelling, {})[kind] = value
    for link in WEEKDAY_LINKS:
        out.setdefault(link, {})["wds"] = out[link[:-1]]["wd"]
        for spelling, part in _part_spellings():
            out.setdefault(link + spelling, {})["wdpart"] = (out[link]["wds"], part)
        for event in words.EVENTS.split():
            out.setdefault(link + event, {})["wdevent"] = out[link]["wds"]
    _join_day_and_part(out)
    _join_number_and_hour(out)
    _unmark(out)
    out.setdefault("gar", {})["idayword"] = -1
    out.setdefault("ar", {})["unit"] = "year"
    return out


def _part_spellings() -> Iterator[tuple[str, str]]:
    return ((spelling, part) for part, spellings in words.PARTS.items() for spelling in spellings.split())


def _unmark(out: Entries) -> None:
    """Every spelling without its marks too, where that is no other word."""
    for spelling in list(out):
        plain = fold(spelling)
        if plain != spelling and spelling not in KEEP_MARKS and plain not in out:
            out[plain] = out[spelling]


def _join_number_and_hour(out: Entries) -> None:
    """«åttetiden», «totida»."""
    for number in range(1, LAST_HOUR_WORD + 1):
        for spelling in words.NUMBERS[number].split():
            for ending in words.FUNCTION_WORDS["hourish"][True].split():
                out.setdefault(spelling + ending, {})["hourword"] = number


def _join_day_and_part(out: Entries) -> None:
    """«igårkveld», «i gårkveld», «imorgentidlig»."""
    for kind, table in (("daydaypart", words.DAY_WORDS), ("idaydaypart", words.I_DAY_WORDS)):
        for offset, spellings in table.items():
            for spelling in spellings.split():
                for ending, part in _part_spellings():
                    out.setdefault(spelling + ending, {})[kind] = (offset, part)


@lru_cache(maxsize=1)
def _deletions() -> dict[str, tuple[str, ...]]:
    """Each long word of the closed lists, by every form that lacks one of its letters."""
    closed = [
        spelling
        for kind in ("wd", "mon")
        for table in (dict(_tables())[kind],)
        for spelling in " ".join(table.values()).split()
    ]
    out: dict[str, tuple[str, ...]] = {}
    for word in (*closed, *FUZZY_WORDS):
        if len(word) >= SHORTEST_TYPO and not re.search(r"['’ąśęńł]", word):
            for form in {word, *_without_one(word)}:
                out[form] = (*out.get(form, ()), word)
    return out


def _without_one(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def one_slip(a: str, b: str) -> bool:
    """One letter added, dropped or changed, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    i = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[i:], b[i:]
    return x[1:] == y or x == y[1:] or x[1:] == y[1:] or (x[:2] == y[:2][::-1] and x[2:] == y[2:])


def _corrected(word: str) -> str | None:
    if not SHORTEST_TYPO <= len(word) <= LONGEST_TYPO or word in REAL_WORDS:
        return None
    table = _deletions()
    for form in (word, *_without_one(word)):
        for candidate in table.get(form, ()):
            if candidate[0] == word[0] and one_slip(word, candidate):
                return candidate
    return None


def kinds_of(word: str) -> Mapping[str, Any]:
    """What a word (casefolded, composed) may be; empty for a word that dates do not use."""
    known = entries().get(word)
    if known is None and word.endswith(MEETINGS) and len(word) <= LONGEST_TYPO:
        return {"meeting": True}
    if known is None and len(word) <= LONGEST_TYPO:
        corrected = _corrected(word)
        known = entries()[corrected] if corrected else None
    return known or {}


def normal(word: str) -> str:
    """Casefolded but with ß and the like left alone, accents composed."""
    return unicodedata.normalize("NFC", word).lower()

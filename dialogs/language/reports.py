"""What one message about an incident tells (domain/avvik.md §2): read once, shown back, and confirmed before it counts."""

import dataclasses
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogs.language.categories import CategoryGuess, categories
from dialogs.language.dates import DateReading, civil, ranked
from dialogs.language.dorvakt import LIKE
from dialogs.language.guards import Finding, Signal, emergency, personal, varsling
from dialogs.language.injury import read_injury
from dialogs.language.lest import Lest
from dialogs.language.places import PlaceReading, place

# The form takes 1500 characters; what comes after them is looked at by the guards only.
LONGEST = 1500
# 1500 characters of Norwegian are about 250 words; what comes after them is looked at by the guards only.
MOST_WORDS = 250
# The date reader's name for «siden» with one day or moment.
SINCE_ONE_DAY = "siden én dag"
# «@Varde, meld avvik: …», «jeg vil rapportere en hendelse – …»: the command, not the report. Looked for in a short beginning
# with single spaces, so that no run of spaces can make it slow.
COMMAND_WITHIN = 160
COMMAND = re.compile(
    r"""(?:<at>[^<]{0,80}</at>|<@[^>]{0,40}>|@[\w-]{1,40})?[ ,:]{0,3}
    (?:(?:hei|hallo|heisann|god\ (?:morgen|kveld|dag))\b[ ,.!]{0,3})?
    (?:(?:jeg|eg|æ|vi|me|i)\ (?:vil|skal|ønsker\ å|ønskjer\ å|må|want\ to|would\ like\ to)\ (?:gjerne\ )?)?
    (?:(?:(?:meld|mel|mld|melde|registrer|registrere|rapporter|rapportere|report|sende?|lage?|opprette?)(?:\ inn)?(?:\ om|\ frå\ om|\ fra\ om)?\ )
       (?:(?:et|eit|en|ei|an|a|nytt|ny)\ ){0,2}(?:hms[- ])?(?:avvik|avik|awik|hendelse|hending|incident|deviation)
      |(?:nytt\ |ny\ )?(?:hms[- ])?(?:avviksmelding|avvik|avik)(?=\ ?[:–-]))
    \b[ :–,.-]{0,4}""",
    re.IGNORECASE | re.VERBOSE,
)
# A death threat or a weapon is «alvorlig trussel», grade 3 (domain/avvik.md §4).
SERIOUS_THREAT = re.compile(
    r"(?i)drapstru|(?:drepe|drepa|kill)\b|\bkniv|\bøks\b|våpen|pistol|hagle|gevær|knife|weapon|kvelertak"
)
GRADES = {"dod": 4, "alvorlig": 4, "fravaer": 3, "lege": 3, "forstehjelp": 2}


@dataclass(frozen=True)
class ReportReading:
    """What was read. None and empty mean that the text does not say.

    `text` is the report without the command in front, and every `span` counts in it. `categories` are at most three, the
    likeliest first. `skade` is one of the steps of question 3. `grade` (1 to 4) is a hint, given only when the text is
    clear. `emergency` and `varsling` ask for the right door before anything is kept (design 1.5), `personal` for another
    wording (design 1.6). `rules` names what decided on injury.
    """

    when: DateReading | None
    where: PlaceReading | None
    categories: tuple[CategoryGuess, ...]
    injured: bool | None
    skade: str | None
    grade: int | None
    emergency: Signal | None
    varsling: Signal | None
    personal: tuple[Finding, ...]
    text: str
    rules: tuple[str, ...] = ()


def read(text: str, ref: datetime) -> ReportReading:
    """Reads a report as it was written; `ref` is the moment it was written, with its zone. Never raises."""
    report = without_command(text)
    lest = Lest(report)
    words = lest.words
    told = report[: min(LONGEST, words[MOST_WORDS].start)] if len(words) > MOST_WORDS else report[:LONGEST]
    injury = read_injury(told)
    guesses = categories(told, injury)
    danger = emergency(lest)
    return ReportReading(
        when=happened(told, ref),
        where=place(told),
        categories=guesses,
        injured=injury.injured,
        skade=injury.skade,
        grade=_grade(report, injury.skade, danger, guesses),
        emergency=danger,
        varsling=varsling(lest),
        personal=personal(lest),
        text=report,
        rules=injury.rules,
    )


def happened(report: str, ref: datetime) -> DateReading | None:
    """When it happened: the best reading that is not in the future («skylte i 20 min», «sykmeldt ut uka» are other times)."""
    found = ranked(report, ref, "past")
    if found and not _after(found[0], ref):
        return _began(found[0])
    return next((_began(one) for one in found if one.start and not _after(one, ref)), None)


def _began(reading: DateReading) -> DateReading:
    """«Heisen har stått siden i går»: it happened when it began. Since a week or a month stays as long as it is told."""
    if reading.rule != SINCE_ONE_DAY:
        return reading
    return dataclasses.replace(reading, end=reading.start, end_time=reading.start_time, precision="day")


def _after(reading: DateReading, ref: datetime) -> bool:
    """Whether the reading ends after the day, or its clock time after the minute, in which the text was written."""
    now = civil(ref)
    if reading.end is None or reading.end < now.date():
        return False
    later = reading.end_time is not None and reading.end_time > now.time()
    return reading.end > now.date() or later


def without_command(text: str) -> str:
    """The report without mention, greeting and «meld avvik:» in front."""
    report = text.strip()
    beginning = report[:COMMAND_WITHIN]
    match = COMMAND.match(" ".join(beginning.split()))
    if match is None:
        return report
    return report[_place_of(beginning, match.end()) :].strip()


def _place_of(beginning: str, taken: int) -> int:
    """Where in the text as written `taken` characters of it with single spaces end."""
    at = 0
    for word in re.finditer(r"\S+", beginning):
        room = taken - at
        if room <= len(word[0]):
            return word.start() + max(room, 0)
        at += len(word[0]) + 1
    return len(beginning)


def single_moment(when: DateReading | None) -> str | None:
    """The reading as one day or one minute in ISO («2026-11-21», «2026-11-21T08:00»), None when it is longer than that.

    A night is the day that it ends on: «i natt» is the night before today.
    """
    if when is None or when.start is None or when.end is None:
        return None
    day = when.end
    if when.start != when.end and not (when.part == "natt" and when.end - when.start == timedelta(days=1)):
        return None
    if when.start_time is None or when.start_time != when.end_time:
        return day.isoformat()
    return f"{day.isoformat()}T{when.start_time:%H:%M}"


def _grade(report: str, skade: str | None, danger: Signal | None, guesses: tuple[CategoryGuess, ...]) -> int | None:
    """A grade where injury, danger or a serious threat speaks for itself."""
    if danger and danger.rule != LIKE:  # a likeness asks about danger, but is no clear word of it
        return 4
    if skade in GRADES:
        return GRADES[skade]
    if guesses and guesses[0].id == "vold_trusler" and SERIOUS_THREAT.search(report):
        return 3
    return None

"""Words, dates and names in the reader's language. Bokmål in the source is the msgid; nn and en are catalogues."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from babel.dates import format_date
from babel.messages.pofile import read_po

from dialogs.contract import SUMMARY, Message, Paragraph, Run
from hms.kit.klokke import oslo

LOCALES = Path(__file__).resolve().parent.parent / "locales"
LANGUAGES = ("nb", "nn", "en")
BOLD = re.compile(r"\*\*(.+?)\*\*")
HALF_A_YEAR = 183
DAY = {"nb": "EEEE d. MMMM", "nn": "EEEE d. MMMM", "en": "EEEE d MMMM"}
SHORT_DAY = {"nb": "d. MMMM", "nn": "d. MMMM", "en": "d MMMM"}
FULL_DAY = {"nb": "EEEE d. MMMM y", "nn": "EEEE d. MMMM y", "en": "EEEE d MMMM y"}

Tone = Literal["normal", "heading", "emergency", "quote", "small"]


def N_(msgid: str) -> str:  # noqa: N802 - the name that Babel and every translator knows
    """Marks a text for translation where it is written down before the reader is known."""
    return msgid


@dataclass(frozen=True)
class Translator:
    """Texts for one language: nb, nn or en."""

    locale: str
    messages: Mapping[str, str | tuple[str, ...]]

    def text(self, msgid: str, /, **params: Any) -> str:
        """The text with its {fields} filled in."""
        return self._fill(self._lookup(msgid), params)

    def plural(self, one: str, many: str, n: int, /, **params: Any) -> str:
        """The text for `n` things; the texts may use {n}."""
        found = self.messages.get(one)
        forms = found if isinstance(found, tuple) else (one, many)
        return self._fill(forms[0] if n == 1 else forms[1], {"n": n, **params})

    def rich(self, msgid: str, /, tone: Tone = "normal", **params: Any) -> Paragraph:
        """A paragraph in which **this** is bold. The stars count only in the text itself, never in what is filled in."""
        runs = []
        for place, part in enumerate(BOLD.split(self._lookup(msgid))):
            if part:
                runs.append(Run(self._fill(part, params), bold=place % 2 == 1))
        return Paragraph(tuple(runs), tone)

    def day(self, day: date, today: date | None = None) -> str:
        """«onsdag 25. november», with the year where it could be another one: not this year's, or half a year from `today`."""
        if today is not None and (day.year != today.year or abs((day - today).days) > HALF_A_YEAR):
            return self.full_day(day)
        return format_date(day, DAY[self.locale], locale=self.locale)

    def full_day(self, day: date) -> str:
        """«onsdag 25. november 2026»."""
        return format_date(day, FULL_DAY[self.locale], locale=self.locale)

    def short_day(self, day: date) -> str:
        """«25. november»."""
        return format_date(day, SHORT_DAY[self.locale], locale=self.locale)

    def month_name(self, month: int) -> str:
        """«november» for 11."""
        return format_date(date(2000, month, 1), "LLLL", locale=self.locale)

    def month(self, year: int, month: int) -> str:
        """«nov. 26», short enough to stand under a bar."""
        return format_date(date(year, month, 1), "MMM yy", locale=self.locale)

    def clock(self, moment: datetime) -> str:
        """«kl. 14.30», Europe/Oslo for an aware moment, as it stands for a civil one."""
        local = oslo(moment) if moment.tzinfo else moment
        return f"{local:%H:%M}" if self.locale == "en" else f"kl. {local:%H.%M}"

    def moment(self, moment: datetime, today: date | None = None) -> str:
        """«onsdag 25. november kl. 14.30», with the year where `day` shows it."""
        local = oslo(moment) if moment.tzinfo else moment
        between = " at " if self.locale == "en" else " "
        return f"{self.day(local.date(), today)}{between}{self.clock(local.replace(tzinfo=None))}"

    def _lookup(self, msgid: str) -> str:
        found = self.messages.get(msgid, msgid)
        return found if isinstance(found, str) else found[0]

    def _fill(self, text: str, params: Mapping[str, Any]) -> str:
        return text.format_map(params) if params else text


@functools.cache
def translator(locale: str | None, default: str = "nb") -> Translator:
    """The translator for a language; an unknown or empty one gives the kommune's målform."""
    chosen = locale if locale in LANGUAGES else default
    return Translator(chosen, _catalogue(chosen))


def _catalogue(locale: str) -> Mapping[str, str | tuple[str, ...]]:
    path = LOCALES / locale / "LC_MESSAGES" / "varde.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or not message.string or message.fuzzy:
            continue
        if isinstance(message.id, str):
            messages[message.id] = str(message.string)
        elif all(message.string):
            messages[message.id[0]] = tuple(message.string)
    return messages


def addressed(message: Message, t: Translator) -> Message:
    """The message with the notification's usual line in the reader's language."""
    if message.summary != SUMMARY:
        return message
    return replace(message, summary=t.text(N_("Ny melding fra Varde")))

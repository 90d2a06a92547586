"""The translator: bold, plural, dates in three languages, and what people wrote that looks like markup or a field."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.memory import Korttidsminne, Lant
from dialogs import stops
from dialogs.commands import hjelp
from dialogs.commands import register as commands
from dialogs.commands.hatter import ALLE, GJEST
from dialogs.context import Context, Kommune
from dialogs.contract import Message, Paragraph, Run
from dialogs.dorer.inngang import GO_ON
from dialogs.i18n import LANGUAGES, Translator, translator
from dialogs.language import intents
from dialogs.language.dorer import doors
from hms.samtale.model import Kontakt
from tests.fakes.klokke import FakeKlokke

IN_A_FORM = {
    "nb": ("tilbake", "avbryt", "endre tid"),
    "nn": ("tilbake", "avbryt", "endre tid"),
    "en": ("back", "cancel", "change time"),
}
EN_SAK, SAKER = "Du har {n} sak i {enhet}.", "Du har {n} saker i {enhet}."
NYNORSK: Mapping[str, str | tuple[str, ...]] = {
    "**{a}** og {b}": "{b} og **{a}**",
    "bare {a}": "berre {a}",
    EN_SAK: ("Du har {n} sak på {enhet}.", "Du har {n} saker på {enhet}."),
}
NB, NN = Translator("nb", {}), Translator("nn", NYNORSK)


def bold(text: str) -> Run:
    """A bold run."""
    return Run(text, bold=True)


def shown(*runs: str | Run) -> tuple[Run, ...]:
    """Runs as a table writes them: plain text, or `bold`."""
    return tuple(Run(run) if isinstance(run, str) else run for run in runs)


@pytest.mark.parametrize(
    ("t", "msgid", "params", "text"),
    [
        (NB, "bare {a}", {"a": "1"}, "bare 1"),
        (NN, "bare {a}", {"a": "1"}, "berre 1"),
        (NN, "ikke oversatt {a}", {"a": "1"}, "ikke oversatt 1"),
        (NN, EN_SAK, {"n": 1, "enhet": "Solgata"}, "Du har 1 sak på Solgata."),
        (NB, "et {felt} uten verdier", {}, "et {felt} uten verdier"),
        (NB, "bare {a}", {"a": "{b} {0} {a.__class__}"}, "bare {b} {0} {a.__class__}"),
        (NB, "bare {a}", {"a": "**fet** {"}, "bare **fet** {"),
        (NB, "bare {msgid}", {"msgid": "x", "n": 2}, "bare x"),
    ],
)
def test_text(t: Translator, msgid: str, params: dict[str, Any], text: str) -> None:
    assert t.text(msgid, **params) == text


@pytest.mark.parametrize(
    ("t", "msgid", "params", "runs"),
    [
        (NB, "Hei.", {}, shown("Hei.")),
        (NB, "**Fare** nå", {}, shown(bold("Fare"), " nå")),
        (
            NB,
            "Skriv **tilbake** eller **avbryt**.",
            {},
            shown("Skriv ", bold("tilbake"), " eller ", bold("avbryt"), "."),
        ),
        (NB, "**én****to**", {}, shown(bold("én"), bold("to"))),
        (NB, "Sak **{nr}** hos {navn}", {"nr": "AVV-1", "navn": "Kari"}, shown("Sak ", bold("AVV-1"), " hos Kari")),
        (NN, "**{a}** og {b}", {"a": "x", "b": "y"}, shown("y og ", bold("x"))),
        (NB, "bare {a}", {"a": "**ikke fet**"}, shown("bare **ikke fet**")),
        (NB, "**{a}** og {b}", {"a": "x**", "b": "**y"}, shown(bold("x**"), " og **y")),
        (NB, "**{a}** og {b}", {"a": "{b}", "b": "{a}"}, shown(bold("{b}"), " og {a}")),
        (NB, "{a}{b}", {"a": "*", "b": "*fet**"}, shown("**fet**")),
        (NB, "én * stjerne, to ** stjerner", {}, shown("én * stjerne, to ** stjerner")),
    ],
)
def test_rich(t: Translator, msgid: str, params: dict[str, Any], runs: tuple[Run, ...]) -> None:
    paragraph = t.rich(msgid, **params)
    assert paragraph.runs == runs
    assert paragraph.tone == "normal"


def test_tone_is_kept() -> None:
    assert NB.rich("**Ring 113**", tone="emergency").tone == "emergency"


@pytest.mark.parametrize(
    ("t", "n", "text"),
    [
        (NB, 0, "Du har 0 saker i Solgata."),
        (NB, 1, "Du har 1 sak i Solgata."),
        (NB, 2, "Du har 2 saker i Solgata."),
        (NB, 21, "Du har 21 saker i Solgata."),
        (NN, 0, "Du har 0 saker på Solgata."),
        (NN, 1, "Du har 1 sak på Solgata."),
        (NN, 2, "Du har 2 saker på Solgata."),
    ],
)
def test_plural(t: Translator, n: int, text: str) -> None:
    assert t.plural(EN_SAK, SAKER, n, enhet="Solgata") == text


def test_plural_may_word_the_number_itself() -> None:
    assert NB.plural("{n} sak", "{n} saker", 2, n="to") == "to saker"


@pytest.mark.parametrize(
    ("locale", "day", "full"),
    [
        ("nb", "lørdag 7. mars", "lørdag 7. mars 2026"),
        ("nn", "laurdag 7. mars", "laurdag 7. mars 2026"),
        ("en", "Saturday 7 March", "Saturday 7 March 2026"),
    ],
)
def test_days(locale: str, day: str, full: str) -> None:
    t = translator(locale)
    assert (t.day(date(2026, 3, 7)), t.full_day(date(2026, 3, 7))) == (day, full)


@pytest.mark.parametrize(
    ("locale", "week"),
    [
        ("nb", ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]),
        ("nn", ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"]),
        ("en", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    ],
)
def test_weekdays(locale: str, week: list[str]) -> None:
    t = translator(locale)
    assert [t.day(date(2026, 11, 23 + n)).split(" ")[0] for n in range(7)] == week


@pytest.mark.parametrize(
    ("moment", "nb", "en"),
    [
        (datetime(2026, 11, 25, 14, 30), "kl. 14.30", "14:30"),  # noqa: DTZ001 - a civil time, as a form keeps it
        (datetime(2026, 11, 25, 8, 5), "kl. 08.05", "08:05"),  # noqa: DTZ001 - as above
        (datetime(2026, 11, 25, 13, 30, tzinfo=UTC), "kl. 14.30", "14:30"),
        (datetime(2026, 7, 1, 12, 30, tzinfo=UTC), "kl. 14.30", "14:30"),
    ],
)
def test_clock_is_read_off_the_wall_in_oslo(moment: datetime, nb: str, en: str) -> None:
    assert [translator(locale).clock(moment) for locale in LANGUAGES] == [nb, nb, en]


@pytest.mark.parametrize(
    ("locale", "begins", "ends"),
    [
        ("nb", "torsdag 2. juli", "kl. 00.30"),
        ("nn", "torsdag 2. juli", "kl. 00.30"),
        ("en", "Thursday 2 July", "00:30"),
    ],
)
def test_a_moment_has_the_day_that_it_is_in_oslo(locale: str, begins: str, ends: str) -> None:
    text = translator(locale).moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert text.startswith(begins)
    assert text.endswith(ends)


@pytest.mark.parametrize(
    ("locale", "default", "chosen"),
    [
        ("nb", "nb", "nb"),
        ("nn", "nb", "nn"),
        ("en", "nn", "en"),
        (None, "nb", "nb"),
        (None, "nn", "nn"),
        ("", "nn", "nn"),
        ("de", "nb", "nb"),
        ("de", "nn", "nn"),
        ("NN", "nb", "nb"),
        ("../../etc", "nb", "nb"),
    ],
)
def test_an_unknown_language_gives_the_malform_of_the_kommune(locale: str | None, default: str, chosen: str) -> None:
    assert translator(locale, default).locale == chosen


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Da skriver jeg bokmål til deg."),
        ("nn", "Da skriv eg nynorsk til deg."),
        ("en", "I will write English to you."),
    ],
)
def test_the_choice_of_language_is_confirmed_in_it(locale: str, text: str) -> None:
    assert translator(locale).text("Da skriver jeg bokmål til deg.") == text


def runs_of(message: Message) -> list[Run]:
    """All runs of a message's paragraphs, in order."""
    return [run for block in message.blocks if isinstance(block, Paragraph) for run in block.runs]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_word_that_leads_on_from_an_emergency_is_understood(locale: str) -> None:
    said = " ".join(run.text for run in runs_of(stops.emergency(translator(locale))))
    quoted = re.findall(r"[«“]([^»”]+)[»”]", said)
    assert len(quoted) == 1
    assert quoted[0] in GO_ON


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("line", [line for group in hjelp.GRUPPER for line in group.linjer], ids=lambda line: line.si)
def test_what_help_tells_people_to_write_is_understood(locale: str, line: hjelp.Linje) -> None:
    said = translator(locale).text(line.si)
    read = intents.read(said, locale).intent or next(iter(doors(said)), None)
    assert read == intents.read(line.si, "nb").intent or read == next(iter(doors(line.si)), None)
    assert read in {*commands.BY_INTENT, "meld_avvik", "fortsett", "forslag"}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_help_names_a_stranger_what_everybody_may(locale: str) -> None:
    t = translator(locale)
    said = {run.text for run in runs_of(hjelp.COMMAND.run(asker(locale), "").replies[0].message) if run.bold}
    named = {t.text(line.si) for group in hjelp.GRUPPER for line in group.linjer if line.hvem in {ALLE, GJEST}}
    assert said - {t.text(word) for word in IN_A_FORM[locale]} == named


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_button_of_help_may_be_written_out(locale: str) -> None:
    message = hjelp.COMMAND.run(asker(locale), "").replies[0].message
    for button in message.buttons:
        reading = intents.read(button.label, locale)
        assert (reading.intent, reading.rest) == (button.data["value"], "")


def asker(locale: str) -> Context:
    """Somebody who asks for help: no row is read for it."""
    return Context(
        session=Session(),
        now=datetime(2026, 11, 22, 17, 0, tzinfo=UTC),
        t=translator(locale),
        kommune=Kommune("Fjordvik"),
        kontakt=Kontakt(kanal="teams", leietaker="t", bruker_id="u"),
        person=None,
        samtale="teams:1",
        minne=Lant(Korttidsminne(FakeKlokke())),
    )


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 25), "onsdag 25. november"),
        (date(2027, 1, 4), "mandag 4. januar 2027"),
        (date(2026, 1, 5), "mandag 5. januar 2026"),
    ],
)
def test_a_day_of_another_year_or_half_a_year_away_shows_its_year(day: date, shown: str) -> None:
    today = date(2026, 11, 22)
    assert NB.day(day, today) == shown
    assert NB.moment(datetime(day.year, day.month, day.day, 14, 30), today) == f"{shown} kl. 14.30"  # noqa: DTZ001 - a civil moment

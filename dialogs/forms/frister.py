"""A deadline as an answer: proposed as buttons, read out of words, and shown with its weekday and year (design 1, rule 4)."""

from datetime import date, timedelta
from typing import Any

from dialogs.contract import Block
from dialogs.forms.base import Choice, Prompt, Uleselig, View
from dialogs.i18n import N_
from dialogs.language import dates
from dialogs.language.dates import DateReading
from dialogs.refusals import REFUSALS
from hms.kit.kalender import er_virkedag
from hms.tiltak import rules


def sporsmal(view: View, grad: int, *blocks: Block) -> Prompt:
    """The question, with deadlines that fit the severity."""
    days = rules.foreslatte_frister(view.ctx.today, grad)
    return Prompt(blocks, tuple(_valg(day, view) for day in days), whole=True)


def les(said: str, view: View) -> str:
    """The last civil day, as ISO text. Words that may mean several days give a choice, «snarest» asks for a date."""
    found = dates.read(said, view.ctx.now, "future")
    if found is None:
        raise Uleselig(N_("Jeg fant ingen dato. Skriv for eksempel «fredag», «15. mars» eller «om to uker»."))
    if found.end is None:
        raise Uleselig(
            N_("Skriv en bestemt dag, så alle vet når det skal være gjort. For eksempel «fredag» eller «15. mars».")
        )
    days = [_siste_dag(found), *(end for _, end in found.alternatives)]
    good = list(dict.fromkeys(day for day in days if rules.gyldig_frist(day, view.ctx.today)))
    if not good:
        raise Uleselig(REFUSALS["tiltak.frist"])
    if len(good) > 1:
        raise Uleselig(N_("Hvilken dag mener du?"), tuple(_valg(day, view) for day in good))
    return good[0].isoformat()


def er_frist(value: Any, view: View) -> bool:
    """Is this a day that a deadline can be, in the form that `les` gives?"""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return day.isoformat() == value and rules.gyldig_frist(day, view.ctx.today)


def vis(value: Any, view: View) -> str:
    """«fredag 4. desember 2026»."""
    return view.ctx.t.full_day(date.fromisoformat(value))


def _valg(day: date, view: View) -> Choice:
    return Choice(day.isoformat(), view.ctx.t.full_day(day))


def _siste_dag(found: DateReading) -> date:
    """The last working day of a stretch («uke 49»); a single day is what it is."""
    if found.start is None or found.end is None:
        raise RuntimeError("a reading without days is not asked for its last one")
    day = found.end
    while day > found.start and not er_virkedag(day):
        day -= timedelta(days=1)
    return day

"""A moment in the past with its time of day, as an answer: [Nå], or written («i dag kl. 14.30»), shown with its weekday."""

from datetime import datetime
from typing import Any

from dialogs import tid
from dialogs.context import Context
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from hms.kit.klokke import OSLO

NA = "na"


def tidspunkt(key: str, navn: str, sporsmal: str) -> Slot:
    """A question that takes a moment. The value is NA, or a civil local time as ISO text."""

    def ask(view: View) -> Prompt:
        t = view.ctx.t
        return Prompt(
            (t.rich(sporsmal), t.rich(N_("Skriv for eksempel «kl. 14.30» eller «i går kl. 9»."), tone="small")),
            (Choice(NA, t.text(N_("Nå"))),),
        )

    return Slot(key, navn, ask, _read, _show, words=("tid", "klokkeslett", "time"))


def moment(value: Any, ctx: Context) -> datetime:
    """The answer as an aware moment."""
    return ctx.now if value == NA else datetime.fromisoformat(value).replace(tzinfo=OSLO)


def lest(text: str, now: datetime) -> str | None:
    """The moment that a text tells with its time of day, as a value for the slot; None when it tells none."""
    found = tid.read_past(text, now)
    return found["fra"] if found is not None and "T" in found["fra"] else None


def _read(said: str, view: View) -> str:
    value = lest(said, view.ctx.now)
    if value is None:
        raise Uleselig(N_("Skriv dag og klokkeslett, for eksempel «i dag kl. 14.30»."))
    return value


def _show(value: Any, view: View) -> str:
    return view.ctx.t.moment(moment(value, view.ctx), view.ctx.today)

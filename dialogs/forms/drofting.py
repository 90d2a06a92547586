"""Where a case was discussed, as questions: an MKS meeting, with the verneombud, or why not (avvik.md 5, krav 6.3.4-2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dialogs import texts
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View, always
from dialogs.forms.enkel import tekst
from dialogs.forms.meld_avvik_svar import pick_one
from dialogs.i18n import N_
from dialogs.language import dates

MAX_REASON = 300
IKKE = "ikke"


def slots(when: Callable[[View], bool]) -> tuple[Slot, ...]:
    """The questions: where, and then which day or why not."""
    reason = tekst(
        "droftet_fordi", N_("Ikke drøftet fordi"), N_("**Hvorfor er den ikke drøftet?** Skriv kort."), maks=MAX_REASON
    )
    return (
        Slot("droftet", N_("Drøftet"), _ask_som, pick_one, _vis_som, when=when, words=("discussed",)),
        Slot(
            "dag",
            N_("Dag"),
            _ask_dag,
            _read_dag,
            lambda value, view: view.ctx.t.full_day(date.fromisoformat(value)),
            when=lambda view: when(view) and view.get("droftet") not in {None, IKKE},
            words=("dato", "dagen", "day", "date"),
        ),
        replace(reason, when=lambda view: when(view) and view.get("droftet") == IKKE),
    )


def rader(view: View) -> list[tuple[str, str]]:
    """The answers for a review, also after they have been sent; empty when nothing was asked."""
    som = view.get("droftet")
    if som is None:
        return []
    told = "droftet_fordi" if som == IKKE else "dag"
    shown = [slot for slot in slots(always) if slot.key in {"droftet", told} and view.get(slot.key) is not None]
    return [(view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in shown]


def svaret(view: View) -> tuple[str, date | None, str | None]:
    """Where, which day, why not, as the rulebook takes it; what belongs to another answer is left out."""
    som = str(view.get("droftet"))
    if som == IKKE:
        return som, None, view.get("droftet_fordi")
    return som, date.fromisoformat(view.get("dag")), None


def _ask_som(view: View) -> Prompt:
    t = view.ctx.t
    choices = tuple(Choice(key, t.text(name)) for key, name in texts.DROFTET.items())
    return Prompt((t.rich(N_("**Hvor ble saken drøftet?**")),), choices)


def _vis_som(value: Any, view: View) -> str:
    return view.ctx.t.text(texts.DROFTET[value])


def _ask_dag(view: View) -> Prompt:
    t, today = view.ctx.t, view.ctx.today
    choices = tuple(Choice(day.isoformat(), t.full_day(day)) for day in (today, today - timedelta(days=1)))
    text = t.rich(N_("**Hvilken dag?** Velg, eller skriv for eksempel «mandag» eller «15. mars»."))
    return Prompt((text,), choices, whole=True)


def _read_dag(said: str, view: View) -> str:
    found = dates.read(said, view.ctx.now, "past")
    if found is None or found.start is None or found.start != found.end:
        raise Uleselig(N_("Skriv én dag, for eksempel «mandag» eller «15. mars»."))
    if found.start > view.ctx.today:
        raise Uleselig(N_("Dagen kan ikke ligge fram i tid."))
    return found.start.isoformat()

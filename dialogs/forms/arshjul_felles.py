"""What the forms of the årshjul share: which duties, a date, a reason."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dialogs import hjul
from dialogs.contract import Block, Facts
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from dialogs.language import dates
from hms.arshjul.model import Oppgave
from hms.arshjul.service import MAKS_TEKST


def oppgaver(view: View) -> list[Oppgave]:
    """The duties that the form is about; ids of rows that are gone are left out."""
    ider = [int(ett) for ett in str(view.get("@om") or "").split(",") if ett.isdigit()]
    return [rad for ett in ider if (rad := view.ctx.session.get(Oppgave, ett)) is not None]


def liste(view: View) -> tuple[Block, ...]:
    """The duties, a line each."""
    rader = oppgaver(view)
    return (Facts(tuple((view.ctx.t.text(N_("Oppgave")), hjul.linje(view.ctx.reader, rad)) for rad in rader)),)


def datofelt(
    key: str, navn: str, sporsmal: str, *, fortid: bool, forslag: Callable[[View], tuple[Choice, ...]]
) -> Slot:
    """A civil day, read out of what is written and shown back."""

    def ask(view: View) -> Prompt:
        return Prompt((view.ctx.t.rich(sporsmal),), forslag(view))

    def read(said: str, view: View) -> str:
        lest = dates.read(said, view.ctx.now, "past" if fortid else "future")
        dag = None if lest is None else (lest.start if fortid else lest.end or lest.start)
        if dag is None:
            raise Uleselig(N_("Jeg fant ingen dato i det. Skriv for eksempel «15. mars» eller «fredag»."))
        return dag.isoformat()

    return Slot(key, navn, ask, read, vis_dato, valid=er_dato, words=("dato", "dag", "frist", "date"))


def vis_dato(verdi: Any, view: View) -> str:
    """The day as it is shown."""
    return view.ctx.t.full_day(date.fromisoformat(verdi))


def er_dato(verdi: Any, _view: View) -> bool:
    """Is it an ISO date?"""
    try:
        date.fromisoformat(verdi)
    except (TypeError, ValueError):
        return False
    return True


def tekstfelt(key: str, navn: str, sporsmal: str, *, when: Callable[[View], bool] = lambda _view: True) -> Slot:
    """A short text."""

    def ask(view: View) -> Prompt:
        return Prompt((view.ctx.t.rich(sporsmal),))

    return Slot(key, navn, ask, les_tekst, lambda verdi, _view: str(verdi), when=when)


def les_tekst(said: str, _view: View) -> str:
    """The words as they are. Raises Uleselig when there are none, or too many."""
    text = said.strip()
    if not text or len(text) > MAKS_TEKST:
        raise Uleselig(N_("Skriv høyst {max} tegn."), max=MAKS_TEKST)
    return text


def skjema(key: str, tittel: str, slots: tuple[Slot, ...], submit: Any, send: str) -> Form:
    """A form about duties, with a review."""

    def review(view: View) -> tuple[Block, ...]:
        rows = [
            (view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view))
            for slot in slots
            if slot.when(view) and view.get(slot.key) is not None
        ]
        return (*liste(view), Facts(tuple(rows)))

    def absorb(_slot: str, _value: Any, _view: View) -> Mapping[str, Any]:
        return {}

    return Form(
        key=key, version=1, title=tittel, slots=slots, intro=liste, absorb=absorb, review=review,
        again=lambda _view: None, submit=submit, send_label=send,
    )  # fmt: skip

"""Which line of the checklist an answer is about: asked only when several are open (avvik.md 6)."""

from collections.abc import Callable
from typing import Any

from dialogs import pliktkort, texts
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import saken
from dialogs.i18n import N_
from hms.avvik import pliktene


def punkt(sporsmal: str, knapp: str | None) -> Slot:
    """The slot. `knapp`: only the lines that this button of the card is for; None: every open line."""

    def choices(view: View) -> tuple[Choice, ...]:
        avvik = saken(view)
        points = pliktene.apne(view.ctx.session, avvik) if avvik is not None else []
        found = [p.plikt.id for p in points if knapp in {None, pliktkort.knapp_for(p)}]
        return tuple(Choice(type_, view.ctx.t.text(texts.PLIKT[type_])) for type_ in found)

    def known(view: View) -> Any:
        found = choices(view)
        return found[0].value if len(found) == 1 else None

    def read(_said: str, view: View) -> str:
        raise Uleselig(N_("Velg et av punktene."), choices(view))

    def ask(view: View) -> Prompt:
        return Prompt((view.ctx.t.rich(sporsmal),), choices(view))

    return Slot("plikt", N_("Punkt"), ask, read, _show, known=known, words=("plikt",))


def skjema(key: str, title: str, slots: tuple[Slot, ...], submit: Callable[[View], Outcome]) -> Form:
    """A form about the checklist: what was read is shown, and confirmed before it counts."""

    def review(view: View) -> tuple[Block, ...]:
        t = view.ctx.t
        avvik = saken(view)
        rows = tuple((t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in slots if slot.when(view))
        return (t.rich(N_("Se over")), Facts(((t.text(N_("Sak")), avvik.nummer if avvik else ""), *rows)))

    return Form(
        key=key,
        version=1,
        title=title,
        slots=slots,
        review=review,
        submit=submit,
        send_label=N_("Før opp"),
    )


def _show(value: Any, view: View) -> str:
    return view.ctx.t.text(texts.PLIKT[value])

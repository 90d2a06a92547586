"""Short forms: a reason or a word or two, and a last question before something that can not be taken back."""

from collections.abc import Callable
from typing import Any

from dialogs.contract import Block, Message, Outcome, Reply
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from hms.avvik.model import Avvik

JA = "ja"
NEI = "nei"


def kort_form(key: str, title: str, slots: tuple[Slot, ...], submit: Callable[[View], Outcome]) -> Form:
    """A form that is sent as soon as its last question is answered, without a review."""
    return Form(
        key=key,
        version=1,
        title=title,
        slots=slots,
        submit=submit,
        send_label=N_("Send"),
        direct=True,
    )


def tekst(key: str, navn: str, sporsmal: str, *, maks: int, merk: str | None = None) -> Slot:
    """A question with a free answer. `maks` in characters; `merk` is the small print under it."""

    def ask(view: View) -> Prompt:
        t = view.ctx.t
        return Prompt((t.rich(sporsmal), *((t.rich(merk, tone="small"),) if merk else ())))

    def read(said: str, _view: View) -> str:
        text = said.strip()
        if not text or len(text) > maks:
            raise Uleselig(N_("Skriv høyst {max} tegn."), max=maks)
        return text

    return Slot(key, navn, ask, read, lambda value, _view: str(value))


def sikker(sporsmal: Callable[[View], tuple[Block, ...]], ja: str) -> Slot:
    """«Are you sure»: what it leads to, [ja] and [Nei]. The form asks `sa_ja` what came of it."""

    def ask(view: View) -> Prompt:
        t = view.ctx.t
        return Prompt(sporsmal(view), (Choice(JA, t.text(ja)), Choice(NEI, t.text(N_("Nei, ikke gjør noe")))))

    def read(said: str, _view: View) -> str:
        folded = said.strip().casefold().strip(".")
        if folded in {"ja", "yes"}:
            return JA
        if folded in {"nei", "no"}:
            return NEI
        raise Uleselig(N_("Svar ja eller nei."))

    return Slot("sikker", N_("Svar"), ask, read, lambda value, _view: str(value))


def sa_ja(view: View) -> bool:
    """Did the person say yes to `sikker`?"""
    return bool(view.get("sikker") == JA)


def sagt(view: View, msgid: str, **fields: Any) -> Outcome:
    """One line back."""
    return Outcome((Reply(Message((view.ctx.t.rich(msgid, **fields),))),))


def ikke_gjort(view: View) -> Outcome:
    """What is said to a no."""
    return sagt(view, N_("Ingenting er endret."))


def saken(view: View) -> Avvik | None:
    """The case that the form is about."""
    return view.ctx.session.get(Avvik, view.get("@avvik"))

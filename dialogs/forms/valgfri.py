"""A free answer that may be left out, by a button."""

from dataclasses import replace

from dialogs.forms.base import Choice, Prompt, Slot, View
from dialogs.forms.enkel import tekst
from dialogs.forms.svarord import is_no
from dialogs.i18n import N_

HOPP = "@hopp"


def valgfri_tekst(key: str, navn: str, sporsmal: str, *, maks: int, merk: str | None = None) -> Slot:
    """A question with a free answer, and [Hopp over]. `maks` in characters."""
    slot = tekst(key, navn, sporsmal, maks=maks, merk=merk)

    def ask(view: View) -> Prompt:
        return replace(slot.ask(view), choices=(Choice(HOPP, view.ctx.t.text(N_("Hopp over"))),))

    def read(said: str, view: View) -> str:
        return HOPP if is_no(said) else str(slot.read(said, view))

    return replace(slot, ask=ask, read=read)


def svart(view: View, key: str) -> str | None:
    """What was answered, or None when the question was left out."""
    value = view.get(key)
    return None if value is None or value == HOPP else str(value)

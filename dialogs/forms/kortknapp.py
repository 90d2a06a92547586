"""The button that opens a form as one card in a dialog."""

from dialogs.contract import Button
from dialogs.i18n import N_, Translator

HANDLING = "skjemakort"


def hele_kortet(t: Translator, form: str) -> Button:
    """[Fyll ut alt på ett kort]. It only shows something, so it may be pressed again and again."""
    data = {"action": HANDLING, "value": form, "token": ""}
    return Button(t.text(N_("Fyll ut alt på ett kort")), data, inputs=False, dialog=True)

"""What a command is: the intent it answers, its name on a button, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.context import Context
from dialogs.contract import Button, Outcome
from dialogs.i18n import N_, Translator


@dataclass(frozen=True)
class Command:
    """`run` gets the context and what was said. `title` None: never offered as a button.

    `private`: the answer belongs in the personal conversation, also when the command came in a channel.
    """

    intent: str
    title: str | None
    run: Callable[[Context, str], Outcome]
    private: bool = True


def say(t: Translator, label: str, intent: str, about: str = "") -> Button:
    """A button that says a command. `about` is where a line is held that the command may take up."""
    return Button(t.text(label), {"action": "say", "value": intent, "token": "", **({"about": about} if about else {})})


MELD = N_("Meld avvik")
MINE = N_("Mine avvik")
HJELP = N_("Hjelp")

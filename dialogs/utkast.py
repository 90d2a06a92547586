"""The draft that was laid aside, or the form that is open: shown again, or what can be done with it."""

from dataclasses import replace

from dialogs.commands.base import MELD, MINE, say
from dialogs.context import Context
from dialogs.contract import Button, Message, Outcome, Reply
from dialogs.forms import engine as forms
from dialogs.forms.base import View
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.i18n import N_
from dialogs.talk import Talk

VALG = (
    (N_("Fortsett på utkastet"), "fortsett"),
    (N_("Start på nytt"), "nytt"),
    (N_("Slett utkastet"), "slett"),
)


def knapper(ctx: Context) -> tuple[Button, ...]:
    """What can be done with the draft."""
    t = ctx.t
    return tuple(Button(t.text(label), {"action": "utkast", "value": value, "token": ""}) for label, value in VALG)


def sagt(ctx: Context, text: str) -> str | None:
    """The choice that was written out instead of pressed."""
    said = text.casefold().strip(" .")
    return next((value for label, value in VALG if ctx.t.text(label).casefold() == said), None)


def fortsett(now: Talk, ctx: Context) -> Outcome:
    """«fortsett»: the open form or the draft, as it stands."""
    state = now.form or now.draft
    if state is None:
        text = ctx.t.rich(N_("Du har ikke noe utkast å fortsette på. Et utkast blir slettet etter 24 timer."))
        return Outcome((Reply(Message((text,), (say(ctx.t, MELD, "meld_avvik"), say(ctx.t, MINE, "mine_avvik")))),))
    after = replace(now, form=state, draft=now.draft if now.form is not None else None, waits=None)
    shown = forms.show(FORMS[state.form], state, View(ctx, state.answers))
    return Outcome((Reply(shown),), state=after.to_json())

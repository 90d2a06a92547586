"""A form in the conversation: opened, gone on with, laid aside, and left; and the questions about that."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs import gjester, misforstatt, utkast
from dialogs.context import Context
from dialogs.contract import Block, Button, Message, Outcome, Reply
from dialogs.dorer import ventende
from dialogs.forms import engine as forms
from dialogs.forms import state as form_state
from dialogs.forms.base import View
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.forms.state import FormState
from dialogs.i18n import N_
from dialogs.language import intents
from dialogs.talk import Talk

MELD_AVVIK = "meld_avvik"
LEAVE = "forlat"
LEAVE_CHOICES = ((N_("Ja, gå videre"), "fortsett"), (N_("Nei, tilbake til skjemaet"), "nei"))
EMPTY = frozenset(
    ("om", "noe", "noko", "nokon", "nogo", "en", "ein", "et", "eit", "ting", "sak", "hendelse", "hending", "something", "about", "a", "an")
)  # fmt: skip

OUT = (
    "avbryt ", "avbryte ", "glem ", "gløym ", "stopp dette", "dropp ", "slett utkast", "forkast ", "kan du avbryt", "vil avbryt", "jeg vil avbryt", "eg vil avbryt", "nei avbryt", "nei, avbryt", "cancel ", "please cancel",
)  # fmt: skip
FEW_WORDS = 4


def meld(now: Talk, rest: str, ctx: Context, *, preset: Mapping[str, Any] | None = None) -> Outcome:
    """Opens the form, or offers the draft that waits. `rest` is the answer to the first question, if it was given."""
    refused = gjester.kan_ikke_melde(ctx)
    if refused is not None:
        return answer(refused)
    rest = "" if all(word.strip(".,!?").casefold() in EMPTY for word in rest.split()) else rest
    misforstatt.glem(ctx)
    if now.draft is not None and not rest and preset is None:
        text = ctx.t.rich(N_("Du har et utkast fra før. Hva vil du gjøre med det?"))
        return Outcome((Reply(Message((text,), utkast.knapper(ctx))),))
    form = FORMS[MELD_AVVIK]
    state = replace(form_state.new_state(form.key, form.version), answers=dict(preset or {}))
    opened = forms.open_form(form, state, View(ctx, {}))
    after = replace(now, form=opened.state, waits=None)
    if not rest or opened.state is None:
        return replace(opened.outcome, state=after.to_json())
    answered = forms.text(form, opened.state, View(ctx, {}), rest)
    intro = form.intro(View(ctx, {}))
    return stepped(after, replace(answered, outcome=with_lead(answered.outcome, intro)))


def open_form(now: Talk, key: str, ctx: Context, preset: Mapping[str, Any], answer: str = "") -> Outcome:
    """Another form than «meld avvik»; `answer` is the answer to its first question, if it was given."""
    misforstatt.glem(ctx)
    form = FORMS[key]
    after = now.laid_aside()
    state = replace(form_state.new_state(form.key, form.version), answers=dict(preset))
    opened = forms.open_form(form, state, View(ctx, preset))
    if answer and opened.state is not None:
        return stepped(after, forms.text(form, opened.state, View(ctx, preset), answer))
    return replace(opened.outcome, state=replace(after, form=opened.state).to_json(), consumes=False)


def stepped(now: Talk, step: forms.Step) -> Outcome:
    """The state after a step of the open form; when the form is over, nothing is cleared any more."""
    after = replace(now, form=step.state, waits=None)
    if step.state is None:
        after = replace(after, cleared=())
    return replace(step.outcome, state=after.to_json(), consumes=step.moved)


def with_lead(outcome: Outcome, lead: tuple[Block, ...]) -> Outcome:
    """The same outcome, with something said before its first message."""
    first, *others = outcome.replies
    message = replace(first.message, blocks=(*lead, *first.message.blocks))
    return replace(outcome, replies=(replace(first, message=message), *others))


def ask_to_leave(now: Talk, intent: str, ctx: Context, line: str = "") -> Outcome:
    """Asks whether the open form may be laid aside for a command. A door that waits is there still after a no.

    The line that asked for it is held in memory only, so that it need not be written again.
    """
    t = ctx.t
    kept = now.laid_aside().draft is not now.draft
    text = t.rich(
        N_("Du er midt i et skjema. Vil du legge det til side og gå videre? Utkastet ligger her i 24 timer.")
        if kept
        else N_("Du er midt i et skjema. Vil du avbryte det og gå videre? Det du har svart, blir ikke lagret.")
    )
    nr = secrets.token_urlsafe(6)
    if line:
        ctx.minne.legg(f"{ctx.samtale}:{nr}", line)
    of = {"action": "venter", "token": "", "dor": LEAVE, "nr": nr}
    buttons = tuple(Button(t.text(label), {**of, "value": value}) for label, value in LEAVE_CHOICES)
    door = {"dor": dict(ventende.door_of(now))} if ventende.waiting(now) is not None else {}
    waits = {"for": LEAVE, "intent": intent, "nr": nr, **door}
    return Outcome((Reply(Message((text,), buttons)),), state=replace(now, waits=waits).to_json())


def ways_on(form: FormState, ctx: Context) -> Block:
    """What may be written at an open question, or at the review."""
    if form.at.startswith("@"):
        return ctx.t.rich(N_("Trykk på en av knappene, eller skriv **avbryt** eller for eksempel **endre tid**."))
    return ctx.t.rich(N_("Svar på spørsmålet, eller skriv **tilbake**, **avbryt** eller for eksempel **endre tid**."))


def leave(now: Talk, ctx: Context) -> Outcome:
    """Out of the open form; what is worth keeping becomes the draft."""
    t = ctx.t
    after = replace(now.laid_aside(), cleared=())
    if after.draft is None or after.draft is now.draft:
        return Outcome((Reply(Message((t.rich(N_("Avbrutt. Ingenting er sendt.")),))),), state=after.to_json())
    text = t.rich(N_("Avbrutt. Ingenting er sendt. Utkastet ligger her i 24 timer."))
    return Outcome((Reply(Message((text,), utkast.knapper(ctx))),), state=after.to_json())


def answer(*blocks: Block) -> Outcome:
    """One message back, and nothing changed."""
    return Outcome((Reply(Message(blocks)),))


def is_way_out(form: FormState, text: str, reading: intents.IntentReading, ctx: Context) -> bool:
    """Does it leave the form, and is no answer: «ikke meldepliktig» and «avbrutt arbeid» answer a question that takes words?"""
    if form.at.startswith("@") or FORMS[form.form].slot(form.at).ask(View(ctx, form.answers)).choices:
        return True
    folded = text.casefold().strip(" .")
    return reading.rule.startswith("hele:") or (len(folded.split()) <= FEW_WORDS and folded.startswith(OUT))

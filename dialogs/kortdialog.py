"""A form as one card over the conversation: opened, sent in, and sent back until everything in it is good (design 4).

A card that is not sent leaves no trace: the conversation's own form stays as the questions left it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from dialogs import gjester, misforstatt
from dialogs.context import Context
from dialogs.contract import Block, Button, Dialog, Message, Outcome, Paragraph, Run
from dialogs.forms import engine as forms
from dialogs.forms import kortskjema
from dialogs.forms import state as form_state
from dialogs.forms.base import Form, View
from dialogs.forms.kortknapp import HANDLING
from dialogs.forms.kortskjema import Ark
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.forms.state import IGJEN, FormState
from dialogs.i18n import N_
from dialogs.kortvakt import Stopp, Vei, vakt
from dialogs.refusals import refusal
from dialogs.talk import Talk
from hms.kit.feil import HmsError

MAX_WORDS = 100
MAX_RUN = 40
GONE = N_("Det kortet gjelder ikke lenger. Ingenting er sendt. Se i samtalen.")
SENT = N_("Sendt. Kvitteringen står i samtalen.")
CLOSED = N_(
    "Skjemaet som kortet hørte til, er sendt eller lagt til side. **Dette er ikke sendt.** Er det en ny sak, så trykk **{send}**."
)


@dataclass(frozen=True)
class Grunn:
    """What a card stands on: the open form, the draft, or neither. `asked` and `cleared` are what its person has seen."""

    form: Form
    state: FormState
    place: Literal["form", "draft", "new", "gone"]
    asked: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


def trykket(now: Talk, value: Mapping[str, Any], ctx: Context) -> Outcome:
    """The button that opens a card, or one of the card's own."""
    key = value.get("value")
    form = FORMS.get(key) if isinstance(key, str) else None
    if form is None or not form.card:
        return Outcome(dialog=Dialog("", text=ctx.t.text(GONE)), consumes=False)
    refused = gjester.kan_ikke_melde(ctx)
    if refused is not None:
        return Outcome(dialog=Dialog("", text="".join(run.text for run in refused.runs)), consumes=False)
    if value.get("do") == "send":
        return _sendt(now, form, value, ctx)
    ground = _ground(now, form, ctx)
    return _vis(ground, kortskjema.nytt(form, View(ctx, ground.state.answers)), ctx, ())


def _ground(now: Talk, form: Form, ctx: Context) -> Grunn:
    """The form as it stands, or a new one: opening a card starts nothing in the conversation."""
    if now.form is not None and now.form.form == form.key:
        return Grunn(form, now.form, "form")
    if now.draft is not None and now.draft.form == form.key:
        return Grunn(form, now.draft, "draft")
    state = form_state.new_state(form.key, form.version)
    return Grunn(form, forms.fill_known(form, state, View(ctx, {})), "new")


def _returned(now: Talk, form: Form, value: Mapping[str, Any], ctx: Context) -> Grunn:
    """What a card that came back stands on; «gone» if its form has been sent or laid aside meanwhile."""
    run, asked, cleared = value.get("run"), _words(value.get("spurt")), _words(value.get("klarert"))
    for place, state in (("form", now.form), ("draft", now.draft)):
        if state is not None and state.form == form.key and state.run == run:
            return Grunn(form, state, "form" if place == "form" else "draft", asked, cleared)
    state = forms.fill_known(form, form_state.new_state(form.key, form.version), View(ctx, {}))
    if value.get("ny") is True and isinstance(run, str) and 0 < len(run) <= MAX_RUN:
        return Grunn(form, replace(state, run=run), "new", asked, cleared)
    return Grunn(form, state, "gone", asked, cleared)


def _sendt(now: Talk, form: Form, value: Mapping[str, Any], ctx: Context) -> Outcome:
    """The doors first, then every field, then what was read and what is asked once more; then it is sent."""
    ground = _returned(now, form, value, ctx)
    typed = {**_texts(value.get("fields")), **_texts(value.get("sett"))}
    view = View(ctx, ground.state.answers)
    lead: tuple[Block, ...] = ()
    if ground.place == "gone":
        lead = (ctx.t.rich(CLOSED, send=ctx.t.text(form.send_label)),)
    stopped = vakt(form, typed, {*now.cleared, *ground.cleared}, ctx)
    if stopped.problems:
        misforstatt.glem(ctx)
    ark = kortskjema.les(form, view, stopped.typed, stopped.problems)
    if ark.problems:
        return _vis(ground, ark, ctx, (*lead, *stopped.blocks, *_wrong(ark, ctx)), stopped)
    ark, read, wanted = kortskjema.foreslatt(form, view, ark, ground.asked)
    answered = View(ctx, ark.answers)
    again = form.again(answered) if IGJEN not in ground.asked else None
    if not (lead or read or wanted or again):
        return _send(now, ground, ark, ctx)
    seen = (*ground.asked, *read, *wanted, *((IGJEN,) if again else ()))
    lead = (*lead, *_wrong(ark, ctx), *forms.as_read(form, answered, read), *(again or ()))
    return _vis(replace(ground, asked=seen), ark, ctx, lead)


def _send(now: Talk, ground: Grunn, ark: Ark, ctx: Context) -> Outcome:
    """Sends it: the receipt comes in the conversation, and the form it stood on is over. A refusal is said on the card."""
    form = ground.form
    try:
        outcome = form.submit(View(ctx, ark.answers))
    except HmsError as error:
        return _vis(ground, ark, ctx, (refusal(ctx.t, error),))
    misforstatt.glem(ctx)
    after = now
    if ground.place == "form":
        after = replace(now, form=None, waits=None, cleared=())
    elif ground.place == "draft":
        after = replace(now, draft=None, cleared=() if now.form is None else now.cleared)
    done = Dialog(ctx.t.text(form.title), text=ctx.t.text(SENT))
    return replace(outcome, state=after.to_json(), dialog=done)


def _vis(ground: Grunn, ark: Ark, ctx: Context, lead: tuple[Block, ...], stopped: Stopp | None = None) -> Outcome:
    """The card, with something said above it. It goes to the one who pressed, and is stored nowhere."""
    form, view = ground.form, View(ctx, ark.answers)
    send = _button(ctx.t.text(form.send_label), ground)
    ways = tuple(_button(way.label, ground, way) for way in stopped.ways) if stopped else ()
    links = stopped.links if stopped else ()
    blocks = (*lead, *(form.intro(view) if not stopped else ()), *kortskjema.rad(form, view))
    message = Message(blocks, (replace(send, style="positive"), *ways, *links), kortskjema.felt(form, view, ark))
    return Outcome(dialog=Dialog(ctx.t.text(form.title), message), consumes=False)


def _button(label: str, ground: Grunn, way: Vei | None = None) -> Button:
    data = {
        "action": HANDLING,
        "do": "send",
        "value": ground.form.key,
        "token": f"{ground.state.run}:kort",
        "run": ground.state.run,
        "ny": ground.place in {"new", "gone"},
        "spurt": list(ground.asked),
        "klarert": list(dict.fromkeys((*ground.cleared, *(way.rules if way else ())))),
        "sett": dict(way.typed) if way else {},
    }
    return Button(label, data)


def _wrong(ark: Ark, ctx: Context) -> tuple[Block, ...]:
    if not ark.problems:
        return ()
    said = ctx.t.plural(
        "Ett felt må rettes. Det andre du skrev, står der fortsatt.",
        "{n} felt må rettes. Det andre du skrev, står der fortsatt.",
        len(ark.problems),
    )
    return (Paragraph((Run(said, bold=True),)),)


def _words(value: Any) -> tuple[str, ...]:
    """The words of a list that a card carried; anything else is nothing."""
    return tuple(word for word in value[:MAX_WORDS] if isinstance(word, str)) if isinstance(value, list) else ()


def _texts(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {key: text for key, text in value.items() if isinstance(key, str) and isinstance(text, str)}

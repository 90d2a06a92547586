"""One step of a personal conversation: (state, inbound, context) → Outcome. `shared.py` is the same for channels."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs import gjester, kortdialog, misforstatt, stops, talk, texts, utkast, vedlegg
from dialogs.actions import ACTIONS
from dialogs.commands import register as commands
from dialogs.commands.base import HJELP, MELD, MINE, say
from dialogs.commands.hilsen import welcome
from dialogs.context import Context
from dialogs.contract import Block, Button, Inbound, Message, Outcome, Reply
from dialogs.dorer import inngang as dorer
from dialogs.dorer.base import Videre
from dialogs.dorer.lengde import BEGINNING, beginning, too_long
from dialogs.dorer.tabell import BY_KEY as DORER
from dialogs.forms import engine as forms
from dialogs.forms import state as form_state
from dialogs.forms.base import View
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.i18n import N_
from dialogs.language import guards, intents
from dialogs.language.dorer import third_party
from dialogs.refusals import refusal
from dialogs.talk import Talk
from hms.kit.feil import HmsError
from hms.samtale import service as samtaler

MELD_AVVIK = "meld_avvik"
STANS = "stans"
FORTSETT = "fortsett"
ABOUT = ("avvik", "tiltak", "stans", "krav", "ekstern", "foresporsel")
WORTH_OFFERING = 3
EMPTY = frozenset(
    ("om", "noe", "noko", "nokon", "nogo", "en", "ein", "et", "eit", "ting", "sak", "hendelse", "hending", "something", "about", "a", "an")
)  # fmt: skip
A_COMMAND = 4
ANSWERS = frozenset(
    {"marker_utfort", "utsett", "deleger"}
)  # «ferdig» and «en uke til» answer the question of an open form
SURE = 0.8  # a longer answer that only has a word of a command in it is an answer


def step(state: Mapping[str, Any], inbound: Inbound, ctx: Context) -> Outcome:
    """The next state, and what is said. Raises nothing that a person could bring about."""
    now = talk.read(state)
    if inbound.kind in {"installed", "joined"}:
        return _greet(ctx)
    if inbound.kind == "attachment":
        return vedlegg.motta(now, inbound, ctx, said)
    if inbound.kind == "button":
        return _pressed(now, inbound.value, ctx)
    if inbound.kind != "text":
        return Outcome()
    return said(now, inbound.text, ctx)


def said(now: Talk, text: str, ctx: Context) -> Outcome:
    """Something was written: the doors first, then the open question, then the commands."""
    text = text.strip()
    chosen = dorer.spoken(now, text, ctx)
    if chosen is not None:
        return _waited(now, chosen, ctx)
    stopped = dorer.at_the_door(now, text, ctx)
    if stopped is not None:
        misforstatt.glem(ctx)
        return stopped
    if now.draft is not None and now.form is None:
        spoken = utkast.sagt(ctx, text)
        if spoken is not None:
            return _draft(now, spoken, ctx)
    reading = _read(text, ctx)
    if now.form is not None:
        return _in_form(now, text, reading, ctx)
    if reading.intent == MELD_AVVIK:
        return _meld(now, reading.rest, ctx)
    if reading.intent is None and third_party(text):
        return _meld_om_utenfra(now, text, ctx)
    return _command(now, reading, text, ctx)


def _read(text: str, ctx: Context) -> intents.IntentReading:
    """What the text asks for, the kommune's own words among the others. The doors have heard it already."""
    return intents.read(text, ctx.t.locale, ctx.kommune.fraser, doors=False)


def _in_form(now: Talk, text: str, reading: intents.IntentReading, ctx: Context) -> Outcome:
    if now.form is None:
        return _fallback(now, reading, text, ctx)
    form, view = FORMS[now.form.form], View(ctx, now.form.answers)
    sure = reading.confidence >= SURE or len(text.split()) <= A_COMMAND
    whole = not reading.rest.strip() and sure and reading.intent not in ANSWERS
    if reading.intent == "avbryt" and whole:
        return _leave(now, ctx)
    if reading.intent == "tilbake" and whole:
        return _stepped(now, forms.back(form, now.form, view))
    if reading.intent == "hjelp" and whole:
        at_question = not now.form.at.startswith("@")
        lead = ctx.t.rich(
            N_("Svar på spørsmålet, eller skriv **tilbake**, **avbryt** eller for eksempel **endre tid**.")
            if at_question
            else N_("Trykk på en av knappene, eller skriv **avbryt** eller for eksempel **endre tid**.")
        )
        return Outcome((Reply(forms.show(form, now.form, view, (lead,))),))
    if reading.intent == FORTSETT and whole:
        return utkast.fortsett(now, ctx)
    if whole and (reading.intent in commands.BY_INTENT or reading.intent == MELD_AVVIK) and reading.intent != "hilsen":
        return _ask_to_leave(now, str(reading.intent), ctx)
    if now.waits is not None and now.waits.get("for") == "forlat":
        return _ask_to_leave(now, str(now.waits.get("intent")), ctx)
    return dorer.again(now, ctx) or _stepped(now, forms.text(form, now.form, view, text))


def _stepped(now: Talk, step: forms.Step) -> Outcome:
    after = replace(now, form=step.state, waits=None)
    if step.state is None:
        after = replace(after, cleared=())
    return replace(step.outcome, state=after.to_json(), consumes=step.moved)


def _ask_to_leave(now: Talk, intent: str, ctx: Context) -> Outcome:
    t = ctx.t
    kept = now.laid_aside().draft is not now.draft
    text = t.rich(
        N_("Du er midt i et skjema. Vil du legge det til side og gå videre? Utkastet ligger her i 24 timer.")
        if kept
        else N_("Du er midt i et skjema. Vil du avbryte det og gå videre? Det du har svart, blir ikke lagret.")
    )
    buttons = (
        Button(t.text(N_("Ja, gå videre")), {"action": "venter", "value": "fortsett", "token": ""}),
        Button(t.text(N_("Nei, tilbake til skjemaet")), {"action": "venter", "value": "nei", "token": ""}),
    )
    waits = {"for": "forlat", "intent": intent}
    return Outcome((Reply(Message((text,), buttons)),), state=replace(now, waits=waits).to_json())


def _leave(now: Talk, ctx: Context) -> Outcome:
    t = ctx.t
    after = replace(now.laid_aside(), cleared=())
    if after.draft is None or after.draft is now.draft:
        return Outcome((Reply(Message((t.rich(N_("Avbrutt. Ingenting er sendt.")),))),), state=after.to_json())
    text = t.rich(N_("Avbrutt. Ingenting er sendt. Utkastet ligger her i 24 timer."))
    return Outcome((Reply(Message((text,), utkast.knapper(ctx))),), state=after.to_json())


def _meld(now: Talk, rest: str, ctx: Context, *, preset: Mapping[str, Any] | None = None) -> Outcome:
    """Opens the form, or offers the draft that waits. `rest` is the answer to the first question, if it was given."""
    refused = gjester.kan_ikke_melde(ctx)
    if refused is not None:
        return Outcome((Reply(Message((refused,))),))
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
    return _stepped(after, replace(answered, outcome=_with_lead(answered.outcome, intro)))


def _meld_om_utenfra(now: Talk, text: str, ctx: Context) -> Outcome:
    """Violence from a user, pupil or relative: straight to that category (avvik.md 1). A bare command opens the form."""
    if len(text.split()) < A_COMMAND:
        return _meld(now, "", ctx, preset={"kategori": texts.VOLD})
    return _meld(now, text, ctx)


def _with_lead(outcome: Outcome, lead: tuple[Block, ...]) -> Outcome:
    first, *others = outcome.replies
    message = replace(first.message, blocks=(*lead, *first.message.blocks))
    return replace(outcome, replies=(replace(first, message=message), *others))


def _open(now: Talk, key: str, ctx: Context, preset: Mapping[str, Any], answer: str = "") -> Outcome:
    """Another form than «meld avvik»; `answer` is the answer to its first question, if it was given."""
    misforstatt.glem(ctx)
    form = FORMS[key]
    after = now.laid_aside()
    state = replace(form_state.new_state(form.key, form.version), answers=dict(preset))
    opened = forms.open_form(form, state, View(ctx, preset))
    if answer and opened.state is not None:
        return _stepped(after, forms.text(form, opened.state, View(ctx, preset), answer))
    return replace(opened.outcome, state=replace(after, form=opened.state).to_json(), consumes=False)


def _command(now: Talk, reading: intents.IntentReading, text: str, ctx: Context) -> Outcome:
    command = commands.BY_INTENT.get(reading.intent or "")
    if command is not None:
        misforstatt.behold(ctx)
        return _run(now, reading.intent or "", text, ctx)
    if reading.intent in {"avbryt", "tilbake"}:
        return _answer(ctx.t.rich(N_("Det er ikke noe å avbryte eller gå tilbake til nå.")))
    if reading.intent == FORTSETT:
        return utkast.fortsett(now, ctx)
    return _fallback(now, reading, text, ctx)


def _run(now: Talk, intent: str, text: str, ctx: Context) -> Outcome:
    """Carries out a command; one that needs answers names the form to open."""
    outcome = commands.BY_INTENT[intent].run(ctx, text)
    if outcome.forward is None:
        return outcome
    return _open(now, outcome.forward, ctx, outcome.forward_answers)


def _fallback(now: Talk, reading: intents.IntentReading, text: str, ctx: Context) -> Outcome:
    """Not understood: three buttons. A longer text is held in memory, so that [Meld avvik] need not ask for it again."""
    t = ctx.t
    nonce = ""
    if len(text.split()) >= WORTH_OFFERING and not guards.personal(text):
        nonce = secrets.token_urlsafe(6)
        ctx.minne.legg(f"{ctx.samtale}:{nonce}", text)
    if now == Talk():
        misforstatt.vent(ctx, text)
    else:
        misforstatt.glem(ctx)
    names = {command.intent: command.title for command in commands.COMMANDS} | {MELD_AVVIK: MELD}
    offered = [intent for intent in reading.suggestions if names.get(intent)]
    offered += [intent for intent in (MELD_AVVIK, "mine_avvik", "hjelp") if intent not in offered]
    labels = {**names, "mine_avvik": MINE, "hjelp": HJELP}
    buttons = tuple(say(t, labels[intent] or "", intent, nonce) for intent in offered[:3])
    lead = (
        N_(
            "Skjemaet du holdt på med, er fra en eldre versjon, og jeg kan ikke bruke det lenger. Vil du starte på nytt?"
        )
        if now.lost
        else None
    )
    text_block = t.rich(lead or N_("Det skjønte jeg ikke helt. Vil du gjøre noe av dette?"))
    return Outcome((Reply(Message((text_block,), buttons)),), state=now.to_json() if now.lost else None, consumes=False)


def _pressed(now: Talk, value: Mapping[str, Any], ctx: Context) -> Outcome:
    action, chosen = value.get("action"), value.get("value")
    match action:
        case "form" if now.form is not None:
            step = forms.pressed(FORMS[now.form.form], now.form, View(ctx, now.form.answers), value)
            return _stepped(now, step)
        case "skjemakort":
            return kortdialog.trykket(now, value, ctx)
        case "say" if isinstance(chosen, str):
            return replace(_say(now, chosen, ctx, value.get("about"), value.get("text")), consumes=False)
        case "venter" if isinstance(chosen, str):
            return replace(_waited(now, chosen, ctx), consumes=False)
        case "utkast" if isinstance(chosen, str):
            return replace(_draft(now, chosen, ctx), consumes=False)
        case "stoppet" if isinstance(chosen, str):
            return replace(_stopped(now, chosen, ctx), consumes=False)
    if isinstance(action, str) and action in ACTIONS:
        try:
            outcome = ACTIONS[action](ctx, value)
        except HmsError as error:
            return Outcome((Reply(Message((refusal(ctx.t, error),))),), consumes=False)
        if outcome.forward is not None:
            about = {f"@{key}": value[key] for key in ABOUT if key in value}
            return _open(now, outcome.forward, ctx, {**about, "@om": outcome.forward_text})
        return outcome
    return _stale(now, ctx)


def _say(now: Talk, intent: str, ctx: Context, about: Any = None, text: Any = None) -> Outcome:
    """A command that was pressed, or that a channel forwards. `about` finds the line that the command was offered for."""
    if intent == "avbryt" and now.form is not None:
        return _leave(now, ctx)
    if intent == MELD_AVVIK and now.form is None:
        offered = ctx.minne.ta(f"{ctx.samtale}:{about}") if isinstance(about, str) and about else None
        return too_long(now, offered or "", ctx) or _meld(now, offered or "", ctx)
    if intent == FORTSETT:
        return utkast.fortsett(now, ctx)
    if now.form is not None and (intent in commands.BY_INTENT or intent == MELD_AVVIK):
        return _ask_to_leave(now, intent, ctx)
    if intent in commands.BY_INTENT:
        misforstatt.behold(ctx)
        held = ctx.minne.ta(f"{ctx.samtale}:{about}") if isinstance(about, str) and about else None
        return _run(now, intent, held or (text if isinstance(text, str) else ""), ctx)
    misforstatt.glem(ctx)
    if intent in DORER:
        return dorer.show(now, intent, ctx)
    return _stale(now, ctx)


def _stale(now: Talk, ctx: Context) -> Outcome:
    """A button that means nothing any more: nothing changes, and the person sees where things stand."""
    if now.form is not None:
        lead = (ctx.t.rich(forms.STALE),)
        shown = forms.show(FORMS[now.form.form], now.form, View(ctx, now.form.answers), lead)
        return Outcome((Reply(shown),), consumes=False)
    text = ctx.t.rich(N_("Den knappen gjelder ikke lenger. Ingenting er endret."))
    buttons = (say(ctx.t, MELD, MELD_AVVIK), say(ctx.t, MINE, "mine_avvik"), say(ctx.t, HJELP, "hjelp"))
    return Outcome((Reply(Message((text,), buttons)),), consumes=False)


def _draft(now: Talk, chosen: str, ctx: Context) -> Outcome:
    if now.draft is None or now.form is not None:
        return _stale(now, ctx)
    if chosen == "slett":
        text = ctx.t.rich(N_("Utkastet er slettet."))
        return Outcome((Reply(Message((text,))),), state=replace(now, draft=None, cleared=()).to_json())
    if chosen == "nytt":
        return _meld(replace(now, draft=None, cleared=()), "", ctx)
    return utkast.fortsett(now, ctx)


def _stopped(now: Talk, chosen: str, ctx: Context) -> Outcome:
    """[Send uten], [Send som den er] or [Bruk de første], for a text that is held in memory only."""
    text = ctx.minne.ta(ctx.samtale)
    if text is None:
        return _answer(ctx.t.rich(N_("Jeg har ikke teksten lenger. Skriv den på nytt, uten personopplysninger.")))
    findings = guards.personal(text)
    if chosen == BEGINNING and not findings:
        text = beginning(text)
    elif chosen == "masker" and all(finding.kind in stops.MASKABLE for finding in findings):
        text = guards.masked(text, findings)
    elif chosen != "send" or guards.stops(findings):
        return _stale(now, ctx)
    again = dorer.at_the_door(now, text, ctx, numbers=False)
    if again is not None:
        return again
    if now.form is not None:
        return _stepped(now, forms.text(FORMS[now.form.form], now.form, View(ctx, now.form.answers), text))
    reading = _read(text, ctx)
    return _meld(now, reading.rest if reading.intent == MELD_AVVIK else text, ctx)


def _waited(now: Talk, chosen: str, ctx: Context) -> Outcome:
    """An answer to one of the engine's own questions: a door, or leaving a form."""
    waits = now.waits or {}
    match waits.get("for"), chosen:
        case "forlat", "fortsett":
            intent = str(waits.get("intent"))
            after = now.laid_aside()
            outcome = _meld(after, "", ctx) if intent == MELD_AVVIK else _run(after, intent, "", ctx)
            return replace(outcome, state=outcome.state if outcome.state is not None else after.to_json())
        case "forlat", _ if now.form is not None:
            shown = forms.show(FORMS[now.form.form], now.form, View(ctx, now.form.answers))
            return Outcome((Reply(shown),), state=replace(now, waits=None).to_json())
    found = dorer.answer(now, chosen, ctx)
    if found is None:
        return _stale(now, ctx)
    return _take_up(found, ctx) if isinstance(found, Videre) else found


def _take_up(on: Videre, ctx: Context) -> Outcome:
    """Goes on after a door: with the open form, or with a new one. A text that was kept answers its question."""
    now, way, text = on.now, on.way, on.text
    lead = (ctx.t.rich(way.lead),) if way.lead else ()
    too_much = too_long(now, text, ctx)
    if too_much is not None:
        return replace(too_much, state=now.to_json())
    if way.form != MELD_AVVIK:
        return _open(now, way.form, ctx, {}, answer=text)
    if now.form is None:
        if text and intents.read(text, ctx.t.locale, doors=False).intent == STANS:
            return _run(now, STANS, text, ctx)
        opened = _meld(now, text, ctx, preset=way.preset)
        return _with_lead(opened, lead) if lead else opened
    preset = way.preset if now.form.form == MELD_AVVIK else {}
    form = replace(now.form, answers={**now.form.answers, **preset})
    if text:
        return _stepped(now, forms.text(FORMS[form.form], form, View(ctx, form.answers), text))
    lead = (ctx.t.rich(N_("Da går vi videre. Jeg har ikke lagret det du skrev, så skriv det på nytt.")), *lead)
    return _stepped(now, forms.resume(FORMS[form.form], form, View(ctx, form.answers), lead))


def _greet(ctx: Context) -> Outcome:
    """The welcome, once for each account."""
    if ctx.kontakt.hilst:
        return Outcome()
    samtaler.hilst(ctx.session, ctx.kontakt.id)
    return Outcome((Reply(welcome(ctx)),))


def _answer(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))

"""One step of a personal conversation: (state, inbound, context) → Outcome. `shared.py` is the same for channels."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs import gang, kortdialog, misforstatt, stops, talk, texts, titler, utkast, vedlegg
from dialogs.actions import ACTIONS
from dialogs.commands import folg_kode
from dialogs.commands import register as commands
from dialogs.commands.base import HJELP, MELD, MINE, say
from dialogs.commands.hilsen import welcome
from dialogs.context import Context
from dialogs.contract import Inbound, Message, Outcome, Reply
from dialogs.dorer import gamle, ventende
from dialogs.dorer import inngang as dorer
from dialogs.dorer.base import FIRST_ANSWER, Videre
from dialogs.dorer.lengde import BEGINNING, beginning, too_long
from dialogs.dorer.tabell import BY_KEY as DORER
from dialogs.forms import engine as forms
from dialogs.forms.base import View
from dialogs.forms.register import BY_KEY as FORMS
from dialogs.forms.state import FormState
from dialogs.forms.svarord import is_no, plain
from dialogs.gang import LEAVE, LEAVE_CHOICES, MELD_AVVIK
from dialogs.i18n import N_
from dialogs.language import guards, intents
from dialogs.language.dorer import third_party
from dialogs.refusals import refusal
from dialogs.talk import Talk
from hms.avvik import kode
from hms.kit.feil import HmsError
from hms.samtale import service as samtaler

STANS = "stans"
FORTSETT = "fortsett"
BACK = frozenset({"nei", "nei takk", "nope", "no", "no thanks", "tilbake", "attende", "back", "avbryt", "cancel"})
ABOUT = ("avvik", "tiltak", "stans", "krav", "ekstern", "foresporsel", "uavklart")
WORTH_OFFERING = 3
A_COMMAND = 4
# «ferdig» and «en uke til» answer the question of an open form.
ANSWERS = frozenset({"marker_utfort", "utsett", "deleger", "ikke_aktuelt", "lenke"})
LEADS_AWAY = {*commands.BY_INTENT, MELD_AVVIK} - {"hjelp", "hilsen", "lenke"}
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
    chosen = _spoken(now, text, ctx)
    if chosen is not None:
        return _waited(now, chosen, ctx)
    meant = titler.lest(text, ctx)
    stopped = _stopped_at(now, meant, ctx)
    if stopped is not None:
        misforstatt.glem(ctx)
        return stopped
    if now.form is None and (koden := kode.les(text)):
        return folg_kode.vis(ctx, koden)
    if now.draft is not None and now.form is None:
        spoken = utkast.sagt(ctx, text)
        if spoken is not None:
            return _draft(now, spoken, ctx)
    reading = _read(meant, ctx)
    if meant != text and (now.form is not None or reading.intent not in ANSWERS):
        reading = _read(text, ctx)
    if now.form is not None:
        return _in_form(now, text, reading, ctx)
    if reading.intent == MELD_AVVIK:
        return gang.meld(now, reading.rest, ctx)
    if reading.intent is None and third_party(text):
        return _meld_om_utenfra(now, text, ctx)
    return _command(now, reading, text, ctx)


def _stopped_at(now: Talk, text: str, ctx: Context, *, numbers: bool = True) -> Outcome | None:
    """What a door makes of the text, or None. A line that only names a door may go on at once."""
    found = dorer.at_the_door(now, text, ctx, numbers=numbers)
    return _take_up(found, ctx) if isinstance(found, Videre) else found


def _spoken(now: Talk, text: str, ctx: Context) -> str | None:
    """An answer to a question of our own that was written out: a door's way, or whether to leave the form."""
    if (now.waits or {}).get("for") != LEAVE:
        return ventende.spoken(now, text, ctx)
    said = plain(text)
    labels = {ctx.t.text(label).casefold(): value for label, value in LEAVE_CHOICES}
    if said in ventende.GO_ON:
        return "fortsett"
    return "nei" if said in BACK else labels.get(said)


def _read(text: str, ctx: Context) -> intents.IntentReading:
    """What the text asks for, the kommune's own words among the others. The doors have heard it already."""
    return intents.read(text, ctx.t.locale, ctx.kommune.fraser, doors=False)


def _names_a_role(reading: intents.IntentReading, text: str) -> bool:
    """«verneombudet» is an answer; «hvem er verneombudet» is a question."""
    return reading.intent == "hvem_er" and "?" not in text and len(text.split()) == 1


def _in_form(now: Talk, text: str, reading: intents.IntentReading, ctx: Context) -> Outcome:
    if now.form is None:
        return _fallback(now, reading, text, ctx)
    state = now.form
    form, view = FORMS[state.form], View(ctx, state.answers)
    sure = reading.confidence >= SURE or len(text.split()) <= A_COMMAND
    whole = not reading.rest.strip() and sure and reading.intent not in ANSWERS and not _names_a_role(reading, text)
    said_no = is_no(text)
    if reading.intent == "avbryt" and whole and not said_no and gang.is_way_out(state, text, reading, ctx):
        return gang.leave(now, ctx)
    elsewhere = reading.intent in LEADS_AWAY and not said_no
    if whole and elsewhere:
        return gang.ask_to_leave(now, str(reading.intent), ctx, text)
    if now.waits is not None and now.waits.get("for") == LEAVE:
        if form.direct or ventende.waiting(now) is not None:
            return gang.ask_to_leave(now, str(now.waits.get("intent")), ctx)
        now = replace(now, waits=None)  # who writes on, stays: it is an answer, and nothing is sent before the review
    held = ventende.again(now, ctx)
    if held is not None:
        return held
    about = _about_the_form(now, state, str(reading.intent), ctx) if whole else None
    if about is not None:
        return about
    step = forms.text(form, state, view, text)
    if not step.moved and elsewhere and reading.confidence >= SURE:
        return gang.ask_to_leave(
            now, str(reading.intent), ctx, text
        )  # no answer, and a command with more words than its own
    return gang.stepped(now, step)


def _about_the_form(now: Talk, form: FormState, intent: str, ctx: Context) -> Outcome | None:
    """A step back, what may be written, or on with the draft; None for any other command."""
    view = View(ctx, form.answers)
    match intent:
        case "tilbake":
            return gang.stepped(now, forms.back(FORMS[form.form], form, view))
        case "hjelp":
            return Outcome((Reply(forms.show(FORMS[form.form], form, view, (gang.ways_on(form, ctx),))),))
    return utkast.fortsett(now, ctx) if intent == FORTSETT else None


def _meld_om_utenfra(now: Talk, text: str, ctx: Context) -> Outcome:
    """Violence from a user, pupil or relative: straight to that category (avvik.md 1). A bare command opens the form."""
    if len(text.split()) < A_COMMAND:
        return gang.meld(now, "", ctx, preset={"kategori": texts.VOLD})
    return gang.meld(now, text, ctx)


def _command(now: Talk, reading: intents.IntentReading, text: str, ctx: Context) -> Outcome:
    command = commands.BY_INTENT.get(reading.intent or "")
    if command is not None:
        misforstatt.behold(ctx)
        return _run(now, reading.intent or "", text, ctx)
    if reading.intent in {"avbryt", "tilbake"}:
        return gang.answer(ctx.t.rich(N_("Det er ikke noe å avbryte eller gå tilbake til nå.")))
    if reading.intent == FORTSETT:
        return utkast.fortsett(now, ctx)
    return _fallback(now, reading, text, ctx)


def _run(now: Talk, intent: str, text: str, ctx: Context) -> Outcome:
    """Carries out a command; one that needs answers names the form to open."""
    outcome = commands.BY_INTENT[intent].run(ctx, text)
    if outcome.forward is None:
        return outcome
    return gang.open_form(now, outcome.forward, ctx, outcome.forward_answers)


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
            held = ventende.again(now, ctx, ventende.PRESSED)
            form, view = FORMS[now.form.form], View(ctx, now.form.answers)
            return held or gang.stepped(now, forms.pressed(form, now.form, view, value))
        case "skjemakort":
            return kortdialog.trykket(now, value, ctx)
        case "say" if isinstance(chosen, str):
            return replace(_say(now, chosen, ctx, value.get("about"), value.get("text")), consumes=False)
        case "venter" if isinstance(chosen, str):
            return replace(_door_button(now, value, chosen, ctx), consumes=False)
        case "utkast" if isinstance(chosen, str):
            return replace(_draft(now, chosen, ctx), consumes=False)
        case "stoppet" if isinstance(chosen, str):
            return replace(_stopped(now, value, chosen, ctx), consumes=False)
    if isinstance(action, str) and action in ACTIONS:
        try:
            outcome = ACTIONS[action](ctx, value)
        except HmsError as error:
            return Outcome((Reply(Message((refusal(ctx.t, error),))),), consumes=False)
        if outcome.forward is not None:
            about = {f"@{key}": value[key] for key in ABOUT if key in value}
            return gang.open_form(
                now, outcome.forward, ctx, {**about, **outcome.forward_answers, "@om": outcome.forward_text}
            )
        return outcome
    return _stale(now, ctx)


def _say(now: Talk, intent: str, ctx: Context, about: Any = None, text: Any = None) -> Outcome:
    """A command that was pressed, or that a channel forwards. `about` finds the line that the command was offered for."""
    if intent == "avbryt" and now.form is not None:
        return gang.leave(now, ctx)
    if intent == MELD_AVVIK and now.form is None:
        offered = ctx.minne.ta(f"{ctx.samtale}:{about}") if isinstance(about, str) and about else None
        return too_long(now, offered or "", ctx) or gang.meld(now, offered or "", ctx)
    if intent == FORTSETT:
        return utkast.fortsett(now, ctx)
    if now.form is not None and (intent in commands.BY_INTENT or intent == MELD_AVVIK):
        return gang.ask_to_leave(now, intent, ctx)
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
    held = ventende.again(now, ctx, ventende.PRESSED)
    if held is not None:
        return held
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
        return gang.meld(replace(now, draft=None, cleared=()), "", ctx)
    return utkast.fortsett(now, ctx)


def _stopped(now: Talk, value: Mapping[str, Any], chosen: str, ctx: Context) -> Outcome:
    """[Send uten], [Send som den er] or [Bruk de første], for the text of that card, which is held in memory only."""
    text = ctx.minne.ta(f"{ctx.samtale}:{value.get('nr')}")
    if not _same_question(now, value.get("til")):
        return _stale(now, ctx)
    if text is None:
        return gang.answer(ctx.t.rich(N_("Jeg har ikke teksten lenger. Skriv den på nytt, uten personopplysninger.")))
    findings = guards.personal(text)
    if chosen == BEGINNING and not findings:
        text = beginning(text)
    elif chosen == "masker" and all(finding.kind in stops.MASKABLE for finding in findings):
        text = guards.masked(text, findings)
    elif chosen != "send" or guards.stops(findings):
        return _stale(now, ctx)
    again = _stopped_at(now, text, ctx, numbers=False) or ventende.again(now, ctx)
    if again is not None:
        return again
    if now.form is not None:
        return gang.stepped(now, forms.text(FORMS[now.form.form], now.form, View(ctx, now.form.answers), text))
    reading = _read(text, ctx)
    return gang.meld(now, reading.rest if reading.intent == MELD_AVVIK else text, ctx)


def _same_question(now: Talk, asked: Any) -> bool:
    """Is the question that a stopped text answered still the one being asked? A first line may answer the first question."""
    if now.form is None or asked == now.form.token:
        return now.form is not None or asked == ""
    return asked == "" and (now.form.form, now.form.at) == (MELD_AVVIK, FIRST_ANSWER)


def _door_button(now: Talk, value: Mapping[str, Any], chosen: str, ctx: Context) -> Outcome:
    """A button of a door's card, or of the question about leaving: the one that waits, or an old one."""
    if gamle.is_old(now, value):
        found = gamle.pressed(now, value, ctx)
        if isinstance(found, Videre):
            return _take_up(found, ctx, anew=True)
        return found if found is not None else _stale(now, ctx)
    return _at_door(now, chosen, ctx) if str(value.get("dor")) in DORER else _waited(now, chosen, ctx)


def _waited(now: Talk, chosen: str, ctx: Context) -> Outcome:
    """An answer to one of the engine's own questions: a door, or leaving a form."""
    waits = now.waits or {}
    match waits.get("for"), chosen:
        case "forlat", "fortsett":
            intent, line = str(waits.get("intent")), ctx.minne.ta(f"{ctx.samtale}:{waits.get('nr')}") or ""
            after = now.laid_aside()
            new = (
                gang.meld(after, _read(line, ctx).rest, ctx) if intent == MELD_AVVIK else _run(after, intent, line, ctx)
            )
            return replace(new, state=new.state if new.state is not None else after.to_json())
        case "forlat", _ if now.form is not None:
            held = ventende.back(now, ctx)
            if held is not None:
                return held
            shown = forms.show(FORMS[now.form.form], now.form, View(ctx, now.form.answers))
            return Outcome((Reply(shown),), state=replace(now, waits=None).to_json())
    return _at_door(now, chosen, ctx)


def _at_door(now: Talk, chosen: str, ctx: Context) -> Outcome:
    """The choice at the door where the conversation stands."""
    found = ventende.answer(now, chosen, ctx)
    if found is None:
        return _stale(now, ctx)
    return _take_up(found, ctx) if isinstance(found, Videre) else found


def _take_up(on: Videre, ctx: Context, *, anew: bool = False) -> Outcome:
    """Goes on after a door: with the open form, or with a new one. A text that was kept answers its question.

    `anew`: the button was on an old card, and what was written then is not held any more.
    """
    now, way, text = on.now, on.way, on.text
    lead = (ctx.t.rich(way.lead),) if way.lead else ()
    if anew:
        lead = (ctx.t.rich(N_("Jeg har ikke lenger det du skrev da, så skriv det på nytt.")), *lead)
    too_much = too_long(now, text, ctx)
    if too_much is not None:
        return replace(too_much, state=now.to_json())
    if way.form != MELD_AVVIK:
        opened = gang.open_form(now, way.form, ctx, {}, answer=text)
        return gang.with_lead(opened, lead) if lead else opened
    if now.form is None and not way.opens:
        said = ctx.t.rich(N_("Det er greit. Vil du melde noe, så skriv **meld avvik**."))
        return Outcome((Reply(Message((said,))),), state=now.to_json())
    if now.form is None:
        if text and intents.read(text, ctx.t.locale, doors=False).intent == STANS:
            return _run(now, STANS, text, ctx)
        opened = gang.meld(now, text, ctx, preset=way.preset)
        return gang.with_lead(opened, lead) if lead else opened
    preset = way.preset if now.form.form == MELD_AVVIK else {}
    form = replace(now.form, answers={**now.form.answers, **preset})
    if text:
        return gang.stepped(now, forms.text(FORMS[form.form], form, View(ctx, form.answers), text))
    lead = (ctx.t.rich(N_("Da går vi videre. Jeg har ikke lagret det du skrev, så skriv det på nytt.")), *lead)
    return gang.stepped(now, forms.resume(FORMS[form.form], form, View(ctx, form.answers), lead))


def _greet(ctx: Context) -> Outcome:
    """The welcome, once for each account."""
    if ctx.kontakt.hilst:
        return Outcome()
    samtaler.hilst(ctx.session, ctx.kontakt.id)
    return Outcome((Reply(welcome(ctx)),))

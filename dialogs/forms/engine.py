"""Runs a form: asks for the first missing slot, shows what was read, and ends in a review where all can be changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dialogs.context import Context
from dialogs.contract import Block, Button, Message, Outcome, Reply
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.kortknapp import hele_kortet
from dialogs.forms.state import ENDRE, IGJEN, MER, OVERSIKT, FormState
from dialogs.forms.svarord import NO, YES, is_no, plain
from dialogs.i18n import N_
from dialogs.refusals import refusal
from hms.kit.feil import HmsError

ANDRE = "@andre"
ENOUGH = 4
SKIP = {"hopp over", "skip", "til oversikten", "til oversynet", "to the overview"}
IN_WORDS = N_("Skriv svaret med noen ord. Vil du ut av skjemaet, så skriv **avbryt**.")
NOT_SENT = N_("Ingenting er sendt. Rett det som er galt, eller skriv **avbryt** for å gå ut.")
READ = N_("Jeg leste: {read}. Du kan rette det før du sender.")
STALE = N_("Det spørsmålet er vi ferdige med. Her er vi nå:")


@dataclass(frozen=True)
class Step:
    """What a form's step comes to: its next state (None: the form is over), and the outcome to show.

    `moved` False: nothing was accepted, so the pressed button may be pressed again.
    """

    state: FormState | None
    outcome: Outcome
    moved: bool = True


def open_form(form: Form, state: FormState, view: View, lead: tuple[Block, ...] = ()) -> Step:
    """The first question, after the form's introduction; slots that are known beforehand are filled in."""
    state = fill_known(form, state, view)
    return _go_on(form, state, view, (*lead, *form.intro(_view(view, state))))


def show(form: Form, state: FormState, view: View, lead: tuple[Block, ...] = ()) -> Message:
    """The question where the form stands."""
    view = _view(view, state)
    if state.at == OVERSIKT:
        return _review(form, state, view, lead)
    if state.at == ENDRE:
        return _pick(state, view, lead, _visible(form, view))
    if state.at == MER:
        return _pick(state, view, lead, [slot for slot in _visible(form, view) if slot.key in form.extra])
    if state.at == IGJEN:
        return _once_more(form, state, view, lead)
    return _question(form, state, view, lead)


def resume(form: Form, state: FormState, view: View, lead: tuple[Block, ...] = ()) -> Step:
    """Where the form stands, past a question that has been answered by another way than itself."""
    if state.at in state.answers and not state.editing:
        return _go_on(form, state, view, lead)
    return Step(state, _reply(show(form, state, view, lead)))


def text(form: Form, state: FormState, view: View, said: str) -> Step:
    """An answer that was written."""
    view = _view(view, state)
    slot = _slot_named(form, view, said)
    if slot is not None:
        return _ask(form, state, view, slot)
    named = form.phrases.get(plain(said))
    if named is not None and form.slot(named).when(view):
        return _answer(form, state, view, form.slot(named), said)
    if said.strip().casefold() in SKIP and (state.editing or state.at in {ENDRE, MER}):
        return _go_on(form, replace(state, at=OVERSIKT, editing=False, step=state.step + 1), view, ())
    if state.at == IGJEN and is_no(said):
        return _go_on(form, replace(state, at=OVERSIKT, step=state.step + 1), view, ())
    if state.at in {OVERSIKT, ENDRE, MER, IGJEN}:
        return _text_at_review(form, state, view, said)
    return _answer(form, state, view, form.slot(state.at), said)


def pressed(form: Form, state: FormState, view: View, value: Mapping[str, Any]) -> Step:
    """A button of the form. One from a question that has been left changes nothing and shows where the form stands."""
    view = _view(view, state)
    if value.get("token") != state.token:
        lead = (view.ctx.t.rich(STALE),)
        return Step(state, _reply(show(form, state, view, lead)), moved=False)
    match value.get("do"), value.get("value"):
        case "answer", "@andre" if not state.at.startswith("@"):
            return Step(state, _reply(_question(form, state, view, (), everything=True)), moved=False)
        case "answer", answer if not state.at.startswith("@"):
            return _press_answer(form, state, view, answer)
        case "edit", key if isinstance(key, str) and any(slot.key == key for slot in _visible(form, view)):
            return _ask(form, state, view, form.slot(key))
        case "go", "send" if state.at in {OVERSIKT, IGJEN}:
            step = send(form, state, view)
            # What was sent stands there without its buttons; it is shown, and not kept.
            return step if step.state else replace(step, outcome=_sent_as(form, view, step.outcome))
        case "go", "endre":
            return _move(form, state, view, ENDRE)
        case "go", "mer":
            return _move(form, state, view, MER)
        case "go", "oversikt":
            return _go_on(form, replace(state, at=OVERSIKT, editing=False, step=state.step + 1), view, ())
    return Step(state, _reply(show(form, state, view)), moved=False)


def _sent_as(form: Form, view: View, outcome: Outcome) -> Outcome:
    return replace(outcome, replaces=Message(form.review(view)), repeated=outcome.replaces)


def reads_choice(form: Form, state: FormState, ctx: Context, said: str) -> bool:
    """Is what was said one of the choices of the open question, written out?"""
    return _read_choice(said, form.slot(state.at).ask(View(ctx, state.answers))) is not None


def back(form: Form, state: FormState, view: View) -> Step:
    """«tilbake»: to the question before, or out of a change."""
    if state.editing or state.at in {ENDRE, MER, IGJEN}:
        return _go_on(form, replace(state, at=OVERSIKT, editing=False, step=state.step + 1), view, ())
    path = state.path[:-1] if state.path and state.path[-1] == state.at else state.path
    if not path:
        lead = (view.ctx.t.rich(N_("Dette er det første spørsmålet.")),)
        return Step(state, _reply(show(form, state, view, lead)), moved=False)
    answers = {key: value for key, value in state.answers.items() if key != path[-1]}
    state = replace(state, at=path[-1], path=path, answers=answers, step=state.step + 1)
    return Step(state, _reply(show(form, state, view)))


def send(form: Form, state: FormState, view: View) -> Step:
    """Sends the form, after one more question where the form wants one, or asks for what still is missing."""
    view = _view(view, state)
    missing = _first_missing(form, view)
    if missing is not None:
        return _ask(form, replace(state, editing=False), view, missing)
    if state.at != IGJEN and form.again(view) is not None:
        return _move(form, state, view, IGJEN)
    return _submit(form, state, view)


def _press_answer(form: Form, state: FormState, view: View, answer: Any) -> Step:
    slot = form.slot(state.at)
    prompt = slot.ask(view)
    chosen = [choice for choice in (*prompt.choices, *prompt.more) if choice.value == answer]
    if not chosen and not slot.valid(answer, view):
        return Step(state, _reply(show(form, state, view)), moved=False)
    # The choice's own value: what came back may be 1.0 or true where it was 1.
    answer = chosen[0].value if chosen else answer
    label = chosen[0].label if chosen else slot.show(answer, view)
    done = view.ctx.t.rich(N_("{question}: {answer}"), question=view.ctx.t.text(slot.name), answer=label)
    step = _accept(form, state, view, slot, answer)
    return replace(step, outcome=replace(step.outcome, replaces=Message((done,))))


def _answer(form: Form, state: FormState, view: View, slot: Slot, said: str) -> Step:
    prompt = slot.ask(view)
    try:
        value = _read_choice(said, prompt)
        if value is None:
            value = slot.read(_in_words(said, prompt), view)
    except Uleselig as unreadable:
        lead = (view.ctx.t.rich(unreadable.msgid, **unreadable.params),)
        question = _question(form, state, view, lead, brief=True, offered=unreadable.choices)
        return Step(state, _reply(question), moved=False)
    return _accept(form, state, view, slot, value)


def _in_words(said: str, prompt: Prompt) -> str:
    """What was said, if it answers the question. Raises Uleselig: a mere no tells nothing where there is nothing to choose."""
    if is_no(said) and not prompt.choices:
        raise Uleselig(IN_WORDS)
    return said


def _read_choice(said: str, prompt: Prompt) -> Any:
    """A choice written out, or its beginning where only one begins so."""
    folded = said.strip().casefold().rstrip(".")
    shown = (*prompt.choices, *prompt.more)
    for choice in shown:
        if choice.label.casefold() == folded or str(choice.value).casefold() == folded:
            return choice.value
    if prompt.whole:
        return None
    for words in (YES, NO):
        meant = [choice for choice in shown if plain(said) in words and _first_word(choice.label) in words]
        if len(meant) == 1:
            return meant[0].value
    begun = [choice for choice in shown if len(folded) >= ENOUGH and choice.label.casefold().startswith(folded)]
    return begun[0].value if len(begun) == 1 else None


def _first_word(label: str) -> str:
    return label.casefold().split(maxsplit=1)[0].strip(",.") if label else ""


def _accept(form: Form, state: FormState, view: View, slot: Slot, value: Any) -> Step:
    found = form.absorb(slot.key, value, view)
    state = replace(state.answered(slot.key, value), step=state.step + 1)
    if found:
        # What was read out of the words that stood here before goes with them.
        kept = {key: old for key, old in state.answers.items() if key not in state.read}
        state = replace(state, answers=kept, read=())
    filled = []
    for key, read in found.items():
        if read is None:
            state = replace(state, answers={k: v for k, v in state.answers.items() if k != key})
        elif key not in state.answers or key in state.read or slot.key in form.rules:
            state = replace(state, answers={**state.answers, key: read}, read=(*state.read, key))
            filled.append(key)
    return _go_on(form, state, view, _as_read(form, slot.key, _view(view, state), filled))


def _as_read(form: Form, said: str, view: View, keys: list[str]) -> tuple[Block, ...]:
    """«Jeg leste: …»: what was understood is shown, never silently taken."""
    return (*as_read(form, view, keys, form.tell(said, view)), *form.warn(said, view))


def as_read(form: Form, view: View, keys: Collection[str], told: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """The line that shows what was read for these slots, and what else was told; no line for nothing."""
    shown = [
        f"{view.ctx.t.text(slot.name).lower()}: {slot.show(view.get(slot.key), view)}"
        for slot in form.slots
        if slot.key in keys and slot.when(view)
    ]
    read = " · ".join((*shown, *told))
    return (view.ctx.t.rich(READ, read=read),) if read else ()


def _go_on(form: Form, state: FormState, view: View, lead: tuple[Block, ...]) -> Step:
    """To the first missing slot, or to the review."""
    view = _view(view, state)
    slot = _first_missing(form, view)
    if slot is None and form.direct:
        return _submit(form, None, view)
    if slot is None:
        state = replace(state, at=OVERSIKT, editing=False)
    else:
        path = state.path if state.path[-1:] == (slot.key,) else (*state.path, slot.key)
        state = replace(state, at=slot.key, path=path, editing=False)
    return Step(state, _reply(show(form, state, view, lead)))


def _submit(form: Form, state: FormState | None, view: View) -> Step:
    """Sends it off. A refusal is said, and the form stays where it was, if it was anywhere."""
    try:
        outcome = form.submit(view)
    except HmsError as error:
        said = refusal(view.ctx.t, error)
    else:
        return Step(None, replace(outcome, replaces=Message((view.ctx.t.rich(N_("Sendt.")),))))
    return Step(state, _reply(show(form, state, view, (said,)) if state else Message((said,))), moved=False)


def _ask(form: Form, state: FormState, view: View, slot: Slot) -> Step:
    state = replace(state, at=slot.key, editing=True, step=state.step + 1)
    return Step(state, _reply(show(form, state, view)))


def _move(form: Form, state: FormState, view: View, place: str) -> Step:
    state = replace(state, at=place, step=state.step + 1)
    return Step(state, _reply(show(form, state, view)))


def _text_at_review(form: Form, state: FormState, view: View, said: str) -> Step:
    t = view.ctx.t
    folded = said.strip().casefold()
    labels = {t.text(form.send_label).casefold(): "send", t.text(N_("Endre")).casefold(): "endre"}
    labels |= {t.text(N_("Legg til mer")).casefold(): "mer", "ja": "send", "yes": "send"}
    if folded in labels:
        return pressed(form, state, view, {"token": state.token, "do": "go", "value": labels[folded]})
    if is_no(said):
        return Step(state, _reply(show(form, state, view, (t.rich(NOT_SENT),))), moved=False)
    lead = (t.rich(N_("Det skjønte jeg ikke. Trykk på en av knappene, eller skriv for eksempel «endre tid».")),)
    return Step(state, _reply(show(form, state, view, lead)), moved=False)


def _question(
    form: Form,
    state: FormState,
    view: View,
    lead: tuple[Block, ...],
    *,
    everything: bool = False,
    brief: bool = False,
    offered: tuple[Choice, ...] = (),
) -> Message:
    slot = form.slot(state.at)
    prompt = slot.ask(view)
    choices = offered or ((*prompt.choices, *prompt.more) if everything else prompt.choices)
    buttons = [_button(state, choice) for choice in choices]
    if prompt.more and not everything and not offered:
        buttons.append(_button(state, Choice(ANDRE, view.ctx.t.text(N_("Andre …")))))
    if state.editing:
        buttons.append(_go(state, view, N_("Til oversikten"), "oversikt"))
    elif form.card and slot is form.slots[0]:
        buttons.append(hele_kortet(view.ctx.t, form.key))
    blocks = lead if brief and not prompt.choices else (*lead, *prompt.blocks)
    return Message(blocks, tuple(buttons))


def _review(form: Form, state: FormState, view: View, lead: tuple[Block, ...]) -> Message:
    buttons = [_go(state, view, form.send_label, "send", positive=True), _go(state, view, N_("Endre"), "endre")]
    buttons += [_offer(form.slot(key), state, view) for key in form.offered if view.get(key) is None]
    if form.extra:
        buttons.append(_go(state, view, N_("Legg til mer"), "mer"))
    buttons.append(_cancel(state, view))
    return Message((*lead, *form.review(view)), tuple(buttons))


def _pick(state: FormState, view: View, lead: tuple[Block, ...], slots: list[Slot]) -> Message:
    head = view.ctx.t.rich(N_("Hva vil du legge til?") if state.at == MER else N_("Hva vil du endre?"))
    buttons = [
        Button(view.ctx.t.text(slot.name), {"action": "form", "token": state.token, "do": "edit", "value": slot.key})
        for slot in slots
    ]
    return Message((*lead, head), (*buttons, _go(state, view, N_("Til oversikten"), "oversikt")))


def _once_more(form: Form, state: FormState, view: View, lead: tuple[Block, ...]) -> Message:
    blocks: tuple[Block, ...] = form.again(view) or ()
    buttons = (
        _go(state, view, form.send_label, "send", positive=True),
        _go(state, view, N_("Til oversikten"), "oversikt"),
    )
    return Message((*lead, *blocks), buttons)


def _button(state: FormState, choice: Choice) -> Button:
    return Button(choice.label, {"action": "form", "token": state.token, "do": "answer", "value": choice.value})


def _go(state: FormState, view: View, label: str, value: str, *, positive: bool = False) -> Button:
    data = {"action": "form", "token": state.token, "do": "go", "value": value}
    return Button(view.ctx.t.text(label), data, style="positive" if positive else "default")


def _offer(slot: Slot, state: FormState, view: View) -> Button:
    label = view.ctx.t.text(N_("Legg til {hva}"), hva=view.ctx.t.text(slot.name).lower())
    return Button(label, {"action": "form", "token": state.token, "do": "edit", "value": slot.key})


def _cancel(state: FormState, view: View) -> Button:
    return Button(view.ctx.t.text(N_("Avbryt")), {"action": "say", "token": state.token, "value": "avbryt"})


def _visible(form: Form, view: View) -> list[Slot]:
    return [slot for slot in form.slots if slot.when(view)]


def _first_missing(form: Form, view: View) -> Slot | None:
    for slot in _visible(form, view):
        if slot.asked and slot.key not in view.answers:
            return slot
    return None


def fill_known(form: Form, state: FormState, view: View) -> FormState:
    """The state with what is known beforehand filled in."""
    for slot in form.slots:
        current = _view(view, state)
        if slot.key not in state.answers and slot.when(current):
            value = slot.known(current)
            if value is not None:
                state = replace(state, answers={**state.answers, slot.key: value})
    return state


def _slot_named(form: Form, view: View, said: str) -> Slot | None:
    """«endre tid», «rett sted», «change time»."""
    words = said.strip().casefold().split()
    if len(words) not in {2, 3} or words[0] not in {"endre", "rett", "rette", "change", "edit"}:
        return None
    for slot in _visible(form, view):
        if words[-1] in {*slot.words, slot.key, view.ctx.t.text(slot.name).casefold()}:
            return slot
    return None


def _view(view: View, state: FormState) -> View:
    return View(view.ctx, state.answers)


def _reply(message: Message) -> Outcome:
    return Outcome((Reply(message),))

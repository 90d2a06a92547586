"""A whole form as one card: its fields made of the form's own slots, and what came back read by the same slots.

Nothing here is kept: what somebody typed comes with the card, and goes back into its fields.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dialogs import tid
from dialogs.contract import Block, Field, Option, Paragraph
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_

VALG = "="
ANNEN = "=@annen"
DATO, KLOKKE = "_dato", "_tid"
MAX_CODE = 200
SVAR = N_("Svar på dette.")
SEVERAL = 2


@dataclass(frozen=True)
class Ark:
    """A card under way: what its fields hold, the answers read from them, and what is wrong with the rest, slot by slot.

    `offered` are what an unreadable answer may have meant.
    """

    typed: Mapping[str, str]
    answers: Mapping[str, Any]
    problems: Mapping[str, str] = field(default_factory=dict)
    offered: Mapping[str, Sequence[Choice]] = field(default_factory=dict)


def nytt(form: Form, view: View) -> Ark:
    """The card with the answers so far in its fields."""
    typed: dict[str, str] = {}
    for slot in _slots(form, view):
        typed |= _written(slot, view)
    return Ark(typed, view.answers)


def tekster(form: Form, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every answer that somebody may have written freely, by slot, in the order of the fields."""
    for slot in form.slots:
        text = typed.get(slot.key, "").strip()
        if slot.kind not in {"none", "moment"} and text and not text.startswith(VALG):
            yield slot.key, text


def les(form: Form, view: View, typed: Mapping[str, str], stopped: Mapping[str, str]) -> Ark:
    """Reads every field, and finds all that is wrong at once. `stopped` slots are not read; what is said about them stays.

    `view` holds the answers from before: a field that has not been touched keeps its answer as it was.
    """
    ark = Ark(typed, view.answers, stopped)
    for slot in form.slots:
        now = View(view.ctx, ark.answers)
        if slot.kind == "none" or slot.key in stopped or not slot.when(now):
            continue
        try:
            value = _value(slot, typed, now)
        except Uleselig as unreadable:
            said = view.ctx.t.text(unreadable.msgid, **unreadable.params)
            ark = replace(
                ark,
                problems={**ark.problems, slot.key: said},
                offered={**ark.offered, slot.key: unreadable.choices},
            )
            continue
        ark = _answered(ark, slot, value, view)
    return ark


def foreslatt(form: Form, view: View, ark: Ark, asked: Sequence[str]) -> tuple[Ark, tuple[str, ...], tuple[str, ...]]:
    """What the texts tell about fields that were left as they were: filled in, or to be answered by the person.

    Returns the card, the slots that were read, and those that have to be answered. `asked` have been shown already.
    """
    read: list[str] = []
    wanted: list[str] = []
    for said in form.slots:
        value = ark.answers.get(said.key)
        if said.kind not in {"text", "long"} or value is None or value == view.get(said.key):
            continue
        for key, found in form.absorb(said.key, value, View(view.ctx, ark.answers)).items():
            if key.startswith("@"):
                ark = replace(ark, answers={**ark.answers, key: found})
                continue
            slot = form.slot(key)
            if key in asked or slot.kind == "none":
                continue
            if found is None and ark.answers.get(key) == slot.known(View(view.ctx, ark.answers)):
                ark = _to_be_answered(ark, slot, view)
                wanted.append(key)
            elif found is not None and key not in ark.answers:
                ark = _answered(ark, slot, found, view, fill=True)
                read.append(key)
    return ark, tuple(read), tuple(wanted)


def felt(form: Form, view: View, ark: Ark) -> tuple[Field, ...]:
    """The fields, with what was typed in them and what is wrong at each."""
    now = View(view.ctx, ark.answers)
    return tuple(one for slot in _slots(form, now) for one in _fields(slot, now, ark))


def rad(form: Form, view: View) -> tuple[Block, ...]:
    """The small print of all the questions, once each."""
    blocks = [block for slot in _slots(form, view) for block in slot.ask(view).blocks[1:]]
    return tuple(dict.fromkeys(blocks))


def kode(value: Any) -> str:
    """A choice's value as an option holds it."""
    return VALG + json.dumps(value)


def _slots(form: Form, view: View) -> list[Slot]:
    return [slot for slot in form.slots if slot.kind != "none" and slot.when(view)]


def _answered(ark: Ark, slot: Slot, value: Any, view: View, *, fill: bool = False) -> Ark:
    answers = {key: old for key, old in ark.answers.items() if key != slot.key}
    if value is not None:
        answers[slot.key] = value
    ark = replace(ark, answers=answers)
    picked = slot.kind == "text" and ark.typed.get(slot.key, "").startswith(VALG)
    if fill or picked:
        ark = replace(ark, typed={**ark.typed, **_written(slot, View(view.ctx, answers))})
    return ark


def _to_be_answered(ark: Ark, slot: Slot, view: View) -> Ark:
    said = view.ctx.t.text(N_("Velg selv her, for teksten kan handle om dette."))
    typed = {key: text for key, text in ark.typed.items() if key != slot.key}
    return replace(ark, typed=typed, problems={**ark.problems, slot.key: said})


# --- one slot: what its fields hold, and what they say --------------------------------------------------------------------


def _written(slot: Slot, view: View) -> dict[str, str]:
    value = view.get(slot.key)
    if slot.kind == "moment":
        day, clock = tid.to_fields(value)
        return {slot.key + DATO: day, slot.key + KLOKKE: clock}
    if value is None:
        return {slot.key: ""}
    if slot.kind == "check":
        return {slot.key: "true" if value else "false"}
    return {slot.key: kode(value) if _is_choice(slot, slot.ask(view)) else slot.show(value, view)}


def _value(slot: Slot, typed: Mapping[str, str], view: View) -> Any:
    if slot.kind == "moment":
        return _moment(slot, typed, view)
    text = typed.get(slot.key, "").strip()
    if slot.kind == "check":
        return text == "true"
    if not text:
        return _nothing(slot)
    if text == ANNEN:
        raise Uleselig(N_("Skriv navnet her."))
    if text.startswith(VALG):
        return _chosen(slot, text, view)
    kept = view.get(slot.key)
    return kept if kept is not None and slot.show(kept, view) == text else slot.read(text, view)


def _nothing(slot: Slot) -> None:
    if slot.asked:
        raise Uleselig(SVAR)


def _chosen(slot: Slot, text: str, view: View) -> Any:
    """One of the prompt's choices, or a value that the slot says is good; a forged one is neither."""
    prompt = slot.ask(view)
    for choice in (*prompt.choices, *prompt.more):
        if kode(choice.value) == text:
            return choice.value
    try:
        value = json.loads(text[len(VALG) : MAX_CODE])
    except (ValueError, RecursionError):
        value = None
    if value is None or not slot.valid(value, view):
        raise Uleselig(N_("Velg et av alternativene."))
    return value


def _moment(slot: Slot, typed: Mapping[str, str], view: View) -> Any:
    day, clock = typed.get(slot.key + DATO, "").strip(), typed.get(slot.key + KLOKKE, "").strip()
    if not day and not clock:
        return _nothing(slot)
    if (day, clock) == tid.to_fields(view.get(slot.key)):
        return view.get(slot.key)
    if not day:
        raise Uleselig(N_("Velg datoen også."))
    found = tid.from_fields(day, clock, view.ctx.now)
    if found is None:
        raise Uleselig(N_("Velg en dag og et klokkeslett som har vært."))
    return found


# --- one slot as fields -----------------------------------------------------------------------------------------------------


def _is_choice(slot: Slot, prompt: Prompt) -> bool:
    return slot.kind == "auto" and bool(prompt.choices)


def _fields(slot: Slot, view: View, ark: Ark) -> tuple[Field, ...]:
    prompt = slot.ask(view)
    label, problem = _label(prompt), ark.problems.get(slot.key, "")
    if slot.kind == "moment":
        return _two_fields(slot, view, ark, label.partition("?")[0] + "?", problem)
    if slot.kind == "check":
        yes = next(choice.label for choice in prompt.choices if choice.value is True)
        return (Field(slot.key, yes, "check", value=ark.typed.get(slot.key) or "false", problem=problem),)
    error = view.ctx.t.text(SVAR)
    typed = ark.typed.get(slot.key, "")
    options = _options(slot, prompt, view, ark)
    if options:
        chosen = typed if any(option.value == typed for option in options) else None
        return (Field(slot.key, label, "choice", options, chosen, slot.asked, error=error, problem=problem),)
    text = "" if typed.startswith(VALG) else typed
    return (
        Field(
            slot.key,
            label,
            value=text or None,
            required=slot.asked,
            long=slot.kind == "long",
            error=error,
            problem=problem,
        ),
    )


def _options(slot: Slot, prompt: Prompt, view: View, ark: Ark) -> tuple[Option, ...]:
    """The choices of the field; none where it is written. One's own units can be chosen, and others written."""
    choices: Sequence[Choice] = ()
    offered = ark.offered.get(slot.key) or ()
    typed = ark.typed.get(slot.key, "")
    if _is_choice(slot, prompt):
        choices = (*prompt.choices, *prompt.more)
    elif offered:
        choices = offered
    elif len(prompt.choices) >= SEVERAL and (not typed or typed.startswith(VALG)) and typed != ANNEN:
        choices = prompt.choices
    options = [Option(kode(choice.value), choice.label) for choice in choices]
    if options and slot.kind != "auto":
        options.append(Option(ANNEN, view.ctx.t.text(N_("Noe annet, som jeg skriver selv"))))
    return tuple(options)


def _two_fields(slot: Slot, view: View, ark: Ark, question: str, problem: str) -> tuple[Field, ...]:
    t = view.ctx.t
    day, clock = ark.typed.get(slot.key + DATO), ark.typed.get(slot.key + KLOKKE)
    label = t.text(N_("{sporsmal} Dato"), sporsmal=question)
    return (
        Field(slot.key + DATO, label, "date", value=day or None, required=slot.asked, problem=problem),
        Field(slot.key + KLOKKE, t.text(N_("Klokkeslett")), "time", value=clock or None),
    )


def _label(prompt: Prompt) -> str:
    first = prompt.blocks[0]
    return "".join(run.text for run in first.runs) if isinstance(first, Paragraph) else ""

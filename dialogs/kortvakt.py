"""The doors of a form that comes as one card: every text in it meets them, and what is stopped is kept nowhere.

A card knows what its person has answered at the doors by what it carries back; nothing of it is in the conversation's state.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dialogs import stops
from dialogs.context import Context
from dialogs.contract import Block, Button
from dialogs.dorer.base import FIRST_ANSWER, Dor, Heard
from dialogs.dorer.tabell import DORER
from dialogs.forms import kortskjema
from dialogs.forms.base import Form
from dialogs.i18n import N_
from dialogs.language import dorer as ord_
from dialogs.language import guards
from dialogs.language.guards import Signal
from dialogs.language.hale import across, begun, tail, without

PERSONAL = "@"
EMPTIED = N_("Dette er ikke sendt og ikke lagret. Er det et vanlig avvik, så skriv det på nytt.")
AT_THE_DOOR = N_("Se det som står øverst, før du sender.")
MASKED = N_("Her sto det som ser ut som {funn}. Jeg har tatt det bort, og ingenting er lagret.")
FOUND = N_("Her står det som ser ut som {funn}. Ingenting er lagret. Skriv det om, eller send det som det er.")


@dataclass(frozen=True)
class Vei:
    """A way on from a door: what it is called, the rules that it answers, and fields that it fills in."""

    label: str
    rules: tuple[str, ...]
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stopp:
    """What the doors say: `problems` by slot, `blocks` above the fields, the ways on, and links. `typed` is what may go back."""

    typed: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    ways: tuple[Vei, ...] = ()
    links: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Funnet:
    """What a door that opened says. `empties`: one of the doors that the text meets may not let it be kept (rule 1.5)."""

    place: int
    dor: Dor
    signal: Signal
    empties: bool
    rules: tuple[str, ...] = ()


def vakt(form: Form, typed: Mapping[str, str], cleared: Collection[str], ctx: Context) -> Stopp:
    """All texts at the doors: one that may not be kept is emptied (rule 1.5), a personal number in one is masked (1.6).

    The first door by the table's order speaks; the others do when it has been answered.
    """
    back = dict(typed)
    problems: dict[str, str] = {}
    found: list[Funnet] = []
    kinds: set[str] = set()
    digits = ""
    for slot, text in kortskjema.tekster(form, typed):
        door = _door(form, slot, text, cleared)
        findings = guards.personal(text)
        halves = across(digits, text) if not guards.stops(findings) else ()
        for earlier, ending in _beginnings(back, problems, begun(digits, text) if halves else ()):
            back[earlier] = ending
            problems[earlier] = _personal(halves, ctx, certain=True)
        if any(c.isdigit() for c in text):  # a field without digits between the two says nothing
            digits = "" if guards.stops(findings) or halves else tail(text, digits)
        certain = guards.stops(findings) or bool(halves)
        if certain or any(PERSONAL + finding.kind not in cleared for finding in findings):
            problems[slot] = _personal((*findings, *halves), ctx, certain=certain)
            back[slot] = guards.masked(text, (*findings, *halves)) if certain else text
            kinds |= {PERSONAL + finding.kind for finding in findings}
        if door is not None:
            found.append(door)
            problems[slot] = ctx.t.text(EMPTIED if door.empties else AT_THE_DOOR)
            back[slot] = "" if door.empties else back[slot]
    if found:
        return _shown(min(found, key=lambda one: one.place), back, problems, ctx)
    ways = (Vei(ctx.t.text(N_("Send som den er")), tuple(sorted(kinds))),) if kinds else ()
    return Stopp(back, problems, ways=ways)


def _beginnings(back: Mapping[str, str], stopped: Collection[str], pieces: Sequence[str]) -> list[tuple[str, str]]:
    """The fields that a number begins in which ends in another field, and what they hold without it."""
    ends = (
        (slot, without(text, pieces, guards.REMOVED)) for slot, text in back.items() if pieces and slot not in stopped
    )
    return [(slot, clean) for slot, clean in ends if clean is not None]


def _door(form: Form, slot: str, text: str, cleared: Collection[str]) -> Funnet | None:
    """The first door that the text meets. Danger comes first, and then the text may still be one that is not kept."""
    heard = Heard(text, cleared)
    first: tuple[int, Dor, Signal] | None = None
    empties = False
    for place, dor in enumerate(DORER):
        applies = dor.where == "alt" or (form.key, slot) == ("meld_avvik", FIRST_ANSWER)
        signal = dor.heard(heard) if applies and f"dor:{dor.key}" not in cleared else None
        if signal is not None:
            first = first or (place, dor, signal)
            empties = empties or not dor.keeps
    return Funnet(*first, empties, ord_.rules_of(first[1].key, heard.read)) if first else None


def _personal(findings: tuple[guards.Finding, ...], ctx: Context, *, certain: bool) -> str:
    names = dict.fromkeys(ctx.t.text(stops.FUNN[finding.kind]) for finding in findings)
    return ctx.t.text(MASKED if certain else FOUND, funn=ctx.t.text(N_(" og ")).join(names))


def _shown(one: Funnet, typed: Mapping[str, str], problems: Mapping[str, str], ctx: Context) -> Stopp:
    """The door's own card, with its telephone lists written out: a dialog has no room for another card.

    A way to another form is none here; the card's words tell of it, and the person closes the dialog.
    """
    card = one.dor.card(ctx, one.dor.ways)
    blocks = [block for block in card.blocks if not (one.dor.urgent and one.dor.keeps and block is card.blocks[-1])]
    ways = []
    for way in one.dor.ways:
        if way.shows is not None:
            blocks += way.shows(ctx).blocks
        elif way.form == "meld_avvik":
            ways.append(Vei(ctx.t.text(way.label), (one.signal.rule, *one.rules), _codes(way.preset)))
    links = tuple(button for button in card.buttons if button.url)
    return Stopp(typed, problems, tuple(blocks), tuple(ways), links)


def _codes(preset: Mapping[str, Any]) -> dict[str, str]:
    return {key: kortskjema.kode(value) for key, value in preset.items()}

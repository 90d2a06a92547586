"""The doors of a form that comes as one card: every text in it meets them, and what is stopped is kept nowhere.

A card knows what its person has answered at the doors by what it carries back; nothing of it is in the conversation's state.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dialogs import stops
from dialogs.context import Context
from dialogs.contract import Block, Button
from dialogs.forms import kortskjema
from dialogs.forms.base import Form
from dialogs.i18n import N_
from dialogs.language import guards

VOLD = "vold_trusler"
PERSONAL = "@"


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


def vakt(form: Form, typed: Mapping[str, str], cleared: Collection[str], ctx: Context) -> Stopp:
    """All texts at the doors. A text that may be varsling is emptied (rule 1.5); a personal number in one is masked (1.6)."""
    back = dict(typed)
    problems: dict[str, str] = {}
    first: Stopp | None = None
    kinds: set[str] = set()
    for slot, text in kortskjema.tekster(form, typed):
        door = _door(text, cleared, ctx)
        if door is not None:
            empty, found = door
            problems[slot.key] = ctx.t.text(EMPTIED if empty else AT_THE_DOOR)
            first = first or found
            if empty:
                back |= {key: "" for key in back if key == slot.key}
        findings = guards.personal(text)
        if guards.stops(findings) or any(PERSONAL + finding.kind not in cleared for finding in findings):
            names = dict.fromkeys(ctx.t.text(stops.FUNN[finding.kind]) for finding in findings)
            what = ctx.t.text(N_(" og ")).join(names)
            certain = guards.stops(findings)
            problems.setdefault(slot.key, ctx.t.text(MASKED if certain else FOUND, funn=what))
            if back.get(slot.key):
                back[slot.key] = guards.masked(text, findings) if certain else text
            kinds |= {PERSONAL + finding.kind for finding in findings if not certain}
    ways = first.ways if first else ()
    if kinds and not first:
        ways = (Vei(ctx.t.text(N_("Send som den er")), tuple(sorted(kinds))),)
    return Stopp(back, problems, first.blocks if first else (), ways, first.links if first else ())


EMPTIED = N_("Dette er ikke sendt og ikke lagret. Er det et vanlig avvik, så skriv det på nytt.")
AT_THE_DOOR = N_("Se det som står øverst, før du sender.")
MASKED = N_("Her sto det som ser ut som {funn}. Jeg har tatt det bort, og ingenting er lagret.")
FOUND = N_("Her står det som ser ut som {funn}. Ingenting er lagret. Skriv det om, eller send det som det er.")


def _door(text: str, cleared: Collection[str], ctx: Context) -> tuple[bool, Stopp] | None:
    """Is the text emptied, and what does the door say? None: it passes."""
    danger, signal = guards.emergency(text), guards.varsling(text)
    wrong = signal is not None and signal.rule not in cleared
    if danger is not None and danger.rule not in cleared:
        card = stops.emergency(ctx.t)
        on = (Vei(ctx.t.text(N_("Fortsett")), (danger.rule,)),)
        return wrong, Stopp({}, {}, card.blocks[:2], on)
    if signal is None or not wrong:
        return None
    card = stops.varsling(ctx)
    links = tuple(button for button in card.buttons if button.url)
    ways = (
        Vei(
            ctx.t.text(N_("Det var en bruker, elev eller pårørende")),
            (signal.rule,),
            {"kategori": kortskjema.kode(VOLD)},
        ),
        Vei(ctx.t.text(N_("Dette er et vanlig avvik")), (signal.rule,)),
    )
    return True, Stopp({}, {}, (*card.blocks, *stops.verneombud_telefon(ctx).blocks), ways, links)

"""Cases to follow: what lies with me, in what I lead, and in my verneområde, with filters, a page at a time."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortdeler, texts
from dialogs.commands import mks_liste, sider, vis_avvik
from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.i18n import N_
from hms.avvik import lister, personvern
from hms.avvik.lister import Filter
from hms.avvik.model import Avvik
from hms.kit.sider import Side
from hms.organisasjon import queries as org

ALVORLIG = 3
UTVALG = {
    "apne": N_("Åpne saker"),
    "over_frist": N_("Over frist"),
    "hos_meg": N_("Saker du behandler"),
    "lukket": N_("Avsluttede saker"),
}
TOMT = {
    "apne": N_("Ingen åpne saker her."),
    "over_frist": N_("Ingen saker er over fristen."),
    "hos_meg": N_("Ingen åpne saker ligger hos deg."),
    "lukket": N_("Ingen avsluttede saker her."),
}
ORD = {
    "over_frist": ("over frist", "forfalt", "overdue", "over fristen", "past deadline"),
    "lukket": ("lukket", "lukkede", "avslutt", "lukka", "closed"),
    "hos_meg": ("på meg", "hos meg", "jeg behandler", "eg handsamar", "for me", "with me"),
}
ALVORLIG_ORD = ("alvorlig", "alvorleg", "kritisk", "grad 3", "grad 4", "serious", "critical")
ER_LISTE = ("mks",)


def _run(ctx: Context, said: str) -> Outcome:
    if vis_avvik.NUMBER.search(said):
        return vis_avvik.COMMAND.run(ctx, said)
    folded = said.casefold()
    if any(word in folded for word in ER_LISTE) and not _gjest(ctx):
        return mks_liste.vis(ctx)
    utvalg = next((key for key, words in ORD.items() if any(word in folded for word in words)), "apne")
    serious = ALVORLIG if any(word in folded for word in ALVORLIG_ORD) else 1
    return vis(ctx, Filter(utvalg, serious))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A filter, or the next page of one. What is no filter of ours any more gives the open cases."""
    utvalg = value.get("utvalg")
    if utvalg == "mks" and not _gjest(ctx):
        return mks_liste.pressed(ctx, value)
    grad = ALVORLIG if value.get("grad") == ALVORLIG else 1
    chosen = Filter(utvalg if isinstance(utvalg, str) and utvalg in UTVALG else "apne", grad)
    return vis(ctx, chosen, sider.fra(value))


def vis(ctx: Context, utvalg: Filter, fra: int = 0) -> Outcome:
    """A page of the list, with a button for each case, for the next page and for the other filters."""
    t = ctx.t
    if ctx.person is None:
        return _answer(ctx, t.rich(N_("Jeg vet ikke hvem du er ennå, så jeg har ingen liste til deg.")))
    if _gjest(ctx) or not lister.har_liste(ctx.session, ctx.person.id, ctx.now):
        return _answer(ctx, *_ingen_liste(ctx))
    found = lister.saker(ctx.session, ctx.person.id, ctx.now, utvalg, fra)
    head = t.text(UTVALG[utvalg.utvalg])
    if utvalg.grad_fra == ALVORLIG:
        head = t.text(N_("{utvalg}, alvorlighet 3 og 4"), utvalg=head)
    blocks: list[Block] = sider.hode(t, head, found)
    if utvalg == Filter() and not found.fra:
        blocks += _tilstander(ctx)
    if found.rader:
        blocks.append(Facts(tuple((avvik.nummer, _linje(ctx, avvik)) for avvik in found.rader)))
    else:
        blocks.append(t.rich(TOMT[utvalg.utvalg]))
    return Outcome((Reply(Message(tuple(blocks), _knapper(ctx, utvalg, found))),), consumes=False)


def _knapper(ctx: Context, utvalg: Filter, found: Side[Avvik]) -> tuple[Button, ...]:
    t, grad = ctx.t, utvalg.grad_fra
    person_id = ctx.person.id if ctx.person is not None else 0
    buttons = [_se(avvik) for avvik in found.rader]
    buttons += sider.flere(t, found, {"action": "liste", "utvalg": utvalg.utvalg, "grad": grad})
    buttons += [_filter(ctx, label, key, grad) for key, label in UTVALG.items() if key != utvalg.utvalg]
    if grad == 1:
        buttons.append(_filter(ctx, N_("Bare alvorlighet 3 og 4"), utvalg.utvalg, ALVORLIG))
    else:
        buttons.append(_filter(ctx, N_("Alle alvorligheter"), utvalg.utvalg, 1))
    if lister.mks_grupper(ctx.session, person_id, ctx.today):
        buttons.append(_filter(ctx, N_("Til MKS-møtet"), "mks", 1))
    return tuple(buttons)


def _tilstander(ctx: Context) -> list[Block]:
    """How many cases stand in each state: «Meldt: 2 · Under behandling: 1»."""
    if ctx.person is None:
        return []
    found = lister.tilstander(ctx.session, ctx.person.id, ctx.now)
    parts = " · ".join(f"{ctx.t.text(texts.STATUS[status])}: {number}" for status, number in found.items())
    return [Paragraph((Run(parts),), "small")] if len(found) > 1 else []


def _ingen_liste(ctx: Context) -> tuple[Block, ...]:
    """Said to those who follow up no cases, guests among them (krav 3.0-2, T-03)."""
    text = N_(
        "Denne lista er for dem som behandler saker, ledere og verneombud. Sakene du selv har meldt, står under **mine avvik**, og det du skal gjøre, under **mine tiltak**."
    )
    return (ctx.t.rich(text),)


def _linje(ctx: Context, avvik: Avvik) -> str:
    t = ctx.t
    node = org.node(ctx.session, avvik.node_id)
    own = ctx.person is not None and avvik.behandler_id == ctx.person.id
    handler = t.text(N_("deg")) if own else kortdeler.navn(ctx.reader, avvik.behandler_id)
    parts = [
        t.text(texts.STATUS[avvik.status]),
        t.text(N_("alvorlighet {grad}"), grad=avvik.grad),
        t.text(texts.KATEGORI[avvik.kategori]),
        node.navn if node else "",
        t.text(N_("hos {navn}"), navn=handler) if handler else "",
    ]
    deadline = kort.neste_frist(ctx.reader, avvik)
    if deadline is not None:
        parts.append(t.text(N_("frist {frist}"), frist=deadline))
    clock = personvern.brudd(ctx.session, avvik.id or 0)
    if clock is not None and clock.vurdert is None:
        parts.append(t.text(N_("Datatilsynet innen {frist}"), frist=t.moment(clock.frist, ctx.today)))
    return " · ".join(part for part in parts if part)


def _gjest(ctx: Context) -> bool:
    return ctx.person is not None and ctx.person.gjest


def _se(avvik: Avvik) -> Button:
    return Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})


def _filter(ctx: Context, label: str, utvalg: str, grad: int) -> Button:
    return Button(ctx.t.text(label), {"action": "liste", "utvalg": utvalg, "grad": grad, "token": ""})


def _answer(ctx: Context, *blocks: Block) -> Outcome:
    buttons = (say(ctx.t, MELD, "meld_avvik"), say(ctx.t, MINE, "mine_avvik"), say(ctx.t, HJELP, "hjelp"))
    return Outcome((Reply(Message(blocks, buttons)),), consumes=False)


COMMAND = Command("behandle_avvik", N_("Saker å følge opp"), _run)

"""Cases to follow: what lies with me, in what I lead, and in my verneområde, with filters; and the MKS group's list."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dialogs import kort, texts
from dialogs.commands import vis_avvik
from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from hms.avvik import lister
from hms.avvik.lister import Filter
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org

SHOWN = 8
BUTTONS = 5
ALVORLIG = 3
KVARTAL = timedelta(days=92)
UTVALG = {"apne": N_("Åpne saker"), "over_frist": N_("Over frist"), "lukket": N_("Avsluttede saker")}
ORD = {
    "over_frist": ("over frist", "forfalt", "overdue", "over fristen"),
    "lukket": ("lukket", "lukkede", "avslutt", "lukka", "closed"),
}
ALVORLIG_ORD = ("alvorlig", "kritisk", "grad 3", "grad 4", "serious", "critical")


def _run(ctx: Context, said: str) -> Outcome:
    if vis_avvik.NUMBER.search(said):
        return vis_avvik.COMMAND.run(ctx, said)
    folded = said.casefold()
    utvalg = next((key for key, words in ORD.items() if any(word in folded for word in words)), "apne")
    serious = ALVORLIG if any(word in folded for word in ALVORLIG_ORD) else 1
    return vis(ctx, Filter(utvalg, serious))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A filter's button."""
    utvalg = value.get("utvalg")
    if utvalg == "mks":
        return _mks(ctx)
    grad = ALVORLIG if value.get("grad") == ALVORLIG else 1
    return vis(ctx, Filter(utvalg if isinstance(utvalg, str) and utvalg in UTVALG else "apne", grad))


def vis(ctx: Context, utvalg: Filter) -> Outcome:
    """The list, with a button for each case and for the other filters."""
    t = ctx.t
    if ctx.person is None or ctx.person.id is None:
        return _answer(ctx, t.rich(N_("Jeg vet ikke hvem du er ennå, så jeg har ingen liste til deg.")))
    found = lister.saker(ctx.session, ctx.person.id, ctx.now, utvalg, SHOWN + 1)
    head = t.text(UTVALG[utvalg.utvalg])
    if utvalg.grad_fra == ALVORLIG:
        head = t.text(N_("{utvalg}, alvorlighet 3 og 4"), utvalg=head)
    blocks: list[Block] = [t.rich(N_("{tittel}"), tone="heading", tittel=head)]
    if found:
        blocks.append(Facts(tuple((avvik.nummer, _linje(ctx, avvik)) for avvik in found[:SHOWN])))
    else:
        blocks.append(t.rich(N_("Ingen saker her.")))
    if len(found) > SHOWN:
        blocks.append(t.rich(N_("Det er flere. Skriv for eksempel «avvik over frist» for å snevre inn."), tone="small"))
    buttons = [_se(avvik) for avvik in found[:BUTTONS]]
    buttons += [_filter(ctx, label, key, utvalg.grad_fra) for key, label in UTVALG.items() if key != utvalg.utvalg]
    if utvalg.grad_fra == 1:
        buttons.append(_filter(ctx, N_("Bare alvorlighet 3 og 4"), utvalg.utvalg, ALVORLIG))
    if lister.mks_grupper(ctx.session, ctx.person.id, ctx.today):
        buttons.append(_filter(ctx, N_("Til MKS-møtet"), "mks", 1))
    return Outcome((Reply(Message(tuple(blocks), tuple(buttons))),), consumes=False)


def _mks(ctx: Context) -> Outcome:
    """The MKS group's cases of the last quarter: a short text that the handler has approved, never a name (6.3.4-2)."""
    t = ctx.t
    person_id = ctx.person.id if ctx.person and ctx.person.id is not None else 0
    groups = lister.mks_grupper(ctx.session, person_id, ctx.today)
    if not groups:
        return _answer(ctx, t.rich(N_("Du er ikke medlem av noen MKS-gruppe.")))
    blocks: list[Block] = []
    for group in groups:
        found = lister.mks_liste(ctx.session, person_id, group, ctx.now, ctx.now - KVARTAL)
        blocks.append(t.rich(N_("{gruppe}: avvik de siste tre månedene"), tone="heading", gruppe=group.navn))
        if found.saker:
            rows = tuple((avvik.nummer, _mks_linje(ctx, avvik)) for avvik in found.saker)
            blocks.append(Facts(rows))
        else:
            blocks.append(t.rich(N_("Ingen saker her.")))
        for count, label in (
            (found.psykososialt, N_("Arbeidsmengde, samarbeid og bemanning: {antall}")),
            (found.skjermet, N_("Skjermede saker: {antall}")),
        ):
            if count:
                blocks.append(t.rich(label, antall=count))
    blocks.append(t.rich(N_("Lista har ingen navn. Krav 6.3.4-2."), tone="small"))
    return Outcome((Reply(Message(tuple(blocks))),), consumes=False)


def _linje(ctx: Context, avvik: Avvik) -> str:
    t = ctx.t
    node = org.node(ctx.session, avvik.node_id)
    parts = [
        t.text(texts.STATUS[avvik.status]),
        t.text(N_("alvorlighet {grad}"), grad=avvik.grad),
        t.text(texts.KATEGORI[avvik.kategori]),
        node.navn if node else "",
    ]
    deadline = kort.neste_frist(ctx.reader, avvik)
    if deadline is not None:
        parts.append(t.text(N_("frist {frist}"), frist=deadline))
    return " · ".join(part for part in parts if part)


def _mks_linje(ctx: Context, avvik: Avvik) -> str:
    t = ctx.t
    what = avvik.mks_tekst or t.text(N_("{kategori} (behandleren har ikke skrevet tekst til møtet)"), kategori=t.text(texts.KATEGORI[avvik.kategori]))  # fmt: skip
    return f"{what} · {t.text(texts.STATUS[avvik.status])}"


def _se(avvik: Avvik) -> Button:
    return Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})


def _filter(ctx: Context, label: str, utvalg: str, grad: int) -> Button:
    return Button(ctx.t.text(label), {"action": "liste", "utvalg": utvalg, "grad": grad, "token": ""})


def _answer(ctx: Context, block: Block) -> Outcome:
    buttons = (say(ctx.t, MELD, "meld_avvik"), say(ctx.t, MINE, "mine_avvik"), say(ctx.t, HJELP, "hjelp"))
    return Outcome((Reply(Message((block,), buttons)),), consumes=False)


COMMAND = Command("behandle_avvik", N_("Saker å følge opp"), _run)

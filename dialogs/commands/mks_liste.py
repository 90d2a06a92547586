"""The MKS group's cases of the last quarter: a short text that the handler has approved, never a name (6.3.4-2)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dialogs import texts
from dialogs.commands import sider
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from hms.avvik import lister
from hms.avvik.model import Avvik
from hms.organisasjon.model import MksGruppe

KVARTAL = timedelta(days=92)


def vis(ctx: Context) -> Outcome:
    """The first page of each group that the person is a member of."""
    return _vis(ctx, _grupper(ctx))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """The list, or the next page of one group's."""
    groups = _grupper(ctx)
    chosen = [group for group in groups if group.id == value.get("gruppe")]
    return _vis(ctx, chosen, sider.fra(value)) if chosen else _vis(ctx, groups)


def _vis(ctx: Context, groups: Sequence[MksGruppe], fra: int = 0) -> Outcome:
    t = ctx.t
    if not groups:
        text = t.rich(N_("Du er ikke medlem av noen MKS-gruppe."))
        return Outcome((Reply(Message((text,))),), consumes=False)
    blocks: list[Block] = []
    buttons: list[Button] = []
    for group in groups:
        shown, more = _gruppe(ctx, group, fra, alone=len(groups) == 1)
        blocks += shown
        buttons += more
    blocks.append(t.rich(N_("Lista har ingen navn. Krav 6.3.4-2."), tone="small"))
    return Outcome((Reply(Message(tuple(blocks), tuple(buttons))),), consumes=False)


def _gruppe(ctx: Context, group: MksGruppe, fra: int, *, alone: bool) -> tuple[list[Block], tuple[Button, ...]]:
    t = ctx.t
    person_id = ctx.person.id if ctx.person is not None else 0
    found = lister.mks_liste(ctx.session, person_id, group, ctx.now, ctx.now - KVARTAL, fra=fra)
    blocks = sider.hode(t, t.text(N_("{gruppe}: avvik de siste tre månedene"), gruppe=group.navn), found.saker)
    if found.saker.rader:
        blocks.append(Facts(tuple((avvik.nummer, _linje(ctx, avvik)) for avvik in found.saker.rader)))
    else:
        blocks.append(t.rich(N_("Ingen saker her.")))
    for count, label in (
        (found.psykososialt, N_("Arbeidsmengde, samarbeid og bemanning: {antall}")),
        (found.skjermet, N_("Skjermede saker: {antall}")),
    ):
        if count:
            blocks.append(t.rich(label, antall=count))
    label = sider.VIS_FLERE if alone else t.text(N_("Vis flere, {gruppe}"), gruppe=group.navn)
    return blocks, sider.flere(t, found.saker, {"action": "liste", "utvalg": "mks", "gruppe": group.id}, label)


def _linje(ctx: Context, avvik: Avvik) -> str:
    t = ctx.t
    what = avvik.mks_tekst or t.text(N_("{kategori} (behandleren har ikke skrevet tekst til møtet)"), kategori=t.text(texts.KATEGORI[avvik.kategori]))  # fmt: skip
    return f"{what} · {t.text(texts.STATUS[avvik.status])}"


def _grupper(ctx: Context) -> Sequence[MksGruppe]:
    """The groups of the one who asks; a guest sees no internal list (krav 3.0-2)."""
    if ctx.person is None or ctx.person.gjest:
        return ()
    return lister.mks_grupper(ctx.session, ctx.person.id, ctx.today)

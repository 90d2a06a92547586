"""The MKS group's cases of the last quarter: a short text that the handler has approved, never a name (6.3.4-2)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dialogs import kort, texts
from dialogs.commands import sider
from dialogs.context import Context, Reader
from dialogs.contract import Block, Button, Facts, Message, Outcome
from dialogs.i18n import N_
from dialogs.kort import Liste
from hms.avvik import lister
from hms.avvik.lister import MksListe
from hms.avvik.model import Avvik
from hms.organisasjon.model import MksGruppe

KVARTAL = timedelta(days=92)


def vis(ctx: Context) -> Outcome:
    """The first page of each group that the person is a member of."""
    return Outcome((kort.liste(liste(ctx.reader)),), consumes=False)


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """The list, or the next page of one group's."""
    return Outcome((kort.liste(liste(ctx.reader, value.get("gruppe"), sider.fra(value))),), consumes=False)


def liste(r: Reader, gruppe: Any = None, fra: int = 0) -> Liste:
    """A page of one group's list as it is now; the first page of each where it is none of the reader's groups."""
    t, groups = r.t, _grupper(r)
    chosen = [group for group in groups if group.id == gruppe]
    if not groups:
        return Liste(Message((t.rich(N_("Du er ikke medlem av noen MKS-gruppe.")),)))
    blocks: list[Block] = []
    buttons: list[Button] = []
    saker: list[int] = []
    for group in chosen or groups:
        found = _saker(r, group, fra if chosen else 0)
        blocks += _gruppe(r, group, found)
        label = sider.VIS_FLERE if chosen or len(groups) == 1 else t.text(N_("Vis flere, {gruppe}"), gruppe=group.navn)
        buttons += sider.flere(t, found.saker, {"action": "liste", "utvalg": "mks", "gruppe": group.id}, label)
        saker += [avvik.id for avvik in found.saker.rader if avvik.id is not None]
    blocks.append(t.rich(N_("Lista har ingen navn. Krav 6.3.4-2."), tone="small"))
    params = {"liste": "mks", **({"gruppe": chosen[0].id, "fra": fra} if chosen else {})}
    return Liste(Message(tuple(blocks), tuple(buttons)), params, tuple(saker))


def _saker(r: Reader, group: MksGruppe, fra: int) -> MksListe:
    return lister.mks_liste(r.session, r.leser.person_id or 0, group, r.now, r.now - KVARTAL, fra=fra)


def _gruppe(r: Reader, group: MksGruppe, found: MksListe) -> list[Block]:
    t = r.t
    blocks = sider.hode(t, t.text(N_("{gruppe}: avvik de siste tre månedene"), gruppe=group.navn), found.saker)
    if found.saker.rader:
        blocks.append(Facts(tuple((avvik.nummer, _linje(r, avvik)) for avvik in found.saker.rader)))
    else:
        blocks.append(t.rich(N_("Ingen saker her.")))
    for count, label in (
        (found.psykososialt, N_("Arbeidsmengde, samarbeid og bemanning: {antall}")),
        (found.skjermet, N_("Skjermede saker: {antall}")),
    ):
        if count:
            blocks.append(t.rich(label, antall=count))
    return blocks


def _linje(r: Reader, avvik: Avvik) -> str:
    t = r.t
    what = avvik.mks_tekst or t.text(N_("{kategori} (behandleren har ikke skrevet tekst til møtet)"), kategori=t.text(texts.KATEGORI[avvik.kategori]))  # fmt: skip
    return f"{what} · {t.text(texts.STATUS[avvik.status])}"


def _grupper(r: Reader) -> Sequence[MksGruppe]:
    """The groups of the one who asks; a guest sees no internal list (krav 3.0-2)."""
    person = r.person
    if person is None or person.gjest:
        return ()
    return lister.mks_grupper(r.session, person.id, r.today)

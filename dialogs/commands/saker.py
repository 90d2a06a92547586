"""Cases to follow: what lies with me, in what I lead, and in my verneområde, with filters, a page at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs import kort, kortdeler, texts
from dialogs.commands import mks_liste, sider, vis_avvik
from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.context import Context, Reader
from dialogs.contract import Block, Button, Facts, Message, Outcome, Paragraph, Run
from dialogs.i18n import N_
from dialogs.kort import Liste
from hms.avvik import lister, personvern
from hms.avvik.lister import Filter
from hms.avvik.model import Avvik
from hms.kit.sider import Side
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person

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
    if any(word in folded for word in ER_LISTE) and not _gjest(ctx.reader):
        return mks_liste.vis(ctx)
    utvalg = next((key for key, words in ORD.items() if any(word in folded for word in words)), "apne")
    serious = ALVORLIG if any(word in folded for word in ALVORLIG_ORD) else 1
    return vis(ctx, Filter(utvalg, serious))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A filter, or the next page of one. What is no filter of ours any more gives the open cases."""
    utvalg = value.get("utvalg")
    if utvalg == "mks" and not _gjest(ctx.reader):
        return mks_liste.pressed(ctx, value)
    grad = ALVORLIG if value.get("grad") == ALVORLIG else 1
    chosen = Filter(utvalg if isinstance(utvalg, str) and utvalg in UTVALG else "apne", grad)
    return vis(ctx, chosen, sider.fra(value))


def vis(ctx: Context, utvalg: Filter, fra: int = 0) -> Outcome:
    """A page of the list, as a card that can be written over."""
    return Outcome((kort.liste(liste(ctx.reader, utvalg, fra)),), consumes=False)


def liste(r: Reader, utvalg: Filter, fra: int = 0) -> Liste:
    """A page of the list as it is now, with a button for each case, for the next page and for the other filters."""
    t, person = r.t, r.person
    if person is None:
        return _answer(r, t.rich(N_("Jeg vet ikke hvem du er ennå, så jeg har ingen liste til deg.")))
    if person.gjest or not lister.har_liste(r.session, person.id, r.now):
        return _answer(r, *_ingen_liste(r))
    found = lister.saker(r.session, person.id, r.now, utvalg, fra)
    head = t.text(UTVALG[utvalg.utvalg])
    if utvalg.grad_fra == ALVORLIG:
        head = t.text(N_("{utvalg}, alvorlighet 3 og 4"), utvalg=head)
    blocks: list[Block] = sider.hode(t, head, found)
    if utvalg == Filter() and not found.fra:
        blocks += _tilstander(r, person)
    if found.rader:
        blocks.append(Facts(tuple((avvik.nummer, _linje(r, avvik)) for avvik in found.rader)))
    else:
        blocks.append(t.rich(TOMT[utvalg.utvalg]))
    params = {"liste": "saker", "utvalg": utvalg.utvalg, "grad": utvalg.grad_fra, "fra": found.fra}
    return Liste(Message(tuple(blocks), _knapper(r, person, utvalg, found)), params, _ider(found.rader))


def _knapper(r: Reader, person: Person, utvalg: Filter, found: Side[Avvik]) -> tuple[Button, ...]:
    t, grad = r.t, utvalg.grad_fra
    buttons = [_se(avvik) for avvik in found.rader]
    buttons += sider.flere(t, found, {"action": "liste", "utvalg": utvalg.utvalg, "grad": grad})
    buttons += [_filter(r, label, key, grad) for key, label in UTVALG.items() if key != utvalg.utvalg]
    if grad == 1:
        buttons.append(_filter(r, N_("Bare alvorlighet 3 og 4"), utvalg.utvalg, ALVORLIG))
    else:
        buttons.append(_filter(r, N_("Alle alvorligheter"), utvalg.utvalg, 1))
    if lister.mks_grupper(r.session, person.id, r.today):
        buttons.append(_filter(r, N_("Til MKS-møtet"), "mks", 1))
    return tuple(buttons)


def _tilstander(r: Reader, person: Person) -> list[Block]:
    """How many cases stand in each state: «Meldt: 2 · Under behandling: 1»."""
    found = lister.tilstander(r.session, person.id, r.now)
    parts = " · ".join(f"{r.t.text(texts.STATUS[status])}: {number}" for status, number in found.items())
    return [Paragraph((Run(parts),), "small")] if len(found) > 1 else []


def _ingen_liste(r: Reader) -> tuple[Block, ...]:
    """Said to those who follow up no cases, guests among them (krav 3.0-2, T-03)."""
    text = N_(
        "Denne lista er for dem som behandler saker, ledere og verneombud. Sakene du selv har meldt, står under **mine avvik**, og det du skal gjøre, under **mine tiltak**."
    )
    return (r.t.rich(text),)


def _linje(r: Reader, avvik: Avvik) -> str:
    t = r.t
    node = org.node(r.session, avvik.node_id)
    own = avvik.behandler_id is not None and avvik.behandler_id == r.leser.person_id
    handler = t.text(N_("deg")) if own else kortdeler.navn(r, avvik.behandler_id)
    parts = [
        t.text(texts.STATUS[avvik.status]),
        t.text(N_("alvorlighet {grad}"), grad=avvik.grad),
        t.text(texts.KATEGORI[avvik.kategori]),
        node.navn if node else "",
        t.text(N_("hos {navn}"), navn=handler) if handler else "",
    ]
    deadline = kort.neste_frist(r, avvik)
    if deadline is not None:
        parts.append(t.text(N_("frist {frist}"), frist=deadline))
    clock = personvern.brudd(r.session, avvik.id or 0)
    if clock is not None and clock.vurdert is None:
        parts.append(t.text(N_("Datatilsynet innen {frist}"), frist=t.moment(clock.frist, r.today)))
    return " · ".join(part for part in parts if part)


def _gjest(r: Reader) -> bool:
    return r.person is not None and r.person.gjest


def _ider(saker: Sequence[Avvik]) -> tuple[int, ...]:
    return tuple(avvik.id for avvik in saker if avvik.id is not None)


def _se(avvik: Avvik) -> Button:
    return Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})


def _filter(r: Reader, label: str, utvalg: str, grad: int) -> Button:
    return Button(r.t.text(label), {"action": "liste", "utvalg": utvalg, "grad": grad, "token": ""})


def _answer(r: Reader, *blocks: Block) -> Liste:
    return Liste(
        Message(blocks, (say(r.t, MELD, "meld_avvik"), say(r.t, MINE, "mine_avvik"), say(r.t, HJELP, "hjelp")))
    )


COMMAND = Command("behandle_avvik", N_("Saker å følge opp"), _run)

"""Which cases are past their deadline: the verneombud's list of the week, and the HMS-ansvarlig's of the day (avvik.md 5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dialogs import hjul, kort, texts
from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import oversikter, queries
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org

MEST = 10
MOTTATT = "mottatt"
BRUDD = {
    MOTTATT: N_("mottak er ikke bekreftet"),
    "vurdert": N_("ikke vurdert"),
    "lukket": N_("ikke lukket, og uten plan"),
}


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """The cases as they are now. None when nothing is broken, a newer overview is on its way, or the reader is no longer the one."""
    slag, verneombud = params["slag"], params["verneombud"]
    mottaker = {"rolle": "verneombud" if verneombud else oversikter.HMS_ANSVARLIG, "verneombud": verneombud}
    leser = r.leser.person_id
    if leser is None or oversikter.faller(r.today).get(slag) != params["periode"]:
        return None
    if not oversikter.kan_lese(r.session, mottaker, leser, r.today):
        return None
    if slag == oversikter.UKE:
        return _uke(r, oversikter.hos_verneombud(r.session, verneombud, leser, r.now))
    return _dag(r, oversikter.i_kommunen(r.session, leser, r.now))


def _igjen(r: Reader, params: Mapping[str, Any]) -> Message:
    """Written over an overview in which a case stood that has been closed since: those of today, or that it is over."""
    found = _compose(r, params)
    return found or Message((r.t.rich(N_("Denne oversikten over avvik gjelder ikke lenger.")),))


def _uke(r: Reader, saker: Sequence[Avvik]) -> Message | None:
    if not saker:
        return None
    t = r.t
    head = t.rich(N_("Avvik over frist i verneområdet ditt: {n}"), tone="heading", n=len(saker))
    why = t.rich(
        N_("Du får denne oversikten én gang i uka, så lenge noe er over frist. Krav 5.0-6 og 6.1-11."), tone="small"
    )
    link = Button(t.text(N_("Se lista")), {"action": "liste", "utvalg": "over_frist", "grad": 1, "token": ""})
    return Message((head, *_linjer(r, saker), why), (link,))


def _dag(r: Reader, saker: Sequence[Avvik]) -> Message | None:
    """The grave ones by number, for the HMS-ansvarlig was told of each; of the others only how many, and where (avvik.md 8)."""
    if not saker:
        return None
    t = r.t
    alvorlige = [avvik for avvik in saker if avvik.grad >= oversikter.ALVORLIG]
    andre = [avvik for avvik in saker if avvik.grad < oversikter.ALVORLIG]
    blocks: list[Block] = [t.rich(N_("Avvik over frist i kommunen: {n}"), tone="heading", n=len(saker))]
    blocks += _linjer(r, alvorlige)
    if andre:
        blocks.append(t.rich(N_("Alvorlighet 1 og 2:")))
        hvor = Counter(hjul.sektor(r, avvik.node_id) for avvik in andre)
        blocks.append(Facts(tuple((sted, t.plural("{n} sak", "{n} saker", n)) for sted, n in sorted(hvor.items()))))
    why = N_("Du får denne oversikten hver virkedag, så lenge noe er over frist. Krav 6.1-11 og 7-RM-2.")
    blocks.append(t.rich(why, tone="small"))
    buttons = tuple(
        Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})
        for avvik in alvorlige[:MEST]
    )
    return Message(tuple(blocks), buttons)


def _linjer(r: Reader, saker: Sequence[Avvik]) -> list[Block]:
    if not saker:
        return []
    blocks: list[Block] = [Facts(tuple((avvik.nummer, _linje(r, avvik)) for avvik in saker[:MEST]))]
    if len(saker) > MEST:
        blocks.append(r.t.rich(N_("Og {n} til."), tone="small", n=len(saker) - MEST))
    return blocks


def _linje(r: Reader, avvik: Avvik) -> str:
    t = r.t
    node = org.node(r.session, avvik.node_id)
    brudd = BRUDD[queries.port(avvik) or MOTTATT]
    parts = (
        t.text(brudd),
        t.text(N_("frist {frist}"), frist=kort.neste_frist(r, avvik)),
        t.text(N_("alvorlighet {grad}"), grad=avvik.grad),
        t.text(texts.KATEGORI[avvik.kategori]),
        node.navn if node else "",
    )
    return " · ".join(part for part in parts if part)


NOTICE = Notice(oversikter.NOTICE, _compose)
IGJEN = Notice(oversikter.IGJEN, _igjen)
NOTICES = (NOTICE, IGJEN)

"""The case waits past its deadline, for receipt, assessment or closing: to the handler, then up the line (avvik.md 5, stiger.yaml)."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, knapper, kort, pliktkort
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, klokke, queries, rules
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org

MOTTATT = "mottatt"
TIL_BEHANDLER = {
    "mottatt": N_(
        "Mottak av sak **{saksnr}** i {enhet} er ikke bekreftet ennå. Frist {frist}. Er det noe som hindrer deg, kan du sende saken til riktig person."
    ),
    "vurdert": N_(
        "Sak **{saksnr}** i {enhet} er ikke vurdert ennå. Frist {frist}. Er det noe som hindrer deg, kan du sende saken til riktig person."
    ),
    "lukket": N_(
        "Sak **{saksnr}** i {enhet} er ikke lukket ennå. Frist {frist}. Trenger du mer tid, kan du legge inn et tiltak med frist."
    ),
    "folges": N_("Sak **{saksnr}** i {enhet} følges opp hver dag til den er lukket."),
}
TIL_ANDRE = {
    "mottatt": N_(
        "Mottak av sak **{saksnr}** i {enhet} er ikke bekreftet ennå. Saken ligger hos {navn}. Frist {frist}. Kan du avklare hvem som tar den?"
    ),
    "vurdert": N_(
        "Sak **{saksnr}** i {enhet} er ikke vurdert ennå. Saken ligger hos {navn}. Frist {frist}. Kan du avklare hva som hindrer?"
    ),
    "lukket": N_(
        "Sak **{saksnr}** i {enhet} er ikke lukket ennå. Saken ligger hos {navn}. Frist {frist}. Kan du avklare hva som hindrer?"
    ),
    "folges": N_("Sak **{saksnr}** i {enhet} følges opp hver dag til den er lukket. Saken ligger hos {navn}."),
}
KNAPPER = {
    "mottatt": ("bekreft", "se", "send_videre"),
    "vurdert": ("vurder", "se", "send_videre"),
    "lukket": ("lukk", "tiltak", "se"),
}


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or not _venter(avvik, params):
        return None
    t = r.t
    port = queries.port(avvik) or MOTTATT
    node = org.node(r.session, avvik.node_id)
    mine = avvik.behandler_id is not None and r.leser.person_id == avvik.behandler_id
    frist = _frist(r, avvik, port)
    wording = (TIL_BEHANDLER if mine else TIL_ANDRE)[port if frist else "folges"]
    text = t.rich(
        wording,
        saksnr=avvik.nummer,
        enhet=node.navn if node else "",
        frist=frist,
        navn=fortalt.behandler(r, avvik),
    )
    why = N_("Du får dette fordi avvik skal behandles innen fristen. Krav 6.1-11 og 7-AL-7.")
    if port == MOTTATT:
        why = N_("Du får dette fordi mottak av avvik skal bekreftes. Krav 6.1-11 og 7-AL-7.")
    blocks: list[Block] = [text, t.rich(why, tone="small")]
    if avvik.grad == rules.KRITISK:
        blocks[1:1] = pliktkort.mangler(r, avvik)
        blocks.insert(0, t.rich(N_("Kritisk hendelse"), tone="emergency"))
    return Message(tuple(blocks), _knapper(r, avvik, port, mine=mine), summary=kort.summary(r, avvik))


def _venter(avvik: Avvik, params: Mapping[str, Any]) -> bool:
    """Is the case still waiting for what this row was about? Rows of an older version name neither gate nor round."""
    if queries.port(avvik) != params.get("port", MOTTATT) or avvik.runde != params.get("runde", avvik.runde):
        return False
    return any(step["navn"] == params["trinn"] for step in avvik.trinn)


def _frist(r: Reader, avvik: Avvik, port: str) -> str:
    """The deadline that has passed; empty for a critical case on its way to being closed."""
    if port == MOTTATT:
        return kort.frist_mottatt(r, avvik)
    if port == "vurdert":
        return r.t.day(avvik.frist_vurdert, r.today)
    lukket = klokke.frist_lukket(r.session, avvik)
    return r.t.day(lukket, r.today) if lukket is not None else ""


def _knapper(r: Reader, avvik: Avvik, port: str, *, mine: bool) -> tuple[Button, ...]:
    """What this reader may do about it now; a leader above looks, or gives the case to another from its card."""
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    buttons: list[Button] = []
    for handling in KNAPPER[port]:
        if handling == "se":
            buttons.append(kort.se_saken(r, avvik))
        elif (mine or handling == "bekreft") and flyt.kan(relasjoner, handling, avvik.status):
            buttons.append(knapper.knapp(r, avvik, handling))
    return tuple(buttons)


NOTICE = Notice("avvik_purring", _compose)

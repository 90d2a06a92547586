"""To the handler: the responsible person asks for another deadline. The card is written over when it has been answered."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortdeler, texts, tiltakskort
from dialogs.context import Reader
from dialogs.contract import Block, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries, tiltakene
from hms.tiltak import rules
from hms.tiltak.model import Tiltak, TiltakSoknad


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    soknad = r.session.get(TiltakSoknad, params["soknad"])
    tiltak = r.session.get(Tiltak, soknad.tiltak_id) if soknad is not None else None
    avvik = tiltakene.saken(r.session, tiltak) if tiltak is not None else None
    if soknad is None or tiltak is None:
        return None
    if avvik is None:
        return _uten_sak(r, soknad, tiltak)
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if avvik.status == flyt.SKJERMET or not flyt.har_rett(relasjoner, "se"):
        return None
    head = r.t.rich(
        N_("{navn} ber om ny frist for et tiltak i sak **{saksnr}**: **{frist}**. Fristen er nå {gammel}."),
        navn=kortdeler.navn(r, soknad.sokt_av) or "",
        saksnr=avvik.nummer,
        frist=r.t.full_day(soknad.frist),
        gammel=r.t.day(tiltak.frist),
    )
    if soknad.status != rules.VENTER:
        text = N_("{navn} ba om ny frist for et tiltak i sak **{saksnr}**: {frist}. {svar}.")
        name = kortdeler.navn(r, soknad.sokt_av) or ""
        fields: dict[str, Any] = {
            "saksnr": avvik.nummer,
            "frist": r.t.full_day(soknad.frist),
            "svar": r.t.text(texts.SOKNAD[soknad.status]),
        }
        return Message((r.t.rich(text, navn=name, **fields),), summary=tiltakskort.summary(r, avvik))
    blocks: list[Block] = [head, kortdeler.sitat(tiltak.hva), r.t.rich(N_("Begrunnelse"), tone="small")]
    blocks.append(kortdeler.sitat(soknad.fordi))
    if flyt.BEHANDLER not in relasjoner:
        return Message(tuple(blocks), (kort.se_saken(r, avvik),), summary=tiltakskort.summary(r, avvik))
    return Message(tuple(blocks), tiltakskort.svarknapper(r, soknad), summary=tiltakskort.summary(r, avvik))


def _uten_sak(r: Reader, soknad: TiltakSoknad, tiltak: Tiltak) -> Message | None:
    """The same for a tiltak that came out of no case, to a leader above."""
    if flyt.BEHANDLER not in tiltakene.roller(r.session, tiltak, None, r.leser, r.today):
        return None
    fields: dict[str, Any] = {"navn": kortdeler.navn(r, soknad.sokt_av) or "", "tiltak": tiltak.hva}
    if soknad.status != rules.VENTER:
        text = N_("{navn} ba om ny frist for tiltaket «{tiltak}»: {frist}. {svar}.")
        fields |= {"frist": r.t.full_day(soknad.frist), "svar": r.t.text(texts.SOKNAD[soknad.status])}
        return Message((r.t.rich(text, **fields),), summary=tiltakskort.summary(r, None))
    head = N_("{navn} ber om ny frist for tiltaket «{tiltak}»: **{frist}**. Fristen er nå {gammel}.")
    fields |= {"frist": r.t.full_day(soknad.frist), "gammel": r.t.day(tiltak.frist)}
    why = r.t.rich(N_("Begrunnelse"), tone="small")
    blocks: tuple[Block, ...] = (r.t.rich(head, **fields), why, kortdeler.sitat(soknad.fordi))
    return Message(blocks, tiltakskort.svarknapper(r, soknad), summary=tiltakskort.summary(r, None))


NOTICE = Notice("tiltak_soknad", _compose)

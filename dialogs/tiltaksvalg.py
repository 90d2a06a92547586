"""The buttons of a tiltak. Rights are checked by the rulebook at the click, never taken from the card."""

import secrets
from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, kortdeler, tiltakskort
from dialogs.context import Context
from dialogs.contract import Block, Button, Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.avvik import flyt, queries, service, tiltakene
from hms.avvik import vernerunde as avvik_vernerunde
from hms.avvik.behandling import OPPHAV
from hms.ekstern import vernerunde
from hms.kit.feil import HmsError
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules
from hms.tiltak.model import Tiltak

SKJEMA = {
    "utfort": ("tiltak_utfort", tiltakene.BEGGE),
    "be_om_frist": ("tiltak_frist", tiltakene.BEGGE),
    "ny_frist": ("tiltak_frist", tiltakene.BEGGE),
    "uaktuelt": ("tiltak_uaktuelt", tiltakene.BARE_BEHANDLER),
}
MAX_LABEL = 40
MAX_SHOWN = 10


def trykket(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A button of a tiltak, of its list, or of a wish for another deadline."""
    do = str(value.get("do"))
    if do in {"godkjenn", "avsla"}:
        return _avgjor(ctx, _id(value, "soknad"), ja=do == "godkjenn")
    if do == "liste":
        return _liste(ctx, _id(value, "avvik"))
    tiltak_id = _id(value, "tiltak")
    if do == "se":
        tiltak, _ = tiltakene.hent(ctx.session, ctx.now, ctx.leser, tiltak_id)
        return _vist(ctx, tiltak)
    if do == "meld_avvik":
        return _meld_avvik(ctx, tiltak_id)
    if do == "bestrid":
        tiltakene.hent_omstridt(ctx.session, ctx.now, ctx.leser, tiltak_id)
        return Outcome(forward="tiltak_bestrid")
    if do not in SKJEMA:
        raise HmsError("tiltak.ingen_rett")
    form, hvem = SKJEMA[do]
    tiltak, _ = tiltakene.hent(ctx.session, ctx.now, ctx.leser, tiltak_id, hvem)
    if tiltak.status not in rules.UFERDIGE:
        raise HmsError("tiltak.alt_ferdig")
    return Outcome(forward=form)


def _meld_avvik(ctx: Context, tiltak_id: int) -> Outcome:
    """Yes to the proposal or the question: reported, once, however often it is pressed (T-31, T-32b)."""
    vernerunde.svar_ja(ctx.session, ctx.now, ctx.leser, tiltak_id)
    copy = fortalt.far_beskjed(ctx.reader, avvik_vernerunde.apent(ctx.session, tiltak_id))
    return Outcome((Reply(Message((ctx.t.rich(N_("Tiltaket er meldt som avvik.")), *copy))),))


def _avgjor(ctx: Context, soknad_id: int, *, ja: bool) -> Outcome:
    soknad = tiltakene.avgjor(ctx.session, ctx.now, ctx.leser, soknad_id, ja=ja)
    refresh = ("tiltak_soknad", {"soknad": soknad_id})
    name = kortdeler.navn(ctx.reader, soknad.sokt_av) or ""
    text = N_("Fristen er nå **{frist}**. {navn} får beskjed.") if ja else N_("Fristen står. {navn} får beskjed.")
    return Outcome(
        (Reply(Message((ctx.t.rich(text, frist=ctx.t.full_day(soknad.frist), navn=name),))),), refresh=refresh
    )


def _liste(ctx: Context, avvik_id: int) -> Outcome:
    """The unfinished tiltak of a case, for its handler: one at once, several behind a button each."""
    avvik = service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, "se")
    if flyt.BEHANDLER not in queries.relasjoner(ctx.session, avvik, ctx.leser, ctx.today):
        raise HmsError("avvik.ingen_rett")
    found = tiltak_queries.uferdige(ctx.session, OPPHAV, avvik_id)[:MAX_SHOWN]
    if len(found) == 1:
        return _vist(ctx, found[0])
    blocks: list[Block] = [ctx.t.rich(N_("Tiltak i sak {saksnr}"), tone="heading", saksnr=avvik.nummer)]
    if not found:
        blocks.append(ctx.t.rich(N_("Ingen tiltak gjenstår.")))
    for tiltak in found:
        blocks += [kortdeler.sitat(tiltak.hva), kortdeler.tiltakslinje(ctx.reader, tiltak)]
    buttons = tuple(
        Button(_kort(tiltak.hva), {"action": "tiltak", "do": "se", "tiltak": tiltak.id, "token": ""})
        for tiltak in found
    )
    message = Message(tuple(blocks), buttons, summary=tiltakskort.summary(ctx.reader, avvik))
    key = f"om-avvik:{avvik_id}:tiltak:{secrets.token_hex(4)}"  # so that late shielding can write it over
    return Outcome((Reply(message, card=key),), consumes=False)


def _vist(ctx: Context, tiltak: Tiltak) -> Outcome:
    card = tiltakskort.kort(ctx.reader, tiltak)
    if card is None:
        raise HmsError("tiltak.ingen_rett")
    key = f"om-tiltak:{tiltak.id}:vist:{secrets.token_hex(4)}"  # so that late shielding can write it over
    return Outcome((Reply(card, card=key, notice=("tiltak_kort", {"tiltak": tiltak.id})),), consumes=False)


def _kort(text: str) -> str:
    return text if len(text) <= MAX_LABEL else f"{text[: MAX_LABEL - 1].rstrip()}…"


def _id(value: Mapping[str, Any], key: str) -> int:
    found: Any = value.get(key)
    if not is_id(found):
        raise HmsError("tiltak.ingen_rett")
    return int(found)

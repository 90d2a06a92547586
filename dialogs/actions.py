"""Buttons on cards that outlive a conversation. Rights are checked by the rulebook at the click, never taken from the card."""

from collections.abc import Callable, Mapping
from typing import Any

from dialogs import kort, texts
from dialogs.commands import arshjul, sprak
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.avvik import queries, rules, service
from hms.avvik.model import Avvik
from hms.kit.feil import HmsError


def _avvik(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    avvik_id: Any = value.get("avvik")
    if not is_id(avvik_id):
        raise HmsError("avvik.ingen_rett")
    match value.get("do"):
        case "bekreft":
            return _bekreft(ctx, avvik_id)
        case "se":
            return _se(ctx, avvik_id)
        case "legg_til":
            service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, "legg_til")
            return Outcome(forward="legg_til")
        case "send_videre":
            service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, "send_videre")
            return Outcome(forward="send_videre")
    raise HmsError("avvik.ingen_rett")


def _bekreft(ctx: Context, avvik_id: int) -> Outcome:
    refresh = ("avvik_kort", {"avvik": avvik_id, "som": rules.BEHANDLER})
    try:
        avvik = service.bekreft_mottak(ctx.session, ctx.now, ctx.leser, avvik_id)
    except HmsError as error:
        if error.code != "avvik.alt_mottatt":
            raise
        text = ctx.t.rich(N_("Mottak av sak {nummer} er allerede bekreftet."), **error.params)
        return Outcome((Reply(Message((text,))),), refresh=refresh, consumes=False)
    text = ctx.t.rich(
        N_(
            "Takk. Mottak av sak **{saksnr}** er bekreftet, og melderen får vite det. Saken skal være vurdert innen {vurdert}."
        ),
        saksnr=avvik.nummer,
        vurdert=ctx.t.day(avvik.frist_vurdert),
    )
    return Outcome((Reply(Message((text,))),), refresh=refresh)


def _se(ctx: Context, avvik_id: int) -> Outcome:
    avvik = ctx.session.get(Avvik, avvik_id)
    card = kort.sak(ctx.reader, avvik) if avvik else None
    if avvik is None or card is None or not queries.relasjoner(ctx.session, avvik, ctx.leser, ctx.today):
        raise HmsError("avvik.ingen_rett")
    return Outcome((Reply(card),), consumes=False)


def _sprak(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    locale = value.get("value")
    if locale not in texts.SPRAK:
        raise HmsError("sprak.ukjent")
    return sprak.choose(ctx, str(locale))


ACTIONS: Mapping[str, Callable[[Context, Mapping[str, Any]], Outcome]] = {
    "avvik": _avvik,
    "arshjul": arshjul.pressed,
    "sprak": _sprak,
}

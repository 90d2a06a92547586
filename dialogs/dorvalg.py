"""Buttons on the cards of the 72-hour clock and of proposals. Rights are checked by the rulebook at the click."""

from collections.abc import Mapping
from typing import Any

from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.avvik import personvern
from hms.avvik.model import Avvik
from hms.ekstern import personvern as ekstern
from hms.forbedring import service as forbedring
from hms.kit.feil import HmsError


def personvern_klokke(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """«Meldt til Datatilsynet», or the form that asks why it need not be. Raises HmsError."""
    avvik_id: Any = value.get("avvik")
    if is_id(value.get("ekstern")):
        return _ekstern_klokke(ctx, value, value["ekstern"])
    if not is_id(avvik_id):
        raise HmsError("avvik.ingen_rett")
    match value.get("do"):
        case "meldt":
            personvern.meldt(ctx.session, ctx.now, ctx.leser, avvik_id)
            avvik = ctx.session.get(Avvik, avvik_id)
            text = ctx.t.rich(
                N_("Det er registrert at sak **{saksnr}** er meldt til Datatilsynet. Klokka er stanset."),
                saksnr=avvik.nummer if avvik else "",
            )
            return Outcome((Reply(Message((text,))),), refresh=(personvern.NOTICE, {"avvik": avvik_id}))
        case "ikke_meldepliktig":
            personvern.hent(ctx.session, ctx.now, ctx.leser, avvik_id)
            return Outcome(forward="ikke_meldepliktig")
    raise HmsError("avvik.ingen_rett")


def _ekstern_klokke(ctx: Context, value: Mapping[str, Any], sak_id: int) -> Outcome:
    if value.get("do") == "ikke_meldepliktig":
        ekstern.hent(ctx.session, ctx.now, ctx.leser, sak_id)
        return Outcome(forward="ikke_meldepliktig")
    sak = ekstern.meldt(ctx.session, ctx.now, ctx.leser, sak_id)
    text = ctx.t.rich(
        N_("Det er registrert at sak **{saksnr}** er meldt til Datatilsynet. Klokka er stanset."), saksnr=sak.referanse
    )
    return Outcome((Reply(Message((text,))),), refresh=(ekstern.NOTICE, {"ekstern": sak_id}))


def forslag_lest(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """The leader has read a proposal. Raises HmsError."""
    row_id: Any = value.get("forbedring")
    if not is_id(row_id):
        raise HmsError("forbedring.ingen_rett")
    row = forbedring.lest(ctx.session, ctx.now, ctx.leser, row_id)
    text = ctx.t.rich(N_("Takk. Den som foreslo {nummer}, ser nå at det er lest."), nummer=row.nummer)
    return Outcome((Reply(Message((text,))),), refresh=(forbedring.NOTICE, {"forbedring": row_id}))

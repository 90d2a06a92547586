"""Buttons of the legal tracks: the checklist of a case, stopped work, questions to a leader. Rights are checked at the click."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, vernekort
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.avvik import pliktene, pliktsteg, service
from hms.kit.feil import HmsError
from hms.verneombud import stans as stansing
from hms.verneombud import svar

PLIKTSKJEMA = {
    "ringt": "plikt_ringt",
    "skriftlig": "plikt_skriftlig",
    "sendt": "plikt_sendt",
    "ikke_aktuelt": "plikt_ikke_aktuelt",
    "rett": "plikt_rett",
}


def plikt(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Ringt kl. …], [Skriftlig bekreftet], [Kopi til verneombudet gitt], [Ikke aktuelt, fordi …]."""
    avvik_id: Any = value.get("avvik")
    do: Any = value.get("do")
    if not is_id(avvik_id) or not isinstance(do, str):
        raise HmsError("avvik.ingen_rett")
    if do == "kopi_vo":
        avvik = pliktsteg.kopi_gitt(ctx.session, ctx.now, ctx.leser, avvik_id)
        said = [ctx.t.rich(N_("Kopi til verneombudet er ført opp i sak **{saksnr}**."), saksnr=avvik.nummer)]
        copy = fortalt.kopi(ctx.reader, avvik)
        said += [ctx.t.rich(N_("{hvem} får vite det."), hvem=copy)] if copy else []
        return Outcome((Reply(Message(tuple(said))),))
    if do not in PLIKTSKJEMA:
        raise HmsError("avvik.ingen_rett")
    service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, pliktene.HANDLING)
    return Outcome(forward=PLIKTSKJEMA[do])


def stans(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Arbeidet er i gang igjen], and a look at the stop."""
    stans_id: Any = value.get("stans")
    if not is_id(stans_id):
        raise HmsError("stans.ingen_rett")
    row = stansing.hent(ctx.session, ctx.now, ctx.leser.person_id, stans_id)
    if value.get("do") == "slutt" and row.slutt_at is None:
        return Outcome(forward="stans_slutt")
    card = vernekort.stans(ctx.reader, row)
    return Outcome((Reply(card or Message(())),), consumes=False)


def krav(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Svar verneombudet], [Be om nytt svar], [Lukk spørsmålet], and a look at the question."""
    krav_id: Any = value.get("krav")
    if not is_id(krav_id):
        raise HmsError("svar.ingen_rett")
    asked_by = ctx.leser.person_id
    match value.get("do"):
        case "svar":
            svar.kan_besvares(ctx.session, ctx.now, asked_by, krav_id)
            return Outcome(forward="svar_krav")
        case "nytt_svar":
            row = svar.nytt_svar(ctx.session, ctx.now, asked_by, krav_id)
            text = N_("Lederen er bedt om nytt svar innen {frist}.")
            return Outcome((Reply(Message((ctx.t.rich(text, frist=ctx.t.day(row.frist, ctx.today)),))),))
        case "lukk":
            svar.lukk(ctx.session, ctx.now, asked_by, krav_id)
            return Outcome((Reply(Message((ctx.t.rich(N_("Spørsmålet er lukket.")),))),))
    row = svar.hent(ctx.session, ctx.now, asked_by, krav_id)
    card = vernekort.krav(ctx.reader, row)
    return Outcome((Reply(card or Message(())),), consumes=False)

"""«gi Kari Nilsen rollen verneombud på Solgata fra 1. mai», «avslutt …»: the HMS-ansvarlig gives and ends roles (docs/adr/0017)."""

from collections.abc import Callable, Mapping
from typing import Any

from dialogs.commands import stedfortreder
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.arshjul_felles import SAGT
from dialogs.forms.base import View
from dialogs.forms.gi_rolle import rolle_i, steder_i
from dialogs.forms.personvalg import er_her, hvorfor_ikke, nevnt
from dialogs.i18n import N_
from dialogs.language import dates
from dialogs.refusals import refusal
from hms.arshjul import roller
from hms.kit.feil import HmsError


def _gi(ctx: Context, said: str) -> Outcome:
    """Opens the form with what the line tells: who, which role, where, from when."""
    if not roller.kan_styre(ctx.session, ctx.kontakt.person_id, ctx.today):
        return _ikke_lov(ctx)
    view = View(ctx, {})
    personer, (fra, til) = nevnt(ctx, said)
    svar: dict[str, Any] = {}
    mulige = [person for person in personer if er_her(person.id, view)]
    if len(mulige) == 1:
        svar["til"] = mulige[0].id
    elif personer and not mulige:
        svar |= {SAGT: hvorfor_ikke(personer[0], view), "@felt": {"navn": personer[0].navn}}
    uten_navn = f"{said[:fra]} {said[til:]}"
    rolle = rolle_i(uten_navn)
    if rolle is not None:
        svar["rolle"] = rolle
        steder = steder_i(ctx, rolle, uten_navn)
        svar |= {"sted": steder[0].value} if len(steder) == 1 else {"@steder": [valg.value for valg in steder]}
    return Outcome(
        forward="gi_rolle", forward_answers={**svar, **stedfortreder.periode(ctx, uten_navn, fra="fra", slutt="slutt")}
    )


def _avslutt(ctx: Context, said: str) -> Outcome:
    """Opens the form with the person, the role and the last day, as far as they are told."""
    if not roller.kan_styre(ctx.session, ctx.kontakt.person_id, ctx.today):
        return _ikke_lov(ctx)
    personer, (fra, til) = nevnt(ctx, said)
    svar: dict[str, Any] = {"person": personer[0].id} if len(personer) == 1 else {}
    uten_navn = f"{said[:fra]} {said[til:]}"
    rolle = rolle_i(uten_navn)
    lest = dates.read(uten_navn, ctx.now, "future")
    if rolle is not None:
        svar["@rolle"] = rolle
    if lest is not None and lest.end is not None and lest.end >= ctx.today:
        svar["siste"] = lest.end.isoformat()
    return Outcome(forward="avslutt_rolle", forward_answers=svar)


def _ikke_lov(ctx: Context) -> Outcome:
    return Outcome((Reply(Message((refusal(ctx.t, HmsError("rolle.ingen_rett")),))),))


KNAPPER: Mapping[str, Callable[[Context, Mapping[str, Any]], Outcome]] = {
    "ny_stedfortreder": stedfortreder.ny,
    "avslutt_stedfortreder": stedfortreder.avslutt,
}


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A button of a list of roles. Raises rolle.ingen_rett for an unknown one, and what the button's own doing raises."""
    gjor = KNAPPER.get(str(value.get("do")))
    if gjor is None:
        raise HmsError("rolle.ingen_rett")
    return gjor(ctx, value)


COMMANDS = (Command("gi_rolle", N_("Gi rolle"), _gi), Command("avslutt_rolle", N_("Avslutt rolle"), _avslutt))

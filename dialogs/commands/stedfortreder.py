"""«NN er stedfortreder uke 28–30», «jeg er borte til fredag», «stedfortreder»: a leader's own deputies, named, shown and ended in chat (T-28)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs import hjul, rollenavn
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.forms.arshjul_felles import SAGT
from dialogs.forms.base import View, is_id
from dialogs.forms.personvalg import er_ansatt, hvorfor_ikke, nevnt
from dialogs.i18n import N_
from dialogs.language import dates
from hms.arshjul import roller
from hms.kit.feil import HmsError

FLEST = 8


def _run(ctx: Context, said: str) -> Outcome:
    """Opens the form when somebody else is named, or a period («jeg er borte til fredag»), else shows the list."""
    personer, (fra, til) = nevnt(ctx, said)
    personer = tuple(person for person in personer if person.id != ctx.kontakt.person_id)
    if not personer:
        naar = periode(ctx, said, fra="fra", slutt="slutt")
        return _skjema(ctx, naar) if naar else _lista(ctx)
    view = View(ctx, {})
    ansatte = [person for person in personer if er_ansatt(person.id, view)]
    svar: dict[str, Any] = {"til": ansatte[0].id} if len(ansatte) == 1 else {}
    if not ansatte:
        svar = {SAGT: hvorfor_ikke(personer[0], view), "@felt": {"navn": personer[0].navn}}
    return _skjema(ctx, {**svar, **periode(ctx, f"{said[:fra]} {said[til:]}", fra="fra", slutt="slutt")})


def periode(ctx: Context, text: str, *, fra: str, slutt: str) -> dict[str, str]:
    """From which day to which, as far as it is told: «til 1. juni» begins today, «fra 1. juni» has no end."""
    lest = dates.read(text, ctx.now, "future")
    if lest is None or lest.start is None:
        return {}
    start, end = max(lest.start, ctx.today), lest.end or lest.start
    if end < ctx.today:
        return {}
    if lest.start == end and lest.rule.startswith("innen"):
        return {fra: ctx.today.isoformat(), slutt: end.isoformat()}
    if lest.start == end and lest.rule.startswith("fra"):
        return {fra: start.isoformat()}
    return {fra: start.isoformat(), slutt: end.isoformat()}


def _skjema(ctx: Context, svar: Mapping[str, Any]) -> Outcome:
    if not roller.egne(ctx.session, ctx.kontakt.person_id or 0, ctx.today):
        return _si(ctx.t.rich(N_("Du har ingen rolle som du kan velge stedfortreder for.")))
    return Outcome(forward="stedfortreder", forward_answers=svar)


def _lista(ctx: Context) -> Outcome:
    """The deputies that stand in for this person now or later, each with a button that ends it."""
    person = ctx.kontakt.person_id or 0
    if not roller.egne(ctx.session, person, ctx.today):
        return _si(ctx.t.rich(N_("Du har ingen rolle som du kan velge stedfortreder for.")))
    rader = roller.stedfortredere(ctx.session, person, ctx.today)[:FLEST]
    ny = Button(ctx.t.text(N_("Ny stedfortreder")), {"action": "rolle", "do": "ny_stedfortreder", "token": ""})
    if not rader:
        text = N_("Du har ingen stedfortreder nå. Skriv for eksempel «Kari Nilsen er stedfortreder uke 28–30».")
        return _si(ctx.t.rich(text), buttons=(ny,))
    rows = tuple(
        (hjul.navn(ctx.reader, rad.person_id), f"{rollenavn.rolle(ctx.reader, rad)}, {rollenavn.tid(ctx.reader, rad)}")
        for rad in rader
    )
    knapper = tuple(
        Button(
            ctx.t.text(N_("Avslutt {navn}"), navn=hjul.navn(ctx.reader, rad.person_id)),
            {"action": "rolle", "do": "avslutt_stedfortreder", "rolle": rad.id, "token": f"vikar:{rad.id}"},
        )
        for rad in rader
    )
    return _si(ctx.t.rich(N_("Stedfortredere for deg"), tone="heading"), Facts(rows), buttons=(*knapper, ny))


def ny(ctx: Context, _value: Mapping[str, Any]) -> Outcome:
    """[Ny stedfortreder]."""
    return _skjema(ctx, {})


def avslutt(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Avslutt NN]: today is the last day. Raises rolle.ingen_rett, rolle.er_slutt."""
    if not is_id(value.get("rolle")):
        raise HmsError("rolle.ingen_rett")
    siste: date = ctx.today
    rad = roller.avslutt(ctx.session, ctx.now, ctx.kontakt.person_id, value["rolle"], siste=siste)
    navn = hjul.navn(ctx.reader, rad.person_id)
    return _si(ctx.t.rich(N_("{navn} er ikke stedfortreder for deg etter i dag, og har fått beskjed."), navn=navn))


def _si(*blocks: Block, buttons: tuple[Button, ...] = ()) -> Outcome:
    return Outcome((Reply(Message(blocks, buttons)),))


COMMAND = Command("stedfortreder", N_("Mine stedfortredere"), _run)

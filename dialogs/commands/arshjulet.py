"""«årshjul», «årshjul Solgata», «hva skjer i mai»: the year of a unit as a wheel and in words, or the deadlines of a time."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dialogs import hjul, nevnt
from dialogs.commands.base import Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Picture, Reply
from dialogs.forms.base import is_id
from dialogs.hjulbilde import hjulbilde
from dialogs.i18n import N_
from dialogs.language import dates
from hms.arshjul import innsyn, queries, service
from hms.arshjul.model import Oppgave
from hms.kit.feil import HmsError
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node

LISTED = 25
YEAR = re.compile(r"\b20\d\d\b")
NOKKEL = ("arshjul", "hjul", "arsplan", "kalender")
FIRST_YEAR, LAST_YEAR = 2000, 2100
A_YEAR = timedelta(days=360)
INGEN = N_("Jeg vet ikke hvilken enhet du hører til. Skriv for eksempel «årshjul» og navnet på enheten.")


def _run(ctx: Context, said: str) -> Outcome:
    person_id = ctx.kontakt.person_id
    if person_id is None:
        return _say(ctx.t.rich(N_("Jeg vet ikke hvem du er ennå, så jeg har ingen liste til deg.")))
    tid, ar = _tid(ctx, said), _ar(ctx, said)
    noder = nevnt.enheter(ctx, said, NOKKEL if tid is None else ())
    egne = innsyn.hjemme(ctx.session, person_id, ctx.today)
    if noder is None:
        noder = egne
        if not noder:
            return _say(ctx.t.rich(INGEN))
    noder = [node for node in noder if node in egne] or noder  # «årshjulet for skolen» is one's own school
    if not noder:
        return _say(ctx.t.rich(nevnt.FANT_INGEN))
    if len(noder) > 1:
        return _velg(ctx, noder, ar)
    if noder[0].id not in innsyn.arshjulet(ctx.session, person_id, ctx.today):
        text = N_("Du ser årshjulet for din egen enhet og dem under. {enhet} er ikke blant dem.")
        return _say(ctx.t.rich(text, enhet=noder[0].navn))
    return _fristene(ctx, person_id, noder[0], *tid) if tid is not None else _hjulet(ctx, person_id, noder[0], ar)


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A unit that was chosen. Raises arshjul.ingen_rett."""
    node_id, ar, person_id = value.get("node"), value.get("ar"), ctx.kontakt.person_id
    node = org.node(ctx.session, node_id) if isinstance(node_id, int) and is_id(node_id) else None
    if node is None or person_id is None or node.id not in innsyn.arshjulet(ctx.session, person_id, ctx.today):
        raise HmsError("arshjul.ingen_rett")
    return _hjulet(
        ctx, person_id, node, ar if isinstance(ar, int) and FIRST_YEAR <= ar <= LAST_YEAR else ctx.today.year
    )


def _velg(ctx: Context, noder: Sequence[Node], ar: int) -> Outcome:
    buttons = tuple(
        Button(node.navn, {"action": "arshjulet", "node": node.id, "ar": ar, "token": ""}) for node in noder
    )
    text = ctx.t.rich(N_("Hvilken enhet mener du?"))
    return Outcome((Reply(Message((text,), buttons)),), consumes=False)


def _hjulet(ctx: Context, person_id: int, node: Node, ar: int) -> Outcome:
    """The wheel, and what its numbers mean."""
    bilde = hjulbilde(ctx.session, ctx.t, ctx.kommune.regelverk, node, ar=ar, paa=ctx.today)
    blocks: list[Block] = [ctx.t.rich(N_("{tittel}"), tone="heading", tittel=bilde.tittel)]
    if not bilde.poster:
        return _say(*blocks, ctx.t.rich(N_("Ingen frister er planlagt for enheten dette året.")))
    lenke = ctx.kommune.hjul_lenke(node.id or 0, ar, person_id, ctx.t.locale)
    if lenke:
        blocks.append(Picture(lenke, bilde.alt))
    blocks.append(Facts(tuple((f"{post.nr} {post.navn}", post.linje) for post in bilde.poster[:LISTED])))
    if len(bilde.poster) > LISTED:
        blocks.append(ctx.t.rich(N_("Og {n} til."), n=len(bilde.poster) - LISTED))
    blocks.append(
        ctx.t.rich(
            N_("Skriv for eksempel «hva skjer i mai» for å se fristene i en måned. Kapittel 6.4 i HMS-dokumentet."),
            tone="small",
        )
    )
    return Outcome(
        (Reply(Message(tuple(blocks), (say(ctx.t, N_("Mine oppgaver"), "mine_oppgaver"),))),), consumes=False
    )


def _fristene(ctx: Context, person_id: int, node: Node, fra: date, til: date) -> Outcome:
    """The deadlines of a time, for the unit and those below."""
    alle = queries.i_tida(ctx.session, innsyn.under(ctx.session, node.id or 0, ctx.today), fra, til)
    rader = [rad for rad in alle if _kan_vises(ctx, person_id, rad)]
    naar = ctx.t.text(N_("{fra} – {til}"), fra=ctx.t.full_day(fra), til=ctx.t.full_day(til))
    hode = ctx.t.rich(N_("Årshjulet for {enhet}, {naar}"), tone="heading", enhet=node.navn, naar=naar)
    if not rader:
        return _say(hode, ctx.t.rich(N_("Ingen frister i denne tida.")))
    rows = tuple(
        (ctx.t.day(rad.frist), f"{hjul.tittel(ctx.reader, rad)}, {hjul.sted(ctx.reader, rad)}")
        for rad in rader[:LISTED]
    )
    blocks: list[Block] = [hode, Facts(rows)]
    if len(rader) > LISTED:
        blocks.append(
            ctx.t.rich(N_("Og {n} til. Spør om en kortere tid, for eksempel «hva skjer i mai»."), n=len(rader) - LISTED)
        )
    return _say(*blocks)


def _kan_vises(ctx: Context, person_id: int, rad: Oppgave) -> bool:
    """What is about one person is seen by that person and by those who may answer it, not by the whole unit."""
    if rad.person_id is None or rad.person_id == person_id:
        return True
    return service.kan(ctx.session, ctx.now, ctx.kommune.regelverk, person_id, rad)


def _tid(ctx: Context, said: str) -> tuple[date, date] | None:
    """A time that was named, but for a whole year: that is a wheel."""
    lest = dates.read(said, ctx.now, "future") or dates.read(
        f"i {said.rsplit(maxsplit=1)[-1]}" if said else "", ctx.now, "future"
    )
    if lest is None or lest.start is None:
        return None
    til = lest.end or lest.start
    return None if til - lest.start > A_YEAR else (lest.start, til)


def _ar(ctx: Context, said: str) -> int:
    nevnt_ar = YEAR.search(said)
    return int(nevnt_ar[0]) if nevnt_ar else ctx.today.year


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


COMMAND = Command("arshjul", N_("Årshjul"), _run)

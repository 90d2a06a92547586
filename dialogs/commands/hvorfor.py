"""«hvorfor får jeg dette», in words: what the last card of the day was about, and why it came to this person."""

from datetime import date

from dialogs import tiltakskort
from dialogs.commands.arshjul_knapper import begrunnelse
from dialogs.commands.base import Command, say
from dialogs.context import Context
from dialogs.contract import Block, Message, Outcome, Reply
from dialogs.i18n import N_
from hms.arshjul import opplysninger, queries
from hms.arshjul.model import Oppgave
from hms.arshjul.opplysningsdager import TILTAK
from hms.tiltak.model import Tiltak

VIST = 5


def _run(ctx: Context, _said: str) -> Outcome:
    person = ctx.kontakt.person_id or 0
    dag = queries.siste_dag(ctx.session, person, ctx.today)
    if dag is None:
        text = N_(
            "Jeg har ikke sendt deg noe fra årshjulet. Nederst i hver melding står det hvorfor du får den, og hvilket krav den bygger på."
        )
        return Outcome((Reply(Message((ctx.t.rich(text),))),))
    linjer = queries.linjer(ctx.session, person, dag)
    rader = list({rad.id: rad for _linje, rad in linjer if rad.aksjon in ctx.kommune.regelverk.aksjoner}.values())
    hode = ctx.t.rich(N_("Sist du fikk HMS-lista di, var {dag}. Her er hvorfor:"), dag=ctx.t.day(dag, ctx.today))
    blocks: list[Block] = [hode, *begrunnelse(ctx, rader[:VIST]), *_resten(ctx, rader), *_tiltak(ctx, person, dag)]
    return Outcome((Reply(Message(tuple(blocks), (say(ctx.t, N_("Mine oppgaver"), "mine_oppgaver"),))),))


def _resten(ctx: Context, rader: list[Oppgave]) -> list[Block]:
    """More than are told one by one: each has its own button [Hvorfor får jeg dette?]."""
    over = len(rader) - VIST
    text = N_("Og {n} til. Kryss av på lista og trykk **Hvorfor får jeg dette?** for å se hvorfor.")
    return [ctx.t.rich(text, n=over)] if over > 0 else []


def _tiltak(ctx: Context, person: int, dag: date) -> list[Block]:
    """The reminders of tiltak: the requirement is what they came out of."""
    lagt = [ett for ett in opplysninger.for_dagen(ctx.session, person, dag) if ett.slag == TILTAK]
    funnet = {ett.gjelder_id: ctx.session.get(Tiltak, ett.gjelder_id) for ett in lagt}
    krav = dict.fromkeys(tiltakskort.krav(tiltak) for tiltak in funnet.values() if tiltak is not None)
    text = N_("Tiltak følges opp til de er utført. Krav {krav}.")
    return [ctx.t.rich(text, krav=", ".join(krav))] if krav else []


COMMAND = Command("hvorfor_meg", N_("Hvorfor får jeg dette?"), _run)

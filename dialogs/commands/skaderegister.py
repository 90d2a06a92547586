"""skaderegister: the injuries of the last year without names, for those to whom the law opens the register (aml § 5-1)."""

from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.i18n import N_
from dialogs.refusals import refusal
from hms.avvik import plikter, skaderegister
from hms.avvik.model import Skade
from hms.kit.feil import HmsError
from hms.organisasjon import queries as org

SHOWN = 15


def _run(ctx: Context, _rest: str) -> Outcome:
    t = ctx.t
    try:
        found = skaderegister.utdrag(ctx.session, ctx.now, ctx.leser.person_id)
    except HmsError as error:
        return Outcome((Reply(Message((refusal(t, error),))),))
    head = t.rich(N_("Skaderegister, siste 12 måneder"), tone="heading")
    why = t.rich(N_("Du ser dette på grunn av rollen din. Registeret er uten navn. Aml § 5-1."), tone="small")
    if not found.linjer:
        return Outcome((Reply(Message((head, t.rich(N_("Ingen skader er ført.")), why))),))
    total = t.plural(
        "{n} skade, {fravaer} med fravær",
        "{n} skader, {fravaer} med fravær",
        len(found.linjer),
        fravaer=found.fravaer,
    )
    counts = tuple((_navn(ctx, "skadetype", key), str(n)) for key, n in found.antall.items())
    blocks: list[Block] = [head, Paragraph((Run(total),)), Facts(counts)]
    blocks.append(Facts(tuple(_linje(ctx, row) for row in found.linjer[:SHOWN])))
    return Outcome((Reply(Message((*blocks, why))),))


def _linje(ctx: Context, row: Skade) -> tuple[str, str]:
    enhet = org.enhet(ctx.session, row.node_id) or org.node(ctx.session, row.node_id)
    what = [_navn(ctx, felt, getattr(row, felt)) for felt in plikter.LISTER]
    absent = [ctx.t.text(N_("fravær"))] if row.fravaer else []
    return ctx.t.full_day(row.dag), " · ".join((enhet.navn if enhet else "", *what, *absent))


def _navn(ctx: Context, felt: str, key: str) -> str:
    return next((valg.navn[ctx.t.locale] for valg in plikter.lister()[felt] if valg.id == key), key)


COMMAND = Command("skaderegister", N_("Skaderegister"), _run)

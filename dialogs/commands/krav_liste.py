"""krav om svar: the questions that concern me, and for HMS-ansvarlig and AMU those that nobody has answered (aml § 6-2)."""

from dialogs import vernekort
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from hms.verneombud import queries

SHOWN = 5


def _run(ctx: Context, _rest: str) -> Outcome:
    t, r = ctx.t, ctx.reader
    person_id = ctx.leser.person_id
    asked = queries.krav_for(ctx.session, person_id, ctx.today, SHOWN) if person_id is not None else ()
    stopped = queries.stanset_naa(ctx.session, person_id, ctx.today)[:SHOWN] if person_id is not None else []
    blocks: list[Block] = []
    if stopped:
        places = tuple(
            (vernekort.enhet(r, row.node_id), f"{row.sted} · {t.moment(row.fra_at, ctx.today)}") for row in stopped
        )
        blocks += [t.rich(N_("Arbeid som er stanset"), tone="heading"), Facts(places)]
    if asked:
        rows = tuple((f"{row.id}. {vernekort.enhet(r, row.node_id)}", vernekort.status(r, row)) for row in asked)
        blocks += [t.rich(N_("Krav om svar"), tone="heading"), Facts(rows)]
    if not blocks:
        return Outcome((Reply(Message((t.rich(N_("Ingen krav om svar og ingen stans gjelder deg nå.")),))),))
    buttons = [
        Button(
            t.text(N_("Se stansen: {sted}"), sted=row.sted),
            {"action": "stans", "do": "se", "stans": row.id, "token": ""},
        )
        for row in stopped
    ]
    buttons += [
        Button(t.text(N_("Se spørsmål {nr}"), nr=row.id), {"action": "krav", "do": "se", "krav": row.id, "token": ""})
        for row in asked
    ]
    return Outcome((Reply(Message(tuple(blocks), tuple(buttons))),))


COMMAND = Command("krav_liste", N_("Krav om svar"), _run)

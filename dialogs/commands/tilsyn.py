"""«tilsyn»: a leader or the HMS-ansvarlig says that an inspection is coming, and the duty begins (TX-33)."""

from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import View
from dialogs.forms.hendelse import egne
from dialogs.i18n import N_
from dialogs.refusals import refusal
from hms.arshjul import hendelser, vernedager
from hms.kit.feil import HmsError


def _run(ctx: Context, _said: str) -> Outcome:
    hms_ansvarlig = vernedager.er_hms_ansvarlig(ctx.session, ctx.kontakt.person_id, ctx.today)
    leder = hms_ansvarlig or bool(egne(View(ctx, {})))
    if not leder or not hendelser.aksjoner(ctx.kommune.regelverk):
        return Outcome((Reply(Message((refusal(ctx.t, HmsError("hendelse.ingen_rett")),))),))
    return Outcome(forward="hendelse")


COMMAND = Command("tilsyn", N_("Tilsyn"), _run)

"""«møteplan»: the leader of an MKS group sets its dates for the year, the HMS-ansvarlig those of the AMU and the BHT."""

from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.refusals import refusal
from hms.arshjul import moteplaner
from hms.kit.feil import HmsError


def _run(ctx: Context, _said: str) -> Outcome:
    if not moteplaner.mine(ctx.session, ctx.kommune.regelverk, ctx.kontakt.person_id, ctx.today):
        return Outcome((Reply(Message((refusal(ctx.t, HmsError("plan.ingen_rett")),))),))
    return Outcome(forward="moteplan")


COMMAND = Command("moteplan", N_("Møteplan"), _run)

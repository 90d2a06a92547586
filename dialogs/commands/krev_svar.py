"""krev svar: a verneombud asks a leader for an answer within five working days (aml § 6-2)."""

import re

from dialogs.commands.base import Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.language import guards
from hms.verneombud import queries, rules

ABOUT = re.compile(
    r"\b(?:svar\w*\b.*?\b(?:om|på)|answer\b.*?\b(?:about|on|to))\s+(?P<om>\S.*)", re.IGNORECASE | re.DOTALL
)
MINE = N_("Krav om svar")


def _run(ctx: Context, text: str) -> Outcome:
    if not queries.er_verneombud(ctx.session, ctx.leser.person_id, ctx.today):
        said = ctx.t.rich(
            N_(
                "Det er verneombudet som kan kreve svar fra en leder her (aml § 6-2). Ta det opp med verneombudet eller lederen din."
            )
        )
        return Outcome((Reply(Message((said,), (say(ctx.t, MINE, "krav_liste"),))),))
    about = ABOUT.search(text) if not guards.personal(text) else None
    known = {"tekst": about["om"].strip()[: rules.MAKS_TEKST]} if about else {}
    return Outcome(forward="krev_svar", forward_answers=known)


COMMAND = Command("krev_svar", N_("Krev svar"), _run)

"""vis sak AVV-2026-0042: one case, as far as the asker may see it."""

import re

from dialogs import kort
from dialogs.commands.base import MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_
from hms.avvik import innsyn, queries

NUMBER = re.compile(r"(?:avv-?)?(?:(\d{4})-)?(\d{1,6})\b", re.IGNORECASE)


def _run(ctx: Context, rest: str) -> Outcome:
    found = NUMBER.search(rest)
    if found is None:
        text = ctx.t.rich(N_("Hvilken sak? Skriv for eksempel «vis sak AVV-{ar}-0001»."), ar=ctx.today.year)
        return Outcome((Reply(Message((text,), (say(ctx.t, MINE, "mine_avvik"),))),))
    number = f"AVV-{found[1] or ctx.today.year}-{int(found[2]):04d}"
    avvik = queries.med_nummer(ctx.session, number)
    card = kort.sak(ctx.reader, avvik) if avvik else None
    if avvik is None or card is None:
        text = ctx.t.rich(N_("Jeg fant ingen sak {saksnr} som du har tilgang til."), saksnr=number)
        return Outcome((Reply(Message((text,), (say(ctx.t, MINE, "mine_avvik"),))),))
    innsyn.logg(ctx.session, ctx.now, ctx.leser, avvik)
    return Outcome((kort.vist(avvik, card),))


COMMAND = Command("vis_avvik", None, _run)
# «sak 42» is an item of a meeting's agenda; where no meeting is going on, it asks for the case.
SAK = Command("sak", None, _run)

"""A greeting, and the first words when the bot is installed."""

from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_


def welcome(ctx: Context, *, in_the_open: bool = False) -> Message:
    """Who the bot is and what to press first. In the open nobody is greeted by name."""
    t = ctx.t
    name = "" if in_the_open else (ctx.person.navn if ctx.person else ctx.kontakt.navn or "").split(" ")[0]
    hello = t.rich(N_("Hei, {fornavn}."), fornavn=name) if name else t.rich(N_("Hei."))
    text = t.rich(
        N_("Jeg er Varde, HMS-boten til {kommune}. Her kan du melde avvik og følge sakene dine."),
        kommune=ctx.kommune.navn,
    )
    buttons = (say(t, MELD, "meld_avvik"), say(t, MINE, "mine_avvik"), say(t, HJELP, "hjelp"))
    return Message((hello, text), buttons)


def _run(ctx: Context, _rest: str) -> Outcome:
    return Outcome((Reply(welcome(ctx)),))


COMMAND = Command("hilsen", None, _run, private=False)

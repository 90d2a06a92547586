"""A greeting, and the first words when the bot is installed."""

from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.language.normalise import key, tokens

THANKS = frozenset(map(key, ("takk", "takker", "takkar", "thanks", "thank", "thx", "tusentakk", "dziękuję", "dziekuje", "dzięki", "dzieki")))  # fmt: skip


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


def answer(ctx: Context, said: str, *, in_the_open: bool = False) -> Message:
    """To thanks a short word; to a greeting who the bot is."""
    if is_thanks(said):
        return Message((ctx.t.rich(N_("Bare hyggelig.")),))
    return welcome(ctx, in_the_open=in_the_open)


def _run(ctx: Context, said: str) -> Outcome:
    return Outcome((Reply(answer(ctx, said)),))


def is_thanks(said: str) -> bool:
    """«takk», «tusen takk for hjelpa», «thanks», also behind a greeting or an «ok»."""
    return any(word.key in THANKS for word in tokens(said))


COMMAND = Command("hilsen", None, _run, private=False)

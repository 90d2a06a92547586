"""«hva må jeg gjøre»."""

from dialogs import hjul
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Message, Outcome, Paragraph, Reply, Run
from dialogs.i18n import N_
from hms.arshjul import queries
from hms.arshjul.model import Oppgave

SHOWN = 12


def _mine(ctx: Context, _said: str) -> Outcome:
    return mine(ctx)


def mine(ctx: Context, foran: tuple[Block, ...] = ()) -> Outcome:
    """What lies with the person now, after what is said first."""
    rader = mine_rader(ctx)
    if not rader:
        return _say(
            *foran,
            ctx.t.rich(N_("Du har ingen åpne oppgaver i årshjulet nå. Skriv «årshjul» for å se hva som kommer.")),
        )
    vist = hjul.ordnet(ctx.reader, rader[:SHOWN])
    blocks: list[Block] = [*foran, ctx.t.rich(N_("Dette ligger hos deg nå"), tone="heading")]
    if len(vist) == 1:
        blocks.append(Paragraph((Run(hjul.linje(ctx.reader, vist[0])),)))
    if len(rader) > SHOWN:
        blocks.append(ctx.t.rich(N_("Her er de {n} med kortest frist av {alle}."), n=SHOWN, alle=len(rader)))
    blocks += [Paragraph((Run(hva, subtle=True),), "small") for rad in vist if (hva := hjul.skjedd(ctx.reader, rad))]
    message = Message(tuple(blocks), hjul.knapper(ctx.reader, vist), hjul.kryss(ctx.reader, vist))
    return Outcome((Reply(message),))


def mine_rader(ctx: Context) -> list[Oppgave]:
    """The open duties of the person, by deadline."""
    if ctx.kontakt.person_id is None:
        return []
    return queries.mine(ctx.session, ctx.kommune.regelverk, ctx.kontakt.person_id, ctx.today)


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


MINE = Command("mine_oppgaver", N_("Mine oppgaver"), _mine)
COMMANDS = (MINE,)

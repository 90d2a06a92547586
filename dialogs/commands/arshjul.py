"""«hva må jeg gjøre»."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs import foresporselkort, hjul
from dialogs.commands import sider
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Message, Outcome, Paragraph, Reply, Run
from dialogs.i18n import N_
from hms.arshjul import queries
from hms.arshjul.model import Oppgave
from hms.foresporsel import service as foresporsel
from hms.foresporsel.model import Foresporsel
from hms.kit.sider import Side

SHOWN = 12
SPURT = 3


def _mine(ctx: Context, _said: str) -> Outcome:
    """The duties, then the requests that wait for an answer, each with its own card."""
    person = ctx.kontakt.person_id
    spurt = [] if person is None else foresporsel.hos(ctx.session, ctx.now, person)
    kort = [ett for row in spurt[:SPURT] if (ett := _sporsmal(ctx, row)) is not None]
    svar = () if kort and not mine_rader(ctx) else mine(ctx).replies
    if len(spurt) > SPURT:
        resten = ctx.t.plural(
            "{n} forespørsel til venter på svar.", "{n} forespørsler til venter på svar.", len(spurt) - SPURT
        )
        kort.append(Reply(Message((Paragraph((Run(resten),)),))))
    return Outcome((*svar, *kort))


def _sporsmal(ctx: Context, row: Foresporsel) -> Reply | None:
    """The request, as a live card."""
    kort = foresporselkort.kort(ctx.reader, row)
    if kort is None:
        return None
    return Reply(kort, card=foresporsel.kort(row), notice=(foresporsel.KORT, {"foresporsel": row.id}))


def mine(ctx: Context, foran: tuple[Block, ...] = (), fra: int = 0) -> Outcome:
    """What lies with the person now, after what is said first; the page of it that begins at row `fra`."""
    rader = mine_rader(ctx)
    if not rader:
        return _say(
            *foran,
            ctx.t.rich(N_("Du har ingen åpne oppgaver i årshjulet nå. Skriv «årshjul» for å se hva som kommer.")),
        )
    start = fra if fra < len(rader) else 0
    side = Side(rader[start : start + SHOWN], start, len(rader), flyttet=start != fra)
    vist = hjul.ordnet(ctx.reader, side.rader)
    blocks: list[Block] = [*foran, *sider.hode(ctx.t, ctx.t.text(N_("Dette ligger hos deg nå")), side)]
    if len(vist) == 1:
        blocks.append(Paragraph((Run(hjul.linje(ctx.reader, vist[0])),)))
    blocks += [Paragraph((Run(hva, subtle=True),), "small") for rad in vist if (hva := hjul.skjedd(ctx.reader, rad))]
    knapper = (*hjul.knapper(ctx.reader, vist), *sider.flere(ctx.t, side, {"action": "mine_oppgaver"}))
    return Outcome((Reply(Message(tuple(blocks), knapper, hjul.kryss(ctx.reader, vist))),))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Vis flere]."""
    return replace(mine(ctx, fra=sider.fra(value)), consumes=False)


def mine_rader(ctx: Context) -> list[Oppgave]:
    """The open duties of the person, by deadline."""
    if ctx.kontakt.person_id is None:
        return []
    return queries.mine(ctx.session, ctx.kommune.regelverk, ctx.kontakt.person_id, ctx.today)


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


MINE = Command("mine_oppgaver", N_("Mine oppgaver"), _mine)
COMMANDS = (MINE,)

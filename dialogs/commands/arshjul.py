"""«hva må jeg gjøre», «årshjul», «hva skjer i mai»."""

from datetime import date, timedelta

from dialogs import hjul
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.i18n import N_
from dialogs.language import dates
from hms.arshjul import queries
from hms.arshjul.model import Oppgave
from hms.organisasjon import queries as org

SHOWN = 12
LISTED = 25
AHEAD = timedelta(days=60)
SEER = {*org.LEDERROLLE.values(), "hms_ansvarlig", "kvalitetssjef", "hovedverneombud"}  # see all below their node


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


def _arshjul(ctx: Context, said: str) -> Outcome:
    """The duties of one's own unit and those below, in a month or another time that was named."""
    noder = _egne_noder(ctx)
    fra, til = _tid(ctx, said)
    rader = queries.i_tida(ctx.session, noder, fra, til)
    naar = ctx.t.text(N_("{fra} – {til}"), fra=ctx.t.full_day(fra), til=ctx.t.full_day(til))
    hode = ctx.t.rich(N_("Årshjulet, {naar}"), tone="heading", naar=naar)
    if not rader:
        return _say(hode, ctx.t.rich(N_("Ingen frister for enheten din i denne tida.")))
    rows = tuple(
        (ctx.t.day(rad.frist), f"{hjul.tittel(ctx.reader, rad)}, {hjul.sted(ctx.reader, rad)}")
        for rad in rader[:LISTED]
    )
    blocks: list[Block] = [hode, Facts(rows)]
    if len(rader) > LISTED:
        blocks.append(
            ctx.t.rich(N_("Og {n} til. Spør om en kortere tid, for eksempel «hva skjer i mai»."), n=len(rader) - LISTED)
        )
    return _say(*blocks)


def _tid(ctx: Context, said: str) -> tuple[date, date]:
    lest = dates.read(said, ctx.now, "future")
    if lest is None or lest.start is None:
        return ctx.today, ctx.today + AHEAD
    return lest.start, lest.end or lest.start


def _egne_noder(ctx: Context) -> set[int]:
    person = ctx.kontakt.person_id
    if person is None:
        return set()
    roller = org.roller_til(ctx.session, person, ctx.today)
    egne = {r.omfang_id for r in roller if r.omfang_type == "node" and r.rolle in SEER}
    egne |= {stilling.node_id for stilling in org.stillinger(ctx.session, person, ctx.today)}
    return egne | {n.id for egen in egne for n in org.etterkommere(ctx.session, egen, ctx.today) if n.id is not None}


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


MINE = Command("mine_oppgaver", N_("Mine oppgaver"), _mine)
ARSHJUL = Command("arshjul", N_("Årshjul"), _arshjul)
COMMANDS = (MINE, ARSHJUL)

"""«finn rutine vold»: the kommune's routines as links, a choice when there are several, and whom to ask when there is none."""

from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Button, Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.language import rutiner
from hms.organisasjon import queries as org

SHOWN = 6


def _run(ctx: Context, said: str) -> Outcome:
    t = ctx.t
    if not ctx.kommune.rutiner:
        return _say(t.rich(N_("Kommunen har ikke lagt inn rutinene sine hos meg.")), _spor(ctx))
    if not rutiner.sporsmal(said):
        return _say(t.rich(N_("Hvilken rutine leter du etter? Skriv for eksempel «finn rutine vold».")))
    funnet = rutiner.finn(said, ctx.kommune.rutiner)
    if not funnet:
        return _say(t.rich(N_("Jeg fant ingen rutine om det. Prøv et annet ord.")), _spor(ctx))
    text = t.rich(N_("Her er rutinen.")) if len(funnet) == 1 else t.rich(N_("Jeg fant flere. Hvilken mener du?"))
    blocks: list[Block] = [text]
    if len(funnet) > SHOWN:
        blocks.append(t.rich(N_("Og {n} til. Skriv flere ord for å finne den rette."), n=len(funnet) - SHOWN))
    blocks.append(t.rich(N_("Krav 6.1-1"), tone="small"))
    return Outcome((Reply(Message(tuple(blocks), tuple(Button(en.tittel, url=en.lenke) for en in funnet[:SHOWN]))),))


def _spor(ctx: Context) -> Block:
    """Whom to ask: the nearest leader, and the HMS-ansvarlig, by name."""
    person_id = ctx.kontakt.person_id
    stillinger = org.stillinger(ctx.session, person_id, ctx.today) if person_id is not None else []
    ledere = org.linjeledere(ctx.session, person_id, stillinger[0].node_id, ctx.today) if stillinger else []
    hms = org.kommune_rolle(ctx.session, "hms_ansvarlig", ctx.today)
    navn = list(dict.fromkeys(person.navn for person in (*ledere[:1], *hms[:1])))
    if len(navn) > 1:
        return ctx.t.rich(N_("Spør {leder}, lederen din, eller {hms}, HMS-ansvarlig."), leder=navn[0], hms=navn[1])
    if navn:
        return ctx.t.rich(N_("Spør {navn}."), navn=navn[0])
    return ctx.t.rich(N_("Spør lederen din."))


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


COMMAND = Command("finn_rutine", N_("Finn rutine"), _run)

"""«hva må jeg gjøre», and the buttons of the duties."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs import hjul
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.arshjul import queries, service
from hms.arshjul.model import Oppgave
from hms.kit.feil import HmsError

SHOWN = 12
FORMS = {"utfort", "mer_tid", "deleger", "ikke_aktuelt"}


def _mine(ctx: Context, _said: str) -> Outcome:
    rader = _mine_rader(ctx)
    if not rader:
        return _say(
            ctx.t.rich(N_("Du har ingen åpne oppgaver i årshjulet nå. Skriv «årshjul» for å se hva som kommer."))
        )
    vist = hjul.ordnet(ctx.reader, rader[:SHOWN])
    blocks: list[Block] = [ctx.t.rich(N_("Dette ligger hos deg nå"), tone="heading")]
    if len(vist) == 1:
        blocks.append(Paragraph((Run(hjul.linje(ctx.reader, vist[0])),)))
    if len(rader) > SHOWN:
        blocks.append(ctx.t.rich(N_("Her er de {n} med kortest frist av {alle}."), n=SHOWN, alle=len(rader)))
    message = Message(tuple(blocks), hjul.knapper(ctx.reader, vist), hjul.kryss(ctx.reader, vist))
    return Outcome((Reply(message),))


def _mine_rader(ctx: Context) -> list[Oppgave]:
    if ctx.kontakt.person_id is None:
        return []
    return queries.mine(ctx.session, ctx.kommune.regelverk, ctx.kontakt.person_id, ctx.today)


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A button of a card of duties. Raises oppgave.ingen_rett, oppgave.ikke_apen, oppgave.ingen_soknad."""
    valgt = _valgt(value)
    if not valgt:
        return Outcome((Reply(Message((ctx.t.rich(N_("Kryss av for minst én oppgave først.")),))),), consumes=False)
    regelverk, person = ctx.kommune.regelverk, ctx.kontakt.person_id
    do = value.get("do")
    if do in FORMS:
        for id_ in valgt:
            service.hent(ctx.session, ctx.now, regelverk, person, id_)
        return Outcome(forward=f"arshjul_{do}", forward_text=",".join(map(str, valgt)))
    if do in ("ja", "nei"):
        rad = service.svar_mer_tid(ctx.session, ctx.now, regelverk, person, valgt[0], ja=do == "ja")
        text = N_("Godkjent. Ny frist er {frist}.") if do == "ja" else N_("Avslått. Fristen står: {frist}.")
        return _say(ctx.t.rich(text, frist=ctx.t.full_day(rad.frist)))
    rader = [_med_rett(ctx, id_) for id_ in valgt]
    blocks = _dokumentasjon(ctx, rader) if do == "dokumentasjon" else _hvorfor(ctx, rader)
    return Outcome((Reply(Message(tuple(blocks))),), consumes=False)


def _valgt(value: Mapping[str, Any]) -> list[int]:
    """The ticked duties of the card, or the only one."""
    mulige = value.get("oppgaver")
    ider = [ett for ett in mulige if is_id(ett)] if isinstance(mulige, list) else []
    felt = value.get("fields")
    krysset = [ett for ett in ider if isinstance(felt, dict) and felt.get(f"{hjul.TICK}{ett}") == "true"]
    return krysset or (ider if len(ider) == 1 else [])


def _med_rett(ctx: Context, id_: int) -> Oppgave:
    rad, person = ctx.session.get(Oppgave, id_), ctx.kontakt.person_id
    if rad is None or person is None or not service.kan(ctx.session, ctx.now, ctx.kommune.regelverk, person, rad):
        raise HmsError("oppgave.ingen_rett")
    return rad


def _dokumentasjon(ctx: Context, rader: Sequence[Oppgave]) -> list[Block]:
    """What shows that it is done."""
    blocks: list[Block] = []
    for rad in rader:
        blocks.append(Paragraph((Run(hjul.linje(ctx.reader, rad), bold=True),)))
        aksjon = ctx.kommune.regelverk.aksjoner[rad.aksjon]
        post = aksjon.mottaker(rad.del_, rad.niva)
        if post is not None and post.sporsmal is not None:
            blocks.append(Paragraph((Run(post.sporsmal.pa(ctx.t.locale)),)))
        bevis = aksjon.bevis
        blocks.append(Facts(tuple((str(n), ett.tekst.pa(ctx.t.locale)) for n, ett in enumerate(bevis, 1))))
        blocks += hjul.grunnlag(ctx.reader, rad)
    return blocks


def _hvorfor(ctx: Context, rader: Sequence[Oppgave]) -> list[Block]:
    """The requirements behind it."""
    blocks: list[Block] = []
    for rad in rader:
        krav = ", ".join(ctx.kommune.regelverk.aksjoner[rad.aksjon].ref)
        blocks.append(
            ctx.t.rich(
                N_("«{oppgave}», {sted}, kommer av HMS-dokumentet: krav {krav}. Den ligger hos deg på grunn av rollen din, eller fordi den er delegert eller løftet til deg."),
                oppgave=hjul.tittel(ctx.reader, rad), sted=hjul.sted(ctx.reader, rad), krav=krav,
            )
        )  # fmt: skip
    versjon = ctx.kommune.regelverk.standard.dokument_versjon
    text = N_("HMS-dokumentet: versjon {versjon}.") if versjon else N_("HMS-dokumentet: versjonen er ukjent.")
    return [*blocks, ctx.t.rich(text, tone="small", versjon=versjon)]


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


MINE = Command("mine_oppgaver", N_("Mine oppgaver"), _mine)
COMMANDS = (MINE, *(Command(intent, None, _mine) for intent in ("marker_utfort", "utsett", "deleger")))

"""«dokumentasjon»: the minimum list of 6.3.2-3 for a unit, or for all one answers for, the worst first."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs import dokumentord, nevnt, rollenavn
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.arshjul import dokumentasjon, dokumentliste, innsyn
from hms.arshjul.dokumentasjon import Linje
from hms.kit.feil import HmsError
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node

NOKKEL = ("dokumentasjon", "dokumentliste", "documentation")
SHOWN = 25
BUTTONS = 6


def _run(ctx: Context, said: str) -> Outcome:
    person_id = ctx.kontakt.person_id
    kan_se = innsyn.dokumentasjonen(ctx.session, person_id, ctx.today) if person_id is not None else set()
    if not kan_se:
        text = N_("Dokumentasjonslista er for ledere, verneombud og {rolle}. Spør lederen din.")
        return _say(ctx.t.rich(text, rolle=rollenavn.navn(ctx.reader, "hms_ansvarlig")))
    nevnte = nevnt.enheter(ctx, said, NOKKEL)
    if nevnte is None:
        return _egen(ctx, person_id or 0, kan_se)
    if not nevnte:
        return _say(ctx.t.rich(nevnt.FANT_INGEN))
    mulige = list(dict.fromkeys(_enheten(ctx, node) for node in nevnte))
    if len(mulige) > 1:
        return Outcome(
            (
                Reply(
                    Message((ctx.t.rich(N_("Hvilken enhet mener du?")),), _knapper(mulige)),
                ),
            ),
            consumes=False,
        )
    if mulige[0].id not in kan_se:
        text = N_("Du ser dokumentasjonen for enhetene du leder eller er verneombud for. {enhet} er ikke blant dem.")
        return _say(ctx.t.rich(text, enhet=mulige[0].navn))
    return _en(ctx, mulige[0])


def _egen(ctx: Context, person_id: int, kan_se: set[int]) -> Outcome:
    """One's own unit, with the way to the others; all of them for whoever has a sector or the kommune."""
    noder = dokumentasjon.med_liste(ctx.session, ctx.kommune.regelverk, kan_se)
    egne = [node for node in innsyn.hjemme(ctx.session, person_id, ctx.today) if node in noder]
    enhet = next((node for node in egne if node.type in {"enhet", "stab"}), None)
    if enhet is None or innsyn.ser_hele_kommunen(ctx.session, person_id, ctx.today):
        return _en(ctx, noder[0]) if len(noder) == 1 else _alle(ctx, noder)
    data = {"action": "dokumentasjon", "do": "alle", "token": ""}
    return _en(ctx, enhet, (Button(ctx.t.text(N_("Alle enhetene")), data),) if len(noder) > 1 else ())


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A unit of the summary, or [Legg inn lenke]. Raises dokument.ingen_rett."""
    node_id: Any = value.get("node")
    person_id = ctx.kontakt.person_id
    kan_se = innsyn.dokumentasjonen(ctx.session, person_id, ctx.today) if person_id is not None else set()
    if value.get("do") == "alle" and kan_se:
        return _alle(ctx, dokumentasjon.med_liste(ctx.session, ctx.kommune.regelverk, kan_se))
    node = org.node(ctx.session, node_id) if is_id(node_id) else None
    if node is None:
        raise HmsError("dokument.ingen_rett")
    if value.get("do") == "legg_inn":
        if not dokumentasjon.kan_legge_inn(ctx.session, person_id, node_id, ctx.today):
            raise HmsError("dokument.ingen_rett")
        return Outcome(forward="dokument", forward_text=str(node_id))
    if node_id not in kan_se:
        raise HmsError("dokument.ingen_rett")
    return _en(ctx, node)


def _enheten(ctx: Context, node: Node) -> Node:
    """A department's documents are its unit's."""
    return (org.enhet(ctx.session, node.id or 0) or node) if node.type == "avdeling" else node


def _en(ctx: Context, node: Node, flere: tuple[Button, ...] = ()) -> Outcome:
    """The list of one unit, in the order of the document."""
    t = ctx.t
    linjer = dokumentasjon.lister(ctx.session, ctx.kommune.regelverk, [node], ctx.today).get(node.id or 0, [])
    blocks: list[Block] = [
        t.rich(N_("Dokumentasjon, {enhet}"), tone="heading", enhet=node.navn),
        Paragraph((Run(dokumentord.sum_(t, linjer), bold=True),)),
        *(_linje(ctx, linje) for linje in linjer),
        *_forklaring(ctx),
        t.rich(N_("Krav 6.3.2-3"), tone="small"),
    ]
    buttons: tuple[Button, ...] = ()
    if dokumentasjon.kan_legge_inn(ctx.session, ctx.kontakt.person_id, node.id or 0, ctx.today):
        data = {"action": "dokumentasjon", "do": "legg_inn", "node": node.id, "token": ""}
        buttons = (Button(t.text(N_("Legg inn lenke")), data),)
    return Outcome((Reply(Message(tuple(blocks), (*buttons, *flere))),), consumes=False)


def _linje(ctx: Context, linje: Linje) -> Paragraph:
    t, stand = ctx.t, linje.stand
    runs = [
        Run(f"{dokumentord.farge(t, stand)}: ", bold=True),
        Run(f"{linje.punkt.navn.pa(t.locale)} – {dokumentord.grunn(t, stand)}"),
    ]
    if stand.lenke:
        runs += [Run(" "), Run(t.text(N_("Åpne")), href=stand.lenke)]
    return Paragraph(tuple(runs))


def _forklaring(ctx: Context) -> tuple[Block, ...]:
    liste = ctx.kommune.regelverk.minsteliste
    if liste is None:
        return ()
    deler = [f"{ctx.t.text(dokumentord.FARGE[farge])}: {ord_.pa(ctx.t.locale)}" for farge, ord_ in liste.farger.items()]
    return (Paragraph((Run(". ".join(deler) + "."),), "small"),)


def _alle(ctx: Context, noder: Sequence[Node]) -> Outcome:
    """How all stand, the worst first."""
    t = ctx.t
    lister = dokumentasjon.lister(ctx.session, ctx.kommune.regelverk, noder, ctx.today)
    samlet = [linje for linjer in lister.values() for linje in linjer]

    def verst(node: Node) -> tuple[int, int]:
        antall = dokumentord.tall(lister[node.id or 0])
        return -antall[dokumentliste.ROD], -antall[dokumentliste.GUL]

    orden = sorted(noder, key=verst)
    blocks: list[Block] = [
        t.rich(N_("Dokumentasjon"), tone="heading"),
        t.rich(N_("{n} enheter: **{sum}**."), n=len(noder), sum=dokumentord.sum_(t, samlet)),
        Facts(tuple((node.navn, dokumentord.sum_(t, lister[node.id or 0])) for node in orden[:SHOWN])),
    ]
    if len(orden) > SHOWN:
        blocks.append(t.rich(N_("Og {n} til."), n=len(orden) - SHOWN))
    blocks.append(t.rich(N_("Skriv for eksempel «dokumentasjon Solgata» for én enhet. Krav 6.3.2-3."), tone="small"))
    return Outcome((Reply(Message(tuple(blocks), _knapper(orden[:BUTTONS]))),), consumes=False)


def _knapper(noder: Sequence[Node]) -> tuple[Button, ...]:
    return tuple(
        Button(node.navn, {"action": "dokumentasjon", "do": "se", "node": node.id, "token": ""}) for node in noder
    )


def _say(*blocks: Block) -> Outcome:
    return Outcome((Reply(Message(blocks)),))


COMMAND = Command("dokumentasjon", N_("Dokumentasjon"), _run)

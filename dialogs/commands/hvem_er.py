"""hvem er …: who holds a role here, at a named place, or for a named person; a vacancy is said with who stands in (krav 5.0)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.commands.base import HJELP, Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from dialogs.language import hvem
from hms.kit.feil import HmsError
from hms.organisasjon import innehavere, steder
from hms.organisasjon import queries as org
from hms.organisasjon.innehavere import Innehavere
from hms.organisasjon.rader import Person
from hms.organisasjon.steder import Sted

EGEN = Sted("egen", 0, "")
VALG = 6
VANLIGE = ("naermeste_leder", "verneombud", "brannvernleder", "hms_ansvarlig", "tillitsvalgt", "kjemikalieansvarlig")
GRUPPER = frozenset({"amu_medlem", "akan_utvalg", "radmannens_ledergruppe", "mks_gruppe", "varslingsmottak"})


@dataclass(frozen=True)
class Sporsmal:
    """Roles that are asked for, at one place or for one person."""

    roller: tuple[str, ...]
    sted: Sted


def _run(ctx: Context, said: str) -> Outcome:
    spurt = hvem.les(said)
    if not spurt.om:
        return svar(ctx, Sporsmal(spurt.roller, EGEN)) if spurt.roller else _hvilken(ctx)
    found = steder.finn(ctx.session, spurt.om, ctx.today, egne=_egne_noder(ctx))
    if not _ansatt(ctx):
        found = [sted for sted in found if sted.type != "person"]
    if not found:
        return _ukjent(ctx, spurt)
    if len(found) > 1:
        return _velg(ctx, spurt.roller, found[:VALG])
    return svar(ctx, Sporsmal(spurt.roller, found[0]))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A choice between places, people or roles. Raises hvem.ukjent for what no card of ours has."""
    asked, sted_type = value.get("roller"), value.get("type")
    sted_id: Any = value.get("id")
    ids = (
        tuple(one for one in asked if isinstance(one, str) and one in hvem.rollene()) if isinstance(asked, list) else ()
    )
    if sted_type == EGEN.type:
        return svar(ctx, Sporsmal(ids, EGEN))
    sted = steder.hent(ctx.session, sted_type, sted_id, ctx.today) if is_id(sted_id) else None
    if sted is None or (sted.type == "person" and not _ansatt(ctx)):
        raise HmsError("hvem.ukjent")
    return svar(ctx, Sporsmal(ids, sted))


def svar(ctx: Context, spurt: Sporsmal) -> Outcome:
    """Who it is, role by role; without a role, what the person or the place has."""
    if not spurt.roller:
        return _om_person(ctx, spurt.sted.id) if spurt.sted.type == "person" else _hvilken(ctx, spurt.sted)
    blocks: list[Block] = []
    for rolle in spurt.roller:
        found = _finn(ctx, rolle, spurt.sted)
        if not found:
            return _hvor(ctx, rolle)
        for one in found:
            blocks += _rolle(ctx, one)
    return Outcome((Reply(Message(tuple(blocks))),), consumes=False)


def _finn(ctx: Context, rolle: str, sted: Sted) -> list[Innehavere]:
    match sted.type:
        case "node":
            return innehavere.for_node(ctx.session, rolle, sted.id, ctx.today)
        case "bygg":
            return innehavere.for_bygg(ctx.session, rolle, sted.id, ctx.today)
        case "person":
            return innehavere.for_person(ctx.session, rolle, sted.id, ctx.today)
    own = ctx.leser.person_id
    found = innehavere.for_person(ctx.session, rolle, own, ctx.today) if own is not None else []
    return found or innehavere.for_kommunen(ctx.session, rolle, ctx.today)


def _rolle(ctx: Context, one: Innehavere) -> list[Block]:
    t = ctx.t
    name = ctx.kommune.regelverk.rolle(one.rolle, t.locale)
    if not one.folk:
        text = N_("**{rolle}**, {sted}: ingen har rollen nå, og ingen trår inn. Spør HMS-ansvarlig.")
    elif one.i_stedet is not None:
        text = N_("**{rolle}**, {sted}: ingen har rollen nå. Inntil videre kan du kontakte")
    elif one.stedfortreder:
        text = N_("**{rolle}**, {sted}: ingen har rollen nå. Stedfortreder er")
    else:
        text = N_("**{rolle}**, {sted}")
    head = t.rich(text, rolle=name, sted=one.sted)
    instead = _lower(ctx.kommune.regelverk.rolle(one.i_stedet, t.locale)) if one.i_stedet is not None else ""
    return [head, Facts(tuple(_person(ctx, person, instead) for person in one.folk))] if one.folk else [head]


def _person(ctx: Context, person: Person, som: str = "") -> tuple[str, str]:
    """The name, with the role of somebody who stands in (`som`), and how he or she is reached at work."""
    name = ctx.t.text(N_("{navn} (deg)"), navn=person.navn) if person.id == ctx.leser.person_id else person.navn
    phone = ctx.t.text(N_("telefon {telefon}"), telefon=person.telefon) if person.telefon else ""
    return f"{name}, {som}" if som else name, " · ".join(part for part in (phone, person.epost or "") if part) or "–"


def _om_person(ctx: Context, person_id: int) -> Outcome:
    """Where somebody works and which roles he or she holds."""
    person = org.person(ctx.session, person_id)
    if person is None:
        raise HmsError("hvem.ukjent")
    rows: list[tuple[str, str]] = []
    for stilling in org.stillinger(ctx.session, person_id, ctx.today):
        node = org.node(ctx.session, stilling.node_id)
        rows.append((stilling.tittel, node.navn if node else ""))
    rows += [
        (
            ctx.kommune.regelverk.rolle(held.rolle, ctx.t.locale),
            steder.navn(ctx.session, held.omfang_type, held.omfang_id),
        )
        for held in org.roller_til(ctx.session, person_id, ctx.today)
        if not held.stedfortreder
    ]
    name, contact = _person(ctx, person)
    head = Paragraph((Run(name, bold=True), Run(f" · {contact}")))
    blocks: tuple[Block, ...] = (head, Facts(tuple(dict.fromkeys(rows)))) if rows else (head,)
    buttons = (_knapp(ctx, ("naermeste_leder",), Sted("person", person_id, person.navn), N_("Nærmeste leder")),)
    return Outcome((Reply(Message(blocks, buttons if rows else ())),), consumes=False)


def _hvilken(ctx: Context, sted: Sted = EGEN, lead: tuple[Block, ...] = ()) -> Outcome:
    """No role was named: the usual ones as buttons."""
    text = N_("Hvem vil du vite om? Velg, eller skriv for eksempel «hvem er verneombud på rådhuset».")
    buttons = tuple(_knapp(ctx, (rolle,), sted, ctx.kommune.regelverk.rolle(rolle, ctx.t.locale)) for rolle in VANLIGE)
    return Outcome((Reply(Message((*lead, ctx.t.rich(text)), buttons)),), consumes=False)


def _velg(ctx: Context, asked: tuple[str, ...], found: Sequence[Sted]) -> Outcome:
    text = ctx.t.rich(N_("Flere passer. Hvem eller hvor mener du?"))
    buttons = tuple(_knapp(ctx, asked, sted, _beskrivelse(ctx, sted)) for sted in found)
    return Outcome((Reply(Message((text,), buttons)),), consumes=False)


def _hvor(ctx: Context, rolle: str) -> Outcome:
    """The role lies on a place, and none is known, or too many."""
    text = N_("**{rolle}** er knyttet til et sted. Skriv hvor, for eksempel «hvem er {liten} på rådhuset».")
    name = ctx.kommune.regelverk.rolle(rolle, ctx.t.locale)
    return Outcome((Reply(Message((ctx.t.rich(text, rolle=name, liten=_lower(name)),))),), consumes=False)


def _ukjent(ctx: Context, spurt: hvem.Spurt) -> Outcome:
    t = ctx.t
    if not spurt.roller:
        lead = t.rich(N_("Jeg kjenner ingen rolle, enhet eller person som heter «{om}»."), om=spurt.om)
        return _hvilken(ctx, lead=(lead,))
    text = t.rich(N_("Jeg fant ikke «{om}». Skriv navnet på enheten, bygget eller personen."), om=spurt.om)
    own = (_knapp(ctx, spurt.roller, EGEN, N_("Vis for min enhet")),) if _egne_noder(ctx) else ()
    return Outcome((Reply(Message((text,), (*own, say(t, HJELP, "hjelp")))),), consumes=False)


def _knapp(ctx: Context, asked: Sequence[str], sted: Sted, label: str) -> Button:
    data = {"action": "hvem", "roller": list(asked), "type": sted.type, "id": sted.id, "token": ""}
    return Button(ctx.t.text(label), data)


def _beskrivelse(ctx: Context, sted: Sted) -> str:
    """A person is shown with where he or she works, a building as one."""
    if sted.type == "bygg":
        return ctx.t.text(N_("{navn} (bygg)"), navn=sted.navn)
    if sted.type != "person":
        return sted.navn
    nodes = [org.node(ctx.session, held.node_id) for held in org.stillinger(ctx.session, sted.id, ctx.today)[:1]]
    return ", ".join([sted.navn, *(node.navn for node in nodes if node is not None)])


def _egne_noder(ctx: Context) -> frozenset[int]:
    """The line of one's own positions: «på skolen» is one's own school."""
    own = org.stillinger(ctx.session, ctx.leser.person_id, ctx.today) if ctx.leser.person_id is not None else []
    return frozenset(node.id for stilling in own for node in org.linje(ctx.session, stilling.node_id))


def _ansatt(ctx: Context) -> bool:
    """Guests, and those who are not in the directory, ask about roles and places, not about people (krav 3.0-2)."""
    return ctx.person is not None and not ctx.person.gjest


def _lower(name: str) -> str:
    """«verneombud», but «HMS-ansvarlig»."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


COMMAND = Command("hvem_er", N_("Hvem er hvem"), _run)

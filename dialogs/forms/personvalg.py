"""Somebody who works here, as an answer: read by name, shown with where he or she works."""

from typing import Any

from dialogs.context import Context
from dialogs.forms.base import Choice, Uleselig, View, is_id
from dialogs.i18n import N_
from dialogs.language import names
from dialogs.language.katalog import Entry, Katalog
from hms.organisasjon import nevnt as navn
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person


def les_person(said: str, view: View, *, gjester: bool = False) -> int:
    """The person with this name. Several hits give a choice; guests are no employees, and are found where they may be named."""
    hits = [one for one in org.sok_personer(view.ctx.session, said, view.ctx.today) if gjester or not one.gjest]
    exact = [person for person in hits if person.navn.casefold() == said.strip().casefold()]
    if len(exact) == 1 and exact[0].id is not None:
        return exact[0].id
    if not hits:
        raise Uleselig(N_("Jeg fant ingen med det navnet. Skriv fornavn og etternavn."))
    choices = tuple(Choice(person.id, _med_sted(person, view)) for person in hits)
    raise Uleselig(N_("Velg den du mente, eller skriv et annet navn."), choices)


def er_ansatt(value: Any, view: View) -> bool:
    """Is this the id of somebody who works here now?"""
    person = org.person(view.ctx.session, value) if is_id(value) else None
    return person is not None and not person.gjest and org.er_gyldig(person, view.ctx.today)


def er_her(value: Any, view: View) -> bool:
    """Is this the id of somebody who works here now, or is a guest here?"""
    person = org.person(view.ctx.session, value) if is_id(value) else None
    return person is not None and org.er_gyldig(person, view.ctx.today)


def vis_person(value: Any, view: View) -> str:
    """«Ola Brekke, Solgata sykehjem», or «Kristin Alver, gjest»."""
    person = org.person(view.ctx.session, value)
    return _med_sted(person, view) if person else ""


def _med_sted(person: Person, view: View) -> str:
    positions = org.stillinger(view.ctx.session, person.id, view.ctx.today)
    node = org.node(view.ctx.session, positions[0].node_id) if positions else None
    place = node.navn if node is not None else view.ctx.t.text(N_("gjest")) if person.gjest else ""
    return f"{person.navn}, {place}" if place else person.navn


def nevnt(ctx: Context, tekst: str) -> tuple[tuple[Person, ...], tuple[int, int]]:
    """Whom the text names first, ended ones and guests too (several: it may be each of them), and where it stands in the text."""
    kjente = {str(person.id): person for person in navn.personer(ctx.session, tekst)}
    katalog = Katalog([Entry(id_, person.navn, "person") for id_, person in kjente.items()])
    for treff in names.find(tekst, katalog, ("person",)):
        funnet = tuple(kjente[entry.id] for entry in treff.entries)
        her = tuple(person for person in funnet if org.er_gyldig(person, ctx.today))
        return her or funnet, treff.span
    return (), (0, 0)


def les_kollega(said: str, view: View) -> int:
    """An employee by name; who has left, and guests, are told apart from names that nobody has."""
    funnet, _sted = nevnt(view.ctx, said)
    funnet = funnet or tuple(org.sok_personer(view.ctx.session, said, view.ctx.today))
    if not funnet:
        raise Uleselig(N_("Jeg fant ingen med det navnet. Skriv fornavn og etternavn."))
    ansatte = [person for person in funnet if er_ansatt(person.id, view)]
    if len(ansatte) == 1:
        return ansatte[0].id
    if ansatte:
        choices = tuple(Choice(person.id, _med_sted(person, view)) for person in ansatte)
        raise Uleselig(N_("Velg den du mente, eller skriv et annet navn."), choices)
    raise Uleselig(hvorfor_ikke(funnet[0], view), navn=funnet[0].navn)


def hvorfor_ikke(person: Person, view: View) -> str:
    """Why this person cannot be chosen: guest, or not here."""
    if person.gjest and org.er_gyldig(person, view.ctx.today):
        return N_("{navn} er gjest eller innleid, og kan ikke velges. Velg en ansatt.")
    return N_("{navn} arbeider ikke her nå. Velg en annen.")


def les_rolleperson(said: str, view: View) -> int:
    """Somebody who is here now, guests too."""
    funnet, _sted = nevnt(view.ctx, said)
    her = [person for person in funnet if er_her(person.id, view)]
    if len(her) == 1:
        return her[0].id
    if funnet and not her:
        raise Uleselig(hvorfor_ikke(funnet[0], view), navn=funnet[0].navn)
    if not her:
        raise Uleselig(N_("Jeg fant ingen med det navnet. Skriv fornavn og etternavn."))
    choices = tuple(Choice(person.id, _med_sted(person, view)) for person in her)
    raise Uleselig(N_("Velg den du mente, eller skriv et annet navn."), choices)

"""Somebody who works here, as an answer: read by name, shown with where he or she works."""

from typing import Any

from dialogs.forms.base import Choice, Uleselig, View, is_id
from dialogs.i18n import N_
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

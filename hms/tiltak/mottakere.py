"""Who shall have a notice about a tiltak, worked out on the day it is sent (design 5, rule 1.3)."""

from datetime import date

from sqlmodel import Session

from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox.adressering import Mottakere
from hms.tiltak.model import Tiltak

ANSVARLIG = "ansvarlig"
VERNEOMBUD = "verneombud"


def verneombud(session: Session, tiltak: Tiltak, paa: date) -> list[Person]:
    """The verneombud of the place, or else the hovedverneombud; never who is to do it."""
    own = [person for person in org.verneombud_for(session, tiltak.node_id, paa) if person.id != tiltak.ansvarlig_id]
    return own or [person for person in org.hovedverneombud(session, paa) if person.id != tiltak.ansvarlig_id]


def finn(session: Session, tiltak: Tiltak, rolle: str, paa: date) -> Mottakere:
    """Resolves ansvarlig, ledd_N and verneombud: the responsible person, the leaders above, nearest first, and who is told of it."""
    if rolle == VERNEOMBUD:
        return Mottakere(tuple(person.id for person in verneombud(session, tiltak, paa)))
    line = tuple(
        leader.id
        for leader in org.linjeledere(session, tiltak.ansvarlig_id, tiltak.node_id, paa)
        if leader.id is not None and leader.id != tiltak.ansvarlig_id
    )
    if rolle == ANSVARLIG:
        person = org.person(session, tiltak.ansvarlig_id)
        there = person is not None and org.er_gyldig(person, paa)
        return Mottakere((tiltak.ansvarlig_id,) if there else line[:1], line if there else line[1:], plikt=True)
    ledd = int(rolle.removeprefix("ledd_")) - 1
    return Mottakere(line[ledd : ledd + 1], line[ledd + 1 :], plikt=True)

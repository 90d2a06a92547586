"""Who shall have a notice about a tiltak, worked out on the day it is sent (design 5, rule 1.3)."""

from datetime import date

from sqlmodel import Session

from hms.organisasjon import queries as org
from hms.outbox.adressering import Mottakere
from hms.tiltak.model import Tiltak

ANSVARLIG = "ansvarlig"


def finn(session: Session, tiltak: Tiltak, rolle: str, paa: date) -> Mottakere:
    """Resolves ansvarlig and ledd_N: the responsible person, and the leaders above him or her, nearest first."""
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

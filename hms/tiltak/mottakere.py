"""Who shall have a notice about a tiltak, worked out on the day it is sent (design 5, rule 1.3)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox.adressering import Mottakere
from hms.tiltak.model import Tiltak, Uavklart

ANSVARLIG = "ansvarlig"
VERNEOMBUD = "verneombud"
LEDER = "leder"


def verneombud(session: Session, tiltak: Tiltak | Uavklart, paa: date) -> list[Person]:
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


def over(session: Session, row: Uavklart, paa: date) -> list[int]:
    """The leaders above who is responsible, nearest first; where nobody is, the leader of the place is (5.0-7). The top has nobody above."""
    line = _ider(org.linjeledere(session, row.ansvarlig_id, row.node_id, paa))
    return line if row.ansvarlig_id is not None else line[1:] or line


def kan_avklare(session: Session, row: Uavklart, paa: date) -> list[int]:
    """The leaders of the place, nearest first, and those above who is responsible."""
    return list(dict.fromkeys([*_ider(org.linjeledere(session, None, row.node_id, paa)), *over(session, row, paa)]))


def finn_uavklart(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": leder | ledd_1 | verneombud, "uavklart": id}: the leader of the place, the one above, and who is told of it."""
    row = session.get(Uavklart, mottaker["uavklart"])
    if row is None:
        return Mottakere(())
    if mottaker["rolle"] == VERNEOMBUD:
        return Mottakere(tuple(person.id for person in verneombud(session, row, paa)))
    line = tuple((kan_avklare if mottaker["rolle"] == LEDER else over)(session, row, paa))
    return Mottakere(line[:1], line[1:], plikt=True)


def _ider(personer: Iterable[Person]) -> list[int]:
    return [person.id for person in personer]

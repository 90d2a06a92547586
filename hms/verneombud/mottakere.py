"""Who shall have a notice about a stop or a question, worked out on the day it is sent (rule 1.3)."""

from datetime import date

from sqlmodel import Session

from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox.adressering import Mottakere
from hms.verneombud import queries
from hms.verneombud.model import KravOmSvar, Stans

LEDERE = "ledere"
LEDER = "leder"
HMS_ANSVARLIG = "hms_ansvarlig"
VERNEOMBUD = "verneombud"


def finn_stans(session: Session, stans: Stans, rolle: str, paa: date) -> Mottakere:
    """`ledere`: of the place itself and of its enhet. `hms_ansvarlig`. `verneombud`: who stopped the work, or the area's."""
    if rolle == VERNEOMBUD:
        return _verneombud(session, stans.verneombud_id, stans.node_id, paa)
    if rolle == HMS_ANSVARLIG:
        return _hms(session, paa)
    line = _ids(queries.ledere(session, stans.node_id, paa, stans.verneombud_id))
    head = queries.enhetens_leder(session, stans.node_id, paa, stans.verneombud_id)
    told = tuple(dict.fromkeys((*line[:1], *(_ids([head]) if head else ()))))
    return Mottakere(told, tuple(i for i in (*line, *_hms(session, paa).alle) if i not in told), plikt=True)


def finn_krav(session: Session, krav: KravOmSvar, rolle: str, paa: date) -> Mottakere:
    """`leder`: who was asked. `ledd_1`: the next above. `hms_ansvarlig`. `verneombud`: who asked, or the area's."""
    if rolle == VERNEOMBUD:
        return _verneombud(session, krav.verneombud_id, krav.node_id, paa)
    if rolle == HMS_ANSVARLIG:
        return _hms(session, paa)
    line = queries.over(session, krav, paa)
    last = tuple(i for i in _hms(session, paa).alle if i not in line)
    asked = org.person(session, krav.leder_id)
    if rolle != LEDER:
        return Mottakere(line[:1], line[1:] + last, plikt=True)
    if asked is None or not org.er_gyldig(asked, paa):
        return Mottakere(line[:1], line[1:] + last, plikt=True)
    return Mottakere((krav.leder_id,), line + last, plikt=True)


def _verneombud(session: Session, person_id: int, node_id: int, paa: date) -> Mottakere:
    """The verneombud in person; whoever has left has a successor in the area, and never a leader."""
    person = org.person(session, person_id)
    if person is not None and org.er_gyldig(person, paa):
        return Mottakere((person_id,))
    return Mottakere(_ids(org.verneombud_for(session, node_id, paa)) or _ids(org.hovedverneombud(session, paa)))


def _hms(session: Session, paa: date) -> Mottakere:
    return Mottakere(_ids(org.kommune_rolle(session, HMS_ANSVARLIG, paa)), plikt=True)


def _ids(people: list[Person]) -> tuple[int, ...]:
    return tuple(person.id for person in people if person.id is not None)

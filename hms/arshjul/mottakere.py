"""Who gets somebody's card of the day when that person cannot be reached: the line above, then the HMS-ansvarlig."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.organisasjon import queries as org
from hms.outbox.adressering import Mottakere


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": …, "arshjul": person id}; what a verneombud is told goes to the hovedverneombud instead, never to a leader."""
    person_id: int = mottaker["arshjul"]
    if mottaker.get("rolle") == "verneombud":
        return Mottakere((person_id,), tuple(p.id for p in org.hovedverneombud(session, paa) if p.id != person_id))
    stillinger = org.stillinger(session, person_id, paa)
    linja = org.linjeledere(session, person_id, stillinger[0].node_id, paa) if stillinger else []
    siste = org.kommune_rolle(session, "hms_ansvarlig", paa)
    reserve = dict.fromkeys(p.id for p in (*linja, *siste) if p.id is not None and p.id != person_id)
    person = org.person(session, person_id)
    if person is None or not org.er_gyldig(person, paa):
        over = tuple(reserve)
        return Mottakere(over[:1], over[1:], plikt=True)
    return Mottakere((person_id,), tuple(reserve), plikt=True)

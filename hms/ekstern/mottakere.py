"""Who shall have a notice about a report to another system, worked out on the day it is sent (rule 1.3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.ekstern.model import EksternSak
from hms.organisasjon import queries as org
from hms.outbox.adressering import Mottakere

MOTTAK = "mottak"
LEDER = "leder"
OMBUD = "personvernombud"


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": mottak | leder | personvernombud | hms_ansvarlig, "ekstern": id}. The HMS-ansvarlig is the last who can have it."""
    sak = session.get(EksternSak, mottaker["ekstern"])
    if sak is None:
        return Mottakere(())
    last = hms_ansvarlige(session, paa)
    if mottaker["rolle"] == MOTTAK:
        named = mottaket(session, sak, paa) or last
        return Mottakere(named, tuple(i for i in last if i not in named), plikt=True)
    if mottaker["rolle"] == LEDER:
        above = [person.id for person in org.linjeledere(session, sak.leder_id, sak.node_id, paa)]
        nearest = (sak.leder_id,) if sak.leder_id is not None else ()
        return Mottakere(nearest, tuple(i for i in (*above, *last) if i is not None and i not in nearest), plikt=True)
    if mottaker["rolle"] == OMBUD:
        ombud = _ider(session, OMBUD, paa) or last
        return Mottakere(ombud, tuple(i for i in last if i not in ombud), plikt=True)
    return Mottakere(last, plikt=True)


def mottaket(session: Session, sak: EksternSak, paa: date) -> tuple[int, ...]:
    """The named reception of a report. Empty when nobody is named or found."""
    return navngitte(session, sak.mottak, paa) if sak.mottak else ()


def navngitte(session: Session, mottak: str, paa: date) -> tuple[int, ...]:
    """Who has this e-mail address, or holds this role at the kommune."""
    if "@" in mottak:
        person = org.person_med_epost(session, mottak, paa)
        return (person.id,) if person is not None and person.id is not None else ()
    return _ider(session, mottak, paa)


def hms_ansvarlige(session: Session, paa: date) -> tuple[int, ...]:
    """The kommune's HMS-ansvarlig, or else the deputy."""
    return _ider(session, "hms_ansvarlig", paa)


def _ider(session: Session, rolle: str, paa: date) -> tuple[int, ...]:
    return tuple(person.id for person in org.kommune_rolle(session, rolle, paa) if person.id is not None)

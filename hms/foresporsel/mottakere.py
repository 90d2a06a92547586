"""Who a request goes to: the nearest leader, or for a chemical the one who keeps the register where it is used (5.0-17)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.foresporsel import rules
from hms.foresporsel.model import Foresporsel
from hms.organisasjon import queries as org
from hms.outbox.adressering import Mottakere

MOTTAKER = "mottaker"
LEDD_1 = "ledd_1"
SPURTE = "spurte"


def linja(session: Session, row: Foresporsel, paa: date) -> tuple[int, ...]:
    """Those who may answer, nearest first: the kjemikalieansvarlig of the department or else of the unit, then the leaders."""
    ansvarlige: list[int | None] = []
    if row.slag == rules.KJEMIKALIE:
        for node in org.linje(session, row.node_id):
            funnet = org.holdere(session, "kjemikalieansvarlig", "node", node.id or 0, paa)
            funnet = funnet or org.stedfortredere(session, "kjemikalieansvarlig", "node", node.id or 0, paa)
            if funnet or node.type in {"enhet", "stab"}:
                ansvarlige = [person.id for person in funnet]
                break
    ledere = org.linjeledere(session, row.person_id, row.node_id, paa)
    if row.slag == rules.KJEMIKALIE:
        enhet = org.enhet(session, row.node_id)
        ledere = org.linjeledere(session, row.person_id, enhet.id if enhet and enhet.id else row.node_id, paa)
    siste = org.kommune_rolle(session, "hms_ansvarlig", paa)
    alle = [*ansvarlige, *(person.id for person in (*ledere, *siste))]
    return tuple(dict.fromkeys(id_ for id_ in alle if id_ is not None and id_ != row.person_id))


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": mottaker | ledd_1 | spurte, "foresporsel": id}. The answer belongs to the one who asked."""
    row = session.get(Foresporsel, mottaker["foresporsel"])
    if row is None:
        return Mottakere(())
    if mottaker["rolle"] == SPURTE:
        return Mottakere((row.person_id,) if row.person_id is not None else ())
    line = linja(session, row, paa)
    if mottaker["rolle"] == LEDD_1:
        return Mottakere(line[1:2], line[2:], plikt=True)
    return Mottakere(line[:1], line[1:], plikt=True)

"""Who shall have a proposal: the nearest leader, and the next up the line when that one cannot be reached (rule 1.3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.forbedring import service
from hms.forbedring.model import Forbedring
from hms.outbox.adressering import Mottakere


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": leder, "forbedring": id}."""
    row = session.get(Forbedring, mottaker["forbedring"])
    if row is None:
        return Mottakere(())
    line = tuple(person.id for person in service.ledere(session, row, paa) if person.id is not None)
    return Mottakere(line[:1], line[1:], plikt=True)

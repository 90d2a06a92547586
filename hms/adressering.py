"""From a recipient in the outbox to the people who shall have it today: one door to the rules of each kind of case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.arshjul import mottakere as arshjul
from hms.avvik import mottakere as avvik
from hms.outbox.adressering import Mottakere


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": …, "avvik": id} and {"rolle": "arshjul", "arshjul": person id}."""
    if "arshjul" in mottaker:
        return arshjul.finn(session, mottaker, paa)
    return avvik.finn(session, mottaker, paa)

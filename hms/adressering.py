"""From what a notice is about to who shall have it: each kind of duty answers for its own rows (rule 1.3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.avvik import mottakere as avvik
from hms.forbedring import mottakere as forbedring
from hms.outbox.adressering import Mottakere


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves a role on a civil day; `mottaker` names the row that the role belongs to."""
    if "forbedring" in mottaker:
        return forbedring.finn(session, mottaker, paa)
    return avvik.finn(session, mottaker, paa)

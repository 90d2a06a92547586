"""From a recipient in the outbox to the people who shall have it today: one door to the rules of each kind of case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.avvik import mottakere as avvik
from hms.avvik.flyt import BEHANDLER
from hms.forbedring import mottakere as forbedring
from hms.outbox.adressering import Mottakere
from hms.tiltak import mottakere as tiltak
from hms.tiltak.model import Tiltak

KONTAKT = "kontakt"


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": …, "avvik": id} and {"rolle": …, "tiltak": id}, and those of a proposal.

    `kontakt` of a tiltak is whoever follows it up: the handler of the avvik that it came out of.
    """
    if "forbedring" in mottaker:
        return forbedring.finn(session, mottaker, paa)
    if "avvik" in mottaker:
        return avvik.finn(session, mottaker, paa)
    row = session.get(Tiltak, mottaker["tiltak"])
    if row is None:
        return Mottakere(())
    if mottaker["rolle"] == KONTAKT:
        return avvik.finn(session, {"rolle": BEHANDLER, "avvik": row.opphav_id}, paa)
    return tiltak.finn(session, row, mottaker["rolle"], paa)

"""From a recipient in the outbox to the people who shall have it today: one door to the rules of each kind of case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.arshjul import mottakere as arshjul
from hms.avvik import mottakere as avvik
from hms.avvik import oversikter
from hms.avvik.flyt import BEHANDLER
from hms.ekstern import mottakere as ekstern
from hms.forbedring import mottakere as forbedring
from hms.foresporsel import mottakere as foresporsel
from hms.outbox.adressering import Finn, Mottakere
from hms.tiltak import mottakere as tiltak
from hms.tiltak.model import Tiltak
from hms.verneombud import mottakere as verneombud
from hms.verneombud.model import KravOmSvar, Stans

KONTAKT = "kontakt"
SLAG: Mapping[str, Finn] = {
    "arshjul": arshjul.finn,
    oversikter.NOTICE: oversikter.finn,
    "ekstern": ekstern.finn,
    "forbedring": forbedring.finn,
    "foresporsel": foresporsel.finn,
    "uavklart": tiltak.finn_uavklart,
    "avvik": avvik.finn,
}


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": …} with the row that it is about: an avvik, a tiltak, one that nobody has settled, a stans, a krav, a proposal, a request, a report to another system,
    an overview of broken deadlines, or the person whose day card of the årshjul it is.

    `kontakt` of a tiltak is whoever follows it up: the handler of the avvik that it came out of.
    """
    for slag, finn_for in SLAG.items():
        if slag in mottaker:
            return finn_for(session, mottaker, paa)
    if "stans" in mottaker:
        stans = session.get(Stans, mottaker["stans"])
        return verneombud.finn_stans(session, stans, mottaker["rolle"], paa) if stans else Mottakere(())
    if "krav" in mottaker:
        krav = session.get(KravOmSvar, mottaker["krav"])
        return verneombud.finn_krav(session, krav, mottaker["rolle"], paa) if krav else Mottakere(())
    row = session.get(Tiltak, mottaker["tiltak"])
    if row is None:
        return Mottakere(())
    if mottaker["rolle"] == KONTAKT:
        return avvik.finn(session, {"rolle": BEHANDLER, "avvik": row.opphav_id}, paa)
    return tiltak.finn(session, row, mottaker["rolle"], paa)

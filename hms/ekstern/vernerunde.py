"""The ladder of a tiltak, and where rule 6.3.5-4 reports its neglect: here, or to the other avvik system (T-30, avvik.md 10)."""

from datetime import datetime

from sqlmodel import Session

from hms.avvik import vernerunde
from hms.ekstern import service as ekstern
from hms.ekstern.rules import Oppsett
from hms.tiltak import service
from hms.tiltak.model import Tiltak
from hms.tiltak.service import Paminn

OPPSETT = "ekstern"  # what a session knows of the kommune: how reports go over, where there is another system


def ta_trinn(session: Session, now: datetime, tiltak: Tiltak, paminn: Paminn = service.send) -> str | None:
    """Takes the next step of the tiltak if it is due, and says which; the last one of a vernerunde's reports the neglect."""
    step = service.ta_trinn(session, now, tiltak, paminn)
    if step == vernerunde.STEG:
        meld(session, now, tiltak)
    return step


def meld(session: Session, now: datetime, tiltak: Tiltak) -> None:
    """Reports the neglect, unless it is reported already."""
    oppsett: Oppsett | None = session.info.get(OPPSETT)
    about = f"tiltak:{tiltak.id}"
    if oppsett is None:
        vernerunde.opprett(session, now, tiltak)
    elif ekstern.meldt_om(session, about) is None:
        ekstern.meld(session, now, oppsett, vernerunde.nytt(tiltak), None, gjelder=about)

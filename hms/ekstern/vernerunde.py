"""The ladder of a tiltak, and where rule 6.3.5-4 reports its neglect: here, or to the other avvik system (T-30, avvik.md 10).

What is only proposed (T-47) goes the same way when a leader has said yes.
"""

from datetime import datetime

from sqlmodel import Session

from hms.avvik import tiltakene, vernerunde
from hms.avvik.queries import Leser
from hms.avvik.vernerunde import Brudd
from hms.ekstern import service as ekstern
from hms.ekstern.rules import Oppsett
from hms.kit import revisjon
from hms.kit.klokke import oslo_date
from hms.tiltak import mottakere, service, uavklart
from hms.tiltak.model import Tiltak
from hms.tiltak.service import Paminn

OPPSETT = "ekstern"  # what a session knows of the kommune: how reports go over, where there is another system


def ta_trinn(session: Session, now: datetime, tiltak: Tiltak, paminn: Paminn = service.send) -> str | None:
    """Takes the next step of the tiltak if it is due, and says which; the last one of a vernerunde's reports the neglect."""
    step = service.ta_trinn(session, now, tiltak, paminn)
    if step == vernerunde.STEG:
        meld(session, now, tiltak)
    return step


def er_meldt(session: Session, tiltak_id: int) -> bool:
    """Is the neglect reported already, and not over? The other system alone knows what is closed there."""
    if session.info.get(OPPSETT) is None:
        return vernerunde.apent(session, tiltak_id) is not None
    return ekstern.meldt_om(session, f"tiltak:{tiltak_id}") is not None


def svar_ja(session: Session, now: datetime, leser: Leser, tiltak_id: int) -> None:
    """Somebody who is asked says that it shall be reported; one yes is enough. Raises as `tiltakene.hent_meldbart`."""
    tiltak = tiltakene.hent_meldbart(session, now, leser, tiltak_id)
    if er_meldt(session, tiltak_id):
        return
    revisjon.skriv(
        session, now, "tiltak.avvik_ja", objekt=f"tiltak:{tiltak_id}", aktor=f"person:{leser.person_id}", data={}
    )
    meld(session, now, tiltak)


def er_meldt_om(session: Session, gjelder: str) -> bool:
    """Is this breach reported, here or to the other system (T-47)?"""
    if session.info.get(OPPSETT) is None:
        return vernerunde.meldt_om(session, gjelder) is not None
    return ekstern.meldt_om(session, gjelder) is not None


def meld_om(session: Session, now: datetime, leser: Leser, brudd: Brudd) -> None:
    """A leader above says that the breach shall be reported; once, however often it is said. The rights are the caller's."""
    if er_meldt_om(session, brudd.gjelder):
        return
    revisjon.skriv(session, now, "avvik.forslag_ja", objekt=brudd.gjelder, aktor=f"person:{leser.person_id}", data={})
    oppsett: Oppsett | None = session.info.get(OPPSETT)
    if oppsett is None:
        vernerunde.opprett_om(session, now, brudd)
    else:
        ekstern.meld(session, now, oppsett, vernerunde.nytt(brudd), None, gjelder=brudd.gjelder)


def meld_uavklart(session: Session, now: datetime, leser: Leser, uavklart_id: int) -> None:
    """A leader above lets a tiltak that nobody has settled be reported. Raises tiltak.ingen_rett, tiltak.avklart."""
    row = uavklart.hent_meldbar(session, now, leser.person_id, uavklart_id)
    behandler = mottakere.over(session, row, oslo_date(now))[0]
    meld_om(session, now, leser, Brudd(f"uavklart:{row.id}", row.hva, row.node_id, behandler))


def meld(session: Session, now: datetime, tiltak: Tiltak) -> None:
    """Reports the neglect, unless it is reported already."""
    oppsett: Oppsett | None = session.info.get(OPPSETT)
    if oppsett is None:
        vernerunde.opprett(session, now, tiltak)
    elif not er_meldt(session, tiltak.id or 0):
        ekstern.meld(session, now, oppsett, vernerunde.nytt(tiltak), None, gjelder=f"tiltak:{tiltak.id}")

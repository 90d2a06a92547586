"""Pictures of a report to another system: they go over with the words, and are erased here when they have arrived."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import Session, col, select

from hms.avvik.queries import Leser
from hms.ekstern import beskjeder, mottakere
from hms.ekstern.model import EksternSak
from hms.fil import service as fil
from hms.fil.model import VENTER, Fil, FilHenting
from hms.kit.klokke import oslo_date

EIER = "ekstern_sak"


@dataclass(frozen=True)
class Bilde:
    """One picture as it goes over."""

    medietype: str
    sha256: str
    data: bytes


def eier(sak: EksternSak) -> fil.Eier:
    """Whom the pictures of a report belong to."""
    return fil.Eier(EIER, str(sak.id))


def hentet() -> ColumnElement[bool]:
    """Whether nothing is being fetched for a report any more: it does not leave without its pictures. An errand ends, one way or another."""
    waiting = select(col(FilHenting.eier_id)).where(FilHenting.eier_type == EIER, FilHenting.status == VENTER)
    return cast(col(EksternSak.id), String).not_in(waiting)


def bilder(session: Session, sak: EksternSak) -> tuple[Bilde, ...]:
    """The pictures with their bytes, oldest first."""
    found = []
    for row in fil.for_eier(session, eier(sak)):
        data = fil.innhold(session, row.id or 0)
        if data is not None:
            found.append(Bilde(row.medietype, row.sha256, data))
    return tuple(found)


def slett(session: Session, sak: EksternSak) -> None:
    """They have arrived: nothing of them is kept."""
    fil.slett_for(session, eier(sak))


def kommet(session: Session, sak_id: int) -> None:
    """A picture of the report has come: the cards that are out show it."""
    sak = session.get(EksternSak, sak_id)
    if sak is not None:
        beskjeder.oppdater_kort(session, sak)


def kan_se(session: Session, now: datetime, leser: Leser, fil_id: int) -> Fil | None:
    """The file, if this reader made the report or carries it over; None for everybody else."""
    row = session.get(Fil, fil_id)
    sak = session.get(EksternSak, int(row.eier_id)) if row is not None and row.eier_type == EIER else None
    if sak is None:
        return None
    mine = sak.person_id == leser.person_id if sak.person_id is not None else sak.kontakt_id == leser.kontakt_id
    return row if mine or leser.person_id in mottakere.mottaket(session, sak, oslo_date(now)) else None

"""What is done with attachments. Each function runs inside the caller's transaction."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_
from sqlmodel import Session, col, select

from hms.fil import rules
from hms.fil.bilde import Bilde
from hms.fil.model import AVVIST, FOR_SENDING, HENTET, MED_DOKUMENTER, VENTER, Fil, FilHenting, FilInnhold
from hms.kit.sporring import sett_inn_om_ny

LEIE = timedelta(minutes=2)
HENT = 4
RYDD = 50


@dataclass(frozen=True)
class Eier:
    """Whom an attachment belongs to: ("utkast" or "bevisutkast", the draft's mark), ("avvik", the case's id), ("bevis", a mark)."""

    type: str
    id: str


@dataclass(frozen=True)
class Oppdrag:
    """An errand that has been claimed: what to fetch, by way of which conversation, and the how manieth try it is.

    `dokument`: other files than pictures are taken, too.
    """

    id: int
    samtale_id: int
    kilde: Mapping[str, Any]
    forsok: int
    dokument: bool = False


def bestill(
    session: Session,
    now: datetime,
    eier: Eier,
    *,
    samtale_id: int,
    kontakt_id: int,
    nokkel: str,
    kilde: Mapping[str, Any],
) -> bool:
    """Writes an errand down. `nokkel` is the same for the same file of the same event. False: it stands there already."""
    values = {
        "dedup_key": nokkel,
        "eier_type": eier.type,
        "eier_id": eier.id,
        "samtale_id": samtale_id,
        "kontakt_id": kontakt_id,
        "kilde": dict(kilde),
        "status": VENTER,
        "forsok": 0,
        "opprettet_at": now,
    }
    return sett_inn_om_ny(session, FilHenting, values, "id") is not None


def antall(session: Session, eier: Eier) -> int:
    """How many attachments an owner has, those that are being fetched included."""
    return antall_hentet(session, eier) + antall_ventende(session, eier)


def antall_hentet(session: Session, eier: Eier) -> int:
    """How many attachments an owner has for certain."""
    query = select(func.count()).select_from(Fil).where(Fil.eier_type == eier.type, Fil.eier_id == eier.id)
    return session.exec(query).one()


def antall_ventende(session: Session, eier: Eier) -> int:
    """How many are being fetched for an owner."""
    query = select(func.count()).select_from(FilHenting)
    query = query.where(FilHenting.eier_type == eier.type, FilHenting.eier_id == eier.id, FilHenting.status == VENTER)
    return session.exec(query).one()


def for_eier(session: Session, eier: Eier) -> Sequence[Fil]:
    """An owner's attachments, oldest first."""
    query = select(Fil).where(Fil.eier_type == eier.type, Fil.eier_id == eier.id).order_by(col(Fil.id))
    return session.exec(query).all()


def innhold(session: Session, fil_id: int) -> bytes | None:
    """The bytes of an attachment."""
    row = session.get(FilInnhold, fil_id)
    return row.data if row else None


def flytt(session: Session, fra: Eier, til: Eier) -> int:
    """Gives everything that one owner has, or waits for, to another. Returns how many."""
    # The errands first, and locked: one that is ending has put its file there when the files are read.
    query = select(FilHenting).where(FilHenting.eier_type == fra.type, FilHenting.eier_id == fra.id)
    errands = session.exec(query.with_for_update()).all()
    files = for_eier(session, fra)
    for row in (*files, *errands):
        row.eier_type, row.eier_id = til.type, til.id
        session.add(row)
    for row in files:
        row.samtale_id = None
    session.flush()
    return len(files) + sum(row.status == VENTER for row in errands)


def slett_for(session: Session, eier: Eier) -> int:
    """Deletes everything that an owner has, or waits for. Returns how many files went."""
    connection = session.connection()
    errands = delete(FilHenting).where(col(FilHenting.eier_type) == eier.type, col(FilHenting.eier_id) == eier.id)
    connection.execute(errands)  # first, as in `flytt`
    mine = select(Fil.id).where(Fil.eier_type == eier.type, Fil.eier_id == eier.id)
    connection.execute(delete(FilInnhold).where(col(FilInnhold.fil_id).in_(mine)))
    gone = delete(Fil).where(col(Fil.eier_type) == eier.type, col(Fil.eier_id) == eier.id)
    return connection.execute(gone).rowcount


def slett_utkast_i(session: Session, samtaler: Collection[int]) -> int:
    """Deletes what belongs to the drafts of these conversations: the drafts themselves are gone. Returns how many files went."""
    marks: set[tuple[str, str]] = set()
    for table in (Fil, FilHenting):
        query = select(table.eier_type, table.eier_id)
        marks |= set(
            session.exec(query.where(col(table.eier_type).in_(FOR_SENDING), col(table.samtale_id).in_(samtaler)))
        )
    return sum(slett_for(session, Eier(kind, mark)) for kind, mark in marks)


def lei(session: Session, now: datetime, grense: int = HENT) -> list[Oppdrag]:
    """Claims errands that are due, oldest first. A claim lasts two minutes: then somebody else may carry it out."""
    query = (
        select(FilHenting)
        .where(
            FilHenting.status == VENTER,
            or_(col(FilHenting.neste_at).is_(None), col(FilHenting.neste_at) <= now),
            or_(col(FilHenting.leie_til).is_(None), col(FilHenting.leie_til) <= now),
        )
        .order_by(col(FilHenting.id))
        .limit(grense)
        .with_for_update(skip_locked=True)
    )
    claimed = []
    for row in session.exec(query).all():
        row.leie_til = now + LEIE
        row.forsok += 1
        session.add(row)
        claimed.append(
            Oppdrag(row.id or 0, row.samtale_id, row.kilde or {}, row.forsok, row.eier_type in MED_DOKUMENTER)
        )
    return claimed


def ta_imot(session: Session, now: datetime, henting_id: int, bilde: Bilde) -> FilHenting | None:
    """Keeps the picture that an errand brought. None: its owner is gone, and the picture with it.

    A picture too many (two errands at once) ends as a refusal: the row that comes back says so.
    """
    row = _apen(session, henting_id)
    if row is None:
        return None
    eier = Eier(row.eier_type, row.eier_id)
    if antall_hentet(session, eier) >= rules.MAKS_BILDER:
        return _ferdig(session, row, now, AVVIST, rules.FOR_MANGE)
    fil = Fil(
        eier_type=row.eier_type,
        eier_id=row.eier_id,
        samtale_id=row.samtale_id if row.eier_type in FOR_SENDING else None,
        sha256=hashlib.sha256(bilde.data).hexdigest(),
        storrelse=len(bilde.data),
        medietype=bilde.medietype,
        bredde=bilde.bredde,
        hoyde=bilde.hoyde,
        lastet_opp_at=now,
    )
    session.add(fil)
    session.flush()
    session.add(FilInnhold(fil_id=fil.id or 0, data=bilde.data))
    return _ferdig(session, row, now, HENTET, None)


def avvis(session: Session, now: datetime, henting_id: int, grunn: str) -> FilHenting | None:
    """Ends an errand without a file. None: its owner is gone already, and there is nobody to tell."""
    row = _apen(session, henting_id)
    return None if row is None else _ferdig(session, row, now, AVVIST, grunn)


def utsett(session: Session, henting_id: int, til: datetime) -> None:
    """Puts an errand off until a moment (machine time)."""
    row = _apen(session, henting_id)
    if row is not None:
        row.neste_at, row.leie_til = til, None
        session.add(row)


def rydd(session: Session, sivil: date, eldre_enn: datetime) -> int:
    """Deletes files whose last day is over, and errands that ended before a moment. Returns how many rows went."""
    connection = session.connection()
    over = session.exec(select(Fil.id).where(col(Fil.lagres_til) < sivil).limit(RYDD)).all()
    if over:
        connection.execute(delete(FilInnhold).where(col(FilInnhold.fil_id).in_(over)))
        connection.execute(delete(Fil).where(col(Fil.id).in_(over)))
    old = select(FilHenting.id).where(col(FilHenting.ferdig_at) < eldre_enn).limit(RYDD)
    return len(over) + connection.execute(delete(FilHenting).where(col(FilHenting.id).in_(old))).rowcount


def _apen(session: Session, henting_id: int) -> FilHenting | None:
    row = session.exec(select(FilHenting).where(FilHenting.id == henting_id).with_for_update()).one_or_none()
    return row if row is not None and row.status == VENTER else None


def _ferdig(session: Session, row: FilHenting, now: datetime, status: str, grunn: str | None) -> FilHenting:
    row.status, row.grunn, row.kilde = status, grunn, None
    row.leie_til, row.neste_at, row.ferdig_at = None, None, now
    session.add(row)
    session.flush()
    return row

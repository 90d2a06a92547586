"""The outbox as lists: what is undeliverable, what waits, and what is old enough to be forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_
from sqlmodel import Session, col, select

from hms.outbox.model import DOD, FERDIGE, VENTER, Utboks


def rydd(session: Session, eldre_enn: datetime, dode_eldre_enn: datetime, grense: int = 500) -> int:
    """Forgets some rows that were done before a moment (machine time); the undeliverable ones stay longer. Returns how many."""
    # Only rows that are done have a `ferdig_at`. Asked for by their states, all that are kept would be looked through at each tick.
    gone = or_(col(Utboks.status) != DOD, col(Utboks.ferdig_at) < dode_eldre_enn)
    old = select(Utboks.id).where(col(Utboks.ferdig_at) < eldre_enn, gone).limit(grense)
    return session.connection().execute(delete(Utboks).where(col(Utboks.id).in_(old))).rowcount


def uleverte(session: Session) -> Sequence[Utboks]:
    """The list of undeliverable messages: given up, or waiting for somebody who cannot be reached (rule 1.3)."""
    return session.exec(select(Utboks).where(_er_ulevert()).order_by(col(Utboks.id))).all()


def antall_uleverte(session: Session) -> int:
    """How long the list of undeliverable messages is."""
    return session.exec(select(func.count()).select_from(Utboks).where(_er_ulevert())).one()


def venter(session: Session, grense: int = 200) -> Sequence[Utboks]:
    """What is not done yet, oldest first."""
    query = select(Utboks).where(col(Utboks.status).not_in(FERDIGE)).order_by(col(Utboks.id)).limit(grense)
    return session.exec(query).all()


def _er_ulevert() -> ColumnElement[bool]:
    waiting = and_(col(Utboks.status) == VENTER, col(Utboks.grunn).is_not(None), col(Utboks.samtale_id).is_(None))
    return or_(col(Utboks.status) == DOD, waiting)

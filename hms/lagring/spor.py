"""The traces of a conversation in which something was sent anonymously: its keys, tokens and replies go (avvik.md 7)."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from hms.outbox.model import FERDIGE, Utboks
from hms.samtale.model import Mottatt, Operasjon, Samtale
from hms.samtale.service import GLEM_ETTER

GRENSE = 4


def slett(session: Session, now: datetime) -> list[int]:
    """Erases the traces of some conversations whose time has come (machine time), and tells which.

    Without them nothing tells that it was this conversation that said something at the moment when an anonymous case came.
    A reply that has not reached its place yet holds its conversation back.
    """
    due = select(Samtale).where(col(Samtale.glem_at) <= now).order_by(col(Samtale.glem_at)).limit(GRENSE)
    gone = []
    for place in session.exec(due.with_for_update(skip_locked=True, key_share=True)).all():
        theirs = (col(Utboks.samtale_id) == place.id, col(Utboks.type) == "svar")
        waiting = select(Utboks.id).where(*theirs, col(Utboks.status).not_in(FERDIGE)).limit(1)
        if session.exec(waiting).first() is not None:
            place.glem_at = now + GLEM_ETTER
        else:
            connection, before = session.connection(), now - GLEM_ETTER
            connection.execute(delete(Utboks).where(*theirs))
            connection.execute(
                delete(Operasjon).where(col(Operasjon.samtale_id) == place.id, col(Operasjon.brukt_at) <= before)
            )
            seen = col(Mottatt.nokkel).contains(place.ekstern_id, autoescape=True)
            connection.execute(delete(Mottatt).where(seen, col(Mottatt.mottatt_at) <= before))
            place.glem_at = None
            gone.append(place.id or 0)
        session.add(place)
    return gone

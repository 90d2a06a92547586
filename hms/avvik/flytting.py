"""Open avvik follow their node to its successor when the organisation changes; closed ones stay where they were."""

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from hms.avvik.flyt import AVSLUTTET
from hms.avvik.model import Avvik


class ApneAvvik:
    """The import's view of the avvik (`hms.organisasjon.importer.tilstand.Binding`)."""

    navn = "avvik"

    def antall(self, session: Session) -> dict[int, int]:
        """How many open avvik each node has."""
        sporring = select(Avvik.node_id, func.count()).where(col(Avvik.status).not_in(AVSLUTTET))
        return dict(session.execute(sporring.group_by(col(Avvik.node_id))).all())

    def flytt(self, session: Session, fra: int, til: int) -> None:
        """Moves the open avvik of one node to another."""
        apne = update(Avvik).where(col(Avvik.node_id) == fra, col(Avvik.status).not_in(AVSLUTTET))
        session.execute(apne.values(node_id=til))

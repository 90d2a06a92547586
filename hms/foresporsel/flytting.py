"""Requests that nobody has answered follow their node to the successor when the organisation changes."""

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from hms.foresporsel import rules
from hms.foresporsel.model import Foresporsel


class ApneForesporsler:
    """The import's view of the requests (`hms.organisasjon.importer.tilstand.Binding`)."""

    navn = "foresporsel"

    def antall(self, session: Session) -> dict[int, int]:
        """How many open requests each node has."""
        query = select(Foresporsel.node_id, func.count()).where(Foresporsel.status == rules.APEN)
        return dict(session.execute(query.group_by(col(Foresporsel.node_id))).all())

    def flytt(self, session: Session, fra: int, til: int) -> None:
        """Moves the open requests of one node to another."""
        there = update(Foresporsel).where(col(Foresporsel.node_id) == fra, col(Foresporsel.status) == rules.APEN)
        session.execute(there.values(node_id=til))

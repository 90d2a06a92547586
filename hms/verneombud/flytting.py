"""What has not ended follows its node to the successor when the organisation changes."""

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from hms.verneombud import rules
from hms.verneombud.model import KravOmSvar, Stans


class ApneStans:
    """The import's view of work that is stopped (`hms.organisasjon.importer.tilstand.Binding`)."""

    navn = "stans"

    def antall(self, session: Session) -> dict[int, int]:
        """How many stops each node has that have not ended."""
        query = select(Stans.node_id, func.count()).where(col(Stans.slutt_at).is_(None))
        return dict(session.execute(query.group_by(col(Stans.node_id))).all())

    def flytt(self, session: Session, fra: int, til: int) -> None:
        """Moves those of one node to another."""
        there = update(Stans).where(col(Stans.node_id) == fra, col(Stans.slutt_at).is_(None))
        session.execute(there.values(node_id=til))


class ApneKrav:
    """The import's view of questions that are not closed."""

    navn = "krav_om_svar"

    def antall(self, session: Session) -> dict[int, int]:
        """How many questions each node has that are not closed."""
        query = select(KravOmSvar.node_id, func.count()).where(col(KravOmSvar.status).in_(rules.UFERDIG))
        return dict(session.execute(query.group_by(col(KravOmSvar.node_id))).all())

    def flytt(self, session: Session, fra: int, til: int) -> None:
        """Moves those of one node to another."""
        there = update(KravOmSvar).where(col(KravOmSvar.node_id) == fra, col(KravOmSvar.status).in_(rules.UFERDIG))
        session.execute(there.values(node_id=til))

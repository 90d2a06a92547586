"""Open oppgaver follow their node to its successor when the organisation changes; answered ones stay where they were."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from hms.arshjul.model import APEN, BORTFALT, ArshjulLinje, Oppgave
from hms.organisasjon.model import Node


class ApneOppgaver:
    """The import's view of the årshjul (`hms.organisasjon.importer.tilstand.Binding`)."""

    navn = "oppgave"

    def antall(self, session: Session) -> dict[int, int]:
        """How many open oppgaver each node has that somebody has been told of; the others are planned anew."""
        fortalt = select(ArshjulLinje.oppgave_id)
        sporring = select(Oppgave.node_id, func.count()).where(Oppgave.status == APEN, col(Oppgave.id).in_(fortalt))
        return dict(session.execute(sporring.group_by(col(Oppgave.node_id))).all())

    def flytt(self, session: Session, fra: int, til: int) -> None:
        """Moves the open oppgaver of one node to another; one that the other has already falls away."""
        gammel, ny = session.get(Node, fra), session.get(Node, til)
        if gammel is None or ny is None:
            return
        for rad in session.exec(select(Oppgave).where(Oppgave.node_id == fra, Oppgave.status == APEN)).all():
            gjelder = rad.gjelder_id
            if rad.gjelder_type == "node":
                gjelder = ny.ekstern_id
            elif gjelder.startswith(f"{gammel.ekstern_id}/"):
                gjelder = ny.ekstern_id + gjelder[len(gammel.ekstern_id) :]
            if gjelder != rad.gjelder_id and _finnes(session, rad, gjelder):
                rad.status, rad.neste_at = BORTFALT, None
            else:
                rad.node_id, rad.gjelder_id = til, gjelder
            session.add(rad)


def _finnes(session: Session, rad: Oppgave, gjelder_id: str) -> bool:
    sporring = select(Oppgave.id).where(
        Oppgave.aksjon == rad.aksjon,
        Oppgave.del_ == rad.del_,
        Oppgave.gjelder_type == rad.gjelder_type,
        Oppgave.gjelder_id == gjelder_id,
        Oppgave.periode == rad.periode,
    )
    return session.exec(sporring).first() is not None

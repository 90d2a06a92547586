"""Lines that were not understood: what was written, in which language, on which day, how often. Never by whom or where."""

from datetime import date

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from hms.kit.sporring import sett_inn_om_ny
from hms.samtale.model import Misforstatt


def husk(session: Session, tekst: str, sprak: str, dag: date) -> None:
    """Counts the line once more on this civil day."""
    values = {"tekst": tekst, "sprak": sprak, "dag": dag, "antall": 1}
    if sett_inn_om_ny(session, Misforstatt, values, "id") is None:
        same = (
            col(Misforstatt.tekst) == tekst,
            col(Misforstatt.sprak) == sprak,
            col(Misforstatt.dag) == dag,
        )
        session.connection().execute(update(Misforstatt).where(*same).values(antall=Misforstatt.antall + 1))


def liste(session: Session) -> list[tuple[str, str, date, int]]:
    """Text, language, the last day and how often, the most frequent first."""
    antall, dag = func.sum(Misforstatt.antall), func.max(Misforstatt.dag)
    query = (
        select(Misforstatt.tekst, Misforstatt.sprak, dag, antall)
        .group_by(col(Misforstatt.tekst), col(Misforstatt.sprak))
        .order_by(antall.desc(), dag.desc(), col(Misforstatt.tekst))
    )
    return [(tekst, sprak, siste, int(ganger)) for tekst, sprak, siste, ganger in session.exec(query).all()]


def rydd(session: Session, eldre_enn: date) -> int:
    """Erases the lines from before a civil day. Returns how many rows went."""
    return session.connection().execute(delete(Misforstatt).where(col(Misforstatt.dag) < eldre_enn)).rowcount

"""Reads about courses."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, select

from hms.kurs import rules
from hms.kurs.model import Kurs, PlanlagtKurs


def oversikt(session: Session, personer: Collection[int] | None = None) -> dict[tuple[int, str], date | None]:
    """The last of each course for each of these people, or for everybody; who is not there is unknown."""
    sporring = select(Kurs)
    if personer is not None:
        sporring = sporring.where(col(Kurs.person_id).in_(personer))
    return rules.oversikt(rules.Rad(en.person_id, en.kurs, en.dato) for en in session.exec(sporring))


def historikk(session: Session, person_id: int) -> Sequence[Kurs]:
    """What somebody has taken, the last first; «not taken» comes last."""
    sporring = select(Kurs).where(Kurs.person_id == person_id)
    return session.exec(sporring.order_by(col(Kurs.dato).is_(None), col(Kurs.dato).desc(), col(Kurs.id))).all()


def rad(session: Session, person_id: int, kurs: str, dato: date | None) -> Kurs | None:
    """The row of that course on that day."""
    sporring = select(Kurs).where(Kurs.person_id == person_id, Kurs.kurs == kurs)
    return session.exec(sporring.where(col(Kurs.dato).is_(None) if dato is None else col(Kurs.dato) == dato)).first()


def planlagte(session: Session, kurs: str, fra: date, til: date | None = None) -> list[date]:
    """The days on which the course is going to be held, from a day, and to another if one is given."""
    sporring = select(PlanlagtKurs).where(
        PlanlagtKurs.kurs == kurs, col(PlanlagtKurs.avlyst).is_(False), PlanlagtKurs.dato >= fra
    )
    if til is not None:
        sporring = sporring.where(PlanlagtKurs.dato <= til)
    return [en.dato for en in session.exec(sporring.order_by(col(PlanlagtKurs.dato)))]

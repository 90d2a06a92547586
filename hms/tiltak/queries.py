"""Reads about tiltak."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from hms.kit import sider
from hms.kit.revisjon import Revisjon
from hms.kit.sider import Side
from hms.regelverk.aksjon import FORESLA
from hms.tiltak import rules
from hms.tiltak.model import Tiltak, TiltakSoknad

MODUS = "vernerunde.avvik_modus"  # what a session knows of the kommune: does it ask before it reports (T-31)?


def spor_forst(session: Session) -> bool:
    """Are people asked before the neglect of a vernerunde's tiltak is reported?"""
    return bool(session.info.get(MODUS) == FORESLA)


def fra(session: Session, opphav_type: str, opphav_id: int) -> Sequence[Tiltak]:
    """The tiltak that came out of this, oldest first."""
    query = select(Tiltak).where(Tiltak.opphav_type == opphav_type, Tiltak.opphav_id == opphav_id)
    return session.exec(query.order_by(col(Tiltak.id))).all()


def uferdige(session: Session, opphav_type: str, opphav_id: int) -> list[Tiltak]:
    """Those of them that are not done."""
    return [tiltak for tiltak in fra(session, opphav_type, opphav_id) if tiltak.status in rules.UFERDIGE]


def med_plan(opphav_type: str, paa: date) -> SelectOfScalar[int]:
    """The ids of those that have a plan: a tiltak that is not done, with its deadline still to come (avvik.md 5)."""
    return select(Tiltak.opphav_id).where(
        Tiltak.opphav_type == opphav_type, col(Tiltak.status).in_(rules.UFERDIGE), Tiltak.frist >= paa
    )


def hos(session: Session, person_id: int, apne: ColumnElement[bool], fra: int = 0) -> Side[Tiltak]:
    """A page of what this person has to do and has not done, the next deadline first; `apne` says which are open to the person."""
    query = select(Tiltak).where(Tiltak.ansvarlig_id == person_id, col(Tiltak.status).in_(rules.UFERDIGE), apne)
    return sider.hent(session, query.order_by(col(Tiltak.frist), col(Tiltak.id)), fra)


def overtatt(session: Session, ekstern_id: str) -> Tiltak | None:
    """The tiltak that was taken in from a file with this id."""
    return session.exec(select(Tiltak).where(Tiltak.ekstern_id == ekstern_id)).first()


def utsettelser(session: Session, tiltak_id: int) -> int:
    """How often the tiltak has got another deadline."""
    query = select(func.count()).where(Revisjon.objekt == f"tiltak:{tiltak_id}", Revisjon.hendelse == "tiltak.ny_frist")
    return session.exec(query).one()


def soknad(session: Session, tiltak_id: int) -> TiltakSoknad | None:
    """The wish for another deadline that waits for an answer; there is never more than one."""
    query = select(TiltakSoknad).where(TiltakSoknad.tiltak_id == tiltak_id, TiltakSoknad.status == rules.VENTER)
    return session.exec(query).first()

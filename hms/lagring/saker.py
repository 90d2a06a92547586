"""Cases whose time is over: first who reported goes, later the case (avvik.md 8). A part at a time, for the tick."""

from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, case, cast, delete, func, literal, or_, select
from sqlmodel import Session, col

from hms.avvik import flyt
from hms.avvik.model import Avvik, AvvikMelder
from hms.ekstern.model import EksternSak
from hms.forbedring.model import Forbedring
from hms.kit import revisjon
from hms.kit.felt import UtcDateTime
from hms.kit.revisjon import Revisjon
from hms.lagring import tre
from hms.outbox.model import Utboks
from hms.regelverk.lagring import Lagring, Tid
from hms.samtale.model import Kort
from hms.tiltak.model import Tiltak
from hms.tiltak.rules import UFERDIGE

UTEN_SKADE = ("ingen", "nesten")
SLUTT = ("avvik.avvist", "avvik.trukket")
VARDE = "varde"


def er_skadesak(avvik: Avvik) -> bool:
    """Was somebody hurt, so that the names are kept while a claim may come?"""
    return avvik.skade not in UTEN_SKADE


def foreldede_navn(session: Session, now: datetime, regler: Lagring, grense: int | None = None) -> list[int]:
    """Ended cases whose names have been kept long enough: all, or some that are locked."""
    named = col(Avvik.id).in_(select(col(AvvikMelder.avvik_id)))
    return _finn(session, _for(now, regler.melder, regler), named, grense)


def slett_navn(session: Session, now: datetime, avvik_id: int) -> None:
    """Erases who reported a case, and the cards and messages that show it. The case stays.

    Whom it was about stands until the case itself goes: that is what keeps it closed to him or her.
    """
    session.connection().execute(delete(AvvikMelder).where(col(AvvikMelder.avvik_id) == avvik_id))
    slett_sendt(session, "avvik", avvik_id)
    revisjon.skriv(session, now, "avvik.navn_slettet", objekt=f"avvik:{avvik_id}", aktor=VARDE)


def foreldede_saker(session: Session, now: datetime, regler: Lagring, grense: int | None = None) -> list[int]:
    """Ended cases that have been kept long enough and have no action open: all, or some that are locked."""
    unfinished = select(col(Tiltak.opphav_id)).where(
        col(Tiltak.opphav_type) == "avvik", col(Tiltak.status).in_(UFERDIGE)
    )
    return _finn(session, _for(now, regler.sak, regler), col(Avvik.id).not_in(unfinished), grense)


def slett_sak(session: Session, now: datetime, avvik_id: int) -> None:
    """Erases a case with all that hangs on it; its number stays taken, and the audit keeps its lines."""
    actions = session.connection().execute(
        select(col(Tiltak.id)).where(col(Tiltak.opphav_type) == "avvik", col(Tiltak.opphav_id) == avvik_id)
    )
    for action_id in actions.scalars().all():
        slett_sendt(session, "tiltak", action_id or 0)
    slett_sendt(session, "avvik", avvik_id)
    tre.slett(session, tre.tabell(Avvik), [avvik_id])
    revisjon.skriv(session, now, "avvik.slettet", objekt=f"avvik:{avvik_id}", aktor=VARDE)


def foreldede_eksterne(session: Session, now: datetime, regler: Lagring, grense: int | None = None) -> list[int]:
    """Reports whose case in another system has been known for as long as a case is kept: all, or some that are locked."""
    query = select(col(EksternSak.id)).where(col(EksternSak.nummer_at) <= regler.sak.siden(now))
    if grense is not None:
        query = query.limit(grense).with_for_update(skip_locked=True)
    return [int(i) for i in session.connection().execute(query.order_by(col(EksternSak.id))).scalars() if i is not None]


def slett_ekstern(session: Session, now: datetime, sak_id: int) -> None:
    """Erases the row of a report to another system, and the cards and messages about it."""
    slett_sendt(session, "ekstern", sak_id)
    tre.slett(session, tre.tabell(EksternSak), [sak_id])
    revisjon.skriv(session, now, "ekstern.slettet", objekt=f"ekstern:{sak_id}", aktor=VARDE)


def foreldede_forslag(session: Session, now: datetime, regler: Lagring, grense: int | None = None) -> list[int]:
    """Proposals that have been kept long enough: all, or some that are locked."""
    query = select(col(Forbedring.id)).where(col(Forbedring.sendt_at) <= regler.forbedring.siden(now))
    if grense is not None:
        query = query.limit(grense).with_for_update(skip_locked=True)
    return [int(i) for i in session.connection().execute(query.order_by(col(Forbedring.id))).scalars() if i is not None]


def slett_forslag(session: Session, now: datetime, forslag_id: int) -> None:
    """Erases a proposal, and the card that shows it."""
    slett_sendt(session, "forbedring", forslag_id)
    tre.slett(session, tre.tabell(Forbedring), [forslag_id])
    revisjon.skriv(session, now, "forbedring.slettet", objekt=f"forbedring:{forslag_id}", aktor=VARDE)


def slett_sendt(session: Session, slag: str, rad_id: int) -> None:
    """Erases the cards and the outbox rows that are about a row («avvik», 42). What people have in their chat is the platform's."""
    for table, column in ((Kort, col(Kort.nokkel)), (Utboks, col(Utboks.dedup_key)), (Utboks, col(Utboks.kort))):
        stems = [column.startswith(f"{stem}{slag}:{rad_id}:", autoescape=True) for stem in ("", "om-")]
        about = or_(column == f"{slag}:{rad_id}", *stems)
        session.connection().execute(delete(table).where(about))


def _for(now: datetime, tid: Tid, regler: Lagring) -> ColumnElement[datetime]:
    """The moment that a case must have ended before; another where somebody was hurt."""
    hurt = col(Avvik.skade).not_in(UTEN_SKADE)
    return case((hurt, _param(regler.skaderegister.siden(now))), else_=_param(tid.siden(now)))


def _finn(
    session: Session, before: ColumnElement[datetime], condition: ColumnElement[bool], grense: int | None
) -> list[int]:
    query = select(col(Avvik.id)).where(
        and_(col(Avvik.status).in_(flyt.AVSLUTTET), _avsluttet_at() <= before, condition)
    )
    if grense is not None:
        query = query.limit(grense).with_for_update(skip_locked=True)
    return [int(i) for i in session.connection().execute(query.order_by(col(Avvik.id))).scalars() if i is not None]


def _avsluttet_at() -> ColumnElement[datetime]:
    """When a case ended: a rejected or withdrawn one has its moment in the audit only."""
    line = col(Revisjon.objekt) == literal("avvik:") + cast(col(Avvik.id), String)
    ended = select(func.max(col(Revisjon.skjedd_at))).where(line, col(Revisjon.hendelse).in_(SLUTT)).scalar_subquery()
    return func.coalesce(col(Avvik.lukket_at), ended, type_=UtcDateTime())


def _param(moment: datetime) -> ColumnElement[datetime]:
    return literal(moment, UtcDateTime())

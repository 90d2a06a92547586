"""What goes to the archive of the kommune: which cases, how much of them, their log, and a line that says it was done (avvik.md 9)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, select

from hms.avvik import flyt, queries, rules
from hms.avvik.innsyn import SETT
from hms.avvik.model import Avvik
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.revisjon import Revisjon
from hms.tiltak import queries as tiltak

ARKIVERT = "avvik.arkivert"
DRIFT = "drift"
MELDER_FELT = "melder"


def ventende(session: Session) -> list[Avvik]:
    """Ended cases of the gravest severity that are not in the archive as they are now, oldest first. Restricted ones are not among them."""
    about = col(Revisjon.objekt) == "avvik:" + cast(col(Avvik.id), String)
    siste = select(func.max(Revisjon.id)).where(about).correlate(Avvik)
    endret = siste.where(col(Revisjon.hendelse).not_in((SETT, ARKIVERT))).scalar_subquery()
    arkivert = siste.where(Revisjon.hendelse == ARKIVERT).scalar_subquery()
    query = select(Avvik).where(Avvik.grad == rules.KRITISK, col(Avvik.status).in_(flyt.AVSLUTTET))
    return list(session.exec(query.where(func.coalesce(arkivert, 0) < endret).order_by(col(Avvik.id))))


def skjermede(session: Session) -> int:
    """How many cases of the gravest severity are restricted: they are the reception's, and not exported."""
    query = select(func.count()).where(Avvik.grad == rules.KRITISK, Avvik.status == flyt.SKJERMET)
    return session.exec(query).one()


def hent(session: Session, nummer: str) -> Avvik:
    """A case of any severity, ended or not. Raises sak.ukjent, sak.skjermet."""
    avvik = queries.med_nummer(session, nummer)
    if avvik is None:
        raise HmsError("sak.ukjent", nummer=nummer)
    if avvik.status == flyt.SKJERMET:
        raise HmsError("sak.skjermet", nummer=avvik.nummer)
    return avvik


def felt(avvik: Avvik, *, med_skjermet: bool) -> frozenset[str]:
    """The fields that the document shows: what the verneombud may see, or with what is restricted all that the handler may.

    Who reported a confidential case is in neither: that was promised the reporter (avvik.md 7).
    """
    som = flyt.BEHANDLER if med_skjermet else flyt.VERNEOMBUD
    shown = rules.innsyn({som}, fortrolig=avvik.fortrolig, skjermet=avvik.skjermede_felt)
    return shown - {MELDER_FELT} if avvik.fortrolig else shown


def utelatt(avvik: Avvik, vist: frozenset[str]) -> list[str]:
    """The fields that are left out of the document, by name."""
    return sorted(felt(avvik, med_skjermet=True) - vist | ({MELDER_FELT} if avvik.fortrolig else set()))


def hendelser(session: Session, avvik: Avvik) -> Sequence[Revisjon]:
    """What happened in the case and with its tiltak, oldest first. Who looked at it is another list."""
    om = [f"avvik:{avvik.id}", *(f"tiltak:{one.id}" for one in tiltak.fra(session, "avvik", avvik.id or 0))]
    query = select(Revisjon).where(col(Revisjon.objekt).in_(om), Revisjon.hendelse != SETT)
    return session.exec(query.order_by(col(Revisjon.id))).all()


def merk(session: Session, now: datetime, avvik_id: int, *, med_skjermet: bool, sha256: str) -> None:
    """The case has been written to a folder for the archive; `sha256` is that of its document."""
    data = {"med_skjermet": med_skjermet, "sha256": sha256}
    revisjon.skriv(session, now, ARKIVERT, objekt=f"avvik:{avvik_id}", aktor=DRIFT, data=data)

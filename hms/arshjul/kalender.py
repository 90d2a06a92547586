"""A person's own calendar feed: the secret behind its address, and the duties in it."""

import secrets
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from hms.arshjul import queries
from hms.arshjul.model import APEN, ArshjulLinje, Kalenderlenke, Oppgave
from hms.arshjul.queries import Levende
from hms.kit import revisjon
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Regelverk

TEGN = 24
MEST = 500


def lenke(session: Session, now: datetime, person_id: int) -> str:
    """The secret of the person's feed, the same until it is revoked."""
    rad = _min(session, person_id)
    if rad is None:
        rad = Kalenderlenke(person_id=person_id, nokkel=secrets.token_urlsafe(TEGN), laget_at=now)
        session.add(rad)
        session.flush()
        _revider(session, now, "kalender.lenke_laget", person_id)
    return rad.nokkel


def slett(session: Session, now: datetime, person_id: int) -> bool:
    """Revokes the address: it never works again. False where there was none."""
    rad = _min(session, person_id)
    if rad is None:
        return False
    session.delete(rad)
    session.flush()
    _revider(session, now, "kalender.lenke_slettet", person_id)
    return True


def eier(session: Session, nokkel: str, paa: date) -> int | None:
    """Whose feed it is; None for a secret that is revoked or unknown, or whose owner has left."""
    rad = session.exec(select(Kalenderlenke).where(Kalenderlenke.nokkel == nokkel)).one_or_none()
    person = org.person(session, rad.person_id) if rad is not None and rad.person_id is not None else None
    return person.id if person is not None and org.er_gyldig(person, paa) else None


def oppgaver(session: Session, regelverk: Regelverk, person_id: int, paa: date) -> list[Oppgave]:
    """The open duties that lie with this person that day, those that open later too, by deadline; at most `MEST`.

    By a role of one's own, delegated, or told of already: a vacant role's duty comes when it has been lifted to one.
    """
    roller = org.roller_til(session, person_id, paa)
    her = {
        slag: {rad.omfang_id for rad in roller if rad.omfang_type == slag} for slag in ("node", "bygg", "verneomrade")
    }
    under = {en.id for node in her["node"] for en in org.etterkommere(session, node, paa)} | her["node"]
    mine = col(Oppgave.rolle).in_({*(rad.rolle for rad in roller), "naermeste_leder"}) & or_(
        col(Oppgave.node_id).in_(under),
        col(Oppgave.bygg_id).in_(her["bygg"]),
        col(Oppgave.omrade_id).in_(her["verneomrade"]),
    )
    delegert = (col(Oppgave.delegert_til) == person_id) & (col(Oppgave.delegert_slutt) >= paa)
    fatt = select(ArshjulLinje.oppgave_id).where(ArshjulLinje.person_id == person_id)
    valgt = or_(mine, delegert, col(Oppgave.id).in_(fatt))
    sporring = select(Oppgave).where(Oppgave.status == APEN, valgt).order_by(col(Oppgave.frist), col(Oppgave.id))
    levende = Levende(session)
    funnet = [rad for rad in session.exec(sporring) if queries.er_min(regelverk, rad, levende, person_id, paa)]
    return funnet[:MEST]


def _min(session: Session, person_id: int) -> Kalenderlenke | None:
    return session.exec(select(Kalenderlenke).where(Kalenderlenke.person_id == person_id)).one_or_none()


def _revider(session: Session, now: datetime, hendelse: str, person_id: int) -> None:
    revisjon.skriv(session, now, hendelse, objekt=f"person:{person_id}", aktor=f"person:{person_id}")

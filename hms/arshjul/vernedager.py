"""Vernedager: when they are, who shall be there, who was, and how many hours each verneområde has had this year (T-06)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import TYPER
from hms.arshjul.model import Vernedag, VernedagOppmote
from hms.arshjul.mottak import Organisasjon
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import er_stille
from hms.kit.klokke import oslo_date
from hms.organisasjon import model
from hms.organisasjon import queries as org

HMS_ANSVARLIG = "hms_ansvarlig"
VERNEOMBUD = "verneombud"
LENGST_FRAM = timedelta(days=400)
LENGST_TILBAKE = timedelta(days=200)
LENGSTE_DAG = 12 * 60
KORTESTE_DAG = 30


@dataclass(frozen=True)
class Plass:
    """One verneområde on a vernedag: its name, and its verneombud that day (none: the role is vacant)."""

    omrade_id: int
    navn: str
    person_id: int | None
    person: str


def deltakere(bilde: Bilde, paa: date) -> list[tuple[int, int]]:
    """(verneområde, verneombud) of everybody who shall be there."""
    return [
        (omrade.id, person)
        for omrade in bilde.omrader
        if omrade.gjelder(paa)
        for person in bilde.i_rolle(VERNEOMBUD, "verneomrade", omrade.id, paa)
    ]


def enhet(organisasjon: Organisasjon, person: int, paa: date) -> int | None:
    """The unit that somebody's main position is in: there the shift is."""
    stilling = organisasjon.hovedstilling(person, paa)
    linja = organisasjon.linje(stilling[0], paa) if stilling is not None else ()
    return next((her.id for her in linja if her.type in TYPER["enhet"]), None)


def er_hms_ansvarlig(session: Session, person_id: int | None, paa: date) -> bool:
    """May this person set vernedager and register who was there?"""
    return any(person.id == person_id for person in org.kommune_rolle(session, HMS_ANSVARLIG, paa))


def opprett(session: Session, now: datetime, person_id: int | None, *, dato: date, minutter: int) -> Vernedag:
    """Sets a vernedag. Raises vernedag.ingen_rett, vernedag.dato, vernedag.juli, vernedag.timer, vernedag.finnes."""
    paa = oslo_date(now)
    if not er_hms_ansvarlig(session, person_id, paa):
        raise HmsError("vernedag.ingen_rett")
    if not paa - LENGST_TILBAKE <= dato <= paa + LENGST_FRAM:
        raise HmsError("vernedag.dato")
    if er_stille(dato):
        raise HmsError("vernedag.juli")
    if not KORTESTE_DAG <= minutter <= LENGSTE_DAG:
        raise HmsError("vernedag.timer")
    if session.exec(select(Vernedag).where(Vernedag.dato == dato)).first() is not None:
        raise HmsError("vernedag.finnes")
    dag = Vernedag(dato=dato, minutter=minutter, satt_av=person_id)
    session.add(dag)
    session.flush()
    revisjon.skriv(
        session, now, "vernedag.satt", objekt=f"vernedag:{dag.id}", aktor=f"person:{person_id}",
        data={"dato": dato.isoformat(), "minutter": minutter},
    )  # fmt: skip
    return dag


def for_oppmote(
    session: Session, now: datetime, person_id: int | None, vernedag_id: int, omrader: Collection[int]
) -> Vernedag:
    """Registers which verneområder were there; what was registered before is replaced. No reasons are kept.

    Raises vernedag.ingen_rett, vernedag.ikke_holdt (the day is still to come).
    """
    paa = oslo_date(now)
    dag = session.get(Vernedag, vernedag_id, with_for_update=True)
    if dag is None or not er_hms_ansvarlig(session, person_id, paa):
        raise HmsError("vernedag.ingen_rett")
    if dag.dato > paa:
        raise HmsError("vernedag.ikke_holdt")
    session.connection().execute(delete(VernedagOppmote).where(col(VernedagOppmote.vernedag_id) == vernedag_id))
    for plass in plasser(session, dag.dato):
        if plass.omrade_id in omrader and plass.person_id is not None:
            session.add(VernedagOppmote(vernedag_id=vernedag_id, omrade_id=plass.omrade_id, person_id=plass.person_id))
    dag.fort_at = now
    session.add(dag)
    session.flush()
    revisjon.skriv(
        session, now, "vernedag.oppmote", objekt=f"vernedag:{dag.id}", aktor=f"person:{person_id}",
        data={"antall": len(motte(session, vernedag_id))},
    )  # fmt: skip
    return dag


def plasser(session: Session, paa: date) -> list[Plass]:
    """Every verneområde that counts that day, by name, and who is its verneombud. The first where there are several."""
    sporring = select(model.Verneomrade).where(org.gyldig(model.Verneomrade, paa))
    funnet = []
    for omrade in session.exec(sporring.order_by(col(model.Verneomrade.navn), col(model.Verneomrade.id))):
        ombud = org.holdere(session, VERNEOMBUD, "verneomrade", omrade.id or 0, paa)
        ombud = ombud or org.stedfortredere(session, VERNEOMBUD, "verneomrade", omrade.id or 0, paa)
        forste = ombud[0] if ombud else None
        funnet.append(Plass(omrade.id or 0, omrade.navn, forste.id if forste else None, forste.navn if forste else ""))
    return funnet


def motte(session: Session, vernedag_id: int) -> set[int]:
    """The verneområder that were there."""
    return set(session.exec(select(VernedagOppmote.omrade_id).where(VernedagOppmote.vernedag_id == vernedag_id)))


def i_aret(session: Session, ar: int) -> Sequence[Vernedag]:
    """The vernedager of a year, by date."""
    sporring = select(Vernedag).where(Vernedag.dato >= date(ar, 1, 1), Vernedag.dato <= date(ar, 12, 31))
    return session.exec(sporring.order_by(col(Vernedag.dato))).all()


def neste(session: Session, paa: date) -> Vernedag | None:
    """The next vernedag, today's too."""
    return session.exec(select(Vernedag).where(Vernedag.dato >= paa).order_by(col(Vernedag.dato))).first()


def minutter(session: Session, ar: int) -> Mapping[int, int]:
    """Minutes that each verneområde has been there in the year."""
    sporring = (
        select(VernedagOppmote.omrade_id, Vernedag.minutter)
        .join(Vernedag, col(Vernedag.id) == col(VernedagOppmote.vernedag_id))
        .where(Vernedag.dato >= date(ar, 1, 1), Vernedag.dato <= date(ar, 12, 31))
    )
    samlet: dict[int, int] = {}
    for omrade, lengde in session.exec(sporring):
        samlet[omrade] = samlet.get(omrade, 0) + lengde
    return samlet


def under_minstekravet(session: Session, ar: int, min_timer: float, paa: date) -> list[Plass]:
    """The verneområder that have had fewer hours this year than the least the document asks for."""
    hatt = minutter(session, ar)
    return [plass for plass in plasser(session, paa) if hatt.get(plass.omrade_id, 0) < min_timer * 60]

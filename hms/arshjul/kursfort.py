"""A course that is registered answers the duties that it was about (TX-04, TX-05, TX-07)."""

from datetime import datetime

from sqlmodel import Session, col, select

from hms.arshjul import sending
from hms.arshjul.model import APEN, UTFORT, Oppgave
from hms.arshjul.personfrister import kurset
from hms.kit import revisjon
from hms.kurs import queries as kurs
from hms.kurs import service
from hms.kurs.service import Tatt
from hms.regelverk.aksjon import Regelverk


def fort(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int, tatt: Tatt, *, av: int | None
) -> tuple[bool, list[Oppgave]]:
    """Registers the course; whether that was new, and the duties it answered. Raises kurs.dato, kurs.timer."""
    ny = service.registrer(session, now, person_id, tatt, av)
    return ny, besvar(session, now, regelverk, person_id, av)


def besvar(session: Session, now: datetime, regelverk: Regelverk, person_id: int, av: int | None) -> list[Oppgave]:
    """Sets every open duty of the person to done that a course answers, on the day of the course."""
    tatt = kurs.oversikt(session, [person_id])
    sporring = select(Oppgave).where(Oppgave.person_id == person_id, Oppgave.status == APEN)
    besvart = []
    for rad in session.exec(sporring.order_by(col(Oppgave.id))).all():
        aksjon = regelverk.aksjoner.get(rad.aksjon)
        dag = kurset(aksjon, person_id, rad.start, tatt) if aksjon is not None else None
        if dag is None:
            continue
        rad.status, rad.utfort_at, rad.utfort_av, rad.utfort_dato, rad.neste_at = UTFORT, now, av, dag, None
        session.add(rad)
        sending.oppdater_kort(session, rad)
        aktor = f"person:{av}" if av is not None else "varde"
        data = {"dato": dag.isoformat()}
        revisjon.skriv(session, now, "oppgave.utfort", objekt=f"oppgave:{rad.id}", aktor=aktor, data=data)
        besvart.append(rad)
    return besvart

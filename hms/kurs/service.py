"""What is written about courses. Each function runs inside the caller's transaction; rights are looked up here, at the click."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.kurs import queries, rules
from hms.kurs.model import Kurs, PlanlagtKurs
from hms.organisasjon import queries as org

HMS_ANSVARLIG = "hms_ansvarlig"


@dataclass(frozen=True)
class Tatt:
    """What is known: the course, the civil day (None: not taken), and how long it was."""

    kurs: str
    dato: date | None
    timer: float | None = None
    avtale: str | None = None


def er_hms_ansvarlig(session: Session, person_id: int | None, paa: date) -> bool:
    """Does this person hold the role, or stand in for it, that day?"""
    return person_id is not None and any(p.id == person_id for p in org.kommune_rolle(session, HMS_ANSVARLIG, paa))


def kan_fore(session: Session, av: int | None, person_id: int, paa: date) -> bool:
    """May `av` register the courses of the person: the HMS-ansvarlig, or a leader above him or her?"""
    if av is None:
        return False
    if er_hms_ansvarlig(session, av, paa):
        return True
    noder = {stilling.node_id for stilling in org.stillinger(session, person_id, paa)}
    noder |= {r.omfang_id for r in org.roller_til(session, person_id, paa) if r.omfang_type == "node"}
    return any(leder.id == av for node in noder for leder in org.linjeledere(session, person_id, node, paa))


def krev_rett(session: Session, now: datetime, av: int | None, person_id: int) -> None:
    """Raises kurs.ingen_rett unless `av` may register the courses of the person."""
    if not kan_fore(session, av, person_id, oslo_date(now)):
        raise HmsError("kurs.ingen_rett")


def krev_hms_ansvarlig(session: Session, now: datetime, av: int | None) -> None:
    """Raises kurs.bare_hms_ansvarlig unless `av` is the HMS-ansvarlig or the deputy."""
    if not er_hms_ansvarlig(session, av, oslo_date(now)):
        raise HmsError("kurs.bare_hms_ansvarlig")


def registrer(session: Session, now: datetime, person_id: int, tatt: Tatt, av: int | None) -> bool:
    """Writes it down; the same again changes only hours and agreement. True when anything changed.

    A day makes an earlier «not taken» go; «not taken» is kept only where no day is known. Raises kurs.dato, kurs.timer.
    """
    if tatt.dato is not None and not rules.gyldig_dato(tatt.dato, oslo_date(now)):
        raise HmsError("kurs.dato")
    if tatt.timer is not None and not rules.gyldige_timer(tatt.timer):
        raise HmsError("kurs.timer")
    kjent = queries.oversikt(session, [person_id]).get((person_id, tatt.kurs))
    if tatt.dato is None and kjent is not None:
        return False
    uvisst = queries.rad(session, person_id, tatt.kurs, None)
    if tatt.dato is not None and uvisst is not None:
        session.delete(uvisst)
        session.flush()
    rad = queries.rad(session, person_id, tatt.kurs, tatt.dato)
    ny = rad is None
    rad = rad or Kurs(person_id=person_id, kurs=tatt.kurs, dato=tatt.dato, registrert_at=now, registrert_av=av)
    endret = ny or (tatt.timer or rad.timer, tatt.avtale or rad.avtale) != (rad.timer, rad.avtale)
    if endret:
        rad.timer, rad.avtale = tatt.timer or rad.timer, tatt.avtale or rad.avtale
        session.add(rad)
        session.flush()
        dag = tatt.dato.isoformat() if tatt.dato else None
        _revisjon(session, now, "kurs.registrert", f"person:{person_id}", av=av, data={"kurs": tatt.kurs, "dato": dag})
    return endret


def planlegg(session: Session, now: datetime, kurs: str, dato: date, av: int | None) -> bool:
    """The course is going to be held that day. True when that is new. Raises kurs.plandato."""
    if dato < oslo_date(now):
        raise HmsError("kurs.plandato")
    rad = session.exec(select(PlanlagtKurs).where(PlanlagtKurs.kurs == kurs, PlanlagtKurs.dato == dato)).first()
    if rad is not None and not rad.avlyst:
        return False
    rad = rad or PlanlagtKurs(kurs=kurs, dato=dato, registrert_at=now, registrert_av=av)
    rad.avlyst = False
    session.add(rad)
    session.flush()
    _revisjon(
        session, now, "kurs.planlagt", f"planlagt_kurs:{rad.id}", av=av, data={"kurs": kurs, "dato": dato.isoformat()}
    )
    return True


def avlys(session: Session, now: datetime, kurs: str, dato: date, av: int | None) -> bool:
    """It is not going to be held. True when it was planned."""
    sporring = select(PlanlagtKurs).where(
        PlanlagtKurs.kurs == kurs, PlanlagtKurs.dato == dato, col(PlanlagtKurs.avlyst).is_(False)
    )
    rad = session.exec(sporring).first()
    if rad is None:
        return False
    rad.avlyst = True
    session.add(rad)
    _revisjon(
        session, now, "kurs.avlyst", f"planlagt_kurs:{rad.id}", av=av, data={"kurs": kurs, "dato": dato.isoformat()}
    )
    return True


def _revisjon(
    session: Session, now: datetime, hendelse: str, objekt: str, *, av: int | None, data: dict[str, object]
) -> None:
    aktor = f"person:{av}" if av is not None else "varde"
    revisjon.skriv(session, now, hendelse, objekt=objekt, aktor=aktor, data=data)

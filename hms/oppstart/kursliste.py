"""The course history from a file (T-17, T-18): who has taken what, and which courses are planned."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from hms.arshjul import kursfort
from hms.kit.klokke import oslo_date
from hms.kurs import queries, rules, service
from hms.kurs.service import Tatt
from hms.oppstart.arkene import PLANLAGT, TATT
from hms.oppstart.felles import ENDRET, NY, Endring, Kontroll, Plan
from hms.organisasjon.importer.tolk import Tolket
from hms.regelverk.aksjon import Regelverk

ARKENE, VALGFRIE = (TATT, PLANLAGT), (PLANLAGT,)


def planlegg(session: Session, tolket: Tolket, now: datetime, _regelverk: Regelverk) -> Plan:
    """What the import would do; changes nothing. Raises OrgImportError with every mistake."""
    paa = oslo_date(now)
    k = Kontroll(session, tolket, paa)
    rader = [_tatt(k, nummer, rad) for nummer, rad in k.rader(TATT)] + [
        _planlagt(k, nummer, rad) for nummer, rad in k.rader(PLANLAGT)
    ]
    k.ferdig()
    return Plan(
        tuple(en["endring"] for en in rader if en["endring"]),
        sum(en["endring"] is None for en in rader),
        tuple(en for en in rader if en["endring"]),
    )


def _tatt(k: Kontroll, nummer: int, rad: dict[str, Any]) -> dict[str, Any]:
    person = k.person(TATT, nummer, "person", rad["person"])
    dato, timer = rad["dato"], rad["timer"]
    avtale = k.lenke(TATT, nummer, "avtale", rad["avtale"])
    if isinstance(dato, date) and dato > k.paa:
        k.si("dato.fram_i_tid", TATT, nummer, "dato")
    elif isinstance(dato, date) and not rules.gyldig_dato(dato, k.paa):
        k.si("dato.for_lenge_siden", TATT, nummer, "dato", fra=rules.TIDLIGST)
    if dato is None and timer is not None:
        k.si("timer.uten_dato", TATT, nummer, "dato")
    endring = None
    if person is not None and rad["kurs"] is not None:
        endring = _endring(k.session, person, rad, dato, (timer, avtale))
    return {
        "ark": TATT,
        "person": person,
        "kurs": rad["kurs"],
        "dato": dato,
        "timer": timer,
        "avtale": avtale,
        "endring": endring,
    }


def _endring(
    session: Session, person: int, rad: dict[str, Any], dato: date | None, resten: tuple[float | None, str | None]
) -> Endring | None:
    kjent = queries.oversikt(session, [person])
    nokkel = (person, str(rad["kurs"]))
    verdier = (rad["person"], rad["kurs"], dato, resten[0])
    finnes = queries.rad(session, person, str(rad["kurs"]), dato)
    if finnes is None:
        if dato is None and kjent.get(nokkel) is not None:
            return None
        return Endring(TATT.navn, NY, verdier)
    nye = (resten[0] or finnes.timer, resten[1] or finnes.avtale)
    return Endring(TATT.navn, ENDRET, verdier) if nye != (finnes.timer, finnes.avtale) else None


def _planlagt(k: Kontroll, nummer: int, rad: dict[str, Any]) -> dict[str, Any]:
    dato = rad["dato"]
    if isinstance(dato, date) and dato < k.paa:
        k.si("dato.tilbake_i_tid", PLANLAGT, nummer, "dato")
    ny = isinstance(dato, date) and dato not in queries.planlagte(k.session, str(rad["kurs"]), dato, dato)
    endring = Endring(PLANLAGT.navn, NY, (rad["kurs"], dato)) if ny else None
    return {"ark": PLANLAGT, "kurs": rad["kurs"], "dato": dato, "endring": endring}


def skriv(session: Session, rad: Any, now: datetime, regelverk: Regelverk) -> None:
    """Writes one row of the plan."""
    if rad["ark"] is PLANLAGT:
        service.planlegg(session, now, rad["kurs"], rad["dato"], None)
        return
    tatt = Tatt(rad["kurs"], rad["dato"], rad["timer"], rad["avtale"])
    kursfort.fort(session, now, regelverk, rad["person"], tatt, av=None)

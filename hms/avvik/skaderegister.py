"""The register of injuries (aml § 5-1): filled by the handler from lists, and open to those whom the law names, without names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from hms.avvik import flyt, plikter, pliktsteg, queries
from hms.avvik.model import Avvik, Skade
from hms.avvik.queries import Leser
from hms.avvik.service import hent, skriv_revisjon
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org

HELE_KOMMUNEN = frozenset({"hovedverneombud", "bht", "amu_medlem", "hms_ansvarlig"})
VIST_SIDEN = timedelta(days=365)


@dataclass(frozen=True)
class Registrering:
    """What the handler has chosen: keys of the lists in avvik.yaml."""

    skadetype: str
    kroppsdel: str
    arsak: str
    aktivitet: str
    fravaer: bool


@dataclass(frozen=True)
class Utdrag:
    """What somebody may see of the register: the lines, newest first, and how many of each kind of injury."""

    linjer: Sequence[Skade]
    antall: Mapping[str, int]
    fravaer: int


def registrert(session: Session, avvik: Avvik) -> Skade | None:
    """The line of the register that belongs to a case, or None."""
    return session.exec(select(Skade).where(Skade.avvik_id == avvik.id)).one_or_none()


def forslag(avvik: Avvik) -> dict[str, Any]:
    """What the case tells beforehand of a line in the register, by field."""
    known: dict[str, Any] = {felt: plikter.foreslatt(felt, avvik.underkategori) for felt in plikter.LISTER}
    if avvik.kategori == "vold_trusler":
        known["arsak"] = "vold"
    known["fravaer"] = True if avvik.skade == "fravaer" else None
    return {felt: verdi for felt, verdi in known.items() if verdi is not None}


def registrer(session: Session, now: datetime, leser: Leser, avvik_id: int, valgt: Registrering) -> Skade:
    """Enters the injury of a case, or corrects what was entered.

    Raises avvik.ingen_rett, avvik.ikke_naa, skade.ingen (nobody was hurt), skade.valg (a value outside the lists).
    """
    avvik = hent(session, now, leser, avvik_id, plikter.SKADEREGISTER)
    if all(plikt.id != plikter.SKADEREGISTER for plikt in plikter.gjelder(_fakta(avvik))):
        raise HmsError("skade.ingen", nummer=avvik.nummer)
    if not all(plikter.gyldig_valg(felt, getattr(valgt, felt)) for felt in plikter.LISTER):
        raise HmsError("skade.valg")
    row = registrert(session, avvik) or Skade(
        avvik_id=avvik_id, node_id=avvik.node_id, dag=_dag(avvik), registrert_at=now, **_verdier(valgt)
    )
    for felt, verdi in _verdier(valgt).items():
        setattr(row, felt, verdi)
    row.registrert_av = leser.person_id
    session.add(row)
    session.flush()
    pliktsteg.fort(session, now, avvik)
    skriv_revisjon(session, now, avvik, "skaderegister.fort", leser=leser, data={"skade": row.id})
    return row


def har_tilgang(session: Session, person_id: int, paa: date) -> bool:
    """Does the law open the register, or the lines of an area, to this person (aml § 5-1)?"""
    return bool(_omfang(session, person_id, paa))


def utdrag(session: Session, now: datetime, person_id: int | None) -> Utdrag:
    """The register of the last year as this person may see it; the look is kept in the audit. Raises skade.ingen_tilgang."""
    paa = oslo_date(now)
    omfang = _omfang(session, person_id, paa)
    if not omfang or person_id is None:
        raise HmsError("skade.ingen_tilgang")
    query = select(Skade, Avvik).join(Avvik, col(Avvik.id) == col(Skade.avvik_id))
    query = query.where(Skade.dag >= paa - VIST_SIDEN, Avvik.status != flyt.SKJERMET)
    lines = [
        row
        for row, avvik in session.exec(query.order_by(col(Skade.dag).desc(), col(Skade.id).desc()))
        if person_id not in queries.inhabile(session, avvik.id or 0)
        and ("kommune" in omfang or _er_verneombud(session, person_id, row.node_id, paa))
    ]
    aktor = f"person:{person_id}"
    data = {"linjer": len(lines)}
    revisjon.skriv(session, now, "skaderegister.sett", objekt="skaderegister", aktor=aktor, data=data)
    absent = sum(row.fravaer for row in lines)
    return Utdrag(lines, dict(Counter(row.skadetype for row in lines).most_common()), absent)


def _omfang(session: Session, person_id: int | None, paa: date) -> frozenset[str]:
    """«kommune» for the roles that see all of it, «omrade» for a verneombud. A deputy counts where there is no holder."""
    if person_id is None:
        return frozenset()
    found: set[str] = set()
    for held in org.roller_i_kraft(session, person_id, paa):
        if held.rolle in HELE_KOMMUNEN:
            found.add("kommune")
        elif held.rolle == "verneombud":
            found.add("omrade")
    return frozenset(found)


def _er_verneombud(session: Session, person_id: int, node_id: int, paa: date) -> bool:
    return any(person.id == person_id for person in org.verneombud_for(session, node_id, paa))


def _fakta(avvik: Avvik) -> plikter.Fakta:
    return plikter.Fakta(avvik.kategori, avvik.underkategori, avvik.skade, avvik.grad)


def _dag(avvik: Avvik) -> date:
    return date.fromisoformat(avvik.hendt_fra[:10]) if avvik.hendt_fra else oslo_date(avvik.meldt_at)


def _verdier(valgt: Registrering) -> dict[str, Any]:
    return {felt: getattr(valgt, felt) for felt in (*plikter.LISTER, "fravaer")}

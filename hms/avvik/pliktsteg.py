"""What the handler notes of the duties beside a case (avvik.md 6): called, confirmed in writing, copy given, or does not apply."""

from datetime import datetime

from sqlmodel import Session

from hms.avvik import beskjeder, plikter
from hms.avvik.model import Avvik, AvvikPlikt
from hms.avvik.pliktene import HANDLING, Punkt, liste, neste_at
from hms.avvik.queries import Leser
from hms.avvik.service import hent, skriv_revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org

RETTES = (plikter.RINGT, plikter.SKRIFTLIG)


def ringt(session: Session, now: datetime, leser: Leser, avvik_id: int, type_: str, *, at: datetime, av: int) -> Avvik:
    """Somebody has called, at a moment and by whom (aml § 5-2).

    Raises avvik.ingen_rett, avvik.ikke_naa, plikt.ukjent, plikt.alt_gjort, plikt.fram_i_tid, plikt.hvem.
    """
    avvik, row = _hent(session, now, leser, avvik_id, type_, steg=plikter.RINGT)
    row.ringt_at, row.ringt_av = _ikke_fram_i_tid(at, now), _her(session, now, av)
    return _lagre(session, now, avvik, row, leser, hva=plikter.RINGT)


def skriftlig(session: Session, now: datetime, leser: Leser, avvik_id: int, type_: str, *, at: datetime) -> Avvik:
    """It has been confirmed or sent in writing. Raises as `ringt`."""
    avvik, row = _hent(session, now, leser, avvik_id, type_, steg=plikter.SKRIFTLIG)
    row.skriftlig_at = _ikke_fram_i_tid(at, now)
    return _lagre(session, now, avvik, row, leser, hva=plikter.SKRIFTLIG)


def kopi_gitt(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Avvik:
    """The verneombud has got the copy of the written confirmation, and is told so (aml § 5-2).

    Raises avvik.ingen_rett, avvik.ikke_naa, plikt.ukjent, plikt.alt_gjort, plikt.ikke_bekreftet.
    """
    avvik, row = _hent(session, now, leser, avvik_id, "arbeidstilsynet", steg=plikter.KOPI_VO)
    if row.skriftlig_at is None:
        raise HmsError("plikt.ikke_bekreftet")
    row.kopi_vo_at = now
    _lagre(session, now, avvik, row, leser, hva=plikter.KOPI_VO)
    beskjeder.til_verneombud(session, now, avvik, "avvik_kopi", "kopi")
    return avvik


def ikke_aktuelt(session: Session, now: datetime, leser: Leser, avvik_id: int, type_: str, *, fordi: str) -> Avvik:
    """The duty does not apply after all, with a reason. Raises avvik.ingen_rett, avvik.ikke_naa, plikt.ukjent, plikt.alt_gjort."""
    avvik = hent(session, now, leser, avvik_id, HANDLING)
    punkt = _punktet(session, avvik, type_)
    if not punkt.mangler:
        raise HmsError("plikt.alt_gjort")
    row = punkt.rad or AvvikPlikt(avvik_id=avvik_id, type=type_, oppstatt_at=now)
    row.ikke_aktuelt_fordi, row.ikke_aktuelt_at = fordi, now
    return _lagre(session, now, avvik, row, leser, hva="ikke_aktuelt")


def rett(
    session: Session,
    now: datetime,
    leser: Leser,
    avvik_id: int,
    type_: str,
    *,
    steg: str,
    at: datetime,
    av: int | None = None,
) -> Avvik:
    """Another moment, and for a call another caller, for what has been noted. The audit says that it was corrected.

    Raises avvik.ingen_rett, avvik.ikke_naa, plikt.ukjent, plikt.ikke_fort, plikt.fram_i_tid, plikt.hvem.
    """
    avvik, row = _fort_opp(session, now, leser, avvik_id, type_)
    if steg not in RETTES or getattr(row, f"{steg}_at") is None:
        raise HmsError("plikt.ikke_fort")
    if steg == plikter.RINGT:
        row.ringt_av = _her(session, now, av)
    setattr(row, f"{steg}_at", _ikke_fram_i_tid(at, now))
    return _lagre(session, now, avvik, row, leser, hva=steg, hendelse="avvik.plikt_rettet")


def gjelder_likevel(session: Session, now: datetime, leser: Leser, avvik_id: int, type_: str) -> Avvik:
    """A duty that was said not to apply does. Raises avvik.ingen_rett, avvik.ikke_naa, plikt.ukjent, plikt.ikke_fort."""
    avvik, row = _fort_opp(session, now, leser, avvik_id, type_)
    if row.ikke_aktuelt_at is None:
        raise HmsError("plikt.ikke_fort")
    return _lagre(session, now, avvik, row, leser, hva="gjelder", hendelse="avvik.plikt_rettet")


def fort(session: Session, now: datetime, avvik: Avvik) -> None:
    """The injury has been entered in the register: that line of the checklist is done."""
    row = _punktet(session, avvik, plikter.SKADEREGISTER).rad
    row = row or AvvikPlikt(avvik_id=avvik.id or 0, type=plikter.SKADEREGISTER, oppstatt_at=now)
    row.fort_at, row.neste_trinn_at = now, None
    session.add(row)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)


def _punktet(session: Session, avvik: Avvik, type_: str) -> Punkt:
    found = [punkt for punkt in liste(session, avvik) if punkt.plikt.id == type_]
    if not found:
        raise HmsError("plikt.ukjent")
    return found[0]


def _hent(
    session: Session, now: datetime, leser: Leser, avvik_id: int, type_: str, *, steg: str
) -> tuple[Avvik, AvvikPlikt]:
    """The case and the row of the duty, for a step that has not been noted. One found not to apply may be taken up again."""
    avvik = hent(session, now, leser, avvik_id, HANDLING)
    punkt = _punktet(session, avvik, type_)
    if steg not in punkt.plikt.steg:
        raise HmsError("plikt.ukjent")
    row = punkt.rad or AvvikPlikt(avvik_id=avvik_id, type=type_, oppstatt_at=now)
    if getattr(row, f"{steg}_at") is not None:
        raise HmsError("plikt.alt_gjort")
    return avvik, row


def _fort_opp(session: Session, now: datetime, leser: Leser, avvik_id: int, type_: str) -> tuple[Avvik, AvvikPlikt]:
    """The case and the row of a duty in which something has been noted."""
    avvik = hent(session, now, leser, avvik_id, HANDLING)
    row = _punktet(session, avvik, type_).rad
    if row is None:
        raise HmsError("plikt.ikke_fort")
    return avvik, row


def _her(session: Session, now: datetime, person_id: int | None) -> int:
    person = org.person(session, person_id) if person_id is not None else None
    if person is None or person.id is None or not org.er_gyldig(person, oslo_date(now)):
        raise HmsError("plikt.hvem")
    return person.id


def _ikke_fram_i_tid(at: datetime, now: datetime) -> datetime:
    if at > now:
        raise HmsError("plikt.fram_i_tid")
    return at


def _lagre(
    session: Session,
    now: datetime,
    avvik: Avvik,
    row: AvvikPlikt,
    leser: Leser,
    *,
    hva: str,
    hendelse: str = "avvik.plikt",
) -> Avvik:
    if hva != "ikke_aktuelt":
        row.ikke_aktuelt_fordi, row.ikke_aktuelt_at = None, None
    row.neste_trinn_at = neste_at(row, plikter.plikter()[row.type])
    session.add(row)
    session.flush()
    beskjeder.oppdater_kort(session, avvik)
    skriv_revisjon(session, now, avvik, hendelse, leser=leser, data={"plikt": row.type, "steg": hva})
    return avvik

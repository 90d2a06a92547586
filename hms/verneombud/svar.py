"""The answer that a verneombud has a right to «i rimelig tid» (aml § 6-2): asked for, chased, given and closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import dagtid, purretid, slutten_av
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.stige import Trinn, neste_trinn, stiger, tatte
from hms.verneombud import mottakere, queries, rules
from hms.verneombud.model import KravOmSvar


def krev(
    session: Session, now: datetime, person_id: int | None, *, node_id: int, leder_id: int, tekst: str
) -> KravOmSvar:
    """Puts the question to a leader of the area; the clock of five working days starts (avvik.md 6).

    Raises svar.ikke_verneombud, svar.ikke_leder (not one of the leaders of the unit).
    """
    paa = oslo_date(now)
    if person_id is None or not queries.er_verneombud_for(session, person_id, node_id, paa):
        raise HmsError("svar.ikke_verneombud")
    if all(leader.id != leder_id for leader in queries.ledere(session, node_id, paa, person_id)):
        raise HmsError("svar.ikke_leder")
    krav = KravOmSvar(
        node_id=node_id,
        verneombud_id=person_id,
        leder_id=leder_id,
        tekst=tekst,
        status=rules.APENT,
        reist_at=now,
        frist=rules.frist(now),
    )
    krav.neste_trinn_at = _neste_at(krav)
    session.add(krav)
    session.flush()
    _varsle(session, now, krav, "krav_kort", mottakere.LEDER, gang="nytt")
    _revisjon(session, now, krav, "svar.krevd", f"person:{person_id}")
    return krav


def svar(session: Session, now: datetime, person_id: int | None, krav_id: int, tekst: str) -> KravOmSvar:
    """The leader's answer, to the verneombud. Raises svar.ingen_rett, svar.alt_besvart."""
    krav = kan_besvares(session, now, person_id, krav_id)
    krav.status, krav.svar, krav.svar_at, krav.svar_av = rules.BESVART, tekst, now, person_id
    _ferdig(session, krav)
    _varsle(session, now, krav, "krav_besvart", mottakere.VERNEOMBUD, gang=f"svar{krav.runde}")
    _revisjon(session, now, krav, "svar.gitt", f"person:{person_id}")
    return krav


def kan_besvares(session: Session, now: datetime, person_id: int | None, krav_id: int) -> KravOmSvar:
    """The question, if this person may answer it now. Raises svar.ingen_rett, svar.alt_besvart."""
    krav = hent(session, now, person_id, krav_id)
    if not queries.kan_svare(session, krav, person_id, oslo_date(now)):
        raise HmsError("svar.ingen_rett")
    if krav.status not in rules.UBESVART:
        raise HmsError("svar.alt_besvart")
    return krav


def nytt_svar(session: Session, now: datetime, person_id: int | None, krav_id: int) -> KravOmSvar:
    """The answer was not good enough: the same question again, with a new deadline. Raises svar.ingen_rett, svar.ikke_naa."""
    krav = _mitt(session, now, person_id, krav_id)
    if krav.status != rules.BESVART:
        raise HmsError("svar.ikke_naa")
    krav.status, krav.frist, krav.amu_at = rules.APENT, rules.frist(now), None
    krav.trinn, krav.runde = [], krav.runde + 1
    krav.neste_trinn_at = _neste_at(krav)
    session.add(krav)
    session.flush()
    _oppdater(session, krav)
    _varsle(session, now, krav, "krav_kort", mottakere.LEDER, gang=f"nytt{krav.runde}")
    _revisjon(session, now, krav, "svar.krevd_igjen", f"person:{person_id}")
    return krav


def lukk(session: Session, now: datetime, person_id: int | None, krav_id: int) -> KravOmSvar:
    """The verneombud is done with it, answered or not. Raises svar.ingen_rett, svar.ikke_naa."""
    krav = _mitt(session, now, person_id, krav_id)
    if krav.status == rules.LUKKET:
        raise HmsError("svar.ikke_naa")
    krav.status, krav.lukket_at = rules.LUKKET, now
    _ferdig(session, krav)
    _revisjon(session, now, krav, "svar.lukket", f"person:{person_id}")
    return krav


def ta_trinn(session: Session, now: datetime, krav: KravOmSvar) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person."""
    found = _neste(krav)
    krav.neste_trinn_at = found[1] if found else None
    session.add(krav)
    if found is None or found[1] > now:
        return None
    step = found[0]
    krav.trinn = [*krav.trinn, {"navn": step.navn, "at": now.isoformat()}]
    krav.neste_trinn_at = _neste_at(krav)
    if step.navn == rules.AMU_TRINN:
        krav.amu_at = now
    session.flush()
    for rolle in step.til:
        _varsle(session, now, krav, "krav_purring", rolle, gang=f"{krav.runde}:{step.navn}", trinn=step.navn)
    _revisjon(session, now, krav, "svar.trinn", "varde", trinn=step.navn)
    return step.navn


def hent(session: Session, now: datetime, person_id: int | None, krav_id: int) -> KravOmSvar:
    """The question, locked, if this person may see it. Raises svar.ingen_rett."""
    krav = session.get(KravOmSvar, krav_id, with_for_update=True)
    if krav is None or not queries.ser_krav(session, krav, person_id, oslo_date(now)):
        raise HmsError("svar.ingen_rett")
    return krav


def _mitt(session: Session, now: datetime, person_id: int | None, krav_id: int) -> KravOmSvar:
    """The same for what only the verneombud who asked, or another of the area, may do."""
    krav = hent(session, now, person_id, krav_id)
    if person_id != krav.verneombud_id and not queries.er_verneombud_for(
        session, person_id, krav.node_id, oslo_date(now)
    ):
        raise HmsError("svar.ingen_rett")
    return krav


def _ferdig(session: Session, krav: KravOmSvar) -> None:
    krav.neste_trinn_at = None
    session.add(krav)
    session.flush()
    _oppdater(session, krav)


def _oppdater(session: Session, krav: KravOmSvar) -> None:
    outbox.oppdater(session, kort=f"krav:{krav.id}", nokkel="krav_kort", parametre={"krav": krav.id})


def _varsle(
    session: Session, now: datetime, krav: KravOmSvar, nokkel: str, rolle: str, *, gang: str, **mer: Any
) -> None:
    parametre: Mapping[str, Any] = {"krav": krav.id, "runde": krav.runde, **mer}
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"krav:{krav.id}:{nokkel}:{gang}:{rolle}",
            nokkel=nokkel,
            mottaker={"rolle": rolle, "krav": krav.id},
            parametre=parametre,
            kort=f"krav:{krav.id}" if nokkel == "krav_kort" else f"om-krav:{krav.id}:{nokkel}:{gang}:{rolle}",
            ikke_for=purretid(now) if nokkel == "krav_purring" else dagtid(now),
        ),
    )


def _neste(krav: KravOmSvar) -> tuple[Trinn, datetime] | None:
    if krav.status not in rules.UBESVART:
        return None
    return neste_trinn(stiger()[rules.STIGE], slutten_av(krav.frist), tatte(krav.trinn))


def _neste_at(krav: KravOmSvar) -> datetime | None:
    found = _neste(krav)
    return found[1] if found else None


def _revisjon(session: Session, now: datetime, krav: KravOmSvar, hendelse: str, aktor: str, **mer: Any) -> None:
    data = {"node": krav.node_id, "leder": krav.leder_id, "runde": krav.runde, **mer}
    revisjon.skriv(session, now, hendelse, objekt=f"krav:{krav.id}", aktor=aktor, data=data)

"""What is done with a request: sent, answered, chased. Each function runs inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from hms.foresporsel import mottakere, rules
from hms.foresporsel.model import Foresporsel
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import dagtid, purretid, slutten_av
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.stige import Trinn, neste_trinn, stiger, tatte

KORT = "foresporsel_kort"
SVAR = "foresporsel_svar"
PURRING = "foresporsel_purring"


def send(session: Session, now: datetime, person_id: int | None, *, slag: str, node_id: int, tekst: str) -> Foresporsel:
    """Sends it to whoever is to answer, between 08 and 20. Raises foresporsel.ukjent (the asker is in no directory)."""
    if person_id is None:
        raise HmsError("foresporsel.ukjent")
    row = Foresporsel(
        slag=slag, tekst=tekst, node_id=node_id, person_id=person_id, status=rules.APEN, sendt_at=now,
        frist=rules.frist(slag, now),
    )  # fmt: skip
    row.neste_trinn_at = _neste_at(row)
    session.add(row)
    session.flush()
    _varsle(session, now, row, KORT, mottakere.MOTTAKER, gang="ny")
    _revider(session, now, row, "foresporsel.sendt", f"person:{person_id}")
    return row


def hent(session: Session, now: datetime, person_id: int | None, foresporsel_id: int) -> Foresporsel:
    """The open request, locked, for somebody who may answer it. Raises foresporsel.ingen_rett, foresporsel.besvart."""
    row = session.get(Foresporsel, foresporsel_id, with_for_update=True)
    if row is None or not kan_svare(session, now, person_id, row):
        raise HmsError("foresporsel.ingen_rett")
    if row.status != rules.APEN:
        raise HmsError("foresporsel.besvart")
    return row


def kan_svare(session: Session, now: datetime, person_id: int | None, row: Foresporsel) -> bool:
    """Is this one of those who may answer, by roles of today?"""
    return person_id is not None and person_id in mottakere.linja(session, row, oslo_date(now))


def svar(session: Session, now: datetime, person_id: int | None, foresporsel_id: int, tekst: str) -> Foresporsel:
    """The answer, to the one who asked. Raises foresporsel.ingen_rett, foresporsel.besvart."""
    row = hent(session, now, person_id, foresporsel_id)
    row.svar = tekst
    return _ferdig(session, now, row, rules.BESVART, person_id)


def registrert(session: Session, now: datetime, person_id: int | None, foresporsel_id: int) -> Foresporsel:
    """The chemical is in the register. Raises foresporsel.ingen_rett (another kind, too), foresporsel.besvart."""
    row = hent(session, now, person_id, foresporsel_id)
    if row.slag != rules.KJEMIKALIE:
        raise HmsError("foresporsel.ingen_rett")
    return _ferdig(session, now, row, rules.REGISTRERT, person_id)


def mine(session: Session, person_id: int, grense: int = 5) -> Sequence[Foresporsel]:
    """What this person has asked for, newest first."""
    query = select(Foresporsel).where(Foresporsel.person_id == person_id)
    return session.exec(query.order_by(col(Foresporsel.id).desc()).limit(grense)).all()


def hos(session: Session, now: datetime, person_id: int) -> list[Foresporsel]:
    """The open requests that lie with this person by roles of today, by deadline; what is lifted lies with the next above too."""
    query = select(Foresporsel).where(Foresporsel.status == rules.APEN)
    rader = session.exec(query.order_by(col(Foresporsel.frist), col(Foresporsel.id)))
    return [row for row in rader if person_id in mottakere.linja(session, row, oslo_date(now))[: 1 + _er_loftet(row)]]


def ta_trinn(session: Session, now: datetime, row: Foresporsel) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person."""
    found = _neste(row)
    row.neste_trinn_at = found[1] if found else None
    session.add(row)
    if found is None or found[1] > now:
        return None
    step = found[0]
    row.trinn = [*row.trinn, {"navn": step.navn, "at": now.isoformat()}]
    row.neste_trinn_at = _neste_at(row)
    session.flush()
    for rolle in step.til:
        _varsle(session, now, row, PURRING, rolle, gang=step.navn)
    _revider(session, now, row, "foresporsel.trinn", "varde", trinn=step.navn)
    return step.navn


def _ferdig(session: Session, now: datetime, row: Foresporsel, status: str, person_id: int | None) -> Foresporsel:
    row.status, row.svar_at, row.svar_av, row.neste_trinn_at = status, now, person_id, None
    session.add(row)
    session.flush()
    outbox.oppdater(session, kort=kort(row), nokkel=KORT, parametre={"foresporsel": row.id})
    if row.person_id is not None:
        _varsle(session, now, row, SVAR, mottakere.SPURTE, gang=status)
    _revider(session, now, row, f"foresporsel.{status}", f"person:{person_id}")
    return row


def _varsle(session: Session, now: datetime, row: Foresporsel, nokkel: str, rolle: str, *, gang: str) -> None:
    parametre: Mapping[str, Any] = {"foresporsel": row.id, "gang": gang}
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"foresporsel:{row.id}:{nokkel}:{gang}:{rolle}",
            nokkel=nokkel,
            mottaker={"rolle": rolle, "foresporsel": row.id},
            parametre=parametre,
            kort=kort(row) if nokkel == KORT else f"om-foresporsel:{row.id}:{nokkel}:{gang}:{rolle}",
            ikke_for=purretid(now) if nokkel == PURRING else dagtid(now),
        ),
    )


def _er_loftet(row: Foresporsel) -> bool:
    return any(step["navn"].startswith("loft") for step in row.trinn)


def kort(row: Foresporsel) -> str:
    """The key of the live card of a request."""
    return f"foresporsel:{row.id}"


def _neste(row: Foresporsel) -> tuple[Trinn, datetime] | None:
    if row.status != rules.APEN:
        return None
    return neste_trinn(stiger()[rules.STIGE], slutten_av(row.frist), tatte(row.trinn))


def _neste_at(row: Foresporsel) -> datetime | None:
    found = _neste(row)
    return found[1] if found else None


def _revider(session: Session, now: datetime, row: Foresporsel, hendelse: str, aktor: str, **mer: Any) -> None:
    data = {"slag": row.slag, "node": row.node_id, **mer}
    revisjon.skriv(session, now, hendelse, objekt=f"foresporsel:{row.id}", aktor=aktor, data=data)

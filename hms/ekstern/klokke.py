"""The clock of a report: it is chased up the ladder until the other system's number is known."""

from datetime import datetime

from sqlmodel import Session

from hms.ekstern import beskjeder, rules
from hms.ekstern.model import EksternSak
from hms.kit import revisjon
from hms.kit.kalender import purretid
from hms.outbox import service as outbox
from hms.stige import Trinn, neste_trinn, stiger, tatte

STIGE = "ekstern_nummer"
OVERFORER = "overforer"


def still(session: Session, sak: EksternSak) -> None:
    """Sets when to look at the report again."""
    found = _neste(sak)
    sak.neste_trinn_at = found[1] if found else None
    session.add(sak)


def ta_trinn(session: Session, now: datetime, sak: EksternSak) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person."""
    still(session, sak)
    found = _neste(sak)
    if found is None or found[1] > now:
        return None
    step = found[0]
    sak.trinn = [*sak.trinn, {"navn": step.navn, "at": now.isoformat()}]
    still(session, sak)
    session.flush()
    for rolle in step.til:
        if rolle == OVERFORER and sak.vei == rules.MELDER:
            beskjeder.til_melder(session, sak, "ekstern_purring", gang=step.navn)
            continue
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"ekstern:{sak.id}:{step.navn}:{rolle}",
                nokkel="ekstern_purring",
                mottaker={"rolle": rules.MOTTAK if rolle == OVERFORER else rolle, "ekstern": sak.id},
                parametre={"ekstern": sak.id, "trinn": step.navn},
                ikke_for=purretid(now, alltid=step.alltid),
            ),
        )
    revisjon.skriv(
        session, now, "ekstern.trinn", objekt=f"ekstern:{sak.id}", aktor=rules.VARDE, data={"trinn": step.navn}
    )
    return step.navn


def _neste(sak: EksternSak) -> tuple[Trinn, datetime] | None:
    if sak.status == rules.NUMMER_MOTTATT:
        return None
    return neste_trinn(stiger()[STIGE], sak.meldt_at, tatte(sak.trinn))

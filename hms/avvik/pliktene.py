"""The duties beside a case (avvik.md 6): the checklist as it stands, and the ladder that reminds of what is missing."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from hms.avvik import flyt, plikter, queries, rules
from hms.avvik.model import Avvik, AvvikPlikt
from hms.avvik.plikter import Fakta, Plikt
from hms.kit import revisjon
from hms.kit.kalender import purretid
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.stige import Trinn, neste_trinn, stiger, tatte

HANDLING = "meldt_til"


@dataclass(frozen=True)
class Punkt:
    """One line of the checklist: the duty, what has been noted of it, and the steps that are missing."""

    plikt: Plikt
    rad: AvvikPlikt | None
    mangler: tuple[str, ...]


def liste(session: Session, avvik: Avvik) -> list[Punkt]:
    """The checklist of a case: every duty that applies now, done or not."""
    rows = {row.type: row for row in session.exec(select(AvvikPlikt).where(AvvikPlikt.avvik_id == avvik.id))}
    return [_punkt(plikt, rows.get(plikt.id)) for plikt in plikter.gjelder(_fakta(avvik))]


def apne(session: Session, avvik: Avvik) -> list[Punkt]:
    """The lines of the checklist where something is missing."""
    return [punkt for punkt in liste(session, avvik) if punkt.mangler]


def still(session: Session, now: datetime, avvik: Avvik) -> None:
    """Lays down a row for each duty that applies, and starts the ladders of those where something is missing."""
    session.flush()
    for punkt in liste(session, avvik):
        row = punkt.rad or AvvikPlikt(avvik_id=avvik.id or 0, type=punkt.plikt.id, oppstatt_at=now)
        row.neste_trinn_at = neste_at(row, punkt.plikt)
        session.add(row)


def ta_trinn(session: Session, now: datetime, row: AvvikPlikt) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person.

    A case that nobody may note anything in (withdrawn, restricted, rejected) is not chased; reopening starts it again.
    """
    avvik = session.get_one(Avvik, row.avvik_id)
    may = avvik.status in flyt.HANDLINGER[HANDLING].fra
    plikt = next((p for p in plikter.gjelder(_fakta(avvik)) if may and p.id == row.type), None)
    found = _neste(row, plikt)
    row.neste_trinn_at = found[1] if found else None
    session.add(row)
    if found is None or found[1] > now:
        return None
    step = found[0]
    row.trinn = [*row.trinn, {"navn": step.navn, "at": now.isoformat()}]
    row.neste_trinn_at = neste_at(row, plikt)
    session.flush()
    _minn_om(session, now, avvik, row, step)
    data = {"trinn": step.navn, "plikt": row.type}
    revisjon.skriv(session, now, "avvik.plikt_trinn", objekt=f"avvik:{avvik.id}", aktor="varde", data=data)
    return step.navn


def _minn_om(session: Session, now: datetime, avvik: Avvik, row: AvvikPlikt, step: Trinn) -> None:
    """One message for all that began together: the key is that of the ladder, not of the duty."""
    stige = plikter.plikter()[row.type].stige
    gang = f"{stige}:{int(row.oppstatt_at.timestamp())}:{step.navn}"
    haster = step.minutter is not None and avvik.grad == rules.KRITISK
    for rolle in step.til:
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"avvik:{avvik.id}:{queries.stempel(avvik)}:{gang}:{rolle}",
                nokkel="plikt_purring",
                mottaker={"rolle": rolle, "avvik": avvik.id},
                parametre={"avvik": avvik.id, "stige": stige},
                prioritet=Prioritet.NOD if haster else Prioritet.VARSEL,
                kort=f"om-avvik:{avvik.id}:plikt:{rolle}:{gang}",
                ikke_for=None if haster else purretid(now, alltid=step.alltid),
            ),
        )


def _fakta(avvik: Avvik) -> Fakta:
    return Fakta(avvik.kategori, avvik.underkategori, avvik.skade, avvik.grad)


def _punkt(plikt: Plikt, row: AvvikPlikt | None) -> Punkt:
    if row is None:
        return Punkt(plikt, None, plikt.steg)
    done = [steg for steg in plikter.STEG if getattr(row, f"{steg}_at") is not None]
    return Punkt(plikt, row, plikter.mangler(plikt, done, ikke_aktuelt=row.ikke_aktuelt_at is not None))


def _neste(row: AvvikPlikt, plikt: Plikt | None) -> tuple[Trinn, datetime] | None:
    """The next step of the ladder, and when; None when nothing is missing, or the duty does not apply."""
    if plikt is None or not _punkt(plikt, row).mangler:
        return None
    return neste_trinn(stiger()[plikt.stige], row.oppstatt_at, tatte(row.trinn))


def neste_at(row: AvvikPlikt, plikt: Plikt | None) -> datetime | None:
    """When to look at the duty again, or None."""
    found = _neste(row, plikt)
    return found[1] if found else None

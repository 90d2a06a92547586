"""The clock of a case: what it waits for, and the steps of the ladder that climb while it waits (avvik.md 5)."""

from datetime import date, datetime

from sqlmodel import Session

from hms.avvik import flyt, queries, rules
from hms.avvik.model import Avvik
from hms.kit import revisjon
from hms.kit.kalender import purretid, slutten_av
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.stige import Stige, Trinn, neste_trinn, tatte
from hms.tiltak import queries as tiltak


def start_paa_nytt(session: Session, avvik: Avvik) -> None:
    """The case waits for something else now, or has other deadlines: its ladder begins from the bottom."""
    avvik.trinn, avvik.runde = [], avvik.runde + 1
    still(session, avvik)


def still(session: Session, avvik: Avvik) -> None:
    """Sets when to look at the case again."""
    found = _neste(session, avvik)
    avvik.neste_trinn_at = found[1] if found else None
    session.add(avvik)


def ta_trinn(session: Session, now: datetime, avvik: Avvik) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person."""
    found = _neste(session, avvik)
    avvik.neste_trinn_at = found[1] if found else None
    session.add(avvik)
    if found is None or found[1] > now:
        return None
    step = found[0]
    avvik.trinn = [*avvik.trinn, {"navn": step.navn, "at": now.isoformat()}]
    still(session, avvik)
    session.flush()
    kritisk = avvik.grad == rules.KRITISK and avvik.status != flyt.LUKKET
    venter = queries.port(avvik)
    for rolle in step.til:
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"avvik:{avvik.id}:{queries.stempel(avvik)}:{venter}{avvik.runde}:{step.navn}:{rolle}",
                nokkel="avvik_effekt" if venter == "effekt" else "avvik_purring",
                mottaker={"rolle": rolle, "avvik": avvik.id},
                parametre={"avvik": avvik.id, "trinn": step.navn, "som": rolle, "port": venter, "runde": avvik.runde},
                prioritet=Prioritet.NOD if kritisk else Prioritet.VARSEL,
                kort=f"om-avvik:{avvik.id}:purring:{rolle}:{venter}{avvik.runde}:{step.navn}",
                ikke_for=None if kritisk else purretid(now, alltid=step.alltid),
            ),
        )
    data = {"trinn": step.navn, "port": venter}
    revisjon.skriv(session, now, "avvik.trinn", objekt=f"avvik:{avvik.id}", aktor="varde", data=data)
    return step.navn


def _neste(session: Session, avvik: Avvik) -> tuple[Trinn, datetime] | None:
    ladder = queries.stigen(avvik)
    if ladder is None:
        return None
    return neste_trinn(ladder, _utgangspunkt(session, avvik, ladder), tatte(avvik.trinn))


def _utgangspunkt(session: Session, avvik: Avvik, ladder: Stige) -> datetime:
    """The moment that the steps are counted from. Closing waits for the last action's deadline: that is the plan."""
    if ladder.fra == "meldt":
        return avvik.hos_behandler_fra
    match queries.port(avvik):
        case "mottatt":
            return avvik.frist_mottatt
        case "vurdert":
            return slutten_av(avvik.frist_vurdert)
        case "effekt":
            return slutten_av(avvik.effekt_frist or oslo_date(avvik.meldt_at))
    return slutten_av(frist_lukket(session, avvik) or oslo_date(avvik.vurdert_at or avvik.meldt_at))


def frist_lukket(session: Session, avvik: Avvik) -> date | None:
    """The last civil day for closing the case, or for its last action where that is later: that is the plan.

    None for a critical case, which is followed day by day.
    """
    if avvik.frist_lukket is None:
        return None
    planned = [t.frist for t in tiltak.uferdige(session, "avvik", avvik.id or 0)]
    return max([avvik.frist_lukket, *planned])

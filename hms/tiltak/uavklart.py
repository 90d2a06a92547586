"""Tiltak of a vernerunde that nobody has settled: without who or when. After fourteen days it counts as a finding without tiltak (T-47)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import purretid, slutten_av
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.stige import Trinn, neste_trinn, stiger, tatte
from hms.tiltak import mottakere, rules, service
from hms.tiltak.model import Tiltak, Uavklart
from hms.tiltak.service import NyttTiltak

NOTICE = "tiltak_uavklart"
FORSLAG = "forslag+14"


@dataclass(frozen=True)
class NyttUavklart:
    """What a file says: the kommune's own id, what, and who or when as far as it is known. `fra`: the civil day the days are counted from."""

    id: str
    hva: str
    ansvarlig_id: int | None
    frist: date | None
    fra: date


def funnet(session: Session, ekstern_id: str) -> Uavklart | None:
    """The one that was taken in from a file with this id."""
    return session.exec(select(Uavklart).where(Uavklart.ekstern_id == ekstern_id)).first()


def overta(session: Session, now: datetime, nytt: NyttUavklart, *, node_id: int) -> Uavklart:
    """Takes it in, or changes what is known of it. The days go on from where they were."""
    row = funnet(session, nytt.id) or Uavklart(ekstern_id=nytt.id, node_id=node_id, hva=nytt.hva, fra=nytt.fra)
    row.hva, row.node_id, row.ansvarlig_id, row.frist = nytt.hva, node_id, nytt.ansvarlig_id, nytt.frist
    row.neste_trinn_at = _neste_at(row)
    session.add(row)
    session.flush()
    _revider(session, now, row, "tiltak.uavklart", "varde")
    return row


def hent(session: Session, now: datetime, person_id: int | None, uavklart_id: int) -> Uavklart:
    """It, locked, for a leader who may settle it. Raises tiltak.ingen_rett, tiltak.avklart."""
    return _hent(session, uavklart_id, person_id, lambda row: mottakere.kan_avklare(session, row, oslo_date(now)))


def hent_meldbar(session: Session, now: datetime, person_id: int | None, uavklart_id: int) -> Uavklart:
    """It, locked, for a leader above who may have it reported. Raises tiltak.ingen_rett, tiltak.avklart."""
    return _hent(session, uavklart_id, person_id, lambda row: mottakere.over(session, row, oslo_date(now)))


def avklar(
    session: Session, now: datetime, person_id: int | None, uavklart_id: int, *, ansvarlig_id: int, frist: date
) -> Tiltak:
    """Who and when are settled: from now on it is a tiltak like others, and who is responsible is told.

    Raises tiltak.ingen_rett, tiltak.avklart, tiltak.frist.
    """
    row = hent(session, now, person_id, uavklart_id)
    nytt = NyttTiltak(row.hva, ansvarlig_id, frist, kilde=rules.VERNERUNDE, ekstern_id=row.ekstern_id)
    tiltak = service.opprett(session, now, person_id, nytt, opphav=(service.OVERTATT, 0), node_id=row.node_id)
    ferdig(session, row, tiltak)
    return tiltak


def ferdig(session: Session, row: Uavklart, tiltak: Tiltak) -> None:
    """It has become this tiltak; nothing waits any more."""
    row.tiltak_id, row.neste_trinn_at = tiltak.id, None
    session.add(row)
    session.flush()


def ta_trinn(session: Session, now: datetime, row: Uavklart) -> str | None:
    """Takes the next step of the ladder if it is due, and says which. Called by the tick, never by a person."""
    found = _neste(row)
    row.neste_trinn_at = found[1] if found else None
    session.add(row)
    if found is None or found[1] > now:
        return None
    step = found[0]
    row.trinn = [*row.trinn, {"navn": step.navn, "at": purretid(now).isoformat()}]
    row.neste_trinn_at = _neste_at(row)
    for rolle in step.til:
        key = f"uavklart:{row.id}:{step.navn}:{rolle}"
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=key,
                nokkel=NOTICE,
                mottaker={"rolle": rolle, "uavklart": row.id},
                parametre={"uavklart": row.id, "trinn": step.navn, "som": rolle},
                kort=f"om-{key}",
                ikke_for=purretid(now),
            ),
        )
    _revider(session, now, row, "tiltak.uavklart_trinn", "varde", trinn=step.navn)
    return step.navn


def _hent(
    session: Session, uavklart_id: int, person_id: int | None, hvem: Callable[[Uavklart], Collection[int]]
) -> Uavklart:
    row = session.get(Uavklart, uavklart_id, with_for_update=True)
    if row is None or person_id is None or person_id not in hvem(row):
        raise HmsError("tiltak.ingen_rett")
    if row.tiltak_id is not None:
        raise HmsError("tiltak.avklart")
    return row


def _neste(row: Uavklart) -> tuple[Trinn, datetime] | None:
    if row.tiltak_id is not None:
        return None
    return neste_trinn(stiger()[NOTICE], slutten_av(row.fra), tatte(row.trinn))


def _neste_at(row: Uavklart) -> datetime | None:
    found = _neste(row)
    return found[1] if found else None


def _revider(session: Session, now: datetime, row: Uavklart, hendelse: str, aktor: str, **mer: Any) -> None:
    data = {"node": row.node_id, **mer}
    revisjon.skriv(session, now, hendelse, objekt=f"uavklart:{row.id}", aktor=aktor, data=data)

"""Work that a verneombud stops (aml § 6-3): noted at once, told at once, and ended by those whom the law gives it to."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.verneombud import mottakere, queries, rules
from hms.verneombud.model import Stans


@dataclass(frozen=True)
class NyStans:
    """Where, why, and from which moment (aware)."""

    node_id: int
    sted: str
    grunn: str
    fra_at: datetime


def stans(session: Session, now: datetime, person_id: int | None, ny: NyStans) -> Stans:
    """Notes the stop; the leaders and the HMS-ansvarlig are told at once, day and night. Krav 5.0-8, aml § 6-3.

    Raises stans.ikke_verneombud, stans.tid.
    """
    if person_id is None or not queries.er_verneombud_for(session, person_id, ny.node_id, oslo_date(now)):
        raise HmsError("stans.ikke_verneombud")
    if not rules.gyldig_fra(ny.fra_at, now):
        raise HmsError("stans.tid")
    row = Stans(
        node_id=ny.node_id,
        verneombud_id=person_id,
        sted=ny.sted,
        grunn=ny.grunn,
        fra_at=ny.fra_at,
        meldt_at=now,
    )
    session.add(row)
    session.flush()
    for rolle in (mottakere.LEDERE, mottakere.HMS_ANSVARLIG):
        _varsle(session, row, "stans_kort", rolle, "ny")
    _revisjon(session, now, row, "stans.meldt", person_id)
    return row


def i_gang_igjen(session: Session, now: datetime, person_id: int | None, stans_id: int, *, som: str) -> Stans:
    """The work goes on: the verneombud says so, or a leader notes the decision of Arbeidstilsynet. All are told.

    Raises stans.ingen_rett, stans.alt_slutt (params: at).
    """
    row = hent(session, now, person_id, stans_id)
    may = {
        rules.VERNEOMBUD: queries.er_verneombud_for(session, person_id, row.node_id, oslo_date(now)),
        rules.ARBEIDSTILSYNET: queries.er_leder(session, row, person_id, oslo_date(now)),
    }
    if not may.get(som, False):
        raise HmsError("stans.ingen_rett")
    if row.slutt_at is not None:
        raise HmsError("stans.alt_slutt")
    row.slutt_at, row.slutt_av, row.slutt_som = now, person_id, som
    session.add(row)
    session.flush()
    _oppdater(session, row)
    for rolle in (mottakere.LEDERE, mottakere.HMS_ANSVARLIG, mottakere.VERNEOMBUD):
        _varsle(session, row, "stans_slutt", rolle, "slutt")
    _revisjon(session, now, row, "stans.slutt", person_id)
    return row


def hent(session: Session, now: datetime, person_id: int | None, stans_id: int) -> Stans:
    """The stop, locked, if this person may see it. Raises stans.ingen_rett."""
    row = session.get(Stans, stans_id, with_for_update=True)
    if row is None or not queries.ser_stans(session, row, person_id, oslo_date(now)):
        raise HmsError("stans.ingen_rett")
    return row


def _oppdater(session: Session, row: Stans) -> None:
    for rolle in (mottakere.LEDERE, mottakere.HMS_ANSVARLIG, mottakere.VERNEOMBUD):
        outbox.oppdater(session, kort=_kort(row, rolle), nokkel="stans_kort", parametre={"stans": row.id})


def _varsle(session: Session, row: Stans, nokkel: str, rolle: str, gang: str) -> None:
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"stans:{row.id}:{gang}:{rolle}",
            nokkel=nokkel,
            mottaker={"rolle": rolle, "stans": row.id},
            parametre={"stans": row.id},
            prioritet=Prioritet.NOD,
            kort=_kort(row, rolle) if nokkel == "stans_kort" else f"om-stans:{row.id}:{gang}:{rolle}",
        ),
    )


def _kort(row: Stans, rolle: str) -> str:
    return f"stans:{row.id}:{rolle}"


def _revisjon(session: Session, now: datetime, row: Stans, hendelse: str, av: int | None) -> None:
    data = {"node": row.node_id, "som": row.slutt_som}
    revisjon.skriv(session, now, hendelse, objekt=f"stans:{row.id}", aktor=f"person:{av}", data=data)

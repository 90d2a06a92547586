"""The breach of personal data that an avvik tells of: its 72-hour clock, and what the kommune has decided about it.

The clock stops when somebody has registered that Datatilsynet was told, or that it need not be and why. Krav: GDPR art. 33.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from hms.avvik import flyt, personvernfrist, queries
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.felt import json_liste, utc
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.stige import Trinn

ROLLE = "personvernombud"
TRUKKET = "trukket"
NOTICE = "personvern_klokke"
MELDT = "meldt"
IKKE_MELDEPLIKTIG = "ikke_meldepliktig"
MAKS_FORDI = 1000


class Klokke72(SQLModel):
    """What every 72-hour clock holds. All moments in UTC. `trinn` are the ladder's steps that have been taken, by name.

    `vurdert` is None while nobody has decided, else «meldt» (Datatilsynet was told at `meldt_at`) or «ikke_meldepliktig»
    (then `fordi` says why). `vurdert_av` decided it.
    """

    kjent_at: datetime = utc()
    frist: datetime = utc()
    meldt_at: datetime | None = utc(nullable=True)
    vurdert: str | None = None
    vurdert_at: datetime | None = utc(nullable=True)
    vurdert_av: int | None = Field(default=None, foreign_key="person.id")
    fordi: str | None = None
    trinn: list[str] = json_liste()
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)


class Personvernbrudd(Klokke72, table=True):
    """The clock of one avvik."""

    __tablename__ = "personvernbrudd"
    avvik_id: int = Field(foreign_key="avvik.id", primary_key=True)


def start(session: Session, now: datetime, avvik: Avvik) -> Personvernbrudd | None:
    """Starts the clock of a case in the category, from when it was reported, and takes the first step at once.

    None for another category, or when the clock runs already.
    """
    if avvik.kategori != personvernfrist.KATEGORI or avvik.id is None or brudd(session, avvik.id) is not None:
        return None
    row = Personvernbrudd(
        avvik_id=avvik.id, kjent_at=avvik.meldt_at, frist=personvernfrist.frist(avvik.meldt_at), trinn=[]
    )
    session.add(row)
    session.flush()
    data = {"frist": row.frist.isoformat()}
    revisjon.skriv(session, now, "personvern.startet", objekt=f"avvik:{avvik.id}", aktor="varde", data=data)
    ta_trinn(session, now, row)
    return row


def brudd(session: Session, avvik_id: int) -> Personvernbrudd | None:
    """The clock of a case, if it has one."""
    return session.get(Personvernbrudd, avvik_id)


def forfalte(session: Session, now: datetime, grense: int) -> list[Personvernbrudd]:
    """The clocks that have to be looked at now, the nearest deadline first; locked for the transaction."""
    query = (
        select(Personvernbrudd)
        .where(col(Personvernbrudd.neste_trinn_at) <= now)
        .order_by(col(Personvernbrudd.frist), col(Personvernbrudd.avvik_id))
        .limit(grense)
        .with_for_update(skip_locked=True)
    )
    return list(session.exec(query).all())


def ta_trinn(session: Session, now: datetime, row: Personvernbrudd) -> str | None:
    """Sends the last reminder that is due, and says which. Earlier ones that were not sent count as taken with it."""
    avvik = session.get(Avvik, row.avvik_id)
    step = neste_steg(session, now, row, gjelder=avvik is not None and _gjelder(avvik))
    if step is None or avvik is None:
        return None
    for rolle in step.til:
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"avvik:{avvik.id}:personvern:{step.navn}:{rolle}",
                nokkel=NOTICE,
                mottaker={"rolle": rolle, "avvik": avvik.id},
                parametre={"avvik": avvik.id, "trinn": step.navn, "hos": queries.stempel(avvik)},
                prioritet=Prioritet.VARSEL,
                kort=f"personvern:{avvik.id}:{step.navn}",
            ),
        )
    revisjon.skriv(
        session, now, "personvern.trinn", objekt=f"avvik:{avvik.id}", aktor="varde", data={"trinn": step.navn}
    )
    return step.navn


def neste_steg(session: Session, now: datetime, row: Klokke72, *, gjelder: bool) -> Trinn | None:
    """Takes what is due of the ladder and sets when to look again; the step to remind of, or None. Not `gjelder`: it runs no more."""
    if row.vurdert is not None or not gjelder:
        row.neste_trinn_at = None
        session.add(row)
        return None
    due = personvernfrist.forfalte(row.kjent_at, row.trinn, now)
    row.trinn = [*row.trinn, *(step.navn for step in due)]
    row.neste_trinn_at = personvernfrist.neste(row.kjent_at, row.trinn)
    session.add(row)
    session.flush()
    return due[-1] if due else None


def meldt(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Personvernbrudd:
    """Registers that Datatilsynet has been told, now. Raises avvik.ingen_rett, personvern.alt_vurdert."""
    row = _apent(session, now, leser, avvik_id)
    row.meldt_at = now
    return _avgjort(session, now, leser, row, MELDT)


def ikke_meldepliktig(session: Session, now: datetime, leser: Leser, avvik_id: int, fordi: str) -> Personvernbrudd:
    """Registers that it need not be told, and why. Raises avvik.ingen_rett, personvern.alt_vurdert."""
    row = _apent(session, now, leser, avvik_id)
    row.fordi = fordi
    return _avgjort(session, now, leser, row, IKKE_MELDEPLIKTIG)


def kan_vurdere(session: Session, avvik: Avvik, leser: Leser, paa: date) -> bool:
    """May the reader decide: the personvernombud, the handler, or the leader above. Never one whom the case is about."""
    relasjoner = queries.relasjoner(session, avvik, leser, paa)
    if flyt.INHABIL in relasjoner or leser.person_id is None:
        return False
    ombud = any(person.id == leser.person_id for person in ombudene(session, avvik, paa))
    return ombud or bool({flyt.BEHANDLER, flyt.LEDER_OVER} & relasjoner)


def ombudene(session: Session, avvik: Avvik, paa: date) -> list[Person]:
    """The personvernombud, or the HMS-ansvarlig where there is none; never one whom the case is about."""
    ute = queries.inhabile(session, avvik.id or 0)
    holders = [person for person in org.kommune_rolle(session, ROLLE, paa) if person.id not in ute]
    return holders or queries.siste_utvei(session, avvik, paa)


def hent(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Personvernbrudd:
    """The clock, locked, if the reader may decide. Raises avvik.ingen_rett, personvern.alt_vurdert."""
    return _apent(session, now, leser, avvik_id)


def _gjelder(avvik: Avvik) -> bool:
    """Is it still a case of this category that somebody stands by?"""
    return avvik.kategori == personvernfrist.KATEGORI and avvik.status != TRUKKET


def _apent(session: Session, now: datetime, leser: Leser, avvik_id: int) -> Personvernbrudd:
    avvik = session.get(Avvik, avvik_id)
    row = session.get(Personvernbrudd, avvik_id, with_for_update=True)
    if avvik is None or row is None or not kan_vurdere(session, avvik, leser, oslo_date(now)):
        raise HmsError("avvik.ingen_rett")
    if row.vurdert is not None:
        raise HmsError("personvern.alt_vurdert", nummer=avvik.nummer)
    return row


def _avgjort(session: Session, now: datetime, leser: Leser, row: Personvernbrudd, hva: str) -> Personvernbrudd:
    row.vurdert, row.vurdert_at, row.vurdert_av, row.neste_trinn_at = hva, now, leser.person_id, None
    session.add(row)
    session.flush()
    for navn in row.trinn:
        params: Mapping[str, Any] = {"avvik": row.avvik_id, "trinn": navn}
        outbox.oppdater(session, kort=f"personvern:{row.avvik_id}:{navn}", nokkel=NOTICE, parametre=params)
    revisjon.skriv(
        session, now, f"personvern.{hva}", objekt=f"avvik:{row.avvik_id}", aktor=f"person:{leser.person_id}", data={}
    )
    return row

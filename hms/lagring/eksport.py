"""Everything that is kept about a person, for the one who asks to see it (avvik.md 8, «Innsyn»)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col
from sqlmodel import select as sql

from hms.avvik import queries
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder
from hms.kit import revisjon
from hms.kit.revisjon import Revisjon
from hms.lagring import tre
from hms.lagring.person import DRIFT, kontoer, meldinger_til, meldte
from hms.organisasjon.model import Person
from hms.outbox.model import Utboks
from hms.samtale.model import Kontakt, Kort, Operasjon, Samtale
from hms.tiltak.model import Tiltak

Rad = dict[str, Any]
# Written out by hand below, or about others.
EGNE = frozenset(
    tre.tabell(t).name for t in (Avvik, AvvikMelder, AvvikInhabil, Kontakt, Kort, Operasjon, Samtale, Utboks, Tiltak)
)
OM_SAKEN = ("nummer", "status", "kategori", "grad", "meldt_at", "lukket_at")
ROLLER_I_SAK = ("behandler_id", "mottatt_av", "vurdert_av", "lukket_av")


def eksporter(session: Session, now: datetime, person: Person, *, aktor: str = DRIFT) -> Rad:
    """All of it as plain values, and a line in the audit. Where the person is in another's case, its text is left out.

    That somebody is kept out of a case as inhabil is told as a number only: the case is about others too, and the
    personvernombud decides what of it may be seen.
    """
    person_id = person.id or 0
    accounts, places = kontoer(session, person_id)
    out: Rad = {
        "laget": now.isoformat(),
        "person": _rad(person.model_dump()),
        "kontoer": [_rad(one.model_dump()) for one in _alle(session, Kontakt, accounts)],
        "samtaler": [_rad(one.model_dump()) for one in _alle(session, Samtale, places)],
        "meldte_saker": [_sak(session, case) for case in meldte(session, person_id, accounts)],
        "behandlede_saker": _behandlet(session, person_id),
        "inhabil_i_antall_saker": len(session.exec(sql(AvvikInhabil).where(AvvikInhabil.person_id == person_id)).all()),
        "tiltak": _tiltak(session, person_id),
        "meldinger": _meldinger(session, person_id, accounts, places),
        "revisjon": _revisjon(session, person_id, accounts),
        "andre": _andre(session, person_id, accounts),
    }
    revisjon.skriv(session, now, "person.eksportert", objekt=f"person:{person_id}", aktor=aktor)
    return out


def _alle(session: Session, model: Any, ids: Collection[int]) -> Any:
    return session.exec(sql(model).where(col(model.id).in_(ids)).order_by(col(model.id))).all()


def _sak(session: Session, case: Avvik) -> Rad:
    """One's own case, whole: what was written, and the thread with the handler."""
    found = _rad(case.model_dump(exclude={"trinn", "neste_trinn_at", *ROLLER_I_SAK}))
    found["tillegg"] = [_verdi(row.tekst) for row in queries.tillegg(session, case.id or 0)]
    found["meldinger"] = [
        {"fra": row.fra, "tekst": row.tekst, "skrevet_at": _verdi(row.skrevet_at)}
        for row in queries.meldinger(session, case.id or 0)
    ]
    return found


def _behandlet(session: Session, person_id: int) -> list[Rad]:
    """Others' cases that the person had to do with: which, and as what."""
    mine = or_(*(col(getattr(Avvik, name)) == person_id for name in ROLLER_I_SAK))
    return [
        {name: _verdi(getattr(case, name)) for name in OM_SAKEN}
        | {"som": [name for name in ROLLER_I_SAK if getattr(case, name) == person_id]}
        for case in session.exec(sql(Avvik).where(mine).order_by(col(Avvik.id)))
    ]


def _tiltak(session: Session, person_id: int) -> list[Rad]:
    columns = (Tiltak.ansvarlig_id, Tiltak.opprettet_av, Tiltak.utfort_av)
    mine = or_(*(col(column) == person_id for column in columns))
    rows = session.exec(sql(Tiltak).where(mine).order_by(col(Tiltak.id)))
    return [_rad(row.model_dump(exclude={"trinn", "neste_trinn_at"})) for row in rows]


def _meldinger(session: Session, person_id: int, accounts: Collection[int], places: Collection[int]) -> list[Rad]:
    rows = session.exec(sql(Utboks).where(meldinger_til(person_id, accounts, places)).order_by(col(Utboks.id)))
    kept = {"id", "type", "status", "nokkel", "parametre", "kropp", "opprettet_at", "ferdig_at"}
    return [_rad(row.model_dump(include=kept)) for row in rows]


def _revisjon(session: Session, person_id: int, accounts: Collection[int]) -> list[Rad]:
    """What the person has done, and what was done with the person's own rows, by the audit."""
    actors = [f"person:{person_id}", *(f"kontakt:{account}" for account in accounts)]
    lines = or_(col(Revisjon.aktor).in_(actors), col(Revisjon.objekt) == f"person:{person_id}")
    rows = session.exec(sql(Revisjon).where(lines).order_by(col(Revisjon.id)))
    return [{"skjedd_at": _verdi(r.skjedd_at), "hendelse": r.hendelse, "objekt": r.objekt} for r in rows]


def _andre(session: Session, person_id: int, accounts: Collection[int]) -> dict[str, list[Rad]]:
    """Rows of every other table that point at the person or an account: roles, positions, and what comes later."""
    found: dict[str, list[Rad]] = {}
    for til, ids in ((tre.tabell(Person), [person_id]), (tre.tabell(Kontakt), list(accounts))):
        for column in tre.pekere(til):
            if column.table.name in EGNE:
                continue
            rows = session.connection().execute(select(column.table).where(column.in_(ids))).mappings()
            found.setdefault(column.table.name, []).extend(_rad(dict(row)) for row in rows)
    return {name: rows for name, rows in found.items() if rows}


def _rad(values: Rad) -> Rad:
    return {name: _verdi(value) for name, value in values.items() if value is not None}


def _verdi(value: Any) -> Any:
    """A value as JSON knows it; bytes are told by their number."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{len(value)} byte" if isinstance(value, bytes) else value

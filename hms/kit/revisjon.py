"""The audit chain: append-only, each line's hash covering the line before it. Codes and ids only, never text or names.

The database itself refuses changes to it (triggers, laid down by the migration). The actor of a confidential case is
«melder», and who that is stands in an erasable row elsewhere, so that erasing never breaks the chain.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel, col, select

from hms.kit.felt import json_felt, utc

START = "0" * 64
LOCK = text("UPDATE revisjon_hale SET antall = antall + 1 WHERE id = 1 RETURNING hash")
FIRST = text("INSERT INTO revisjon_hale (id, hash, antall) VALUES (1, :hash, 0) ON CONFLICT (id) DO NOTHING")
MOVE = text("UPDATE revisjon_hale SET hash = :hash WHERE id = 1")


class Revisjon(SQLModel, table=True):
    """One line of the audit chain. `objekt` is «avvik:42», `aktor` «person:7», «melder» or «varde»."""

    __tablename__ = "revisjon"
    id: int | None = Field(default=None, primary_key=True)
    skjedd_at: datetime = utc()
    hendelse: str
    objekt: str = Field(index=True)
    aktor: str
    data: dict[str, Any] = json_felt()
    forrige: str
    hash: str


class RevisjonHale(SQLModel, table=True):
    """The end of the chain: its row lock orders the writers, its count shows a chain whose end was cut off."""

    __tablename__ = "revisjon_hale"
    id: int | None = Field(default=None, primary_key=True)
    hash: str
    antall: int


def skriv(
    session: Session, now: datetime, hendelse: str, *, objekt: str, aktor: str, data: Mapping[str, Any] | None = None
) -> None:
    """Appends one line. Call it late in the transaction: the chain's end stays locked until the commit."""
    connection = session.connection()
    forrige = connection.execute(LOCK).scalar_one_or_none()
    if forrige is None:
        connection.execute(FIRST, {"hash": START})
        forrige = connection.execute(LOCK).scalar_one()
    line = Revisjon(
        skjedd_at=now, hendelse=hendelse, objekt=objekt, aktor=aktor, data=dict(data or {}), forrige=forrige, hash=""
    )
    line.hash = _hash(line)
    session.add(line)
    session.flush()
    connection.execute(MOVE, {"hash": line.hash})


def brudd(session: Session) -> int | None:
    """The id of the first line that does not fit the chain, 0 if lines are missing at its end, None if all is whole."""
    forrige, antall = START, 0
    for line in session.exec(select(Revisjon).order_by(col(Revisjon.id))):
        if line.forrige != forrige or line.hash != _hash(line):
            return line.id
        forrige, antall = line.hash, antall + 1
    hale = session.get(RevisjonHale, 1)
    if hale is None:
        return None if antall == 0 else 0
    return None if (hale.hash, hale.antall) == (forrige, antall) else 0


def _hash(line: Revisjon) -> str:
    moment = line.skjedd_at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [line.forrige, moment, line.hendelse, line.objekt, line.aktor]
    parts.append(json.dumps(line.data, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

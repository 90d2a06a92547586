"""The audit chain: append-only, each line's hash covering the line before it. Codes and ids only, never text or names.

The database itself refuses changes to it (triggers, laid down by the migration). The actor of a confidential case is
«melder», and who that is stands in an erasable row elsewhere, so that erasing never breaks the chain.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Field, Session, SQLModel, col, select

from hms.kit.felt import json_felt, utc
from hms.kit.sporring import Setning, sett_inn_om_ny

START = "0" * 64


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


LAS = Setning(
    update(RevisjonHale)
    .where(col(RevisjonHale.id) == 1)
    .values(antall=RevisjonHale.antall + 1)
    .returning(col(RevisjonHale.hash))
)
FLYTT = Setning(update(RevisjonHale).where(col(RevisjonHale.id) == 1).values(hash=bindparam("ny")))
LEGG_TIL = Setning(insert(Revisjon).values({felt: bindparam(felt) for felt in Revisjon.model_fields if felt != "id"}))


def skriv(
    session: Session, now: datetime, hendelse: str, *, objekt: str, aktor: str, data: Mapping[str, Any] | None = None
) -> None:
    """Appends one line. Call it late in the transaction: the chain's end stays locked until the commit."""
    forrige = LAS.verdi(session)
    if forrige is None:
        sett_inn_om_ny(session, RevisjonHale, {"id": 1, "hash": START, "antall": 0}, "id")
        forrige = LAS.verdi(session) or START
    line = Revisjon(
        skjedd_at=now, hendelse=hendelse, objekt=objekt, aktor=aktor, data=dict(data or {}), forrige=forrige, hash=""
    )
    line.hash = _hash(line)
    LEGG_TIL.kjor(session, **line.model_dump(exclude={"id"}))
    FLYTT.kjor(session, ny=line.hash)


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

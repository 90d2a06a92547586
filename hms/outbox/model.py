"""The table of the outbox, and its states."""

from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import JSON, Index, func
from sqlmodel import Field, SQLModel

from hms.kit.felt import UtcDateTime, json_felt, utc


class Prioritet(IntEnum):
    """Lower goes first. An urgent row may overtake the others of its conversation; equals keep their order."""

    NOD = 0
    SVAR = 1
    VARSEL = 2
    MASSE = 3


VENTER = "pending"
LEID = "leased"
SENDES = "sending"
TVETYDIG = "ambiguous"
SENDT = "sent"
UTDATERT = "obsolete"
DOD = "dead"
FERDIGE = (SENDT, UTDATERT, DOD)


class Utboks(SQLModel, table=True):
    """One message to one recipient.

    `type` svar: the Message is frozen in `kropp`, which is erased when the row is done. `type` varsel: `nokkel` and the
    ids in `parametre` only; it is composed when it is sent. `mottaker` says who shall have it: {"person": 7} or
    {"rolle": …, …}; a svar has `samtale_id` from the start. `kort` is the live card that this row makes or (with
    `oppdatering`) updates. `neste_at` and `leie_til` are machine time, `ikke_for` is civil time.
    """

    __tablename__ = "utboks"
    __table_args__ = (
        Index("ix_utboks_kl", "status", "prioritet", "neste_at"),
        Index("ix_utboks_samtale", "samtale_id", "status"),
    )
    id: int | None = Field(default=None, primary_key=True)
    dedup_key: str = Field(unique=True)
    type: str
    status: str = VENTER
    prioritet: int
    samtale_id: int | None = Field(default=None, foreign_key="samtale.id")
    mottaker: dict[str, Any] = json_felt()
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    nokkel: str | None = None
    parametre: dict[str, Any] = json_felt()
    kropp: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    kort: str | None = Field(default=None, index=True)
    oppdatering: bool = False
    forsok: int = 0
    gjentakelse: bool = False
    neste_at: datetime = utc()
    ikke_for: datetime | None = utc(nullable=True)
    leie_til: datetime | None = utc(nullable=True)
    leie_eier: str | None = None
    platform_id: str | None = None
    grunn: str | None = None
    opprettet_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, nullable=False, sa_column_kwargs={"server_default": func.now()}
    )
    ferdig_at: datetime | None = utc(nullable=True, index=True)

"""Tables of the tiltak: what shall be done, by whom, by when, and where it came from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from hms.kit.felt import json_liste, utc


class Tiltak(SQLModel, table=True):
    """One action. `opphav_type` and `opphav_id` say what it came out of («avvik», 42); `frist` is the last civil day.

    `trinn` lists the ladder's steps that have been taken ({"navn", "at", "kort"}), `runde` counts how often the ladder has begun
    anew (a new deadline), `neste_trinn_at` is when to look again. `ekstern_id` and `kilde` are those of a tiltak that was taken
    in from a file: the kommune's own id, and what it came out of in words of `hms.oppstart.arkene.KILDER`.
    """

    __tablename__ = "tiltak"
    __table_args__ = (Index("ix_tiltak_opphav", "opphav_type", "opphav_id"),)
    id: int | None = Field(default=None, primary_key=True)
    opphav_type: str
    opphav_id: int
    kilde: str | None = None
    ekstern_id: str | None = Field(default=None, unique=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    hva: str
    ansvarlig_id: int = Field(foreign_key="person.id", index=True)
    frist: date
    status: str = Field(index=True)
    opprettet_at: datetime = utc()
    opprettet_av: int | None = Field(default=None, foreign_key="person.id")
    utfort_at: datetime | None = utc(nullable=True)
    utfort_av: int | None = Field(default=None, foreign_key="person.id")
    utfort_hvordan: str | None = None
    endret_fordi: str | None = None
    trinn: list[dict[str, Any]] = json_liste()
    runde: int = 0
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)


class Uavklart(SQLModel, table=True):
    """A tiltak of a vernerunde for which nobody, or no deadline, has been named yet («må avklares», T-47).

    `ansvarlig_id` and `frist` hold what is known. `fra` is the civil day that its days are counted from, `tiltak_id` what it
    became when it was settled. `trinn` and `neste_trinn_at` are its ladder's.
    """

    __tablename__ = "tiltak_uavklart"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    hva: str
    ansvarlig_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    frist: date | None = None
    fra: date
    tiltak_id: int | None = Field(default=None, foreign_key="tiltak.id", index=True)
    trinn: list[dict[str, str]] = json_liste()
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)


class TiltakSoknad(SQLModel, table=True):
    """The responsible person asks for another deadline, `frist` (the last civil day). Waiting does not stop the clock."""

    __tablename__ = "tiltak_soknad"
    id: int | None = Field(default=None, primary_key=True)
    tiltak_id: int = Field(foreign_key="tiltak.id", index=True)
    sokt_av: int = Field(foreign_key="person.id")
    sokt_at: datetime = utc()
    frist: date
    fordi: str
    status: str
    avgjort_av: int | None = Field(default=None, foreign_key="person.id")
    avgjort_at: datetime | None = utc(nullable=True)

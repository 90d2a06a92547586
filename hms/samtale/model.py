"""Tables of the conversations. They hold no message that a person wrote, except answers in an unfinished draft, and lines
that were not understood where the operator has asked for those.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from hms.kit.felt import json_felt, utc


class Mottatt(SQLModel, table=True):
    """An inbound event that has been dealt with, by its key, and what the platform was answered."""

    __tablename__ = "mottatt"
    nokkel: str = Field(primary_key=True)
    mottatt_at: datetime = utc(index=True)
    resultat: dict[str, Any] = json_felt()


class Samtale(SQLModel, table=True):
    """A conversation on a platform, where to answer it, and where the talk stands.

    `omfang`: personal, group or channel. `adresse` is the channel's own: service URL and the like. `tilstand` is the
    engine's state; `versjon` counts its changes. `glem_at` (machine time): when the traces of what was said there are to go.
    """

    __tablename__ = "samtale"
    __table_args__ = (UniqueConstraint("kanal", "leietaker", "ekstern_id"),)
    id: int | None = Field(default=None, primary_key=True)
    kanal: str
    leietaker: str
    ekstern_id: str
    omfang: str
    adresse: dict[str, Any] = json_felt()
    tilstand: dict[str, Any] = json_felt()
    versjon: int = 0
    utkast_til: datetime | None = utc(nullable=True, index=True)
    borte: bool = False
    glem_at: datetime | None = utc(nullable=True, index=True)


class Kontakt(SQLModel, table=True):
    """A person's account on a channel: the platform's user id, and the personal conversation where there is one.

    `person_id` is empty for someone who is not in the directory. `sprak` is that unknown person's own choice.
    """

    __tablename__ = "kontakt"
    __table_args__ = (UniqueConstraint("kanal", "leietaker", "bruker_id"),)
    id: int | None = Field(default=None, primary_key=True)
    kanal: str
    leietaker: str
    bruker_id: str
    aad_object_id: str | None = Field(default=None, index=True)
    navn: str | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    samtale_id: int | None = Field(default=None, foreign_key="samtale.id")
    sprak: str | None = None
    hilst: bool = False


class Operasjon(SQLModel, table=True):
    """A button's token that has been used, and the result that a repeated click gets again."""

    __tablename__ = "operasjon"
    token: str = Field(primary_key=True)
    samtale_id: int = Field(foreign_key="samtale.id")
    brukt_at: datetime = utc(index=True)
    resultat: dict[str, Any] = json_felt()


class Kort(SQLModel, table=True):
    """A live card: a message that is updated in place, found by its key («avvik:42:behandler:7»)."""

    __tablename__ = "kort"
    __table_args__ = (UniqueConstraint("nokkel", "samtale_id"),)
    id: int | None = Field(default=None, primary_key=True)
    nokkel: str = Field(index=True)
    samtale_id: int = Field(foreign_key="samtale.id")
    platform_id: str


class Misforstatt(SQLModel, table=True):
    """A command line that was not understood, by day: nothing says who wrote it, or in which conversation."""

    __tablename__ = "misforstatt"
    __table_args__ = (UniqueConstraint("tekst", "sprak", "dag"),)
    id: int | None = Field(default=None, primary_key=True)
    tekst: str
    sprak: str
    dag: date = Field(index=True)
    antall: int

"""The table of reports that go to another system. It is no second register: the words are erased when they have arrived."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from hms.kit.felt import json_liste, utc


class EksternSak(SQLModel, table=True):
    """One report on its way. `referanse` is EKS-YYYY-NNNN, ours; `nummer` is the other system's, empty until it is known.

    `vei` says who carries it over: webhook, mottak (the named reception, `mottak`) or melder. `kropp` is what was reported,
    erased when it has arrived. Who reported (`person_id` or `kontakt_id`) is kept until the number is known, to be told it.
    `gjelder` names what Varde itself reported about («tiltak:7»). `leder_id` is the nearest leader that it may be told to.

    `webhook_id` is the same at every try. `neste_at` and `leie_til` are machine time. `grunn` is the code of the last
    failure. `trinn`, `runde` and `neste_trinn_at` are the ladder's, civil time, while the number is missing.
    """

    __tablename__ = "ekstern_sak"
    id: int | None = Field(default=None, primary_key=True)
    referanse: str = Field(unique=True)
    webhook_id: str = Field(unique=True)
    status: str = Field(index=True)
    vei: str
    mottak: str = ""
    nummer: str | None = None
    kilde: str
    gjelder: str | None = Field(default=None, index=True)
    grad: int
    node_id: int = Field(foreign_key="node.id", index=True)
    leder_id: int | None = Field(default=None, foreign_key="person.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kontakt_id: int | None = Field(default=None, foreign_key="kontakt.id", index=True)
    fortrolig: bool = False
    kropp: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    meldt_at: datetime = utc()
    sendt_at: datetime | None = utc(nullable=True)
    nummer_at: datetime | None = utc(nullable=True)
    forsok: int = 0
    neste_at: datetime = utc()
    leie_til: datetime | None = utc(nullable=True)
    grunn: str | None = None
    trinn: list[dict[str, str]] = json_liste()
    runde: int = 0
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)

"""Tables of the verneombud's tracks: work that was stopped, and answers that were asked for."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from hms.kit.felt import json_liste, utc


class Stans(SQLModel, table=True):
    """Work that a verneombud has stopped (aml § 6-3). `fra_at` and `slutt_at` are moments in UTC.

    `slutt_som` says who decided that it goes on: «verneombud», or «arbeidstilsynet», noted by a leader.
    """

    __tablename__ = "stans"
    id: int | None = Field(default=None, primary_key=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    verneombud_id: int = Field(foreign_key="person.id", index=True)
    sted: str
    grunn: str
    fra_at: datetime = utc()
    meldt_at: datetime = utc()
    slutt_at: datetime | None = utc(nullable=True)
    slutt_av: int | None = Field(default=None, foreign_key="person.id")
    slutt_som: str | None = None


class KravOmSvar(SQLModel, table=True):
    """A question to which a verneombud wants a leader's answer (aml § 6-2). `frist` is the last civil day.

    `amu_at`: since when it stands on the list of the AMU. `trinn`, `runde` and `neste_trinn_at` are those of its ladder.
    """

    __tablename__ = "krav_om_svar"
    id: int | None = Field(default=None, primary_key=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    verneombud_id: int = Field(foreign_key="person.id", index=True)
    leder_id: int = Field(foreign_key="person.id", index=True)
    tekst: str
    status: str = Field(index=True)
    reist_at: datetime = utc()
    frist: date
    svar: str | None = None
    svar_at: datetime | None = utc(nullable=True)
    svar_av: int | None = Field(default=None, foreign_key="person.id")
    lukket_at: datetime | None = utc(nullable=True)
    amu_at: datetime | None = utc(nullable=True)
    trinn: list[dict[str, str]] = json_liste()
    runde: int = 0
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)

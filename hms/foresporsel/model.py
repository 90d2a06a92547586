"""The table of the requests."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from hms.kit.felt import json_liste, utc


class Foresporsel(SQLModel, table=True):
    """One request. `slag` is opplaring or kjemikalie. `frist` is the last civil day for the answer. `person_id` asked.

    `status`: apen, besvart (with `svar`), or registrert (the chemical has been put into the register).
    """

    __tablename__ = "foresporsel"
    id: int | None = Field(default=None, primary_key=True)
    slag: str
    tekst: str
    node_id: int = Field(foreign_key="node.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    status: str
    sendt_at: datetime = utc()
    frist: date
    svar: str | None = None
    svar_at: datetime | None = utc(nullable=True)
    svar_av: int | None = Field(default=None, foreign_key="person.id")
    trinn: list[dict[str, str]] = json_liste()
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)

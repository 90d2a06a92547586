"""The table of the proposals."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from hms.kit.felt import utc


class Forbedring(SQLModel, table=True):
    """One proposal. `nummer` is FOR-YYYY-NNNN, the year in Europe/Oslo. `lest_at`: the leader has said that it is read.

    Who proposed it is a person of the directory, or the account of somebody who is not in it.
    """

    __tablename__ = "forbedring"
    id: int | None = Field(default=None, primary_key=True)
    nummer: str = Field(unique=True)
    hva: str
    node_id: int = Field(foreign_key="node.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kontakt_id: int | None = Field(default=None, foreign_key="kontakt.id", index=True)
    sendt_at: datetime = utc()
    lest_at: datetime | None = utc(nullable=True)
    lest_av: int | None = Field(default=None, foreign_key="person.id")

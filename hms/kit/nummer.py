"""Running numbers without gaps or races: the number is taken inside the transaction that uses it."""

from sqlalchemy import text
from sqlmodel import Field, Session, SQLModel

TAKE = text(
    "INSERT INTO nummerserie (serie, ar, siste) VALUES (:serie, :ar, 1) "
    "ON CONFLICT (serie, ar) DO UPDATE SET siste = nummerserie.siste + 1 RETURNING siste"
)


class Nummerserie(SQLModel, table=True):
    """The last number given in a series and year."""

    __tablename__ = "nummerserie"
    serie: str = Field(primary_key=True)
    ar: int = Field(primary_key=True)
    siste: int


def neste_nummer(session: Session, serie: str, ar: int) -> int:
    """The next number of the series in that year, from 1. It is given back if the transaction rolls back."""
    return int(session.connection().execute(TAKE, {"serie": serie, "ar": ar}).scalar_one())

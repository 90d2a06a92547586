"""Tables of the courses: what each person has taken, and what is planned."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from hms.kit.felt import utc


class Kurs(SQLModel, table=True):
    """Somebody has taken a course on a civil day. An empty day: known not to have taken it. No row: unknown (rule 10).

    `kurs` is one of `hms.regelverk.aksjon.KURS`; `timer` is how long it was, where that is known, and `avtale` the link to
    the agreement between the parties that a shorter one needs (T-20).
    """

    __tablename__ = "kurs"
    __table_args__ = (UniqueConstraint("person_id", "kurs", "dato"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kurs: str
    dato: date | None = None
    timer: float | None = None
    avtale: str | None = None
    registrert_at: datetime = utc()
    registrert_av: int | None = Field(default=None, foreign_key="person.id")


class PlanlagtKurs(SQLModel, table=True):
    """A course that is going to be held, from a civil day (T-17). `avlyst`: it is not, after all."""

    __tablename__ = "planlagt_kurs"
    __table_args__ = (UniqueConstraint("kurs", "dato"),)
    id: int | None = Field(default=None, primary_key=True)
    kurs: str
    dato: date = Field(index=True)
    avlyst: bool = False
    registrert_at: datetime = utc()
    registrert_av: int | None = Field(default=None, foreign_key="person.id")

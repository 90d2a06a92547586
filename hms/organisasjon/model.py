"""Tables of the organisation.

Every object carries the kommune's own stable id (`ekstern_id`), which the import matches on. What disappears is
end-dated (`gyldig_til`, the last civil date on which it counts), never deleted.
"""

from datetime import date

from sqlalchemy import Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

NODETYPER = ("kommune", "sektor", "enhet", "stab", "avdeling")
PARTER = ("a_side", "g_side", "bht")
OMFANG = ("node", "verneomrade", "bygg", "mks_gruppe")


class Node(SQLModel, table=True):
    """A place in the line: kommune, sektor, enhet (or stab, treated as enhet: T-39), avdeling."""

    __tablename__ = "node"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    type: str
    navn: str
    forelder_id: int | None = Field(default=None, foreign_key="node.id", index=True)
    dognbemannet: bool = False
    skole_barnehage: bool = False
    beredskap_telefon: str | None = None
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    etterfolger_id: int | None = Field(default=None, foreign_key="node.id")


class Person(SQLModel, table=True):
    """An employee or a guest (BHT, hired in). `sprak`: nb, nn or en; empty means the kommune's målform."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    navn: str
    epost: str | None = Field(default=None, index=True)
    telefon: str | None = None
    entra_id: str | None = Field(default=None, unique=True)
    sprak: str | None = None
    gjest: bool = False
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class Stilling(SQLModel, table=True):
    """A person's position at a node; the first by `rang` is the main one. `leder_id` overrides the node's leader."""

    __tablename__ = "stilling"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    tittel: str
    prosent: int | None = None
    rang: int = 1
    leder_id: int | None = Field(default=None, foreign_key="person.id")
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class Rolle(SQLModel, table=True):
    """A role held in a period, within a scope (`omfang_type` and `omfang_id`, see OMFANG).

    `stedfortreder`: this row is a deputy, who steps in when there is no holder or the holder cannot be reached (T-28).
    `for_id`: the deputy stands in for this holder, who is away in the period. `fra_samtale`: given or ended in chat, so that
    the next import does not undo it in silence (docs/adr/0017).
    `part` is the side in AMU and MKS (T-08). Roles are the keys under `roller` in `regelverk/arshjul.yaml`.
    """

    __tablename__ = "rolle"
    __table_args__ = (Index("ix_rolle_omfang", "omfang_type", "omfang_id", "rolle"),)
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    rolle: str
    person_id: int = Field(foreign_key="person.id", index=True)
    omfang_type: str
    omfang_id: int
    stedfortreder: bool = False
    part: str | None = None
    for_id: int | None = Field(default=None, foreign_key="person.id")
    fra_samtale: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class Verneomrade(SQLModel, table=True):
    """A safety area: its own division, many-to-many with nodes (T-16)."""

    __tablename__ = "verneomrade"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    navn: str
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class VerneomradeNode(SQLModel, table=True):
    """A node covered by a verneområde; the node's descendants are covered unless another area names them."""

    __tablename__ = "verneomrade_node"
    verneomrade_id: int = Field(foreign_key="verneomrade.id", primary_key=True)
    node_id: int = Field(foreign_key="node.id", primary_key=True, index=True)


class Bygg(SQLModel, table=True):
    """A building with one owner unit and one or more users (T-35)."""

    __tablename__ = "bygg"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    navn: str
    adresse: str | None = None
    eier_node_id: int | None = Field(default=None, foreign_key="node.id")
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class ByggBruker(SQLModel, table=True):
    """A unit that uses a building; the main user is responsible, the others are informed."""

    __tablename__ = "bygg_bruker"
    bygg_id: int = Field(foreign_key="bygg.id", primary_key=True)
    node_id: int = Field(foreign_key="node.id", primary_key=True, index=True)
    hovedbruker: bool = False


class MksGruppe(SQLModel, table=True):
    """A local HMS and quality group (MKS), tied to a freely chosen node (T-14), with its channel where known."""

    __tablename__ = "mks_gruppe"
    id: int | None = Field(default=None, primary_key=True)
    ekstern_id: str = Field(unique=True)
    navn: str
    node_id: int = Field(foreign_key="node.id", index=True)
    moter_per_ar: int | None = None
    kanal: str | None = None
    kanal_id: str | None = None
    gyldig_fra: date | None = None
    gyldig_til: date | None = None


class MksMedlem(SQLModel, table=True):
    """A member of an MKS group, and the side he or she sits on."""

    __tablename__ = "mks_medlem"
    __table_args__ = (UniqueConstraint("mks_gruppe_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    mks_gruppe_id: int = Field(foreign_key="mks_gruppe.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    part: str
    organisasjon: str | None = None
    gyldig_fra: date | None = None
    gyldig_til: date | None = None

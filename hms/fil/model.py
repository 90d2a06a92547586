"""Tables of the attachments: the file, its bytes apart from it, and the errand that fetches one after the turn."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from hms.kit.felt import utc

UTKAST = "utkast"
AVVIK = "avvik"
BEVISUTKAST = "bevisutkast"
BEVIS = "bevis"
FOR_SENDING = (UTKAST, BEVISUTKAST)
MED_DOKUMENTER = (BEVISUTKAST, BEVIS)  # these take other files than pictures, too

VENTER = "venter"
HENTET = "hentet"
AVVIST = "avvist"


class Fil(SQLModel, table=True):
    """One attachment. A picture is made anew from what was sent; a document (evidence only) has width and height 0.

    The owner is a draft (`eier_type` utkast or bevisutkast, `eier_id` a random mark that stands in the draft), a case (avvik, its
    id), or the evidence of duties (bevis, the mark that `OppgaveVedlegg` gives them). `samtale_id` is the draft's conversation,
    empty for the others. `lagres_til` is the last civil day it is kept; empty: as long as its owner is.
    """

    __tablename__ = "fil"
    __table_args__ = (Index("ix_fil_eier", "eier_type", "eier_id"),)
    id: int | None = Field(default=None, primary_key=True)
    eier_type: str
    eier_id: str
    samtale_id: int | None = Field(default=None, foreign_key="samtale.id", index=True)
    sha256: str
    storrelse: int
    medietype: str
    bredde: int
    hoyde: int
    lastet_opp_at: datetime = utc()
    lagres_til: date | None = Field(default=None, index=True)


class FilInnhold(SQLModel, table=True):
    """The bytes, in a row of their own: a list of files never reads them."""

    __tablename__ = "fil_innhold"
    fil_id: int = Field(foreign_key="fil.id", primary_key=True)
    data: bytes = Field(sa_type=LargeBinary, nullable=False)


class FilHenting(SQLModel, table=True):
    """An errand: fetch this file for this owner. Made in the turn that brought it, carried out after its commit.

    `kilde` is the channel's own and says where the file is; it is erased when the errand is over, for it may hold a
    pass. `neste_at` and `leie_til` are machine time, empty for «at once» and «nobody's». `grunn` is the code of a refusal.
    """

    __tablename__ = "fil_henting"
    __table_args__ = (
        UniqueConstraint("dedup_key"),
        Index("ix_fil_henting_eier", "eier_type", "eier_id"),
        Index("ix_fil_henting_kl", "status", "neste_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    dedup_key: str
    eier_type: str
    eier_id: str
    samtale_id: int = Field(foreign_key="samtale.id", index=True)
    kontakt_id: int = Field(foreign_key="kontakt.id")
    kilde: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    status: str = VENTER
    forsok: int = 0
    neste_at: datetime | None = utc(nullable=True)
    leie_til: datetime | None = utc(nullable=True)
    grunn: str | None = None
    opprettet_at: datetime = utc()
    ferdig_at: datetime | None = utc(nullable=True, index=True)

"""Tables of the årshjul: the duties, the steps that were sent and to whom, what people are told, plans, vernedager."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from hms.kit.felt import json_liste, utc

APEN = "apen"
UTFORT = "utfort"
IKKE_AKTUELT = "ikke_aktuelt"
BORTFALT = "bortfalt"
STATUSER = (APEN, UTFORT, IKKE_AKTUELT, BORTFALT)


class Oppgave(SQLModel, table=True):
    """One duty of one subject in one period; unique on (aksjon, del, gjelder_type, gjelder_id, periode).

    `gjelder_id` is the kommune's own stable id of the subject. `start` is when a person's deadline began to run. Dates are
    civil; `frist` is the last day. `trinn` lists the steps ({"navn", "at"}; `at` null for one that was passed over),
    `neste_at` is when to look again. `delegert_til` does it until `delegert_slutt`, and whoever has the role stays
    answerable. `onsket_*` is a request for more time that nobody has answered. `lenke_innen`: done, the link is to come;
    `lenke_uteble`: it once did not. `om`: what an event is about, in words («Arbeidstilsynet»).
    """

    __tablename__ = "oppgave"
    __table_args__ = (
        UniqueConstraint("aksjon", "del_", "gjelder_type", "gjelder_id", "periode"),
        Index("ix_oppgave_status_frist", "status", "frist"),
    )
    id: int | None = Field(default=None, primary_key=True)
    aksjon: str
    del_: str = ""
    niva: str
    rolle: str
    gjelder_type: str
    gjelder_id: str
    periode: str
    node_id: int = Field(foreign_key="node.id", index=True)
    omrade_id: int | None = Field(default=None, foreign_key="verneomrade.id")
    bygg_id: int | None = Field(default=None, foreign_key="bygg.id")
    gruppe_id: int | None = Field(default=None, foreign_key="mks_gruppe.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    start: date | None = None
    apner: date
    myk_frist: date | None = None
    frist: date
    status: str = APEN
    trinn: list[dict[str, str | None]] = json_liste()
    neste_at: datetime | None = utc(nullable=True, index=True)
    utfort_at: datetime | None = utc(nullable=True)
    utfort_av: int | None = Field(default=None, foreign_key="person.id")
    utfort_dato: date | None = None
    bevis: list[dict[str, str]] = json_liste()
    lenke_innen: date | None = None
    lenke_uteble: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    grunn: str | None = None
    delegert_til: int | None = Field(default=None, foreign_key="person.id", index=True)
    delegert_slutt: date | None = None
    utsettelser: int = 0
    om: str | None = None
    onsket_frist: date | None = None
    onsket_grunn: str | None = None
    onsket_av: int | None = Field(default=None, foreign_key="person.id")


class ArshjulLinje(SQLModel, table=True):
    """A step on its way to a person, a line of that day's card. `sendt`: the card has been enqueued.

    `runde` counts the deadlines that the duty has had. `oversikt`: a line of the chief executive's monthly overview; who that is, is looked up on the day. `ledig`: this
    person gets it because the role is vacant, and is told so here.
    """

    __tablename__ = "arshjul_linje"
    __table_args__ = (
        UniqueConstraint("oppgave_id", "runde", "steg", "person_id"),
        Index("ix_arshjul_linje_venter", "sendt", "person_id", "dag"),
        Index("ix_arshjul_linje_person", "person_id", "dag"),
    )
    id: int | None = Field(default=None, primary_key=True)
    oppgave_id: int = Field(foreign_key="oppgave.id", index=True)
    runde: int
    steg: str
    niva: int
    dag: date
    person_id: int = Field(foreign_key="person.id")
    rolle: str
    oversikt: bool = False
    ledig: bool = False
    forsinket: bool = False
    sendt: bool = False


class ArshjulLedig(SQLModel, table=True):
    """A vacancy that somebody has been told of: once, until somebody holds the role again."""

    __tablename__ = "arshjul_ledig"
    rolle: str = Field(primary_key=True)
    node_id: int = Field(foreign_key="node.id", primary_key=True)
    fortalt: date


class OppgaveVedlegg(SQLModel, table=True):
    """The files under `merke` (`Fil` of the owner «oppgave») belong to this duty; several that were answered at once share them."""

    __tablename__ = "oppgave_vedlegg"
    oppgave_id: int = Field(foreign_key="oppgave.id", primary_key=True)
    merke: str = Field(primary_key=True, index=True)


class AvvikOppgave(SQLModel, table=True):
    """A vernerunde that was not held, and that a leader has been asked about: once (T-47). `foreslatt` is the civil day."""

    __tablename__ = "avvik_oppgave"
    oppgave_id: int = Field(foreign_key="oppgave.id", primary_key=True)
    foreslatt: date


class Overlevering(SQLModel, table=True):
    """A leader's role whose start has been seen, so that its holder is handed over to once. The first of all are only noted."""

    __tablename__ = "overlevering"
    rolle_id: int = Field(foreign_key="rolle.id", primary_key=True)
    sett: date


class ArshjulOpplysning(SQLModel, table=True):
    """Something that a person is told in the day's card and need not answer; it is worded from current rows when it is sent.

    `slag` is one of `opplysningsdager.SLAG`, `gjelder_id` our own id of a row of `gjelder_type`. `oversikt`: a part of the
    chief executive's monthly overview.
    """

    __tablename__ = "arshjul_opplysning"
    __table_args__ = (
        UniqueConstraint("slag", "gjelder_type", "gjelder_id", "periode", "person_id"),
        Index("ix_arshjul_opplysning_venter", "sendt", "person_id", "dag"),
        Index("ix_arshjul_opplysning_person", "person_id", "dag"),
    )
    id: int | None = Field(default=None, primary_key=True)
    slag: str
    aksjon: str
    gjelder_type: str
    gjelder_id: int
    periode: str
    dag: date
    person_id: int = Field(foreign_key="person.id")
    oversikt: bool = False
    sendt: bool = False


class PlanlagtMote(SQLModel, table=True):
    """A date of a plan: an MKS group's, the AMU's, or that of the meetings with the BHT. It is the deadline of the action.

    `gjelder_type` and `gjelder_id` are those of the duties (the kommune's own id).
    """

    __tablename__ = "planlagt_mote"
    __table_args__ = (UniqueConstraint("aksjon", "gjelder_type", "gjelder_id", "dato"),)
    id: int | None = Field(default=None, primary_key=True)
    aksjon: str
    gjelder_type: str
    gjelder_id: str
    dato: date
    satt_av: int | None = Field(default=None, foreign_key="person.id")


class Vernedag(SQLModel, table=True):
    """A day for all verneombud (AH-14): when, and how many minutes it lasts."""

    __tablename__ = "vernedag"
    id: int | None = Field(default=None, primary_key=True)
    dato: date = Field(unique=True)
    minutter: int
    satt_av: int | None = Field(default=None, foreign_key="person.id")
    fort_at: datetime | None = utc(nullable=True)


class VernedagOppmote(SQLModel, table=True):
    """A verneområde was there, by this person. Why somebody was not is never kept: it may be about health."""

    __tablename__ = "vernedag_oppmote"
    vernedag_id: int = Field(foreign_key="vernedag.id", primary_key=True)
    omrade_id: int = Field(foreign_key="verneomrade.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)


class ArshjulPlan(SQLModel, table=True):
    """What the oppgaver were last planned from: rulebook, organisation and day in one word. The second row: what the roles
    were last looked through for (overlevering). `opplyst_til`: the last civil day whose information has been laid out.
    """

    __tablename__ = "arshjul_plan"
    id: int | None = Field(default=None, primary_key=True)
    stempel: str
    planlagt_at: datetime = utc()
    opplyst_til: date | None = None


class Kalenderlenke(SQLModel, table=True):
    """The secret in the address of somebody's own calendar feed. A revoked one has no row; `person_id` is empty when erased."""

    __tablename__ = "kalenderlenke"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", unique=True)
    nokkel: str = Field(unique=True)
    laget_at: datetime = utc()


class Dokument(SQLModel, table=True):
    """A link that a leader has put in for an item of the minimum list (6.3.2-3). `gjennomgatt`: the civil day it was last reviewed."""

    __tablename__ = "dokument"
    __table_args__ = (UniqueConstraint("node_id", "punkt"),)
    id: int | None = Field(default=None, primary_key=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    punkt: str
    lenke: str
    gjennomgatt: date
    person_id: int | None = Field(default=None, foreign_key="person.id")
    lagt_inn_at: datetime = utc()

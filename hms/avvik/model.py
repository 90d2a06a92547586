"""Tables of the avvik. Who reported stands in a row of its own, so that it can be erased without touching the case."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from hms.kit.felt import json_liste, utc


class Avvik(SQLModel, table=True):
    """One case. `nummer` is AVV-YYYY-NNNN, the year in Europe/Oslo.

    `hendt_fra` and `hendt_til` are civil local times as text (ISO, without zone), as precise as the reporter was:
    «2026-11-21T08:00» or «2026-11-21». `frist_mottatt` is a moment in UTC, `frist_vurdert` and `frist_lukket` are the
    last civil days. `hos_behandler_fra`: when the present handler got the case.

    `grad` is the severity that counts, `meldt_grad` what the reporter proposed. `matrise` is the size of the risk matrix on the day
    of the assessment, so that a later change of size leaves old figures readable. `skjermede_felt` are the fields that the
    handler has restricted. `tiltak_id`: the neglected tiltak that Varde reported (6.3.5-4); `gjelder`: what else a leader let it report («uavklart:7», T-47). `effekt_frist` is the civil day when it is asked whether the actions worked.

    The case waits for one thing at a time (`flyt.port`): `trinn` lists the ladder's steps taken towards it ({"navn", "at"}),
    `runde` counts how often the ladder has begun anew, and `neste_trinn_at` is when to look again.
    """

    __tablename__ = "avvik"
    __table_args__ = (UniqueConstraint("ar", "lopenr"),)
    id: int | None = Field(default=None, primary_key=True)
    nummer: str = Field(unique=True)
    ar: int
    lopenr: int
    status: str = Field(index=True)
    hva: str
    kategori: str
    skade: str
    grad: int
    node_id: int = Field(foreign_key="node.id", index=True)
    sted: str | None = None
    hendt_fra: str | None = None
    hendt_til: str | None = None
    strakstiltak: str | None = None
    forslag: str | None = None
    gjentakelse: str | None = None
    videresendt_fordi: str | None = None
    fortrolig: bool = False
    behandler_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kilde: str = "melder"
    tiltak_id: int | None = Field(default=None, foreign_key="tiltak.id", index=True)
    gjelder: str | None = Field(default=None, index=True)
    meldt_at: datetime = utc()
    hos_behandler_fra: datetime = utc()
    mottatt_at: datetime | None = utc(nullable=True)
    mottatt_av: int | None = Field(default=None, foreign_key="person.id")
    frist_mottatt: datetime = utc()
    frist_vurdert: date
    frist_lukket: date | None = None
    meldt_grad: int
    underkategori: str | None = None
    vurdert_at: datetime | None = utc(nullable=True)
    vurdert_av: int | None = Field(default=None, foreign_key="person.id")
    sannsynlighet: int | None = None
    konsekvens_faktisk: int | None = None
    konsekvens_mulig: int | None = None
    matrise: int | None = None
    arsak_direkte: str | None = None
    arsak_bakenforliggende: str | None = None
    avvist_fordi: str | None = None
    avvist_av: int | None = Field(default=None, foreign_key="person.id")
    skjermet_at: datetime | None = utc(nullable=True)
    skjermede_felt: list[str] = json_liste()
    droftet_som: str | None = None
    droftet_dag: date | None = None
    droftet_fordi: str | None = None
    mks_tekst: str | None = None
    lukket_at: datetime | None = utc(nullable=True)
    lukket_av: int | None = Field(default=None, foreign_key="person.id")
    uten_tiltak_fordi: str | None = None
    tilbakemelding: str | None = None
    lost: bool | None = None
    effekt_frist: date | None = None
    effekt: str | None = None
    gjenapnet_fordi: str | None = None
    trinn: list[dict[str, str]] = json_liste()
    runde: int = 0
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)


class AvvikMelder(SQLModel, table=True):
    """Who reported: a person of the directory, or the account of somebody who is not in it."""

    __tablename__ = "avvik_melder"
    avvik_id: int = Field(foreign_key="avvik.id", primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kontakt_id: int | None = Field(default=None, foreign_key="kontakt.id", index=True)


class AvvikInhabil(SQLModel, table=True):
    """Somebody whom the case is about: out of every list and every chain of it."""

    __tablename__ = "avvik_inhabil"
    avvik_id: int = Field(foreign_key="avvik.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


class AvvikTillegg(SQLModel, table=True):
    """Something the reporter added after sending."""

    __tablename__ = "avvik_tillegg"
    id: int | None = Field(default=None, primary_key=True)
    avvik_id: int = Field(foreign_key="avvik.id", index=True)
    tekst: str
    skrevet_at: datetime = utc()


class AvvikMelding(SQLModel, table=True):
    """One line of the thread between handler and reporter. `fra` says which of them wrote, never by name: it may be confidential."""

    __tablename__ = "avvik_melding"
    id: int | None = Field(default=None, primary_key=True)
    avvik_id: int = Field(foreign_key="avvik.id", index=True)
    fra: str
    tekst: str
    skrevet_at: datetime = utc()


class AvvikPlikt(SQLModel, table=True):
    """One thing that the law asks of the employer beside the case (avvik.md 6), and how far it has come.

    `type` is a key of `plikter` in avvik.yaml. `*_at` are moments in UTC as the handler told them, `ringt_av` who called,
    `ikke_aktuelt_fordi` why it does not apply after all. `trinn` and `neste_trinn_at` are those of its ladder.
    """

    __tablename__ = "avvik_plikt"
    __table_args__ = (UniqueConstraint("avvik_id", "type"),)
    id: int | None = Field(default=None, primary_key=True)
    avvik_id: int = Field(foreign_key="avvik.id")
    type: str
    oppstatt_at: datetime = utc()
    ringt_at: datetime | None = utc(nullable=True)
    ringt_av: int | None = Field(default=None, foreign_key="person.id")
    skriftlig_at: datetime | None = utc(nullable=True)
    kopi_vo_at: datetime | None = utc(nullable=True)
    fort_at: datetime | None = utc(nullable=True)
    ikke_aktuelt_fordi: str | None = None
    ikke_aktuelt_at: datetime | None = utc(nullable=True)
    trinn: list[dict[str, str]] = json_liste()
    neste_trinn_at: datetime | None = utc(nullable=True, index=True)


class Skade(SQLModel, table=True):
    """A line of the register of injuries (aml § 5-1): keys of the lists in avvik.yaml, and no words on anybody's health.

    `dag` is the civil day of the injury. Who was hurt stands only in the case.
    """

    __tablename__ = "skade_register"
    id: int | None = Field(default=None, primary_key=True)
    avvik_id: int = Field(foreign_key="avvik.id", unique=True)
    node_id: int = Field(foreign_key="node.id", index=True)
    dag: date = Field(index=True)
    skadetype: str
    kroppsdel: str
    arsak: str
    aktivitet: str
    fravaer: bool
    registrert_at: datetime = utc()
    registrert_av: int | None = Field(default=None, foreign_key="person.id")


class AvvikKode(SQLModel, table=True):
    """The code with which whoever reported anonymously may follow the case: its SHA-256, and no more (avvik.md 7)."""

    __tablename__ = "avvik_kode"
    avvik_id: int = Field(foreign_key="avvik.id", primary_key=True)
    sha256: str = Field(unique=True)


class AvvikOversikt(SQLModel, table=True):
    """How far the overviews have come: of each kind, the last period that has been looked through."""

    __tablename__ = "avvik_oversikt"
    slag: str = Field(primary_key=True)
    periode: str

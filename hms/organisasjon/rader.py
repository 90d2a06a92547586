"""The organisation as it is read: frozen values, so that what one turn has read may serve the next. Writing: `endring`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Node:
    """A row of `model.Node`."""

    id: int
    ekstern_id: str
    type: str
    navn: str
    forelder_id: int | None
    dognbemannet: bool
    skole_barnehage: bool
    beredskap_telefon: str | None
    gyldig_fra: date | None
    gyldig_til: date | None
    etterfolger_id: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """A row of `model.Person`."""

    id: int
    ekstern_id: str
    navn: str
    epost: str | None
    telefon: str | None
    entra_id: str | None
    sprak: str | None
    gjest: bool
    gyldig_fra: date | None
    gyldig_til: date | None


@dataclass(frozen=True, slots=True)
class Stilling:
    """A row of `model.Stilling`."""

    id: int
    ekstern_id: str
    person_id: int
    node_id: int
    tittel: str
    prosent: int | None
    rang: int
    leder_id: int | None
    gyldig_fra: date | None
    gyldig_til: date | None


@dataclass(frozen=True, slots=True)
class Rolle:
    """A row of `model.Rolle`."""

    id: int
    ekstern_id: str
    rolle: str
    person_id: int
    omfang_type: str
    omfang_id: int
    stedfortreder: bool
    part: str | None
    for_id: int | None
    fra_samtale: bool
    gyldig_fra: date | None
    gyldig_til: date | None

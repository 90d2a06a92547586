"""Conversations and accounts as a turn reads them: frozen values. What changes them are the functions of `service`."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sted:
    """A row of `model.Samtale`: where a conversation is, and where the talk stands."""

    id: int
    kanal: str
    leietaker: str
    ekstern_id: str
    adresse: dict[str, Any]
    tilstand: dict[str, Any]
    borte: bool


@dataclass(frozen=True, slots=True)
class Konto:
    """A row of `model.Kontakt`: a person's account on a channel."""

    id: int
    aad_object_id: str | None
    navn: str | None
    person_id: int | None
    samtale_id: int | None
    sprak: str | None
    hilst: bool

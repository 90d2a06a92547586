"""The demo kommune «Fjordvik»: eight CSV files that anybody can read and edit, taken in by the ordinary import."""

from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from hms.organisasjon import tjeneste
from hms.organisasjon.importer.differanse import Differanse
from hms.organisasjon.importer.tabell import Innlest

MAPPE = Path(__file__).resolve().parent


def les() -> Innlest:
    """The demo kommune as the importer's input."""
    return tjeneste.les(MAPPE)


def last_inn(session: Session, now: datetime, paa: date) -> Differanse:
    """Puts Fjordvik into the database; once it is there unchanged, does nothing. Raises OrgImportError."""
    return tjeneste.importer(session, les(), now, paa)

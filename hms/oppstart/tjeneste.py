"""The go-live imports as a service: read the file, show the difference, then apply all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.oppstart import felles, kursliste, tiltaksliste, vernerunder
from hms.oppstart.felles import Plan
from hms.organisasjon.importer.tabell import Fremdrift, stille
from hms.organisasjon.importer.tolk import Tolket
from hms.regelverk.aksjon import Regelverk

OFTE = 50


@dataclass(frozen=True)
class Slag:
    """A kind of import: how its rows are planned and written, and its sheets."""

    navn: str
    planlegg: Callable[[Session, Tolket, datetime, Regelverk], Plan]
    skriv: Callable[[Session, Any, datetime, Regelverk], None]
    arkene: tuple[Any, ...]
    valgfrie: tuple[Any, ...]


SLAG = tuple(
    Slag(navn, modul.planlegg, modul.skriv, modul.ARKENE, modul.VALGFRIE)
    for navn, modul in (("kurs", kursliste), ("tiltak", tiltaksliste), ("vernerunder", vernerunder))
)


def les(slag: Slag, sti: Path, fremdrift: Fremdrift = stille) -> Tolket:
    """The file as values. Raises OrgImportError when it cannot be read as this kind at all."""
    return felles.les(sti, slag.arkene, slag.valgfrie, fremdrift)


def gjennomfor(
    session: Session,
    slag: Slag,
    tolket: Tolket,
    plan: Plan,
    now: datetime,
    *,
    regelverk: Regelverk,
    fremdrift: Fremdrift = stille,
) -> None:
    """Applies the plan in the caller's transaction, all of it. Raises HmsError «oppstart.endret_imens».

    Like the import of the organisation it holds the writer for as long as it takes, so that nothing is half in.
    """
    na = slag.planlegg(session, tolket, now, regelverk)
    if na != plan:
        raise HmsError("oppstart.endret_imens")
    for nummer, rad in enumerate(na.rader, 1):
        slag.skriv(session, rad, now, regelverk)
        if nummer % OFTE == 0:
            fremdrift(slag.navn, nummer)
    if na.rader:
        data = {"antall": len(na.rader)}
        revisjon.skriv(session, now, f"oppstart.{slag.navn}", objekt="oppstart", aktor="varde", data=data)

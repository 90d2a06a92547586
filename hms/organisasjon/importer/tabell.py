"""A sheet as it was read, before anybody asks what it means; the same from a workbook and from CSV files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hms.organisasjon.importer.ark import ALLE, Ark, normal
from hms.organisasjon.importer.celler import EPOKE_1900, Raa, er_tom
from hms.organisasjon.importer.feil import Feil

MAKS_RADER = 200_000  # four times the largest kommune
MAKS_KOLONNER = 100
MAKS_BYTES = 100 * 2**20

# Called with the name of the sheet and the rows done so far.
Fremdrift = Callable[[str, int], None]


def etter_normal(arkene: Iterable[Ark]) -> dict[str, Ark]:
    """The sheets by their names without typography."""
    return {normal(ark.navn): ark for ark in arkene}


ARK_ETTER_NORMAL = etter_normal(ALLE)


@dataclass
class Tabell:
    """One sheet: its heading cells, and its rows with their numbers in the file (the heading is row 1)."""

    ark: Ark
    overskrifter: list[Raa] = field(default_factory=list)
    rader: list[tuple[int, list[Raa]]] = field(default_factory=list)
    epoke: date = EPOKE_1900


@dataclass
class Innlest:
    """All sheets that were found, by name, and the mistakes that the reading itself met."""

    tabeller: dict[str, Tabell] = field(default_factory=dict)
    feil: list[Feil] = field(default_factory=list)


def stille(_ark: str, _rader: int) -> None:
    """The progress of somebody who does not look."""


def samle(ark: Ark, rader: Iterable[tuple[int, list[Raa]]], fremdrift: Fremdrift, feil: list[Feil]) -> Tabell:
    """The rows of one sheet without the empty ones. The first row is the heading. Stops at what is beyond reason."""
    tabell = Tabell(ark)
    for nummer, celler in rader:
        if nummer > MAKS_RADER + 1:
            if not all(er_tom(raa) for raa in celler):
                feil.append(Feil("ark.for_mange_rader", ark.navn, nummer, params={"maks": MAKS_RADER}))
            break
        if nummer == 1:
            tabell.overskrifter = celler[:MAKS_KOLONNER]
        elif not all(er_tom(raa) for raa in celler):
            tabell.rader.append((nummer, celler[:MAKS_KOLONNER]))
            if len(tabell.rader) % 1000 == 0:
                fremdrift(ark.navn, len(tabell.rader))
    fremdrift(ark.navn, len(tabell.rader))
    return tabell


def for_stor(sti: Path) -> bool:
    """Is the file beyond what an organisation can fill?"""
    return sti.stat().st_size > MAKS_BYTES

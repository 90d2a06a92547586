"""Reading a directory with one CSV file per sheet: UTF-8 or Windows-1252, semicolon, comma or tab."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from hms.organisasjon.importer.ark import Ark, normal
from hms.organisasjon.importer.celler import Raa
from hms.organisasjon.importer.feil import Feil
from hms.organisasjon.importer.tabell import ARK_ETTER_NORMAL, Fremdrift, Innlest, for_stor, samle, stille

SKILLETEGN = ";,\t"


def les(mappe: Path, fremdrift: Fremdrift = stille) -> Innlest:
    """Reads every CSV file whose name is the name of a sheet; other files are left alone."""
    innlest = Innlest()
    for sti in sorted(mappe.iterdir()):
        ark = ARK_ETTER_NORMAL.get(normal(sti.stem))
        if ark is None or sti.suffix.lower() != ".csv" or not sti.is_file():
            continue
        if ark.navn in innlest.tabeller:
            innlest.feil.append(Feil("ark.flere", ark.navn))
            continue
        les_fil(sti, ark, innlest, fremdrift)
    return innlest


def les_fil(sti: Path, ark: Ark, innlest: Innlest, fremdrift: Fremdrift = stille) -> None:
    """Reads one file as one sheet."""
    if for_stor(sti):
        innlest.feil.append(Feil("fil.for_stor", ark.navn))
        return
    tekst = _tekst(sti.read_bytes())
    if tekst is None:
        innlest.feil.append(Feil("fil.tegnsett", ark.navn))
        return
    try:
        innlest.tabeller[ark.navn] = samle(ark, _rader(tekst, ark), fremdrift, innlest.feil)
    except csv.Error:
        innlest.feil.append(Feil("fil.uleselig", ark.navn))


def _tekst(data: bytes) -> str | None:
    """UTF-8 if it is that, else what Norwegian Windows writes; None for anything with zero bytes (UTF-16, binary)."""
    if b"\0" in data:
        return None
    for tegnsett in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(tegnsett)
        except UnicodeDecodeError:
            continue
    return None


def _rader(tekst: str, ark: Ark) -> Iterator[tuple[int, list[Raa]]]:
    skilletegn = max(SKILLETEGN, key=lambda tegn: _kjente_overskrifter(tekst, ark, tegn))
    for nummer, celler in enumerate(_leser(tekst, skilletegn), start=1):
        yield nummer, list(celler)


def _kjente_overskrifter(tekst: str, ark: Ark, skilletegn: str) -> int:
    kjente = {normal(kolonne.navn) for kolonne in ark.kolonner}
    return sum(normal(celle) in kjente for celle in next(_leser(tekst, skilletegn), []))


def _leser(tekst: str, skilletegn: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(tekst, newline=""), delimiter=skilletegn)

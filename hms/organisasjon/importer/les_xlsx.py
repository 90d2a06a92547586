"""Reading a workbook: typed cells, formulas, error values, percentages and merged cells told apart."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hms.organisasjon.importer.ark import ALLE, Ark, normal
from hms.organisasjon.importer.celler import EPOKE_1900, EPOKE_1904, Feilverdi, Formel, Prosenttall, Raa
from hms.organisasjon.importer.feil import Feil
from hms.organisasjon.importer.tabell import (
    MAKS_BYTES,
    MAKS_RADER,
    Fremdrift,
    Innlest,
    etter_normal,
    for_stor,
    samle,
    stille,
)

PAKKET_UT_MAKS = 10 * MAKS_BYTES
SLATT_SAMMEN = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
BIT = 2**20
OVERLAPP = 200  # longer than one mergeCell element


def les(sti: Path, fremdrift: Fremdrift = stille, arkene: Sequence[Ark] = ALLE) -> Innlest:
    """Reads every sheet whose name is known; other sheets (the instructions) are left alone."""
    if for_stor(sti):
        return Innlest(feil=[Feil("fil.for_stor")])
    try:
        with zipfile.ZipFile(sti) as pakke:
            if sum(del_.file_size for del_ in pakke.infolist()) > PAKKET_UT_MAKS:
                return Innlest(feil=[Feil("fil.for_stor")])
            return _les(sti, pakke, fremdrift, etter_normal(arkene))
    except Exception:  # noqa: BLE001 - a damaged workbook breaks openpyxl in a dozen ways; all mean the same to the reader
        return Innlest(feil=[Feil("fil.uleselig")])


def _les(sti: Path, pakke: zipfile.ZipFile, fremdrift: Fremdrift, kjente: Mapping[str, Ark]) -> Innlest:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    innlest = Innlest()
    with sti.open("rb") as fil, warnings.catch_warnings():  # openpyxl leaves a damaged file open that it opened itself
        warnings.simplefilter("ignore")  # openpyxl tells of what it leaves out: styles, validation extensions
        bok = openpyxl.load_workbook(fil, read_only=True)
        try:
            epoke = EPOKE_1904 if bok.epoch == CALENDAR_MAC_1904 else EPOKE_1900
            for blad in bok.worksheets:
                ark = kjente.get(normal(blad.title))
                if ark is None:
                    continue
                if ark.navn in innlest.tabeller:
                    innlest.feil.append(Feil("ark.flere", ark.navn))
                    continue
                tabell = samle(ark, _rader(blad), fremdrift, innlest.feil)
                tabell.epoke = epoke
                innlest.tabeller[ark.navn] = tabell
                innlest.feil.extend(_slatt_sammen(pakke, blad, ark.navn))
        finally:
            bok.close()
    return innlest


def _rader(blad: Any) -> Iterator[tuple[int, list[Raa]]]:
    blad.reset_dimensions()  # what the sheet says about its own size is not always true
    for nummer, celler in enumerate(blad.iter_rows(), start=1):
        yield nummer, [_raa(celle) for celle in celler]
        if nummer > MAKS_RADER + 1:
            return


def _raa(celle: Any) -> Raa:
    if celle.data_type == "f":
        return Formel()
    if celle.data_type == "e":
        return Feilverdi()
    verdi = celle.value
    if isinstance(verdi, bool | str | datetime | date | time | timedelta) or verdi is None:
        return verdi
    if isinstance(verdi, int | float):
        return Prosenttall(verdi * 100) if "%" in (celle.number_format or "") else verdi
    return str(verdi)


def _slatt_sammen(pakke: zipfile.ZipFile, blad: Any, ark: str) -> Iterator[Feil]:
    """Merged cells, which the streaming reader does not tell of: only the first of them has a value."""
    sti = blad._worksheet_path  # noqa: SLF001 - openpyxl's only word for which part of the package a sheet is
    with pakke.open(sti) as fil:
        rest = b""
        while bit := fil.read(BIT):
            tekst = rest + bit
            siste = 0
            for treff in SLATT_SAMMEN.finditer(tekst):
                siste = treff.end()
                kolonne, rad, slutt = (del_.decode() for del_ in treff.groups())
                yield Feil("celle.slatt_sammen", ark, int(rad), kolonne, {"omrade": f"{kolonne}{rad}:{slutt}"})
            rest = tekst[max(siste, len(tekst) - OVERLAPP) :]

"""The empty workbook that a kommune fills in: instructions first, then one sheet for each table with its lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hms.organisasjon.importer.ark import ALLE, ROLLER, Ark, Kolonne
from hms.regelverk.roller import Rolleinfo, tildelbare

RADER = 20_000  # how far down the lists and formats reach
VEILEDNING, LISTER = "Veiledning", "Lister"
NIVA = {"verneomrade": "verneområde"}
INNLEDNING = (
    "Slik fyller du ut organisasjonen i Varde",
    "Hvert ark er en tabell. La overskriftene stå, og la alle arkene være med, også de tomme.",
    "Id-ene er kommunens egne, for eksempel fra lønnssystemet, og må være de samme hver gang. Bruk aldri fødselsnummer.",
    "Datoer skrives som 2026-11-30 eller 30.11.2026. En tom dato betyr uten begrensning.",
    "Ikke slå sammen celler, og ikke bruk formler. En egen kolonne «merknad» er lov i alle ark og blir ikke lest.",
    "Arkene er hele sannheten: Det som ikke står i fila lenger, får siste gyldige dag i går. Ingenting slettes.",
    "Først viser «varde org import FIL.xlsx» hva som blir endret. Er det feil i fila, blir ingenting importert.",
    "Når en node blir borte og noe ennå er knyttet til den (stillinger, roller, åpne avvik), må du si hvem som tar over:",
    "«--etterfolger GAMMEL=NY». Er den lagt ned, velg noden over. Slås to noder sammen, velg samme etterfølger for begge.",
    "Når en node får en annen forelder eller type, må du si at det er meningen: «--flytt NODE».",
)
# One row per sheet that hangs together, shown in the instructions only.
EKSEMPLER: dict[str, dict[str, str]] = {
    "Noder": {"id": "1210", "type": "avdeling", "navn": "Avdeling Nord", "forelder": "1200", "døgnbemannet": "ja",
              "skole_barnehage": "nei", "beredskapstelefon": "00 00 01 10"},
    "Personer": {"id": "40017", "navn": "Eva Eksempel", "epost": "eva.eksempel@kommune.example",
                 "entra_id": "0d8f5c1e-1c1a-4a0e-9f52-5f0f1c2d3e4f", "språk": "nn", "gjest": "nei"},
    "Stillinger": {"id": "40017-1", "person": "40017", "node": "1210", "tittel": "Sykepleier", "prosent": "80",
                   "rang": "1", "gyldig_fra": "2026-08-01"},
    "Verneområder": {"id": "V7", "navn": "Sykehjemmet", "noder": "1200;1300"},
    "Bygg": {"id": "B7", "navn": "Sykehjemmet", "adresse": "Storgata 1", "eier": "3100", "hovedbruker": "1200",
             "brukere": "3200;3300"},
    "MKS-grupper": {"id": "M7", "navn": "MKS Sykehjemmet", "node": "1200", "møter_per_år": "6", "kanal": "teams"},
    "Roller": {"id": "R7", "rolle": "verneombud", "person": "40017", "gjelder": "V7", "stedfortreder": "nei"},
    "MKS-medlemmer": {"gruppe": "M7", "person": "40017", "part": "a_side", "organisasjon": "Fagforbundet"},
}  # fmt: skip


def skriv(ut: Path) -> None:
    """Writes the workbook. Raises OSError."""
    arbeidsbok().save(ut)


def arbeidsbok() -> Any:
    """The empty workbook, as openpyxl holds it."""
    from openpyxl import Workbook

    bok = Workbook()
    _veiledning(bok.active)
    lister = bok.create_sheet(LISTER)
    for plass, ark in enumerate(ALLE):
        _ark(bok.create_sheet(ark.navn, plass + 1), ark, lister)
    lister.sheet_state = "hidden"
    return bok


def _veiledning(blad: Any) -> None:
    from openpyxl.styles import Alignment, Font

    blad.title = VEILEDNING
    for linje in INNLEDNING:
        blad.append([linje])
    blad["A1"].font = Font(bold=True, size=14)
    for ark in ALLE:
        blad.append([])
        blad.append([ark.navn, ark.hjelp])
        blad.cell(blad.max_row, 1).font = Font(bold=True, size=12)
        _tabell(blad, ["Kolonne", "Må fylles ut", "Forklaring", "Eksempel"], _kolonnerader(ark))
    blad.append([])
    blad.append(["Roller", "Kodene i kolonnen «rolle», og hva «gjelder» skal være."])
    blad.cell(blad.max_row, 1).font = Font(bold=True, size=12)
    _tabell(blad, ["Kode", "Navn", "Gjelder"], ([r.id, r.navn["nb"], _niva(r)] for r in tildelbare().values()))
    for kolonne, bredde in zip("ABCD", (26, 34, 90, 44), strict=True):
        blad.column_dimensions[kolonne].width = bredde
    for rad in blad.iter_rows(min_row=len(INNLEDNING) + 1):
        for celle in rad:
            celle.alignment = Alignment(vertical="top", wrap_text=celle.column > 2)  # noqa: PLR2004 - the columns of prose


def _tabell(blad: Any, overskrifter: list[str], rader: Iterator[list[str]]) -> None:
    from openpyxl.styles import Font

    blad.append(overskrifter)
    for celle in blad[blad.max_row]:
        celle.font = Font(bold=True)
    for rad in rader:
        blad.append(rad)


def _kolonnerader(ark: Ark) -> Iterator[list[str]]:
    for kolonne in ark.kolonner:
        lovlig = f" Lovlige verdier: {', '.join(kolonne.valg)}." if kolonne.valg and ark is not ROLLER else ""
        eksempel = EKSEMPLER[ark.navn].get(kolonne.navn, "")
        yield [kolonne.navn, "ja" if kolonne.kreves else "", kolonne.hjelp + lovlig, eksempel]


def _niva(rolle: Rolleinfo) -> str:
    return " eller ".join(NIVA.get(niva, niva) for niva in rolle.niva)


def _ark(blad: Any, ark: Ark, lister: Any) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    blad.append([kolonne.navn for kolonne in ark.kolonner])
    blad.freeze_panes = "A2"
    for nummer, kolonne in enumerate(ark.kolonner, start=1):
        bokstav = get_column_letter(nummer)
        celle = blad.cell(1, nummer)
        celle.font = Font(bold=True)
        if kolonne.kreves:
            celle.fill = PatternFill("solid", fgColor="FFE9F0D8")
        dimensjon = blad.column_dimensions[bokstav]
        dimensjon.width = max(14, len(kolonne.navn) + 2)
        dimensjon.number_format = {"dato": "yyyy-mm-dd", "tall": "0", "prosent": "0"}.get(kolonne.slag, "@")
        _regel(blad, kolonne, f"{bokstav}2:{bokstav}{RADER}", lister)


def _regel(blad: Any, kolonne: Kolonne, omrade: str, lister: Any) -> None:
    """A list to choose from where there is one. Long lists stand in a sheet of their own: Excel allows 255 characters."""
    from openpyxl.worksheet.datavalidation import DataValidation

    valg = ("ja", "nei") if kolonne.slag == "ja_nei" else kolonne.valg
    if not valg:
        return
    regel = DataValidation(type="list", formula1=_liste(lister, valg), allow_blank=True)
    regel.error = f"Velg en verdi fra lista for «{kolonne.navn}»."
    regel.errorTitle = "Ukjent verdi"
    regel.showErrorMessage = True
    regel.add(omrade)
    blad.add_data_validation(regel)


def _liste(lister: Any, valg: tuple[str, ...]) -> str:
    from openpyxl.utils import get_column_letter

    nummer = 1 if lister.max_column == 1 and lister.cell(1, 1).value is None else lister.max_column + 1
    for rad, verdi in enumerate(valg, start=1):
        lister.cell(rad, nummer, verdi)
    bokstav = get_column_letter(nummer)
    return f"={LISTER}!${bokstav}$1:${bokstav}${len(valg)}"

"""A small kommune as sheets of text, easy to change and to damage, and ways to write it to files."""

import copy
import csv
from pathlib import Path

Ark = dict[str, list[list[str]]]

_LITEN: Ark = {
    "Noder": [
        ["id", "type", "navn", "forelder", "døgnbemannet", "skole_barnehage", "beredskapstelefon", "gyldig_fra", "gyldig_til"],
        ["K", "kommune", "Liten kommune", "", "nei", "nei", "", "", ""],
        ["S", "sektor", "Helse", "K", "nei", "nei", "", "", ""],
        ["E1", "enhet", "Sykehjemmet", "S", "ja", "nei", "00 00 01 10", "", ""],
        ["E2", "enhet", "Hjemmetjenesten", "S", "nei", "nei", "", "", ""],
        ["A1", "avdeling", "Avdeling Nord", "E1", "ja", "nei", "", "", ""],
        ["A2", "avdeling", "Avdeling Sør", "E1", "ja", "nei", "", "2026-01-01", ""],
        ["T", "stab", "Staben", "K", "nei", "nei", "", "", ""],
    ],
    "Personer": [
        ["id", "navn", "epost", "telefon", "entra_id", "språk", "gjest", "gyldig_fra", "gyldig_til"],
        ["1", "Åse Øverby", "ase@liten.example", "00 00 00 01", "00000000-0000-4000-8000-000000000001", "nb", "nei", "", ""],
        ["2", "Nils Næss", "nils@liten.example", "", "00000000-0000-4000-8000-000000000002", "nn", "nei", "", ""],
        ["3", "Mona Moe", "mona@liten.example", "", "", "", "nei", "", ""],
        ["4", "Idris Omar", "idris@liten.example", "", "", "en", "nei", "2026-08-01", ""],
        ["5", "Berit Hansen", "", "", "", "", "ja", "", ""],
    ],
    "Stillinger": [
        ["id", "person", "node", "tittel", "prosent", "rang", "leder", "gyldig_fra", "gyldig_til"],
        ["s1", "1", "K", "Kommunedirektør", "100", "1", "", "", ""],
        ["s2", "2", "E1", "Enhetsleder", "100", "1", "", "", ""],
        ["s3", "3", "A1", "Sykepleier", "60", "1", "", "", ""],
        ["s4", "3", "E2", "Sykepleier", "40", "2", "2", "", ""],
        ["s5", "4", "A2", "Helsefagarbeider", "75", "1", "", "2026-08-01", "2026-12-31"],
    ],
    "Roller": [
        ["id", "rolle", "person", "gjelder", "stedfortreder", "part", "gyldig_fra", "gyldig_til"],
        ["r1", "kommunedirektor", "1", "", "nei", "", "", ""],
        ["r2", "enhetsleder", "2", "E1", "nei", "", "", ""],
        ["r3", "enhetsleder", "3", "E1", "ja", "", "", ""],
        ["r4", "verneombud", "3", "V1", "nei", "", "2026-01-01", "2027-12-31"],
        ["r5", "brannvernleder", "4", "B1", "nei", "", "", ""],
        ["r6", "amu_medlem", "5", "K", "nei", "bht", "", ""],
        ["r7", "kjemikalieansvarlig", "4", "A2", "nei", "", "", ""],
    ],
    "Verneområder": [
        ["id", "navn", "noder", "gyldig_fra", "gyldig_til"],
        ["V1", "Sykehjemmet", "E1;A2", "", ""],
        ["V2", "Hjemmetjenesten", "E2", "", ""],
    ],
    "Bygg": [
        ["id", "navn", "adresse", "eier", "hovedbruker", "brukere", "gyldig_fra", "gyldig_til"],
        ["B1", "Sykehjemmet", "Storgata 1", "T", "E1", "E2;T", "", ""],
    ],
    "MKS-grupper": [
        ["id", "navn", "node", "møter_per_år", "kanal", "kanal_id", "gyldig_fra", "gyldig_til"],
        ["M1", "MKS Sykehjemmet", "E1", "6", "teams", "19:abc@thread.tacv2", "", ""],
    ],
    "MKS-medlemmer": [
        ["gruppe", "person", "part", "organisasjon", "gyldig_fra", "gyldig_til"],
        ["M1", "2", "g_side", "", "", ""],
        ["M1", "3", "a_side", "Norsk Sykepleierforbund", "", ""],
    ],
}  # fmt: skip


def liten() -> Ark:
    """The sheets of a kommune without a mistake; yours to change."""
    return copy.deepcopy(_LITEN)


def sett(ark: Ark, navn: str, id_: str, kolonne: str, verdi: str) -> None:
    """Changes one cell, found by the first column and the heading."""
    finn(ark, navn, id_)[ark[navn][0].index(kolonne)] = verdi


def finn(ark: Ark, navn: str, id_: str) -> list[str]:
    """The row with this first column."""
    return next(rad for rad in ark[navn][1:] if rad[0] == id_)


def fjern(ark: Ark, navn: str, *ider: str) -> None:
    """Takes rows out."""
    ark[navn] = [rad for rad in ark[navn] if rad[0] not in ider]


def skriv_csv(mappe: Path, ark: Ark, *, skilletegn: str = ";", tegnsett: str = "utf-8") -> Path:
    """One CSV file per sheet."""
    mappe.mkdir(exist_ok=True)
    for navn, rader in ark.items():
        with (mappe / f"{navn}.csv").open("w", newline="", encoding=tegnsett) as fil:
            csv.writer(fil, delimiter=skilletegn).writerows(rader)
    return mappe


def skriv_xlsx(sti: Path, ark: Ark) -> Path:
    """A workbook with one sheet per table, every cell a text."""
    from openpyxl import Workbook

    bok = Workbook()
    bok.remove(bok.active)
    for navn, rader in ark.items():
        blad = bok.create_sheet(navn)
        for rad in rader:
            blad.append([celle or None for celle in rad])
    bok.save(sti)
    return sti

"""Reading files: the same kommune out of every shape it may come in, and a plain answer to every broken one."""

import random
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from hms.organisasjon import tjeneste
from hms.organisasjon.importer import tabell
from hms.organisasjon.importer.feil import OrgImportError
from hms.organisasjon.importer.tolk import tolk
from tests.fakes.organisasjon import fjern, liten, sett, skriv_csv, skriv_xlsx

PAA = date(2026, 11, 22)


def innhold(sti):
    tolket = tolk(tjeneste.les(sti))
    assert tolket.feil == []
    return tolket.innhold


def feil(sti):
    """The mistakes as (code, sheet, row, column)."""
    with pytest.raises(OrgImportError) as funnet:
        tjeneste.kontrollert(tjeneste.les(sti), PAA)
    return [(en.kode, en.ark, en.rad, en.kolonne) for en in funnet.value.feil]


@pytest.mark.parametrize("skilletegn", [";", ",", "\t"])
@pytest.mark.parametrize("tegnsett", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_in_all_its_dialects_is_the_workbook(tmp_path, skilletegn, tegnsett):
    csv = skriv_csv(tmp_path / "csv", liten(), skilletegn=skilletegn, tegnsett=tegnsett)
    bok = skriv_xlsx(tmp_path / "org.xlsx", liten())
    assert innhold(csv) == innhold(bok)
    assert innhold(csv)["Personer"]["1"]["navn"] == "Åse Øverby"


def test_names_of_files_and_headings_are_forgiven_their_typography(tmp_path):
    ark = liten()
    ark["Noder"][0][4] = " DOGNBEMANNET "
    ark["verneomrader"] = ark.pop("Verneområder")
    ark["MKS_grupper"] = ark.pop("MKS-grupper")
    skriv_csv(tmp_path / "csv", ark)
    (tmp_path / "csv" / "lesmeg.txt").write_text("noe annet")
    assert innhold(tmp_path / "csv") == innhold(skriv_xlsx(tmp_path / "org.xlsx", liten()))


def test_typed_cells_of_a_workbook(tmp_path):
    sti = skriv_xlsx(tmp_path / "org.xlsx", liten())
    bok = load_workbook(sti)
    person, stilling = bok["Personer"], bok["Stillinger"]
    person["A2"] = 1
    person["H5"] = datetime(2026, 8, 1)  # noqa: DTZ001 - a cell of a workbook has no time zone
    stilling["H6"] = 46235  # the same day, its format lost
    stilling["E6"] = 0.75
    stilling["E6"].number_format = "0 %"
    person["K1"], person["K2"] = "Merknad", "kommunens egen"
    bok.create_sheet("Pivot")["A1"] = "=1+1"
    bok.save(sti)
    assert innhold(sti) == innhold(skriv_csv(tmp_path / "csv", liten()))


def test_the_other_epoch(tmp_path):
    sti = skriv_xlsx(tmp_path / "org.xlsx", liten())
    bok = load_workbook(sti)
    bok.epoch = CALENDAR_MAC_1904
    bok["Personer"]["H5"] = 46235 - 1462
    bok.save(sti)
    assert innhold(sti)["Personer"]["4"]["gyldig_fra"] == date(2026, 8, 1)


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path):
    sti = skriv_xlsx(tmp_path / "org.xlsx", liten())
    med_endret_del(sti, "xl/worksheets/sheet2.xml", b'<dimension ref="A1:I6"', b'<dimension ref="A1:A1"')
    assert len(innhold(sti)["Personer"]) == 5


def test_empty_rows_between_do_not_count_but_row_numbers_hold(tmp_path):
    ark = liten()
    ark["Personer"].insert(2, [""] * 9)
    sett(ark, "Personer", "5", "epost", "ikke en adresse")
    assert feil(skriv_csv(tmp_path / "csv", ark)) == [("celle.epost", "Personer", 7, "epost")]
    assert feil(skriv_xlsx(tmp_path / "org.xlsx", ark)) == [("celle.epost", "Personer", 7, "epost")]


def test_what_a_workbook_can_hold_and_a_table_cannot(tmp_path):
    sti = skriv_xlsx(tmp_path / "org.xlsx", liten())
    bok = load_workbook(sti)
    bok["Noder"]["C3"] = "=A3"
    bok["Personer"]["B2"] = "#REF!"
    bok["Personer"]["B2"].data_type = "e"
    bok["Bygg"].merge_cells("B2:C2")
    bok["Roller"]["A2"] = datetime(2026, 2, 1)  # noqa: DTZ001 - a cell of a workbook has no time zone
    bok["MKS-medlemmer"]["K3"] = "utenfor"
    bok.save(sti)
    assert set(feil(sti)) == {
        ("celle.formel", "Noder", 3, "navn"),
        ("celle.feilverdi", "Personer", 2, "navn"),
        ("celle.slatt_sammen", "Bygg", 2, "B"),
        ("celle.id_er_dato", "Roller", 2, "id"),
        ("kolonne.uten_overskrift", "MKS-medlemmer", 3, "K"),
    }


def test_missing_sheets_and_columns_are_told_together(tmp_path):
    ark = liten()
    del ark["Bygg"], ark["Roller"]
    ark["Personer"][0][2] = "mail"
    ark["Stillinger"][0][5] = "tittel"
    ark["Noder"] = ark["Noder"][:1]
    funnet = set(feil(skriv_csv(tmp_path / "csv", ark)))
    assert funnet >= {
        ("ark.mangler", "Bygg", 0, ""),
        ("ark.mangler", "Roller", 0, ""),
        ("kolonne.ukjent", "Personer", 1, "mail"),
        ("kolonne.mangler", "Personer", 1, "epost"),
        ("kolonne.flere", "Stillinger", 1, "tittel"),
        ("kolonne.mangler", "Stillinger", 1, "rang"),
        ("ark.tomt", "Noder", 0, ""),
    }


def test_the_same_sheet_twice(tmp_path):
    mappe = skriv_csv(tmp_path / "csv", liten())
    (mappe / "verneomrader.csv").write_text((mappe / "Verneområder.csv").read_text())
    assert ("ark.flere", "Verneområder", 0, "") in feil(mappe)
    sti = skriv_xlsx(tmp_path / "org.xlsx", liten() | {"verneomrader": liten()["Verneområder"]})
    assert ("ark.flere", "Verneområder", 0, "") in feil(sti)


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        ("id;type\n".encode("utf-16"), "fil.tegnsett"),
        (b"id;type\n\x81\x8d;\xff\n", "fil.tegnsett"),
        (b'id;"' + b"x" * 200_000 + b'"\n', "fil.uleselig"),
    ],
)
def test_a_csv_file_that_cannot_be_read(tmp_path, data, kode):
    mappe = skriv_csv(tmp_path / "csv", liten())
    (mappe / "Bygg.csv").write_bytes(data)
    assert feil(mappe) == [(kode, "Bygg", 0, "")]


def test_other_things_than_an_organisation(tmp_path):
    assert feil(tmp_path / "borte.xlsx") == [("fil.finnes_ikke", "", 0, "")]
    gammel = tmp_path / "org.xls"
    gammel.write_bytes(b"\xd0\xcf\x11\xe0")
    assert feil(gammel) == [("fil.ukjent_type", "", 0, "")]
    pakke = tmp_path / "annet.xlsx"
    with zipfile.ZipFile(pakke, "w") as fil:
        fil.writestr("lesmeg.txt", "ikke en arbeidsbok")
    assert feil(pakke) == [("fil.uleselig", "", 0, "")]
    tom = tmp_path / "tom"
    tom.mkdir()
    assert {kode for kode, *_ in feil(tom)} == {"ark.mangler"}
    Workbook().save(tmp_path / "blank.xlsx")
    assert {kode for kode, *_ in feil(tmp_path / "blank.xlsx")} == {"ark.mangler"}


def test_more_rows_and_bytes_than_anybody_has(tmp_path, monkeypatch):
    monkeypatch.setattr(tabell, "MAKS_RADER", 4)
    funnet = feil(skriv_csv(tmp_path / "csv", liten()))
    assert ("ark.for_mange_rader", "Noder", 6, "") in funnet
    monkeypatch.setattr(tabell, "MAKS_BYTES", 10)
    assert feil(skriv_xlsx(tmp_path / "org.xlsx", liten())) == [("fil.for_stor", "", 0, "")]


def test_a_package_that_unpacks_to_mountains(tmp_path, monkeypatch):
    from hms.organisasjon.importer import les_xlsx

    sti = skriv_xlsx(tmp_path / "org.xlsx", liten())
    monkeypatch.setattr(les_xlsx, "PAKKET_UT_MAKS", 1000)
    assert feil(sti) == [("fil.for_stor", "", 0, "")]


def test_damaged_bytes_never_raise(tmp_path):
    hel = skriv_xlsx(tmp_path / "org.xlsx", liten()).read_bytes()
    terning = random.Random(7)
    for _ in range(60):
        data = bytearray(hel)
        for _ in range(terning.randint(1, 40)):
            data[terning.randrange(len(data))] = terning.randrange(256)
        (tmp_path / "skadet.xlsx").write_bytes(data[: terning.choice([len(data), terning.randrange(len(data))])])
        tolk(tjeneste.les(tmp_path / "skadet.xlsx"))


def test_progress_is_told(tmp_path):
    steg = []
    tjeneste.les(skriv_xlsx(tmp_path / "org.xlsx", liten()), lambda ark, rader: steg.append((ark, rader)))
    assert ("Personer", 5) in steg


def test_a_sheet_without_rows_is_fine_where_nothing_needs_it(tmp_path):
    ark = liten()
    fjern(ark, "Roller", "r5")
    ark["Bygg"] = ark["Bygg"][:1]
    assert innhold(skriv_csv(tmp_path / "csv", ark))["Bygg"] == {}


def med_endret_del(sti, navn, gammelt, nytt):
    """Rewrites one part of a package."""
    with zipfile.ZipFile(sti) as pakke:
        deler = {del_.filename: pakke.read(del_) for del_ in pakke.infolist()}
    assert gammelt in deler[navn]
    deler[navn] = deler[navn].replace(gammelt, nytt)
    with zipfile.ZipFile(sti, "w") as pakke:
        for del_, data in deler.items():
            pakke.writestr(del_, data)

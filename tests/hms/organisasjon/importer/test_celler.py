"""What one cell means, cell by cell."""
# ruff: noqa: DTZ001 - a cell of a workbook has no time zone

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hms.organisasjon.importer.ark import ALLE, Kolonne
from hms.organisasjon.importer.celler import EPOKE_1904, CelleError, Feilverdi, Formel, Prosenttall, les

GYLDIG_FNR = "15876500520"  # synthetic: month 87
VALG = ("a_side", "g_side", "bht")


def kolonne(slag, **felt):
    return Kolonne("felt", "felt", slag, "", **felt)


@pytest.mark.parametrize(
    ("slag", "raa", "verdi"),
    [
        ("tekst", "  Avdeling\u00a0Nord ", "Avdeling Nord"),
        ("tekst", "To\nlinjer", "To linjer"),
        ("tekst", "A\u030asen", "Åsen"),
        ("tekst", 3, "3"),
        ("id", 101, "101"),
        ("id", 101.0, "101"),
        ("id", " 0042 ", "0042"),
        ("ref", "1.2-3", "1.2-3"),
        ("refliste", "E2; E1,E2\nA1", ("A1", "E1", "E2")),
        ("refliste", 12, ("12",)),
        ("ja_nei", "Ja", True),
        ("ja_nei", " NEI ", False),
        ("ja_nei", "x", True),
        ("ja_nei", True, True),
        ("ja_nei", 0, False),
        ("ja_nei", 1.0, True),
        ("dato", "2026-11-30", date(2026, 11, 30)),
        ("dato", "30.11.2026", date(2026, 11, 30)),
        ("dato", "1.2.2026", date(2026, 2, 1)),
        ("dato", datetime(2026, 11, 30), date(2026, 11, 30)),
        ("dato", date(2026, 11, 30), date(2026, 11, 30)),
        ("dato", 46356, date(2026, 11, 30)),
        ("dato", 46356.0, date(2026, 11, 30)),
        ("dato", "46356", date(2026, 11, 30)),
        ("tall", "7", 7),
        ("tall", 7.0, 7),
        ("prosent", "62,5 %", 63),
        ("prosent", "100%", 100),
        ("prosent", 40, 40),
        ("prosent", Prosenttall(50.0), 50),
        ("prosent", 0, 0),
        ("epost", "Åse@Liten.Example", "åse@liten.example"),
        ("uuid", "0D8F5C1E-1c1a-4a0e-9f52-5f0f1c2d3e4f", "0d8f5c1e-1c1a-4a0e-9f52-5f0f1c2d3e4f"),
        ("telefon", "+47 00 00 01 10", "+47 00 00 01 10"),
        ("telefon", 110, "110"),
        ("valg", "A-side", "a_side"),
        ("valg", "BHT", "bht"),
    ],
)
def test_what_a_cell_means(slag, raa, verdi):
    assert les(kolonne(slag, valg=VALG), raa) == verdi


@pytest.mark.parametrize(
    ("slag", "raa", "kode"),
    [
        ("tekst", Formel(), "celle.formel"),
        ("tekst", " =HYPERLINK(A1)", "celle.formel"),
        ("tall", Feilverdi(), "celle.feilverdi"),
        ("tekst", "x" * 201, "celle.for_lang"),
        ("tekst", True, "celle.tekst"),
        ("tekst", "Ola\u202eeloK", "celle.usynlig_tegn"),
        ("tekst", "Ola\u200b Nord", "celle.usynlig_tegn"),
        ("tekst", "Ola\x1b[31m", "celle.usynlig_tegn"),
        ("tekst", f"Ola {GYLDIG_FNR}", "celle.fnr"),
        ("id", GYLDIG_FNR, "celle.fnr"),
        ("id", int(GYLDIG_FNR), "celle.fnr"),
        ("id", GYLDIG_FNR[:6] + " " + GYLDIG_FNR[6:], "celle.fnr"),
        ("id", datetime(2026, 2, 1), "celle.id_er_dato"),
        ("id", 12.13, "celle.id"),
        ("id", "A;B", "celle.id"),
        ("id", "A=B", "celle.id"),
        ("id", 10**400, "celle.for_lang"),
        ("refliste", 12.13, "celle.id"),
        ("refliste", " ; ,", "celle.id"),
        ("ja_nei", "kanskje", "celle.ja_nei"),
        ("ja_nei", 2, "celle.ja_nei"),
        ("dato", "30.02.2026", "celle.dato"),
        ("dato", "11/30/2026", "celle.dato"),
        ("dato", "i går", "celle.dato"),
        ("dato", "0026-11-30", "celle.dato"),
        ("dato", 7, "celle.dato"),
        ("dato", 46356.5, "celle.dato"),
        ("dato", float("nan"), "celle.dato"),
        ("dato", float("inf"), "celle.dato"),
        ("dato", True, "celle.dato"),
        ("dato", datetime(2026, 11, 30, 8), "celle.dato"),
        ("dato", time(8), "celle.dato"),
        ("dato", timedelta(1), "celle.dato"),
        ("tall", 0, "celle.tall"),
        ("tall", 1.5, "celle.tall"),
        ("tall", "1e3", "celle.tall"),
        ("tall", 10**400, "celle.tall"),
        ("prosent", 101, "celle.tall"),
        ("prosent", "-1", "celle.tall"),
        ("prosent", float("nan"), "celle.tall"),
        ("epost", "ase@liten", "celle.epost"),
        ("epost", "Åse <ase@liten.example>", "celle.epost"),
        ("epost", "ase@liten.example;nils@liten.example", "celle.epost"),
        ("epost", "a" * 65 + "@liten.example", "celle.epost"),
        ("epost", 12, "celle.epost"),
        ("uuid", "0d8f5c1e1c1a4a0e9f525f0f1c2d3e4f", "celle.uuid"),
        ("uuid", "ikke en", "celle.uuid"),
        ("uuid", 1, "celle.uuid"),
        ("telefon", "ring meg", "celle.telefon"),
        ("telefon", "+47", "celle.telefon"),
        ("valg", "leder", "celle.valg"),
        ("valg", 3, "celle.valg"),
    ],
)
def test_what_a_cell_cannot_mean(slag, raa, kode):
    with pytest.raises(CelleError) as funnet:
        les(kolonne(slag, valg=VALG, maks=200), raa)
    assert funnet.value.kode == kode
    assert GYLDIG_FNR not in str(funnet.value.params)


def test_empty_cells():
    assert les(kolonne("ja_nei", standard=False), "  ") is False
    assert les(kolonne("refliste"), None) == ()
    with pytest.raises(CelleError, match=r"celle\.mangler"):
        les(kolonne("tekst", kreves=True), "\u00a0")


def test_serial_numbers_of_the_other_epoch():
    assert les(kolonne("dato"), 46356 - 1462, EPOKE_1904) == date(2026, 11, 30)


@pytest.mark.parametrize("maned", [7, 47, 72, 87])
@pytest.mark.parametrize("dag", [15, 55])
def test_all_kinds_of_personal_numbers_are_stopped(dag, maned):
    """Fødselsnummer, D-number, H-number and the synthetic ones, with control digits computed here."""
    ni = next((ni for n in range(1000) if (ni := _med_kontroll(f"{dag:02}{maned:02}65{n:03}")) is not None), None)
    with pytest.raises(CelleError, match=r"celle\.fnr"):
        les(kolonne("id"), ni)


def _med_kontroll(ni):
    siffer = [int(tegn) for tegn in ni]
    k1 = -sum(v * s for v, s in zip((3, 7, 6, 1, 8, 9, 4, 5, 2), siffer, strict=True)) % 11
    k2 = -sum(v * s for v, s in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), [*siffer, k1], strict=True)) % 11
    return None if 10 in (k1, k2) else f"{ni}{k1}{k2}"


RAA = st.one_of(
    st.none(), st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates(), st.times(),
    st.timedeltas(), st.just(Formel()), st.just(Feilverdi()), st.floats().map(Prosenttall),
)  # fmt: skip


@given(st.sampled_from([kolonne for ark in ALLE for kolonne in ark.kolonner]), RAA)
def test_any_cell_is_read_or_refused(kolonne_, raa):
    try:
        verdi = les(kolonne_, raa)
    except CelleError as feil:
        verdi = feil.kode
    assert verdi is None or isinstance(verdi, str | int | bool | date | tuple)
    if isinstance(verdi, str):
        assert verdi == verdi.strip()
        assert verdi.isprintable()

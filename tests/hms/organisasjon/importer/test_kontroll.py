"""One mistake at a time in a kommune without mistakes: told with its code and place, and nothing else told."""

from datetime import date

import pytest

from hms.organisasjon import tjeneste
from hms.organisasjon.importer.feil import OrgImportError
from tests.fakes.organisasjon import fjern, liten, sett, skriv_csv

PAA = date(2026, 11, 22)


def feil(tmp_path, ark):
    try:
        tjeneste.kontrollert(tjeneste.les(skriv_csv(tmp_path / "csv", ark)), PAA)
    except OrgImportError as funnet:
        return list(funnet.feil)
    return []


def test_the_kommune_without_mistakes(tmp_path):
    assert feil(tmp_path, liten()) == []


@pytest.mark.parametrize(
    ("celle", "kode"),
    [
        (("Noder", "A1", "forelder", "E9"), "ref.ukjent"),
        (("Noder", "A1", "forelder", ""), "node.forelder_mangler"),
        (("Noder", "A1", "forelder", "S"), "node.forelder_type"),
        (("Noder", "E1", "forelder", "T"), "node.forelder_type"),
        (("Noder", "K", "forelder", "S"), "node.forelder_for_kommune"),
        (("Noder", "A1", "type", "seksjon"), "celle.valg"),
        (("Noder", "A1", "døgnbemannet", "av og til"), "celle.ja_nei"),
        (("Personer", "2", "id", "1"), "id.flere"),
        (("Personer", "2", "epost", "ASE@liten.example"), "epost.flere"),
        (("Personer", "2", "entra_id", "00000000-0000-4000-8000-000000000001"), "entra_id.flere"),
        (("Personer", "3", "språk", "se"), "celle.valg"),
        (("Personer", "3", "navn", ""), "celle.mangler"),
        (("Stillinger", "s1", "person", "9"), "ref.ukjent"),
        (("Stillinger", "s1", "leder", "1"), "stilling.egen_leder"),
        (("Stillinger", "s1", "prosent", "110"), "celle.tall"),
        (("Stillinger", "s5", "gyldig_til", "2026-07-31"), "periode.baklengs"),
        (("Roller", "r2", "rolle", "sjef"), "celle.valg"),
        (("Roller", "r2", "rolle", "medarbeider"), "celle.valg"),
        (("Roller", "r2", "gjelder", "A1"), "rolle.niva"),
        (("Roller", "r2", "gjelder", ""), "rolle.gjelder_mangler"),
        (("Roller", "r2", "gjelder", "V1"), "ref.ukjent"),
        (("Roller", "r4", "gjelder", "E1"), "ref.ukjent"),
        (("Roller", "r4", "part", "a_side"), "rolle.part_ikke_her"),
        (("Roller", "r6", "part", ""), "rolle.part_mangler"),
        (("Verneområder", "V1", "noder", "E1;E9"), "ref.ukjent"),
        (("Verneområder", "V1", "noder", ""), "celle.mangler"),
        (("Bygg", "B1", "hovedbruker", "E9"), "ref.ukjent"),
        (("Bygg", "B1", "gyldig_til", "2026-06-30"), "ref.avsluttet"),
        (("MKS-grupper", "M1", "møter_per_år", "13"), "celle.tall"),
        (("MKS-medlemmer", "M1", "gruppe", "M9"), "ref.ukjent"),
        (("MKS-medlemmer", "M1", "part", ""), "celle.mangler"),
    ],
)
def test_one_mistake(tmp_path, celle, kode):
    ark, id_, kolonne, verdi = celle
    arkene = liten()
    sett(arkene, ark, id_, kolonne, verdi)
    funnet = feil(tmp_path, arkene)
    assert kode in [en.kode for en in funnet]
    if kode not in ("id.flere", "ref.avsluttet", "node.forelder_for_kommune"):  # these take others with them
        assert len(funnet) == 1
        (en,) = funnet
        assert (en.ark, en.kolonne) == (ark, kolonne)
        assert arkene[ark][en.rad - 1][0] == id_ or kolonne == "gruppe"


def test_one_role_twice_at_the_same_place_and_time(tmp_path):
    ark = liten()
    sett(ark, "Roller", "r3", "person", "2")
    (en,) = feil(tmp_path, ark)
    assert (en.kode, en.rad, en.params["forste"]) == ("rolle.dobbel", 4, 3)
    sett(ark, "Roller", "r2", "gyldig_til", "2026-06-30")
    sett(ark, "Roller", "r3", "gyldig_fra", "2026-07-01")
    assert feil(tmp_path, ark) == []


def test_an_address_may_pass_on_to_somebody_who_comes_later(tmp_path):
    ark = liten()
    sett(ark, "Personer", "1", "gyldig_til", "2026-07-31")
    sett(ark, "Personer", "4", "epost", "ase@liten.example")
    fjern(ark, "Stillinger", "s1")
    fjern(ark, "Roller", "r1")
    assert feil(tmp_path, ark) == []


def test_who_has_ended_may_keep_rows_but_a_place_may_not(tmp_path):
    ark = liten()
    sett(ark, "Personer", "3", "gyldig_til", "2026-06-30")
    assert feil(tmp_path, ark) == []
    sett(ark, "Noder", "A2", "gyldig_til", "2026-06-30")
    assert {(en.kode, en.ark, en.kolonne) for en in feil(tmp_path, ark)} == {
        ("ref.avsluttet", "Stillinger", "node"),
        ("ref.avsluttet", "Roller", "gjelder"),
        ("ref.avsluttet", "Verneområder", "noder"),
    }


def test_rings_of_parents_are_told_once_each(tmp_path):
    ark = liten()
    sett(ark, "Noder", "A1", "forelder", "A2")
    sett(ark, "Noder", "A2", "forelder", "A1")
    ark["Noder"].append(["A3", "avdeling", "Avdeling Vest", "A3", "", "", "", "", ""])
    ark["Noder"].append(["A4", "avdeling", "Avdeling Øst", "A1", "", "", "", "", ""])
    ringer = [(en.rad, list(en.params["ring"])) for en in feil(tmp_path, ark) if en.kode == "node.ring"]
    assert ringer == [(6, ["A1", "A2"]), (9, ["A3"])]


@pytest.mark.parametrize("antall", [0, 2])
def test_there_is_one_kommune(tmp_path, antall):
    ark = liten()
    if antall == 0:
        sett(ark, "Noder", "K", "gyldig_fra", "2027-01-01")
    else:
        ark["Noder"].append(["K2", "kommune", "Nabokommunen", "", "", "", "", "", ""])
    assert [en.params for en in feil(tmp_path, ark) if en.kode == "node.kommune_antall"] == [{"antall": antall}]


def test_every_mistake_at_once_in_the_order_of_the_sheets(tmp_path):
    ark = liten()
    sett(ark, "Roller", "r2", "gjelder", "A1")
    sett(ark, "Noder", "A1", "forelder", "S")
    sett(ark, "Personer", "4", "epost", "x")
    sett(ark, "Personer", "2", "gjest", "x y")
    assert [(en.ark, en.rad, en.kode) for en in feil(tmp_path, ark)] == [
        ("Noder", 6, "node.forelder_type"),
        ("Personer", 3, "celle.ja_nei"),
        ("Personer", 5, "celle.epost"),
        ("Roller", 3, "rolle.niva"),
    ]

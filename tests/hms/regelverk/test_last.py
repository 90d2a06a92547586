"""The rulebook: the document's own is whole, and a kommune's is told every mistake at once, where it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hms.arshjul import rules
from hms.regelverk.aksjon import Manedsdag
from hms.regelverk.filer import MAPPE
from hms.regelverk.funn import RegelverkError
from hms.regelverk.innstillinger import INNSTILLINGER
from hms.regelverk.last import last, sjekk, standard
from tests.hms.regelverk.verdier import VERDIER


def skriv(mappe: Path, fil: str, tekst: str) -> Path:
    (mappe / fil).write_text(tekst, "utf-8")
    return mappe


def feil(mappe: Path) -> list[tuple[int, str, str]]:
    regelverk, funn = sjekk(mappe)
    assert regelverk is None
    return [(f.linje, f.nokkel, f.ventet) for f in funn if not f.advarsel]


def test_the_documents_own_rulebook_is_without_a_mistake() -> None:
    regelverk, funn = sjekk()
    assert funn == []
    assert regelverk is not None
    assert len(regelverk.aksjoner) == 49
    assert regelverk.aksjoner["AH-09"].kadens.delaktiviteter[1].intervall.dognbemannet == 3
    assert regelverk.aksjoner["TX-04"].hardhet == "bor"
    assert standard().stempel == regelverk.stempel


def test_an_action_is_overridden_key_by_key_and_a_missing_language_is_a_warning(tmp_path: Path) -> None:
    skriv(
        tmp_path,
        "arshjul.yaml",
        'aksjoner:\n- id: AH-08\n  tittel: {nb: "Runde"}\n  vindu: {start: "03-01", slutt: "06-15"}\n- {id: LV-01, aktiv: true}\n',
    )
    regelverk, funn = sjekk(tmp_path)
    assert regelverk is not None
    runde = regelverk.aksjoner["AH-08"]
    assert (runde.tittel.pa("nn"), runde.vindu.slutt, runde.per) == ("Runde", Manedsdag(6, 15), "verneomrade")  # type: ignore[union-attr]
    assert regelverk.aksjoner["LV-01"].aktiv
    assert [(f.linje, f.advarsel, "mangler" in f.ventet) for f in funn] == [(3, True, True)] * 2
    assert str(funn[0]).endswith("arshjul.yaml:3: advarsel: aksjoner[AH-08].tittel: mangler nn; bokmål blir vist")
    assert regelverk.stempel != standard().stempel


def test_an_action_can_be_replaced_whole(tmp_path: Path) -> None:
    skriv(tmp_path, "arshjul.yaml", "aksjoner:\n- {id: AH-08, erstatt: true}\n")
    assert {nokkel for _, nokkel, _ in feil(tmp_path)} == {"aksjoner[AH-08]"}


@pytest.mark.parametrize(
    ("linje", "nokkel", "ventet"),
    [
        ('  vindu: {start: "02-29", slutt: "05-31"}', "vindu.start", "finnes hvert år"),
        ('  vindu: {start: "1. mai", slutt: "05-31"}', "vindu.start", "MM-DD"),
        ("  vindu: null", "vindu", "årlig"),
        ('  myk_frist: "12-24"', "myk_frist", "vinduet"),
        ("  ansvarlig: [{rolle: sjefen, niva: enhet}]", "ansvarlig[0].rolle", "under roller"),
        ("  ansvarlig: [{rolle: kommunalsjef, niva: enhet}]", "ansvarlig[0]", "nivå som rollen"),
        ("  ansvarlig: [{rolle: enhetsleder}, {rolle: enhetsleder}]", "ansvarlig[1]", "én gang"),
        ("  ansvarlig: [{rolle: enhetsleder}, {rolle: brannvernleder, niva: enhet}]", "ansvarlig[1]", "kan ligge på"),
        ("  eskalering: [enhetsleder, enhetsleder]", "eskalering[1]", "én gang"),
        ("  eskalering: [kommunalsjef]", "eskalering", "begynner med enhetsleder"),
        ("  avhenger_av: [AH-08]", "avhenger_av", "ring"),
        ("  avhenger_av: [AH-99]", "avhenger_av", "AH-99"),
        ("  farge: gul", "farge", "ukjent nøkkel"),
        ("  per: skip", "per", "verneomrade"),
        ("  ref: []", "ref", "minst 1"),
        ("  dokumentasjon: [{nn: X}]", "dokumentasjon[0]", "nb"),
        ("  aktiv: kanskje", "aktiv", "true eller false"),
        ("  samles_i: nyttår", "samles_i", "samlekort"),
        ("  tittel: 7", "tittel", "nøklene"),
        ('  tittel: {nb: "", nn: "", en: ""}', "tittel.nb", "tekst"),
        ("  ansvarlig: ingen", "ansvarlig", "liste"),
        ("  eskalering_per_niva: {gate: [enhetsleder]}", "eskalering_per_niva.gate", "ukjent nøkkel"),
        ("  eskalering_per_niva: ingen", "eskalering_per_niva", "oppslag"),
        ("  syklus: {type: antall_per_ar, standard: 0}", "syklus.standard", "fra 1"),
        ("  syklus: {type: antall_per_ar, min: 4, standard: 2}", "syklus.standard", "min (4)"),
        ("  syklus: {type: hvert_n_ar, n: -2}", "syklus.n", "fra 1"),
        ("  syklus: {type: intervall}", "syklus", "standard_mnd eller"),
        ("  syklus: {type: fullmane}", "syklus", "arlig"),
        ("  syklus: {type: kvartalsvis, maneder: [3, 13]}", "syklus.maneder[1]", "12"),
        ("  syklus: {type: per_person, start: rolle_start, frist_mnd: 3, paminn_mnd: [5]}", "syklus", "per: person"),
        ("  syklus: {type: antall_per_ar, standard: 2, min_timer_per_ar: 0}", "syklus.min_timer_per_ar", "over 0"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(tmp_path: Path, linje: str, nokkel: str, ventet: str) -> None:
    skriv(tmp_path, "arshjul.yaml", f"versjon: 2\naksjoner:\n- id: AH-08\n{linje}\n")
    assert any(n == f"aksjoner[AH-08].{nokkel}" and 3 <= nr <= 4 and ventet in hva for nr, n, hva in feil(tmp_path))


@pytest.mark.parametrize(
    ("linje", "nokkel", "ventet"),
    [
        ("- {id: a, forhandsutfylt: [AH-99], nb: A, nn: A, en: A}", "[a].forhandsutfylt", "AH-99"),
        ("- {id: a, nb: A, nn: A, en: A}\n  - {id: a, nb: B, nn: B, en: B}", "[a]", "én gang"),
        ("- {id: a, niva: [gate], nb: A, nn: A, en: A}", "[a].niva[0]", "kommune"),
        ("- {nb: A, nn: A, en: A}", "[0]", "id"),
    ],
)
def test_a_mistake_in_the_list_of_documentation_is_told(tmp_path: Path, linje: str, nokkel: str, ventet: str) -> None:
    skriv(tmp_path, "arshjul.yaml", f"aksjoner:\n- id: AH-05\n  minsteliste:\n  {linje}\n")
    assert any(n == f"aksjoner[AH-05].minsteliste{nokkel}" and ventet in hva for _, n, hva in feil(tmp_path))


def test_the_list_of_documentation_stands_on_one_action_with_its_colours(tmp_path: Path) -> None:
    punkt = "minsteliste: [{id: a, nb: A, nn: A, en: A}]"
    skriv(
        tmp_path,
        "arshjul.yaml",
        f"aksjoner:\n- id: AH-05\n  minsteliste_status: {{gronn: {{nb: G, nn: G, en: G}}}}\n- id: AH-06\n  {punkt}\n",
    )
    assert {(n, hva) for _, n, hva in feil(tmp_path)} >= {
        ("aksjoner[AH-05].minsteliste", "ventet minsteliste_status med gronn, gul og rod"),
        ("aksjoner[AH-06].minsteliste", "ventet minsteliste på én aksjon"),
    }


def test_a_kommune_has_its_own_list_of_documentation(tmp_path: Path) -> None:
    skriv(
        tmp_path,
        "arshjul.yaml",
        "aksjoner:\n- id: AH-05\n  minsteliste:\n  - {id: a, forhandsutfylt: [AH-06], nb: A, nn: A, en: A}\n",
    )
    liste = last(tmp_path).minsteliste
    assert liste is not None
    assert [(punkt.id, punkt.aksjoner) for punkt in liste.punkter] == [("a", ("AH-06",))]
    assert len(standard().minsteliste.punkter) == 14  # type: ignore[union-attr]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    skriv(
        tmp_path,
        "arshjul.yaml",
        "farger: ja\nroller:\n  vakt: {nb: V, nn: V, en: V, niva: kommune, naermeste: vakt}\nsamlekort:\n  x: {nn: X, en: X}\n"
        "standard:\n  purr_virkedager_etter: [0]\n  oppstart: {dato: i morgen}\naksjoner:\n- {tittel: x}\n- {id: AH-01, ref: x}\n- {id: AH-01}\n",
    )
    skriv(tmp_path, "innstillinger.yaml", "amu.maneder: [0]\nkaffe.per_dag: 4\n")
    skriv(tmp_path, "annet.yaml", "x: 1\n")
    assert [(linje, nokkel) for linje, nokkel, _ in feil(tmp_path)] == [
        (1, "farger"),
        (3, "roller.vakt"),
        (5, "samlekort.x"),
        (7, "standard.purr_virkedager_etter[0]"),
        (8, "standard.oppstart.dato"),
        (10, "aksjoner[0]"),
        (11, "aksjoner[AH-01].ref"),
        (12, "aksjoner[AH-01]"),
        (1, "amu.maneder[0]"),
        (2, "kaffe.per_dag"),
        (1, ""),
    ]
    with pytest.raises(RegelverkError) as funnet:
        last(tmp_path)
    assert len(funnet.value.funn) == 11


@pytest.mark.parametrize("tekst", ["a: [", "- 1\n", "a: 1\na: 2\n", "\ta: 1"])
def test_what_cannot_be_read_is_one_mistake(tmp_path: Path, tekst: str) -> None:
    assert len(feil(skriv(tmp_path, "arshjul.yaml", tekst))) == 1


def test_a_directory_that_is_missing_or_empty_is_a_mistake(tmp_path: Path) -> None:
    assert len(feil(tmp_path)) == 1
    assert len(feil(tmp_path / "ingen")) == 1
    (tmp_path / "arshjul.yaml").write_bytes(b"\xff\xfe\xff")
    assert len(feil(tmp_path)) == 1


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert last(skriv(tmp_path, "arshjul.yaml", "")).stempel == standard().stempel
    assert feil(skriv(tmp_path, "arshjul.yaml", "aksjoner: {}\n"))[0][1] == "aksjoner"


@pytest.mark.parametrize("nokkel", INNSTILLINGER)
def test_no_setting_is_without_effect(tmp_path: Path, nokkel: str) -> None:
    regelverk = last(skriv(tmp_path, "innstillinger.yaml", f"{nokkel}: {VERDIER[nokkel]}\n"))
    assert replace(regelverk, stempel="") != replace(standard(), stempel="")
    assert regelverk.stempel != standard().stempel


def test_settings_land_where_they_belong(tmp_path: Path) -> None:
    regelverk = last(skriv(tmp_path, "innstillinger.yaml", "".join(f"{n}: {v}\n" for n, v in VERDIER.items())))
    assert regelverk.standard.oppstart == date(2027, 1, 1)
    assert regelverk.aksjoner["TX-16"].kadens.basisar == 2026
    assert "amu_medlem" not in regelverk.aksjoner["TX-04"].gjelder_roller
    assert regelverk.aksjoner["AH-08"].vindu.slutt == Manedsdag(4, 30)  # type: ignore[union-attr]


def test_switching_actions_for_a_trial() -> None:
    paa = standard().med(LV_01=True)
    assert paa.aksjoner["LV-01"].aktiv
    assert not standard().aksjoner["LV-01"].aktiv


def test_a_window_may_cross_new_year_and_holds_its_days_on_both_sides(tmp_path: Path) -> None:
    tekst = 'aksjoner:\n- id: AH-06\n  vindu: {start: "11-15", slutt: "02-28"}\n  myk_frist: "12-20"\n'
    aksjon = last(skriv(tmp_path, "arshjul.yaml", tekst)).aksjoner["AH-06"]
    frist = rules.frister(aksjon, date(2028, 1, 1), date(2028, 12, 31))
    assert [(f.apner, f.myk, f.frist) for f in frist] == [(date(2027, 11, 15), date(2027, 12, 20), date(2028, 2, 28))]
    skriv(tmp_path, "arshjul.yaml", tekst.replace("12-20", "06-01"))
    assert feil(tmp_path) == [(4, "aksjoner[AH-06].myk_frist", "ventet en dag i vinduet 11-15 til 02-28")]


@pytest.mark.parametrize(
    ("nokkel", "verdi", "ventet"),
    [
        ("egenevaluering.myk_frist", '"02-29"', "finnes hvert år"),
        ("egenevaluering.myk_frist", '"12-24"', "vinduet 04-01 til 05-31"),
        ("lg.tidligst", '"06-15"', "vinduet 05-01 til 05-31"),
        ("vernedag.min_timer_per_ar", "0", "over 0"),
        ("vernedag.min_timer_per_ar", "-7.5", "over 0"),
        ("mks.moter_per_ar", "3", "fra 4 til 12"),
        ("sektorrapport.maneder", "[0]", "fra 1 til 12"),
        ("sektorrapport.maneder", "[5, 5]", "én gang"),
        ("avvik.frist.vurdert_dager", "-1", "fra 1 til 60"),
        ("lg.eier", "ordfører", "hms_ansvarlig"),
        ("kurs.gjelder_amu", "kanskje", "true eller false"),
        ("dokument.versjon", "''", "ventet en tekst"),
        ("sjekkliste.fil", "egen.yaml", "ukjent nøkkel"),
        ("vernerunde.avvik_etter_dager", "14", "ukjent nøkkel"),
    ],
)
def test_a_mistake_in_a_setting_is_told_where_it_stands(tmp_path: Path, nokkel: str, verdi: str, ventet: str) -> None:
    skriv(tmp_path, "innstillinger.yaml", f"oppstart.dato: 2027-01-01\n{nokkel}: {verdi}\n")
    (linje, funnet, hva), *andre = feil(tmp_path)
    assert (linje, funnet.split("[")[0], andre) == (2, nokkel, [])
    assert ventet in hva


@pytest.mark.parametrize(
    ("tekst", "nokkel"),
    [
        ("standard:\n  sendetid: {ukedag: mandag, klokkeslett: '10:00'}\n", "standard.sendetid"),
        ("standard:\n  utsettelse: {krever_begrunnelse: false, maks: 3}\n", "standard.utsettelse.krever_begrunnelse"),
        ("versjon: 3\n", "versjon"),
        ("aksjoner:\n- {id: LV-01, spor_ved_oppsett: false}\n", "aksjoner[LV-01].spor_ved_oppsett"),
        ("aksjoner:\n- id: AH-10\n  syklus: {type: intervall, standard_mnd: 6, bekreft_intervall: arlig, x: 1}\n", "aksjoner[AH-10].syklus.x"),
        ("aksjoner:\n- id: TX-29\n  syklus: {type: arlig, ogsa_ved_behov: true, valgperiode_ar: 4}\n", "aksjoner[TX-29].syklus.valgperiode_ar"),
    ],
)  # fmt: skip
def test_what_nothing_goes_by_can_be_repeated_and_not_changed(tmp_path: Path, tekst: str, nokkel: str) -> None:
    skriv(tmp_path, "arshjul.yaml", tekst)
    assert [funnet for _linje, funnet, _hva in feil(tmp_path)] == [nokkel]


def test_the_documents_own_words_may_stand_in_a_kommunes_file(tmp_path: Path) -> None:
    skriv(tmp_path, "arshjul.yaml", (MAPPE / "arshjul.yaml").read_text("utf-8"))
    assert replace(last(tmp_path), stempel="") == replace(standard(), stempel="")


def test_a_role_of_ones_own_is_a_warning(tmp_path: Path) -> None:
    skriv(tmp_path, "arshjul.yaml", "roller:\n  vakt: {nb: V, nn: V, en: V, niva: kommune, naermeste: hms_ansvarlig}\n")
    regelverk, funn = sjekk(tmp_path)
    assert regelverk is not None
    assert [(f.linje, f.nokkel, f.advarsel) for f in funn] == [(2, "roller.vakt", True)]

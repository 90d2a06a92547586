"""`varde org` as an operator meets it: what is printed, what the exit code is, and what is in the database after."""

import pytest
from openpyxl import load_workbook
from sqlmodel import select
from typer.testing import CliRunner

from bot import demo, upgrade
from bot.cli.org import app
from bot.cli.org_tekst import vis
from hms.kit.db import Database
from hms.organisasjon import tjeneste
from hms.organisasjon.importer.ark import ALLE
from hms.organisasjon.importer.tolk import tolk
from hms.organisasjon.model import Node, Person
from hms.regelverk.roller import tildelbare
from tests.fakes.organisasjon import fjern, liten, sett, skriv_csv, skriv_xlsx


@pytest.fixture
def varde(tmp_path, monkeypatch):
    """Runs the command with a database that is ready."""
    url = f"sqlite:///{tmp_path / 'varde.db'}"
    database = Database(url)
    upgrade.upgrade(database)
    database.close()
    monkeypatch.setenv("VARDE_DATABASE_URL", url)

    def kjor(*argumenter, **mer):
        return CliRunner().invoke(app, [str(en) for en in argumenter], **mer)

    return kjor


@pytest.fixture
def navn_i_basen(tmp_path):
    """The names of all people that are in the database."""

    def les():
        database = Database(f"sqlite:///{tmp_path / 'varde.db'}")
        navn = database.read(lambda s: set(s.exec(select(Person.navn))))
        database.close()
        return navn

    return les


def test_without_a_terminal_it_only_shows(varde, tmp_path, navn_i_basen):
    svar = varde("import", skriv_csv(tmp_path / "csv", liten()))
    assert svar.exit_code == 0
    assert "+ Personer 2 Nils Næss" in svar.stdout
    assert "+ Roller r4 verneombud (3, V1)" in svar.stdout
    assert "Ingenting er importert: dette er ikke en terminal." in svar.stdout
    assert navn_i_basen() == set()


def test_ja_imports_and_the_second_time_there_is_nothing(varde, tmp_path, navn_i_basen):
    sti = skriv_xlsx(tmp_path / "org.xlsx", liten())
    svar = varde("import", sti, "--ja")
    assert (svar.exit_code, svar.stdout.splitlines()[-1]) == (0, "Organisasjonen er importert.")
    assert "Åse Øverby" in navn_i_basen()
    svar = varde("import", sti, "--ja")
    assert (svar.exit_code, svar.stdout) == (0, "Ingen forskjell: databasen er lik fila.\n")


def test_a_terminal_is_asked(varde, tmp_path, monkeypatch, navn_i_basen):
    monkeypatch.setattr("bot.cli.importering.har_terminal", lambda: True)
    sti = skriv_csv(tmp_path / "csv", liten())
    svar = varde("import", sti, input="n\n")
    assert (svar.exit_code, svar.stdout.splitlines()[-1]) == (0, "Ingenting er importert.")
    assert navn_i_basen() == set()
    svar = varde("import", sti, input="j\n")
    assert "Skal dette importeres?" in svar.stdout
    assert "Nils Næss" in navn_i_basen()


def test_changes_are_shown_with_old_and_new(varde, tmp_path):
    varde("import", skriv_csv(tmp_path / "csv", liten()), "--ja")
    ark = liten()
    sett(ark, "Stillinger", "s3", "prosent", "80")
    sett(ark, "Noder", "E2", "navn", "[bold]Hjemmetjenesten")
    fjern(ark, "Roller", "r6")
    svar = varde("import", skriv_csv(tmp_path / "csv", ark))
    assert "~ Stillinger s3 Sykepleier (3, A1) · prosent: 60 → 80" in svar.stdout
    assert "~ Noder E2 [bold]Hjemmetjenesten · navn: Hjemmetjenesten → [bold]Hjemmetjenesten" in svar.stdout
    assert "– Roller r6 amu_medlem (5, K) · gyldig_til: tom → " in svar.stdout


def test_all_mistakes_are_listed(varde, tmp_path, navn_i_basen):
    ark = liten()
    sett(ark, "Personer", "4", "epost", "x")
    sett(ark, "Noder", "A1", "forelder", "E9")
    sett(ark, "Roller", "r2", "rolle", "[red]\x1b[31msjef")
    svar = varde("import", skriv_csv(tmp_path / "csv", ark), "--ja")
    assert svar.exit_code == 1
    assert svar.stderr.splitlines() == [
        "ark Noder, rad 6, kolonne forelder: «E9» finnes ikke i arket Noder",
        "ark Personer, rad 5, kolonne epost: ventet en e-postadresse",
        "ark Roller, rad 3, kolonne rolle: cellen har usynlige tegn. Skriv den på nytt",
        "3 feil. Ingenting er importert.",
    ]
    assert navn_i_basen() == set()


def test_choices_on_the_command_line(varde, tmp_path):
    varde("import", skriv_csv(tmp_path / "csv", liten()), "--ja")
    ark = liten()
    fjern(ark, "Noder", "A2")
    sett(ark, "Stillinger", "s5", "node", "A1")
    sett(ark, "Roller", "r7", "gjelder", "A1")
    sett(ark, "Verneområder", "V1", "noder", "E1")
    sett(ark, "Noder", "E2", "forelder", "K")
    sti = skriv_csv(tmp_path / "csv", ark)
    svar = varde("import", sti, "--ja")
    assert svar.exit_code == 1
    assert svar.stderr.splitlines()[:2] == [
        (
            "ark Noder, kolonne id: noden «A2» blir borte, men 1 stilling og 1 rolle er knyttet til den. "
            "Velg hvem som tar over: --etterfolger A2=NY (er den lagt ned: noden over)"
        ),
        "ark Noder, rad 5, kolonne forelder: noden «E2» endres fra S til K. Er det meningen: --flytt E2",
    ]
    svar = varde("import", sti, "--ja", "--etterfolger", "A2=A1", "--flytt", "E2")
    assert svar.exit_code == 0
    assert "etterfølger: tom → A1" in svar.stdout


@pytest.mark.parametrize("valg", ["A2", "A2=", "=A1"])
def test_a_choice_that_cannot_be_read(varde, tmp_path, valg):
    svar = varde("import", skriv_csv(tmp_path / "csv", liten()), "--etterfolger", valg)
    assert svar.exit_code == 2
    assert "GAMMEL=NY" in svar.stderr


def test_two_successors_for_one_node(varde, tmp_path):
    valg = ["--etterfolger", "A2=A1", "--etterfolger", "A2=E1"]
    assert varde("import", skriv_csv(tmp_path / "csv", liten()), *valg).exit_code == 2


def test_a_file_that_does_not_exist(varde, tmp_path):
    svar = varde("import", tmp_path / "borte.xlsx")
    assert (svar.exit_code, svar.stderr) == (1, "Fila finnes ikke\n1 feil. Ingenting er importert.\n")


@pytest.mark.parametrize("finnes", [True, False])
def test_a_database_that_is_not_ready(tmp_path, monkeypatch, finnes):
    fil = tmp_path / "tom.db"
    if finnes:
        fil.touch()
    monkeypatch.setenv("VARDE_DATABASE_URL", f"sqlite:///{fil}")
    svar = CliRunner().invoke(app, ["import", str(skriv_csv(tmp_path / "csv", liten()))])
    assert (svar.exit_code, svar.stderr) == (1, "Databasen er ikke klar. Kjør «varde db upgrade» først.\n")
    assert fil.exists() is finnes


def test_the_demo_is_shown_shortened(varde):
    svar = varde("import", demo.MAPPE, "--ja")
    assert "+ Personer: og 105 nye til" in svar.stdout
    assert "│ Personer      │ 120 │" in svar.stdout


def test_the_template_has_instructions_and_lists_and_no_rows(varde, tmp_path):
    ut = tmp_path / "skjema.xlsx"
    assert varde("template", ut).exit_code == 0
    bok = load_workbook(ut)
    assert bok.sheetnames == ["Veiledning", *(ark.navn for ark in ALLE), "Lister"]
    veiledning = [celle for rad in bok["Veiledning"].iter_rows(values_only=True) for celle in rad if celle]
    assert any("--etterfolger" in celle for celle in veiledning)
    assert set(tildelbare()) <= set(veiledning)
    for ark in ALLE:
        blad = bok[ark.navn]
        assert [celle.value for celle in blad[1]] == [kolonne.navn for kolonne in ark.kolonner]
        assert blad.max_row == 1
        med_liste = sum(bool(kolonne.valg) or kolonne.slag == "ja_nei" for kolonne in ark.kolonner)
        assert len(blad.data_validations.dataValidation) == med_liste
    roller = next(regel for regel in bok["Roller"].data_validations.dataValidation if "B2" in regel.sqref)
    rekke = roller.formula1.removeprefix("=Lister!").replace("$", "")
    assert [celle.value for (celle,) in bok["Lister"][rekke]] == list(tildelbare())


def test_the_template_filled_in_is_what_was_filled_in(varde, tmp_path):
    ut = tmp_path / "skjema.xlsx"
    varde("template", ut)
    bok = load_workbook(ut)
    for navn, rader in liten().items():
        for rad in rader[1:]:
            bok[navn].append([celle or None for celle in rad])
    bok.save(ut)
    fra_skjema, fra_csv = tolk(tjeneste.les(ut)), tolk(tjeneste.les(skriv_csv(tmp_path / "csv", liten())))
    assert fra_skjema.feil == []
    assert fra_skjema.innhold == fra_csv.innhold


def test_the_template_never_writes_over_anything_unasked(varde, tmp_path):
    ut = tmp_path / "skjema.xlsx"
    ut.write_text("mitt")
    assert varde("template", ut).exit_code == 1
    assert ut.read_text() == "mitt"
    assert varde("template", ut, "--overskriv").exit_code == 0
    assert varde("template", tmp_path / "skjema.csv").exit_code == 2
    assert varde("template", tmp_path / "finnes" / "ikke.xlsx").exit_code == 1


def test_an_empty_template_tells_what_it_needs(varde, tmp_path):
    ut = tmp_path / "skjema.xlsx"
    varde("template", ut)
    svar = varde("import", ut)
    assert svar.stderr.splitlines()[0] == "ark Noder: arket er tomt. Ventet minst én rad"


def test_values_are_shown_as_in_the_file():
    assert [vis(verdi) for verdi in (None, (), True, 3, ("a", "b"))] == ["tom", "tom", "ja", "3", "a, b"]
    assert vis({"avvik": 1, "stillinger": 2}) == "1 åpent avvik og 2 stillinger"


def test_a_node_that_moves_lands_in_the_tables(varde, tmp_path):
    varde("import", skriv_csv(tmp_path / "csv", liten()), "--ja")
    ark = liten()
    sett(ark, "Noder", "E2", "forelder", "K")
    assert varde("import", skriv_csv(tmp_path / "csv", ark), "--ja", "--flytt", "E2").exit_code == 0
    database = Database(f"sqlite:///{tmp_path / 'varde.db'}")
    forelder = database.read(
        lambda s: s.get(Node, s.exec(select(Node.forelder_id).where(Node.ekstern_id == "E2")).one()).ekstern_id
    )
    database.close()
    assert forelder == "K"

"""varde dokumentasjon: the list of each unit, as a table and as CSV."""

import csv
import io

from typer.testing import CliRunner

from bot.__main__ import app

RUNNER = CliRunner()


def kjor(url: str, *mer: str, kode: int = 0) -> str:
    svar = RUNNER.invoke(app, ["dokumentasjon", *mer], env={"VARDE_DATABASE_URL": url, "COLUMNS": "200"})
    assert svar.exit_code == kode, svar.output
    return svar.stdout if kode == 0 else svar.output


def test_a_line_for_each_document(fjordvik_sqlite_url: str) -> None:
    rader = list(csv.DictReader(io.StringIO(kjor(fjordvik_sqlite_url, "--csv", "--node", "HEL")), delimiter=";"))
    assert {rad["node"] for rad in rader} == {"HEL", "SOL", "HJT", "BMT", "LHS"}
    assert len([rad for rad in rader if rad["node"] == "SOL"]) == 13
    assert {rad["farge"] for rad in rader} == {"Rød", "Ikke aktuelt"}
    assert "Risikovurderinger for HMS" in kjor(fjordvik_sqlite_url, "--node", "SOL")
    assert "ikke en node" in kjor(fjordvik_sqlite_url, "--node", "MÅNEN", kode=2)

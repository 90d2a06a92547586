"""varde plan: a year as lines, read only."""

import csv
import io
import json
from pathlib import Path

from typer.testing import CliRunner

from bot.__main__ import app

RUNNER = CliRunner()


def kjor(url: str, *mer: str, kode: int = 0) -> str:
    svar = RUNNER.invoke(app, ["plan", *mer], env={"VARDE_DATABASE_URL": url, "COLUMNS": "200"})
    assert svar.exit_code == kode, svar.output
    return svar.stdout if kode == 0 else svar.output


def test_one_json_object_a_line(fjordvik_sqlite_url: str) -> None:
    fil = Path(fjordvik_sqlite_url.removeprefix("sqlite:///"))
    for_ = fil.read_bytes()
    rader = [json.loads(linje) for linje in kjor(fjordvik_sqlite_url, "--year", "2027", "--json").splitlines()]
    assert fil.read_bytes() == for_
    assert {tuple(rad) for rad in rader} == {
        ("at", "step", "action", "del", "subject", "node", "period", "deadline", "to", "why")
    }
    assert {
        "at": "2027-05-31T09:00:00+02:00",
        "step": "frist",
        "action": "AH-08",
        "del": None,
        "subject": "verneomrade:V13",
        "node": "SOL",
        "period": "2027",
        "deadline": "2027-05-31",
        "to": [{"person": "P043", "role": "enhetsleder"}],
        "why": ["6.4-8", "6.3.5-1", "6.3.5-2", "6.3.5-3", "5.0-7", "7-EL-10", "7-MKS-4"],
    } in rader
    assert all(rad["at"].startswith("2027-") for rad in rader)
    assert rader == sorted(rader, key=lambda rad: rad["at"])


def test_a_node_and_those_below_it(fjordvik_sqlite_url: str) -> None:
    rader = [
        json.loads(linje)
        for linje in kjor(fjordvik_sqlite_url, "--year", "2027", "--node", "SOL", "--json").splitlines()
    ]
    assert {rad["node"] for rad in rader} == {"SOL", "SOL-FJE", "SOL-SJO", "SOL-NAT", "SOL-KJO"}
    assert "ikke en node" in kjor(fjordvik_sqlite_url, "--node", "MÅNEN", kode=2)


def test_a_sheet_a_calendar_and_a_table(fjordvik_sqlite_url: str) -> None:
    args = ("--year", "2027", "--node", "SOL-KJO")
    rader = list(csv.reader(io.StringIO(kjor(fjordvik_sqlite_url, *args, "--csv")), delimiter=";"))
    assert rader[0][0] == "at"
    assert len({len(rad) for rad in rader}) == 1
    assert kjor(fjordvik_sqlite_url, *args, "--ics").count("BEGIN:VEVENT") == 3
    assert f"{len(rader) - 1} steg." in kjor(fjordvik_sqlite_url, *args)


def test_an_action_can_be_switched_on_for_the_plan(fjordvik_sqlite_url: str) -> None:
    args = ("--year", "2027", "--json", "--med", "LV-01")
    assert "LV-01" in kjor(fjordvik_sqlite_url, *args)
    assert "ikke en aksjon" in kjor(fjordvik_sqlite_url, "--med", "LV-99", kode=2)


def test_what_stands_in_the_way_is_told(fjordvik_sqlite_url: str, database_url: str, tmp_path: Path) -> None:
    assert "org import" in kjor(database_url, kode=1)
    assert "velg én" in kjor(fjordvik_sqlite_url, "--json", "--csv", kode=2)
    (tmp_path / "innstillinger.yaml").write_text("x: 1\n")
    assert "ukjent nøkkel" in kjor(fjordvik_sqlite_url, "--regelverk", str(tmp_path), kode=1)

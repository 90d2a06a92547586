"""varde read: what an operator sees, and the filter that banks go through."""

import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from bot import upgrade
from bot.cli.lesing import ROWS
from bot.cli.read import Reader, read
from bot.cli.serve import missing_settings
from bot.settings import Settings
from dialogs.language.shapes import SHAPES
from hms.kit.db import Database
from hms.samtale import misforstatt

REF = "2026-11-22T10:00:00+01:00"
REPORT = "meld avvik: skled på isen ved inngangen i går kl 8, slo hånda"

app = typer.Typer()
app.command()(read)


def run(*arguments: str, lines: str | bytes | None = None):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(arguments), input=lines)


def filtered(reader: str, *records: dict) -> list[dict]:
    lines = "".join(json.dumps(record) + "\n" for record in records)
    result = run("--as", reader, "--jsonl", "--ref", REF, lines=lines)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line)["read"] for line in result.stdout.splitlines()]


def test_every_reader_has_a_shape_and_rows():
    assert {reader.value for reader in Reader} == set(SHAPES) == set(ROWS)


def test_a_report_is_shown_with_weekday_date_and_rules():
    result = run(REPORT, "--as", "avvik", "--ref", REF)
    assert result.exit_code == 0
    for said in ("lørdag 21. november 2026 kl. 08.00", "ved inngangen", "arbeidsulykke", "falt og slo", "ja"):
        assert said in result.stdout


def test_without_as_everything_is_shown():
    result = run("det brenner i kjelleren nå", "--ref", REF)
    assert result.exit_code == 0
    assert all(name in result.stdout for name in ("guards", "intents", "dates", "avvik"))


def test_a_personal_number_is_shown_masked():
    result = run("elev 14851361228 falt", "--as", "guards")
    assert "14851361228" not in result.stdout
    assert "fodselsnummer" in result.stdout


def test_markup_in_a_text_is_shown_as_it_is():
    assert "[red]lamper[/red]" in run("Vedtak: Vi kjøper [red]lamper[/red]", "--as", "decisions").stdout


def test_decisions_with_a_roster(tmp_path):
    roster = tmp_path / "deltakere.txt"
    roster.write_text("Kari Lunde\nOla Brekke (rektor)\n", encoding="utf-8")
    result = run(
        "Tiltak: Ola bestiller nye lamper innen 1. desember", "--as", "decisions", "--roster", str(roster), "--ref", REF
    )
    assert "Ola Brekke" in result.stdout
    assert "2026-12-01" in result.stdout


def test_the_shapes_of_the_banks():
    (avvik,) = filtered("avvik", {"text": REPORT, "ref": REF, "lang": "nb"})
    assert avvik["when"] == "2026-11-21T08:00"
    assert avvik["category"] == avvik["categories"][0] == "arbeidsulykke"
    assert [avvik[flag] for flag in ("injured", "contains_fnr", "emergency", "whistleblow")] == [
        True,
        False,
        False,
        False,
    ]
    assert filtered("dates", {"text": "i går kl 14", "ref": REF, "direction": "past"}) == [
        {"start": "2026-11-21T14:00", "end": "2026-11-21T14:00"}
    ]
    assert filtered("intents", {"text": "meld avvik"})[0]["intent"] == "meld_avvik"
    unsure = filtered("intents", {"text": "blablabla qwerty"})[0]
    assert unsure["intent"] in {None, "none"}
    decision = {"text": "Vedtak: Vi kjøper lamper.", "meeting_date": "2026-03-12", "roster": []}
    assert filtered("decisions", decision)[0]["kind"] == "vedtak"
    assert filtered("guards", {"text": "det brenner her nå"})[0]["emergency"] is True


def test_the_record_comes_back_with_its_other_fields():
    record = {"text": "glatt trapp 👍 \u2028", "ref": REF, "note": "husk"}
    result = run("--as", "avvik", "--jsonl", lines=json.dumps(record, ensure_ascii=False) + "\n")
    (line,) = result.stdout.rstrip("\n").split("\n")
    back = json.loads(line)
    assert {key: back[key] for key in record} == record


def test_a_bad_line_is_told_of_and_does_not_stop_the_rest():
    good = json.dumps({"text": "i går", "ref": REF, "direction": "past"}).encode()
    bad = [
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"ref": "x"}',
        b'{"text": 3}',
        b'{"text": "hemmelig", "ref": "aldri"}',
        b"[" * 5000,
    ]
    result = run("--as", "dates", "--jsonl", lines=b"\n".join([*bad, b"", good]) + b"\n")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    told = result.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == [f"linje {n}" for n in range(1, len(bad) + 1)]
    assert "hemmelig" not in result.stderr


def test_half_a_character_is_escaped():
    result = run("--as", "avvik", "--jsonl", "--ref", REF, lines='{"text": "glatt \\ud800 trapp"}\n')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == "glatt \ud800 trapp"


@pytest.mark.parametrize(
    "arguments", [(), ("--jsonl",), ("glatt", "--ref", "i går"), ("glatt", "--roster", "/finnes/ikke")]
)
def test_wrong_use_is_refused(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_nothing_at_all_shows_how_it_is_used():
    result = run()
    assert result.exit_code == 2
    assert "--jsonl" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "dates"), "--misses"),
        (("--misses", "tekst"), "står alene"),
        (("--misses", "--jsonl"), "står alene"),
        (("tekst", "--jsonl", "--as", "dates"), "standard inn"),
        (("--as", "drømmer", "tekst"), "drømmer"),
    ],
)
def test_options_that_do_not_go_together_are_explained(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_misses_are_listed_with_what_they_are_read_as_now(sqlite_url, monkeypatch):
    monkeypatch.setenv("VARDE_DATABASE_URL", sqlite_url)
    database = Database(sqlite_url)
    upgrade.upgrade(database)
    assert "Ingen linjer" in run("--misses").stdout
    database.write(lambda session: misforstatt.husk(session, "[red]zork[/red]", "nb", date(2026, 11, 20)))
    database.write(lambda session: misforstatt.husk(session, "mine saker", "nb", date(2026, 11, 20)))
    database.close()
    shown = run("--misses").stdout
    assert all(said in shown for said in ("[red]zork[/red]", "2026-11-20", "spør", "mine_avvik", "ikke slått på"))


def test_misses_want_an_upgraded_database(sqlite_url, monkeypatch):
    monkeypatch.setenv("VARDE_DATABASE_URL", sqlite_url)
    result = run("--misses")
    assert result.exit_code == 1
    assert "varde db upgrade" in result.stdout


def test_the_kommunes_own_words_are_read_as_the_bot_would(tmp_path, monkeypatch):
    words = tmp_path / "fraser.yaml"
    monkeypatch.setenv("VARDE_FRASER", str(words))
    words.write_text("nb:\n  meld_avvik: [kvikkmelding]\n", encoding="utf-8")
    assert "egne:kvikkmelding" in run("kvikkmelding: hull i gulvet", "--as", "intents").stdout
    words.write_text("nb:\n  tull: [kvikkmelding]\n", encoding="utf-8")
    result = run("kvikkmelding: hull i gulvet")
    assert result.exit_code == 2
    assert "linje 2, nb.tull" in result.stderr
    assert any("linje 2, nb.tull" in line for line in missing_settings(Settings()))

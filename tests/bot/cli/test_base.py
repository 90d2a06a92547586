"""A database that cannot be used gets an answer in words from every command, and nothing is changed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

COMMANDS = (["tick"], ["doctor"], ["plan", "--year", "2027"], ["person", "export", "P001"], ["read", "--misses"])


def run(command: list[str], url: str, **env: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, command, env={"VARDE_DATABASE_URL": url, "COLUMNS": "200", **env})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_database_without_its_tables_is_to_be_upgraded(tmp_path: Path, command: list[str]) -> None:
    code, said = run(command, f"sqlite:///{tmp_path}/ny.db")
    assert (code, said.splitlines()[-1]) == (1, "Databasen må oppgraderes: varde db upgrade")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_server_that_is_not_there_is_named_without_a_trace(command: list[str]) -> None:
    code, said = run(command, "postgresql+psycopg://nobody@127.0.0.1:1/varde")
    assert code == 1
    last = said.splitlines()[-1]
    assert last.startswith("Databasen svarer ikke som den skal: ")
    assert "VARDE_DATABASE_URL" in last
    assert "Traceback" not in said


def test_wrong_periods_and_a_wrong_rulebook_stop_a_tick(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    periods = tmp_path / "lagring.yaml"
    periods.write_text("sak: {aar: -1}\n", encoding="utf-8")
    code, said = run(["tick"], fjordvik_sqlite_url, VARDE_LAGRING=str(periods))
    assert code == 1
    assert f"{periods}, linje 1, «sak»" in said
    rules = tmp_path / "regelverk"
    rules.mkdir()
    (rules / "arshjul.yaml").write_text("hei: 1\n", encoding="utf-8")
    code, said = run(["tick"], fjordvik_sqlite_url, VARDE_REGELVERK=str(rules))
    assert code == 1
    assert "hei: ukjent nøkkel" in said

"""A database that cannot be used gets an answer in words from every command, and nothing is changed."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.__main__ import app

COMMANDS = (["tick"], ["doctor"], ["plan", "--year", "2027"], ["person", "export", "P001"], ["read", "--misses"])
READY = {
    "VARDE_TEAMS_APP_ID": "a",
    "VARDE_TEAMS_TENANT": "t",
    "VARDE_TEAMS_PASSORD": "p",
    "VARDE_TELEFON_ULYKKE": "73 19 97 00",
    "VARDE_VARSLING_KANAL_URL": "https://fjordvik.example/varsling",
}


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


@pytest.mark.parametrize("command", [*COMMANDS, ["serve"], ["db", "upgrade"], ["db", "check"], ["org", "import", "x"]])
def test_a_file_that_is_no_database_and_a_folder_that_is_not_there_are_told_of(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "bilde.db").write_bytes(bytes(range(256)) * 16)
    for path in ("bilde.db", "borte/varde.db"):
        code, said = run(command, f"sqlite:///{tmp_path}/{path}", **READY)
        missing = command[0] == "org" and path.startswith("borte")
        assert code == 1
        assert ("Databasen er ikke klar" if missing else "Databasen svarer ikke som den skal: ") in said


@pytest.mark.parametrize("command", [["tick"], ["serve"], ["db", "upgrade"], ["db", "check"]])
def test_the_database_of_a_newer_version_is_left_as_it_is(tmp_path: Path, command: list[str]) -> None:
    url = f"sqlite:///{tmp_path}/varde.db"
    run(["db", "upgrade"], url)
    with closing(sqlite3.connect(tmp_path / "varde.db")) as base, base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    code, said = run(command, url, **READY)
    assert code == (2 if command == ["serve"] else 1)
    assert "Databasen er fra en nyere versjon av Varde." in said
    assert "Databasen er ikke klar" in run(["org", "import", "x"], url)[1]


def test_whoever_only_looks_does_not_wait_for_a_writer(fjordvik_sqlite_url: str) -> None:
    """The lock is held by another process for long: `tick` gives up in words, what only reads is answered."""
    with closing(sqlite3.connect(fjordvik_sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as base:
        base.execute("BEGIN IMMEDIATE")
        code, said = run(["db", "check"], fjordvik_sqlite_url)
        assert (code, said.strip()) == (0, "Databasen er på denne versjonen.")
        assert run(["plan", "--year", "2027"], fjordvik_sqlite_url)[0] == 0


@pytest.mark.parametrize("mode", ["serve", "play"])
def test_an_address_that_is_taken_is_told_of(tmp_path: Path, mode: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        url = f"sqlite:///{tmp_path}/varde.db"
        run(["db", "upgrade"], url)
        play = ["play", "--no-browser", "--port", str(port), "--data", str(tmp_path / "play")]
        code, said = run(play if mode == "play" else ["serve"], url, **READY, VARDE_PORT=str(port))
    assert code == 1
    assert f"Varde får ikke lytte på 127.0.0.1:{port}: porten er opptatt." in said


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


def commands(group: Any, *before: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the command line, with the words that lead to it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *before, name)
        else:
            yield (*before, name), command


def test_no_path_is_written_as_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty path would have meant the working directory: every command that takes one says that it is empty."""
    monkeypatch.chdir(tmp_path)
    asked = 0
    for words, command in commands(typer.main.get_command(app)):
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        for path in (one for one in command.params if one.type_descriptor.annotation is Path):
            given = ["" if one is path else "x" for one in arguments if one.required or one is path]
            line = [*words, *given] if path in arguments else [*words, *given, path.opts[-1], ""]
            code, said = run(line, f"sqlite:///{tmp_path}/varde.db")
            assert (code, "ventet en sti, men den er tom" in said) == (2, True), (line, said)
            asked += 1
    assert asked >= 13
    assert list(tmp_path.iterdir()) == []

"""What an operator meets on the command line: missing settings, an old schema, a bad moment, the doctor's list."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import upgrade
from bot.__main__ import app
from bot.cli.serve import missing_settings
from bot.settings import Settings
from hms.kit.db import Database
from hms.outbox import service as outbox

RUNNER = CliRunner()


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of an operator whose database is a file of this test."""
    return {"VARDE_DATABASE_URL": f"sqlite:///{tmp_path / 'varde.db'}"}


def test_serve_names_everything_that_is_missing_at_once(env: dict[str, str]) -> None:
    answer = RUNNER.invoke(app, ["serve"], env=env)
    assert answer.exit_code == 2
    for name in ("TEAMS_APP_ID", "TEAMS_TENANT", "TEAMS_PASSORD", "TELEFON_ULYKKE", "VARSLING_KANAL_URL"):
        assert f"VARDE_{name} mangler" in answer.output


def test_serve_has_all_it_needs() -> None:
    settings = Settings(
        teams_app_id="a",
        teams_tenant="t",
        teams_managed_identity=True,
        telefon_ulykke="73 19 97 00",
        varsling_kanal_url="https://fjordvik.example/varsling",
    )
    assert missing_settings(settings) == []
    assert len(missing_settings(settings.model_copy(update={"modus": "play"}))) == 1
    public = {"offentlig_url": "https://varde.example"}, {"offentlig_url": "http://varde.example"}
    found = [missing_settings(settings.model_copy(update=one)) for one in public]
    assert found == [[], ["VARDE_OFFENTLIG_URL må begynne med https://."]]


def test_a_secret_is_not_in_the_settings_text() -> None:
    settings = Settings(teams_passord="hemmeligheten")  # type: ignore[arg-type]  # as the environment gives it
    assert "hemmeligheten" not in repr(settings)


def test_serve_wants_the_schema_upgraded_first(env: dict[str, str]) -> None:
    ready = {
        **env,
        "VARDE_TEAMS_APP_ID": "a",
        "VARDE_TEAMS_TENANT": "t",
        "VARDE_TEAMS_PASSORD": "p",
        "VARDE_TELEFON_ULYKKE": "73 19 97 00",
        "VARDE_VARSLING_KANAL_URL": "https://fjordvik.example/varsling",
    }
    answer = RUNNER.invoke(app, ["serve"], env=ready)
    assert answer.exit_code == 2
    assert "varde db upgrade" in answer.output


def test_the_database_is_upgraded_once_and_stays(env: dict[str, str]) -> None:
    assert RUNNER.invoke(app, ["db", "check"], env=env).exit_code == 1
    assert RUNNER.invoke(app, ["db", "upgrade"], env=env).exit_code == 0
    assert RUNNER.invoke(app, ["db", "upgrade"], env=env).exit_code == 0
    assert RUNNER.invoke(app, ["db", "check"], env=env).exit_code == 0


def test_the_doctor_lists_what_nobody_gets(env: dict[str, str]) -> None:
    assert RUNNER.invoke(app, ["doctor"], env=env).exit_code == 1
    RUNNER.invoke(app, ["db", "upgrade"], env=env)
    healthy = RUNNER.invoke(app, ["doctor"], env=env)
    assert (healthy.exit_code, "Alt er i orden" in healthy.output) == (0, True)
    db = Database(env["VARDE_DATABASE_URL"])
    row_id = db.write(lambda session: outbox.varsel(session, outbox.Varsel("d", "avvik_mottatt", {"person": 1})))
    db.write(lambda session: outbox.dod(session, row_id or 0, outbox.STRAKS, "BotNotInConversationRoster"))
    db.close()
    ill = RUNNER.invoke(app, ["doctor"], env={**env, "COLUMNS": "200"})
    assert ill.exit_code == 1
    assert "avvik_mottatt" in ill.output
    assert "BotNotInConversationRoster" in ill.output


@pytest.mark.parametrize("command", [["tick", "--at", "i går"], ["play", "--clock", "2026-13-01", "--no-browser"]])
def test_a_moment_that_is_none_is_refused(env: dict[str, str], command: list[str]) -> None:
    answer = RUNNER.invoke(app, command, env=env)
    assert answer.exit_code == 2
    assert "er ikke et tidspunkt" in " ".join(answer.output.replace("│", " ").split())


def test_a_tick_by_hand_tells_what_it_did(env: dict[str, str]) -> None:
    RUNNER.invoke(app, ["db", "upgrade"], env=env)
    answer = RUNNER.invoke(app, ["tick", "--at", "2026-11-23T09:00"], env=env)
    assert answer.exit_code == 0
    assert "Trinn: 0" in answer.output


def test_the_schema_is_current_only_after_the_upgrade(sqlite_url: str) -> None:
    db = Database(sqlite_url)
    try:
        assert not upgrade.is_current(db)
        upgrade.upgrade(db)
        assert upgrade.is_current(db)
    finally:
        db.close()

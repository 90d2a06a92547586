"""What an operator meets on the command line: missing settings, an old schema, a bad moment, the doctor's list."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import upgrade
from bot.__main__ import app
from bot.cli.serve import missing_settings, unset_doors
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


def test_serve_names_what_would_fail_first_when_it_is_needed(env: dict[str, str], tmp_path: Path) -> None:
    half = tmp_path / "halv.pem"
    half.write_text("-----BEGIN CERTIFICATE-----", encoding="utf-8")
    wrong = {
        "VARDE_TEAMS_SERTIFIKAT": str(half),
        "VARDE_LENKENOKKEL": "hemmelig",
        "VARDE_KLAGE_URL": "javascript:x",
        "VARDE_SLETING": "paa",
    }
    answer = RUNNER.invoke(app, ["serve"], env={**env, **wrong})
    assert answer.exit_code == 2
    assert "hemmelig" not in answer.output
    for name in wrong:
        assert any(line.startswith(name) for line in answer.output.splitlines()), name
    half.write_text("-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----", encoding="utf-8")
    assert "VARDE_TEAMS_SERTIFIKAT:" not in RUNNER.invoke(app, ["serve"], env={**env, **wrong}).output


def test_doors_that_lead_nowhere_are_warned_about_and_stop_nothing(env: dict[str, str]) -> None:
    names = ("BARNEVERN_TELEFON", "BARNEVERN_URL", "SKOLEMILJO_URL", "PASIENTHENDELSE_URL", "PERSONVERNOMBUD_TELEFON",
             "IKT_VAKT_TELEFON", "KLAGE_URL", "DSB_URL")  # fmt: skip
    lines = unset_doors(Settings())
    assert [line.split()[0] for line in lines] == [f"VARDE_{name}" for name in names]
    assert unset_doors(Settings(**{name.lower(): "x" for name in names})) == []  # type: ignore[arg-type]
    RUNNER.invoke(app, ["db", "upgrade"], env=env)
    told = RUNNER.invoke(app, ["doctor"], env=env)
    assert told.exit_code == 0
    assert "Advarsel: VARDE_IKT_VAKT_TELEFON mangler" in told.output
    assert "Advarsel" not in RUNNER.invoke(app, ["doctor"], env={**env, "VARDE_MODUS": "play"}).output


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
    assert "Advarsel: VARDE_BARNEVERN_TELEFON mangler" in answer.output


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


@pytest.mark.parametrize(
    "command",
    [
        ["tick", "--at", "i går"],
        ["tick", "--at", "9999-12-31T23:59"],
        ["play", "--clock", "2026-13-01", "--no-browser"],
        ["read", "hei", "--ref", "0001-01-01"],
    ],
)
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

"""varde manifest teams."""

import json
import zipfile
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.manifest import KOMMANDOER, app
from dialogs import commands

APP_ID = "11111111-2222-4333-8444-555566667777"


def test_the_package_is_written(tmp_path):
    path = tmp_path / "varde-teams.zip"
    done = CliRunner().invoke(app, ["teams", "--app-id", APP_ID, "--ut", str(path), "--vert", "varde.fjordvik.example"])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(path) as archive:
        made = json.loads(archive.read("manifest.json"))
    assert made["bots"][0]["botId"] == APP_ID
    assert made["validDomains"] == ["varde.fjordvik.example"]


def test_a_mistake_is_said_and_nothing_is_written(tmp_path):
    path = tmp_path / "varde-teams.zip"
    done = CliRunner().invoke(app, ["teams", "--app-id", "varde", "--ut", str(path)])
    assert done.exit_code == 2
    assert "app-id" in done.output
    assert not path.exists()


def test_the_menu_offers_commands_that_the_bot_has():
    intents = {path.stem for path in Path(commands.__file__).parent.glob("*.py")} | {"meld_avvik"}
    assert {command.title.replace(" ", "_").replace("å", "a") for command in KOMMANDOER} <= intents

"""varde regelverk check: a line for each mistake, and a word when all is well."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.cli.serve import missing_settings
from bot.settings import Settings


def test_the_documents_own_is_in_order() -> None:
    result = CliRunner().invoke(app, ["regelverk", "check"])
    assert result.exit_code == 0
    assert "49 aksjoner, 46 i bruk, 0 advarsler" in result.output


def test_mistakes_have_file_line_key_and_what_was_expected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "innstillinger.yaml").write_text("amu.maneder: [13]\nx.y: 1\n")
    monkeypatch.setenv("VARDE_REGELVERK", str(tmp_path))
    result = CliRunner().invoke(app, ["regelverk", "check"])
    assert result.exit_code == 1
    assert "innstillinger.yaml:1: amu.maneder[0]: ventet et helt tall fra 1 til 12" in result.output
    assert "innstillinger.yaml:2: x.y: ukjent nøkkel" in result.output
    assert "2 feil" in result.output


def test_serve_names_the_mistakes_of_the_rulebook(tmp_path: Path) -> None:
    (tmp_path / "innstillinger.yaml").write_text("x.y: 1\n")
    assert any("VARDE_REGELVERK:" in line and "x.y" in line for line in missing_settings(Settings(regelverk=tmp_path)))

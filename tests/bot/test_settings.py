"""Every wrong value of the environment is said at once, with its name and what was expected, and never what stood there."""

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.settings import Settings, unknown

WRONG = {
    "VARDE_MODUS": ("hemmelig", "en av: 'play' eller 'serve'"),
    "VARDE_DATABASE_URL": ("mysql://a:hemmelig@b/c", "sqlite:///sti/varde.db eller postgresql+psycopg://bruker@vert/base"),
    "VARDE_PORT": ("70000", "et tall som er høyst 65535"),
    "VARDE_TEAMS_SERVICE_HOSTS": ("hemmelig", 'en liste med vertsnavn, for eksempel ["a.example", "b.example"]'),
    "VARDE_TEAMS_FILVERTER": ('["https://hemmelig/"]', 'en liste med vertsnavn, for eksempel ["a.example", "b.example"]'),
    "VARDE_LENKE_TIMER": ("0", "et tall som er minst 1"),
    "VARDE_BILDE_MAKS_MB": ("hemmelig", "et helt tall"),
    "VARDE_ARSHJUL": ("hemmelig", "true eller false"),
}  # fmt: skip


@pytest.mark.parametrize("command", [["serve"], ["doctor"], ["tick"], ["db", "upgrade"], ["play", "--no-browser"]])
def test_every_mistake_comes_at_once_from_every_command(command: list[str]) -> None:
    answer = CliRunner().invoke(app, command, env={name: value for name, (value, _) in WRONG.items()})
    expected = [f"{name}: ventet {what}." for name, (_, what) in WRONG.items()]
    if command[0] == "play":  # which sets its own mode, database and port
        expected = expected[3:]
    assert (answer.exit_code, answer.output.splitlines()) == (2, expected)
    assert "hemmelig" not in answer.output


def test_an_empty_value_is_as_if_it_was_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*WRONG, "VARDE_TEAMS_SERTIFIKAT", "VARDE_FRASER"):
        monkeypatch.setenv(name, "")
    assert Settings() == Settings.model_construct()


def test_lists_and_addresses_are_read_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARDE_TEAMS_FILVERTER", '["fjordvik-my.sharepoint.com"]')
    assert Settings().teams_filverter == ("fjordvik-my.sharepoint.com",)
    for url in ("sqlite:///varde.db", "postgresql+psycopg://a@b/c", "postgresql://a@b/c"):
        assert Settings(database_url=url).database_url == url


def test_a_name_that_is_none_of_ours_is_told_with_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    before = unknown()
    monkeypatch.setenv("VARDE_SLETING", "paa")
    monkeypatch.setenv("VARDE_ABC", "hemmelig")
    assert [line for line in unknown() if line not in before] == [
        "VARDE_ABC er ukjent.",
        "VARDE_SLETING er ukjent; mente du VARDE_SLETTING?",
    ]

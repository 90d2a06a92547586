"""varde person: shown before it is done, refused while duties are open, and written for people and machines."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.cli import person as cli
from hms.avvik.model import Avvik
from tests.hms.lagring.conftest import Arkiv
from tests.hms.lagring.conftest import fil as fil  # noqa: PLC0414 - the fixture, for this file too

RUNNER = CliRunner()


def kjor(arkiv: Arkiv, *args: str, given: str | None = None) -> Result:
    return RUNNER.invoke(app, ["person", *args], env={"VARDE_DATABASE_URL": arkiv.db.url}, input=given)


def test_the_export_is_written_as_json_and_as_text(fil: Arkiv, tmp_path: Path) -> None:
    fil.konto("P045")
    fil.sak("kanarisaken", status="lukket")
    shown = kjor(fil, "export", "P045")
    assert shown.exit_code == 0
    assert "hva: kanarisaken" in shown.output
    assert "Saker personen har meldt" in shown.output
    written = kjor(fil, "export", "P045", "--til", str(tmp_path / "ut"))
    assert written.exit_code == 0
    (as_json,) = (tmp_path / "ut").glob("*.json")
    assert json.loads(as_json.read_text())["meldte_saker"][0]["hva"] == "kanarisaken"
    assert "kanarisaken" in as_json.with_suffix(".txt").read_text()
    assert {file.stat().st_mode & 0o077 for file in (tmp_path / "ut").iterdir()} == {0}
    taken = kjor(fil, "export", "P045", "--til", str(as_json))
    assert (taken.exit_code, taken.output) == (1, f"Kan ikke lese eller skrive. {as_json}: File exists.\n")


def test_erasing_shows_first_and_needs_a_yes(fil: Arkiv) -> None:
    case = fil.sak(status="lukket")
    fil.sak(status="lukket", skade="lege")
    without = kjor(fil, "erase", "P045")
    assert without.exit_code == 1
    assert f"Melder fjernes fra 1 saker ({case.nummer})" in without.output
    assert "Beholdes, for krav kan komme etter personskade: AVV-2026-0002" in without.output
    assert "Ingenting er slettet" in without.output
    done = kjor(fil, "erase", "P045", "--yes")
    assert done.exit_code == 0
    assert "Revisjonssporet er helt" in done.output


@pytest.mark.parametrize(("answer", "code"), [("j", 0), ("n", 1)])
def test_a_terminal_is_asked(fil: Arkiv, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    monkeypatch.setattr(cli, "sys", type("T", (), {"stdin": type("S", (), {"isatty": staticmethod(lambda: True)})}))
    assert kjor(fil, "erase", "P045", given=f"{answer}\n").exit_code == code


def test_open_duties_are_listed_and_refused_unless_forced(fil: Arkiv) -> None:
    case = fil.sak()
    leader = next(p for p in ("P044",) if fil.person(p).id == case.behandler_id)
    refused = kjor(fil, "erase", leader, "--yes")
    assert refused.exit_code == 1
    assert f"behandler {case.nummer}" in refused.output
    assert "rollen " in refused.output
    assert "--force" in refused.output
    assert kjor(fil, "erase", leader, "--yes", "--force").exit_code == 0


def test_a_text_is_removed_from_a_case(fil: Arkiv) -> None:
    case = fil.sak("kanarinavnet")
    assert kjor(fil, "fjern-tekst", case.nummer, "hva").exit_code == 0
    assert [one.hva for one in fil.alle(Avvik)] == ["[fjernet]"]
    assert "Ukjent tekst" in kjor(fil, "fjern-tekst", case.nummer, "grad").output
    assert "Fant ingen sak" in kjor(fil, "fjern-tekst", "AVV-1999-0001", "hva").output


def test_an_unknown_person_and_an_old_schema_are_told(fil: Arkiv, tmp_path: Path) -> None:
    unknown = kjor(fil, "export", "Kari Nygård")
    assert unknown.exit_code == 1
    assert "Fant ingen" in unknown.output
    env = {"VARDE_DATABASE_URL": f"sqlite:///{tmp_path / 'tom.db'}"}
    assert "varde db upgrade" in RUNNER.invoke(app, ["person", "export", "P045"], env=env).output

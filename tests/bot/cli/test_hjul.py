"""varde hjul: the wheel on file."""

from pathlib import Path
from xml.etree import ElementTree as ET

from typer.testing import CliRunner

from bot.__main__ import app

RUNNER = CliRunner()


def kjor(url: str, *mer: str, kode: int = 0) -> str:
    svar = RUNNER.invoke(app, ["hjul", *mer], env={"VARDE_DATABASE_URL": url, "COLUMNS": "200"})
    assert svar.exit_code == kode, svar.output
    return svar.output


def test_a_year_that_is_not_planned_yet_is_drawn(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    fil = tmp_path / "hjul.svg"
    sagt = kjor(fjordvik_sqlite_url, "SOL", str(fil), "--year", "2099", "--sprak", "nn")
    assert "Gjennomføre vernerunde: 0 av 2 ferdige, neste frist 31. mai" in sagt
    rot = ET.fromstring(fil.read_text())  # noqa: S314 - our own drawing
    assert rot.findtext("{http://www.w3.org/2000/svg}title") == "Årshjul 2099, Solgata sykehjem"
    assert len(list(rot.iter("{http://www.w3.org/2000/svg}path"))) > 30
    kjor(fjordvik_sqlite_url, "SOL-KJO", str(tmp_path / "hjul.png"), "--year", "2099", "--no-liste")
    assert (tmp_path / "hjul.png").read_bytes().startswith(b"\x89PNG")


def test_what_stands_in_the_way_is_told(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    assert "ikke en node" in kjor(fjordvik_sqlite_url, "MÅNEN", str(tmp_path / "x.svg"), kode=2)
    assert ".svg eller .png" in kjor(fjordvik_sqlite_url, "SOL", str(tmp_path / "x.pdf"), kode=2)
    assert "bare i SVG" in kjor(fjordvik_sqlite_url, "SOL", str(tmp_path / "x.png"), "--tema", "auto", kode=2)
    assert "kan ikke skrives" in kjor(fjordvik_sqlite_url, "SOL", str(tmp_path / "mangler" / "x.svg"), kode=1)

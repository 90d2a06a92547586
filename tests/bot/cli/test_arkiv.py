"""varde arkiv: which cases, what of them is written, the folder whole or not at all, and a line in the audit."""

import errno
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from bot import papir
from bot.__main__ import app
from dialogs.contract import Facts, Paragraph
from dialogs.papirer.base import Papir
from hms.avvik.model import Avvik
from hms.fil.model import AVVIK, Fil, FilInnhold
from hms.kit import revisjon
from hms.kit.revisjon import Revisjon
from tests.hms.lagring.conftest import Arkiv
from tests.hms.lagring.conftest import fil as fil  # noqa: PLC0414 - the fixture, for this file too

RUNNER = CliRunner()


@pytest.fixture
def til(tmp_path: Path) -> Path:
    folder = tmp_path / "ut"
    folder.mkdir()
    return folder


@pytest.fixture
def lest(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every document that is made, for a PDF is not easily read."""
    seen: list[str] = []
    real = papir.pdf

    def pdf(made: Papir) -> bytes:
        words = [made.tittel]
        for block in made.blokker:
            if isinstance(block, Paragraph):
                words.append("".join(run.text for run in block.runs))
            elif isinstance(block, Facts):
                words += [": ".join(row) for row in block.rows]
        seen.append("\n".join(words))
        return real(made)

    monkeypatch.setattr(papir, "pdf", pdf)
    return seen


def kjor(arkiv: Arkiv, til: Path, *args: str) -> Result:
    return RUNNER.invoke(app, ["arkiv", "--til", str(til), *args], env={"VARDE_DATABASE_URL": arkiv.db.url})


def kritisk(arkiv: Arkiv, hva: str = "stillaset falt", status: str = "lukket", **felt: Any) -> Avvik:
    case = arkiv.sak(hva, status=status, skade="lege", fortrolig=felt.pop("fortrolig", False))

    def unit(s: Session) -> Avvik:
        found = s.get_one(Avvik, case.id)
        found.grad, found.strakstiltak = 4, "sperret av"
        for name, value in felt.items():
            setattr(found, name, value)
        return found

    return arkiv.do(unit)


def bilde(arkiv: Arkiv, case: Avvik) -> bytes:
    data = b"\xff\xd8 bildet"

    def unit(s: Session) -> None:
        row = Fil(
            eier_type=AVVIK, eier_id=str(case.id), sha256=hashlib.sha256(data).hexdigest(), storrelse=len(data),
            medietype="image/jpeg", bredde=1, hoyde=1, lastet_opp_at=arkiv.klokke.now(),
        )  # fmt: skip
        s.add(row)
        s.flush()
        s.add(FilInnhold(fil_id=row.id or 0, data=data))

    arkiv.do(unit)
    return data


def arkivert(arkiv: Arkiv) -> list[Revisjon]:
    return arkiv.do(lambda s: list(s.exec(select(Revisjon).where(Revisjon.hendelse == "avvik.arkivert"))))


def test_ended_grave_cases_are_written_once_and_again_when_they_have_changed(
    fil: Arkiv, til: Path, lest: list[str]
) -> None:
    case = kritisk(fil)
    fil.sak("liten sak", status="lukket")
    kritisk(fil, "åpen sak", status="under_behandling")
    done = kjor(fil, til)
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in til.iterdir()) == [case.nummer]
    assert sorted(p.name for p in (til / case.nummer).iterdir()) == ["metadata.json", "sak.pdf"]
    made = (til / case.nummer / "sak.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    metadata = json.loads((til / case.nummer / "metadata.json").read_text())
    assert metadata["tittel"] == "Avvik AVV-2026-0001: Bygg, utstyr, glatt underlag, orden, Avdeling Fjellbris"
    assert metadata["enhet"] == {"id": "SOL-FJE", "navn": "Avdeling Fjellbris"}
    assert metadata["horer_under"] == ["Solgata sykehjem", "Helse og mestring", "Fjordvik kommune"]
    assert metadata["ansvarlig"] == "Ola Brekke"
    assert metadata["dokumenter"][0]["sha256"] == hashlib.sha256(made).hexdigest()
    assert [line["kode"] for line in metadata["hendelseslogg"]] == ["avvik.meldt"]
    (line,) = arkivert(fil)
    assert (line.objekt, line.aktor, line.data["sha256"]) == (
        f"avvik:{case.id}",
        "drift",
        metadata["dokumenter"][0]["sha256"],
    )
    assert "stillaset falt" in lest[0]
    assert "Meldt: mandag 23. november 2026 kl. 09.00" in lest[0]
    assert "Hendelseslogg" in lest[0]
    assert "Ingen avsluttede saker" in kjor(fil, til).output
    fil.do(lambda s: _skjedde(s, fil, case))
    again = til.parent / "igjen"
    again.mkdir()
    assert case.nummer in kjor(fil, again).output
    assert fil.hel()


def test_what_is_restricted_is_left_out_and_named_unless_it_is_asked_for(
    fil: Arkiv, til: Path, lest: list[str]
) -> None:
    case = kritisk(fil, fortrolig=True, skjermede_felt=["mer"])
    data = bilde(fil, case)
    assert kjor(fil, til).exit_code == 0
    metadata = json.loads((til / case.nummer / "metadata.json").read_text())
    assert metadata["tilgang"]["utelatt"] == ["melder", "meldinger", "mer", "skade", "vedlegg"]
    assert (
        "Skjermet, og ikke med her: hvem som meldte, meldinger mellom behandler og melder, strakstiltak og forslag, skade, bilder."
        in lest[0]
    )
    for hidden in ("Kari", "sperret av", "Lege", "stillaset falt igjen"):
        assert hidden not in lest[0] + json.dumps(metadata, ensure_ascii=False)
    assert not list((til / case.nummer).glob("vedlegg*"))
    whole = til.parent / "alt"
    whole.mkdir()
    assert kjor(fil, whole, case.nummer.lower(), "--med-skjermet").exit_code == 0
    metadata = json.loads((whole / case.nummer / "metadata.json").read_text())
    assert metadata["tilgang"] == {
        "inneholder_skjermet": True,
        "utelatt": ["melder"],
        "hjemmel_vurderes": "offentleglova § 13",
    }
    assert (whole / case.nummer / "vedlegg-1.jpeg").read_bytes() == data
    assert metadata["dokumenter"][1]["sha256"] == hashlib.sha256(data).hexdigest()
    for shown in ("sperret av", "Lege", "stillaset falt igjen"):
        assert shown in lest[1]
    assert "Kari" not in lest[1] + json.dumps(metadata, ensure_ascii=False), "promised to the reporter"


def test_a_restricted_case_is_the_reception_s(fil: Arkiv, til: Path) -> None:
    case = kritisk(fil, status="skjermet")
    assert "Skjermede saker med alvorlighet 4, som varslingsmottaket har: 1." in kjor(fil, til).output
    named = kjor(fil, til, case.nummer)
    assert named.exit_code == 1
    assert f"Sak {case.nummer} er skjermet" in named.output
    assert list(til.iterdir()) == []
    assert arkivert(fil) == []


def test_what_is_wrong_with_the_folder_is_said_and_nothing_is_half_done(
    fil: Arkiv, til: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = kritisk(fil), kritisk(fil, "nummer to")
    missing = kjor(fil, til / "nei")
    assert missing.exit_code == 1
    assert f"Mappen {til / 'nei'} finnes ikke" in missing.output
    (til / second.nummer).mkdir()
    there = kjor(fil, til)
    assert there.exit_code == 1
    assert f"{second.nummer} finnes i {til} fra før" in there.output
    assert [p.name for p in til.iterdir()] == [second.nummer]
    (til / second.nummer).rmdir()
    assert "Fant ingen sak med nummeret AVV-1999-0001" in kjor(fil, til, "AVV-1999-0001").output
    real, written = Path.write_bytes, []

    def full(path: Path, data: bytes) -> int:
        written.append(path.name)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    stopped = kjor(fil, til)
    assert stopped.exit_code == 1
    assert "Disken er full." in stopped.output
    assert [p.name for p in til.iterdir()] == [first.nummer], "whole, and nothing of the second"
    assert [line.objekt for line in arkivert(fil)] == [f"avvik:{first.id}"]
    monkeypatch.undo()
    assert kjor(fil, til).exit_code == 0, "the rest goes on the next run"
    assert sorted(p.name for p in til.iterdir()) == sorted([first.nummer, second.nummer])


def test_a_folder_that_may_not_be_written_in_is_said(fil: Arkiv, til: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kritisk(fil)

    def refused(**_: Any) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("bot.cli.arkiv.tempfile.mkdtemp", refused)
    assert "Kan ikke skrive der: Permission denied." in kjor(fil, til).output
    assert arkivert(fil) == []


def _skjedde(s: Session, arkiv: Arkiv, case: Avvik) -> None:
    revisjon.skriv(s, arkiv.klokke.now(), "avvik.effekt", objekt=f"avvik:{case.id}", aktor="person:44")

"""varde import: the difference first, all or nothing, and every mistake at once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import Session, select
from typer.testing import CliRunner

from bot.__main__ import app
from hms.arshjul.model import UTFORT, Oppgave
from hms.arshjul.queries import sist_gjort
from hms.kit.db import Database
from hms.kit.klokke import Maskinklokke, oslo_date
from hms.kurs.model import Kurs, PlanlagtKurs
from hms.tiltak.model import Tiltak, Uavklart

RUNNER = CliRunner()
KURS = ("person", "kurs", "dato", "timer", "avtale")
TILTAK = ("id", "kilde", "tiltak", "enhet", "ansvarlig", "frist")
RUNDER = ("verneområde", "enhet", "sist_gjort", "lenke")
I_AR = oslo_date(Maskinklokke().now()).year  # the command goes by the day it is run
I_FJOR, NESTE_AR = I_AR - 1, I_AR + 1


def kjor(url: str, *ord_: str, kode: int = 0) -> str:
    svar = RUNNER.invoke(app, ["import", *ord_], env={"VARDE_DATABASE_URL": url, "COLUMNS": "200"})
    assert svar.exit_code == kode, svar.output
    return svar.output


def csv(mappe: Path, *rader: tuple[str, ...]) -> str:
    fil = mappe / "fil.csv"
    fil.write_text("\n".join(";".join(rad) for rad in rader), encoding="utf-8")
    return str(fil)


def bok(mappe: Path, **arkene: list[tuple[Any, ...]]) -> str:
    fil = mappe / "fil.xlsx"
    arbeidsbok = Workbook()
    arbeidsbok.remove(arbeidsbok.active)
    for navn, rader in arkene.items():
        blad = arbeidsbok.create_sheet(navn.replace("_", " "))
        for rad in rader:
            blad.append(rad)
    arbeidsbok.save(fil)
    return str(fil)


def alle(url: str, tabell: Any) -> list[Any]:
    database = Database(url)
    with Session(database.engine) as s:
        funnet = list(s.exec(select(tabell).order_by(tabell.id)))
    database.close()
    return funnet


def test_courses_from_a_workbook(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    kurs = [
        KURS,
        ("P011", "grunnkurs", date(2020, 5, 4), 37.5, "https://kvalitet.example/a"),
        ("P012", "Grunnkurs", None, None, None),
    ]
    fil = bok(tmp_path, Kurs=kurs, Planlagte_kurs=[("kurs", "dato"), ("grunnkurs", date(NESTE_AR, 4, 12))])
    vist = kjor(fjordvik_sqlite_url, "kurs", fil)
    assert "+ Kurs: P011 · grunnkurs · 04.05.2020 · 37,5" in vist
    assert "Bruk --ja" in vist
    assert alle(fjordvik_sqlite_url, Kurs) == []
    assert "Importert" in kjor(fjordvik_sqlite_url, "kurs", fil, "--yes")
    assert [(k.kurs, k.dato, k.timer) for k in alle(fjordvik_sqlite_url, Kurs)] == [
        ("grunnkurs", date(2020, 5, 4), 37.5), ("grunnkurs", None, None),
    ]  # fmt: skip
    assert len(alle(fjordvik_sqlite_url, PlanlagtKurs)) == 1
    assert "Ingen forskjell" in kjor(fjordvik_sqlite_url, "kurs", fil, "--ja")


def test_every_mistake_is_told_at_once_and_nothing_is_imported(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    fil = csv(
        tmp_path, KURS, ("P011", "grunnkurs", "04.05.2020", "", ""), ("P999", "grunnkurs", f"{NESTE_AR}-12-31", "x", "y"),
        ("", "tull", "", "", ""), ("P012", "grunnkurs", "", "12", ""), ("P011", "grunnkurs", "05.05.2020", "", ""),
    )  # fmt: skip
    sagt = kjor(fjordvik_sqlite_url, "kurs", fil, "--ja", kode=1)
    for ventet in (
        "rad 3, kolonne person: «P999» finnes ikke", "rad 3, kolonne dato: datoen er fram i tid", "rad 3, kolonne timer: ventet et tall",
        "rad 3, kolonne avtale: ventet ei lenke", "rad 4, kolonne person: cellen er tom", "rad 4, kolonne kurs: «tull»",
        "rad 5, kolonne dato: timer uten dato", "rad 6, kolonne person: id-en", "8 feil. Ingenting er importert.",
    ):  # fmt: skip
        assert ventet in sagt
    assert alle(fjordvik_sqlite_url, Kurs) == []


@pytest.mark.parametrize("slag", ["kurs", "tiltak", "vernerunder"])
def test_what_is_no_file_of_this_kind(fjordvik_sqlite_url: str, tmp_path: Path, slag: str) -> None:
    assert "Fila finnes ikke" in kjor(fjordvik_sqlite_url, slag, str(tmp_path / "nei.xlsx"), kode=1)
    (tmp_path / "rar.xlsx").write_bytes(b"PK\x03\x04tull")
    assert "kan ikke leses" in kjor(fjordvik_sqlite_url, slag, str(tmp_path / "rar.xlsx"), kode=1)
    (tmp_path / "rar.txt").write_text("tull", encoding="utf-8")
    assert "ventet en arbeidsbok" in kjor(fjordvik_sqlite_url, slag, str(tmp_path / "rar.txt"), kode=1).lower()
    assert "arket mangler" in kjor(fjordvik_sqlite_url, slag, bok(tmp_path, Ark1=[("a",)]), kode=1)
    assert "kolonnen mangler" in kjor(fjordvik_sqlite_url, slag, csv(tmp_path, ("a", "b"), ("1", "2")), kode=1)
    mangler = f"sqlite:///{tmp_path / 'ingen.db'}"
    assert "varde db upgrade" in kjor(mangler, slag, csv(tmp_path, KURS), kode=1)


def test_a_tiltak_of_a_vernerunde_may_lack_who_or_when(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    def rader(*sist: str) -> str:
        return csv(tmp_path, TILTAK, ("T1", "vernerunde", "Fest rekkverket", "SOL-FJE", *sist))

    assert "må avklares" in kjor(fjordvik_sqlite_url, "tiltak", rader("", ""), "--ja")
    assert "Ingen forskjell" in kjor(fjordvik_sqlite_url, "tiltak", rader("", ""), "--ja")
    assert "~ Tiltak: T1" in kjor(fjordvik_sqlite_url, "tiltak", rader("P045", ""), "--ja")
    (venter,) = alle(fjordvik_sqlite_url, Uavklart)
    assert (venter.frist, venter.tiltak_id, venter.ansvarlig_id is not None) == (None, None, True)
    assert alle(fjordvik_sqlite_url, Tiltak) == []
    assert "~ Tiltak: T1" in kjor(fjordvik_sqlite_url, "tiltak", rader("P045", f"{NESTE_AR}-03-01"), "--ja")
    (tiltak,) = alle(fjordvik_sqlite_url, Tiltak)
    (venter,) = alle(fjordvik_sqlite_url, Uavklart)
    assert (venter.tiltak_id, venter.neste_trinn_at) == (tiltak.id, None)
    assert "Ingen forskjell" in kjor(fjordvik_sqlite_url, "tiltak", rader("", ""), "--ja"), "what is settled stands"


def test_other_tiltak_need_who_and_when(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    fil = csv(
        tmp_path,
        TILTAK,
        ("T1", "mks", "Rydde", "SOL-FJE", "", ""),
        ("T2", "mks", "Rydde", "SOL-FJE", "P045", "i morgen"),
    )
    ut = kjor(fjordvik_sqlite_url, "tiltak", fil, kode=1)
    assert ut.count("cellen er tom, men må fylles ut") == 2
    assert "3 feil" in ut


def test_vernerunder_feed_when_it_was_last_done(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    fil = csv(
        tmp_path,
        RUNDER,
        ("V05", "", f"{I_FJOR}-04-10", "https://kvalitet.example/r"),
        ("V09", "REN", f"10.05.{I_FJOR}", ""),
        ("V09", "EIE", f"11.05.{I_FJOR}", ""),
    )
    assert "Importert" in kjor(fjordvik_sqlite_url, "vernerunder", fil, "--ja")
    database = Database(fjordvik_sqlite_url)
    assert database.read(sist_gjort) == {
        ("AH-08", "", "verneomrade", "SOL/V05"): date(I_FJOR, 4, 10),
        ("AH-08", "", "verneomrade", "REN/V09"): date(I_FJOR, 5, 10),
        ("AH-08", "", "verneomrade", "EIE/V09"): date(I_FJOR, 5, 11),
    }
    database.close()
    assert {(o.status, o.periode) for o in alle(fjordvik_sqlite_url, Oppgave)} == {(UTFORT, str(I_FJOR))}
    assert "Ingen forskjell" in kjor(fjordvik_sqlite_url, "vernerunder", fil, "--ja")


def test_vernerunder_that_cannot_be(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    fil = csv(
        tmp_path,
        RUNDER,
        ("V09", "", f"{I_FJOR}-04-10", ""),
        ("V99", "", f"{NESTE_AR}-04-10", ""),
        ("V01", "SOL", f"{NESTE_AR}-12-31", ""),
        ("V01", "FJS", "2001-01-01", ""),
    )
    sagt = kjor(fjordvik_sqlite_url, "vernerunder", fil, kode=1)
    for ventet in (
        "rad 2, kolonne enhet: cellen er tom, men verneområdet dekker flere enheter. Ventet en av EIE, REN", "rad 3, kolonne verneområde: «V99»",
        "rad 3, kolonne sist_gjort: datoen er fram i tid",
        "rad 4, kolonne sist_gjort: datoen er fram i tid", "rad 4, kolonne enhet: verneområdet dekker ikke «SOL». Ventet en av FJS",
        "rad 5, kolonne sist_gjort: datoen er for lenge siden", "6 feil",
    ):  # fmt: skip
        assert ventet in sagt
    assert alle(fjordvik_sqlite_url, Oppgave) == []


def test_tiltak_and_what_has_changed_in_them(fjordvik_sqlite_url: str, tmp_path: Path) -> None:
    forst = ("T1", "vernerunde", "Bytte lyspærer i trappa", "FJS", "P006", f"{NESTE_AR}-03-01")
    gammelt = ("T2", "mks", "Kjøpe hansker", "SOL", "randi.fjeld@fjordvik.example", "2020-01-01")
    sagt = kjor(fjordvik_sqlite_url, "tiltak", csv(tmp_path, TILTAK, forst, gammelt), "--ja")
    assert "T2 · Kjøpe hansker" in sagt
    assert "fristen er passert, og purres ikke" in sagt
    en, to = alle(fjordvik_sqlite_url, Tiltak)
    assert (en.kilde, en.frist, en.neste_trinn_at is not None) == ("vernerunde", date(NESTE_AR, 3, 1), True)
    assert (to.kilde, to.neste_trinn_at) == ("mks", None)
    nytt = (*forst[:5], f"{NESTE_AR}-04-01")
    sagt = kjor(fjordvik_sqlite_url, "tiltak", csv(tmp_path, TILTAK, nytt, gammelt), "--ja")
    assert "~ Tiltak: T1" in sagt
    assert "1 rader er som før" in sagt
    assert next((t.frist, t.runde) for t in alle(fjordvik_sqlite_url, Tiltak)) == (date(NESTE_AR, 4, 1), 1)
    rare = (("T1", "vernerunde", "", "XXX", "P999", "x"), ("T3", "tull", "a", "FJS", "P006", f"{NESTE_AR + 3}-01-01"))
    sagt = kjor(fjordvik_sqlite_url, "tiltak", csv(tmp_path, TILTAK, *rare), kode=1)
    for ventet in (
        "kolonne tiltak: cellen er tom",
        "«XXX» finnes ikke",
        "«P999» finnes ikke",
        "kolonne frist",
        "«tull»",
        "fristen er for langt fram",
        "6 feil",
    ):
        assert ventet in sagt

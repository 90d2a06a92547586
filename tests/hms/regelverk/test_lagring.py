"""Periods as data: the standard, the kommune's own lines, and every mistake told at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hms.regelverk import lagring
from hms.regelverk.lagring import Tid
from hms.samtale.service import UTKAST_VARER


def test_the_standard_is_what_the_document_says() -> None:
    rules = lagring.standard()
    assert (rules.sak, rules.melder, rules.skaderegister) == (Tid(aar=5), Tid(aar=2), Tid(aar=10))
    assert UTKAST_VARER == rules.utkast.lengde == timedelta(hours=24)


def test_what_was_told_is_remembered_longer_than_it_could_be_told_again(tmp_path: Path) -> None:
    (feil,) = les(tmp_path, "drift:\n  opplysninger: {dager: 61}\n").feil
    assert feil.endswith("ventet at drift.opplysninger er minst 62 dager, for ellers blir det samme fortalt igjen")


@pytest.mark.parametrize(
    ("tid", "before"),
    [
        (Tid(aar=2), datetime(2026, 2, 28, 12, tzinfo=UTC)),
        (Tid(dager=30), datetime(2028, 1, 30, 12, tzinfo=UTC)),
        (Tid(timer=24), datetime(2028, 2, 28, 12, tzinfo=UTC)),
    ],
)
def test_a_period_reaches_back_in_calendar_years_days_or_hours(tid: Tid, before: datetime) -> None:
    assert tid.siden(datetime(2028, 2, 29, 12, tzinfo=UTC)) == before


def les(tmp_path: Path, text: str) -> lagring.Egen:
    file = tmp_path / "egen.yaml"
    file.write_text(text, encoding="utf-8")
    return lagring.les(file)


def test_a_kommune_replaces_single_lines(tmp_path: Path) -> None:
    own = les(tmp_path, "saker:\n  sak: {aar: 7}\ndrift:\n  meldinger: {dager: 10}\n")
    assert own.feil == ()
    assert (own.regler.sak, own.regler.meldinger, own.regler.melder) == (Tid(aar=7), Tid(dager=10), Tid(aar=2))


@pytest.mark.parametrize("text", ["", "# bare en kommentar\n"])
def test_an_empty_file_gives_the_standard(tmp_path: Path, text: str) -> None:
    assert les(tmp_path, text) == lagring.Egen(lagring.standard()) == lagring.les(None)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("sak: {aar: 1}\n", "linje 1", "saker, personer, drift"),
        ("saker: 5\n", "linje 1", "saker, personer, drift"),
        ("saker:\n  saken: {aar: 1}\n", "linje 2", "melder, sak, skaderegister, forbedring"),
        ("drift:\n  utkast: {timer: 48}\n", "linje 2", "nokler"),
        ("saker:\n  sak: 5\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {aar: 0}\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {aar: ja}\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {aar: true}\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {aar: 101}\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {aar: 9999999}\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {uker: 1}\n", "linje 2", "{aar: n}"),
        ("saker:\n  sak: {aar: 1, dager: 1}\n", "linje 2", "{aar: n}"),
        ("- liste\n", "linje 1", "gruppe"),
        ("saker: [\n", "linje 2", "gyldig YAML"),
        ("saker:\n  sak: {aar: 1}\n", "egen.yaml", "saker.melder"),
        ("saker:\n  sak: {aar: 20}\n", "egen.yaml", "saker.skaderegister"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, line: str, told: str) -> None:
    own = les(tmp_path, text)
    assert len(own.feil) == 1
    assert line in own.feil[0]
    assert told in own.feil[0]


def test_every_mistake_is_told_and_nothing_is_used(tmp_path: Path) -> None:
    own = les(tmp_path, "saker:\n  x: 1\n  sak: {aar: 7}\ntull: {}\n")
    assert (len(own.feil), own.regler) == (2, lagring.standard())


def test_a_file_that_cannot_be_read_is_a_mistake_too(tmp_path: Path) -> None:
    assert "kan leses" in lagring.les(tmp_path / "finnes-ikke.yaml").feil[0]
    assert "gyldig YAML" in les(tmp_path, "\u0007").feil[0]

"""Lines that were not understood: kept only where it is asked for, when a command follows, and never what is reported."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hms.samtale import misforstatt
from tests.fakes.fjordvik import Fjordvik, fjordvik

LINJE = "zorkmid flapp gnurk"


@pytest.fixture
async def lyttende(data: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Fjordvik]:
    """Fjordvik with VARDE_MISFORSTATT and words of its own."""
    words = data / "fraser.yaml"
    words.write_text("nb:\n  mine_avvik: [kvikklista]\n  meld_avvik: [kvikkmelding]\n", encoding="utf-8")
    monkeypatch.setenv("VARDE_MISFORSTATT", "true")
    monkeypatch.setenv("VARDE_FRASER", str(words))
    async with fjordvik(data) as place:
        yield place


def kept(by: Fjordvik) -> list[tuple[str, int]]:
    return [(text, count) for text, _, _, count in by.varde.db.read(misforstatt.liste)]


@pytest.mark.parametrize("then", ["hjelp", "[Hjelp]", "kvikklista"])
async def test_a_line_that_a_command_follows_is_kept_without_anything_else(lyttende: Fjordvik, then: str) -> None:
    await lyttende.spill(f"Kari: {LINJE}\nVarde: Det skjønte jeg ikke helt\nKari: {then}")
    assert kept(lyttende) == [(LINJE, 1)]


async def test_the_same_line_is_counted(lyttende: Fjordvik) -> None:
    await lyttende.spill(f"Kari: {LINJE}\nKari: hjelp\nKari: {LINJE}\nKari: hjelp\nKari: hjelp")
    assert kept(lyttende) == [(LINJE, 2)]


@pytest.mark.parametrize(
    "then", ["[Meld avvik]", "meld avvik", "kvikkmelding: hull i gulvet", "det brenner i kjelleren", "gnurk gnurk"]
)
async def test_what_is_reported_or_followed_by_no_command_is_not_kept(lyttende: Fjordvik, then: str) -> None:
    await lyttende.spill(f"Kari: {LINJE}\nKari: {then}")
    assert kept(lyttende) == []
    await lyttende.spill("Kari: avbryt")
    assert LINJE not in [text for text, _ in kept(lyttende)]


@pytest.mark.parametrize(
    "line",
    [
        "zorkmid flapp 90011223",
        "zorkmid flapp ola@fjordvik.example",
        "zorkmid til haugen",
        "zorkmid astrid flapp",
        "zorkmid " * 30,
    ],
    ids=["phone", "mail", "name in the directory", "given name", "too long"],
)
async def test_what_may_be_about_somebody_is_not_kept(lyttende: Fjordvik, line: str) -> None:
    await lyttende.spill(f"Kari: {line.strip()}\nKari: hjelp")
    assert kept(lyttende) == []


async def test_an_answer_in_a_form_is_not_kept(lyttende: Fjordvik) -> None:
    await lyttende.spill(f"Kari: meld avvik\nKari: {LINJE}\nKari: hjelp\nKari: avbryt\nKari: hjelp")
    assert kept(lyttende) == []


async def test_nothing_is_kept_unless_the_operator_asks_for_it(by: Fjordvik) -> None:
    await by.spill(f"Kari: {LINJE}\nKari: hjelp")
    assert kept(by) == []


async def test_personvern_tells_of_it(lyttende: Fjordvik) -> None:
    await lyttende.spill("Kari: personvern\nVarde: Linjer jeg ikke forsto. … i 90 dager")


async def test_the_kommunes_own_words_start_a_report(lyttende: Fjordvik) -> None:
    await lyttende.spill("Kari: kvikkmelding: hull i gulvet på lageret\nVarde: Hva slags avvik er det?")

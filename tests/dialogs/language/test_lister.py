"""The word lists as they are shipped: the fast file is of today's lists, a changed list is read anyway, and the models are built of their lines."""

import json
from pathlib import Path

import pytest

from dialogs.language import guards, lexicon, likhet, lineaer
from dialogs.language.warm import warm
from scripts import build_likhet, build_ordlister

BANKS = Path(__file__).resolve().parents[3] / "bench" / "banks"
# So short a line may come to two people by itself.
EVERYDAY = 7


def test_the_fast_file_is_made_of_the_lists_as_they_are() -> None:
    assert json.loads(lexicon.BUILT.read_text(encoding="utf-8")) == build_ordlister.built(), (
        "run scripts/build_ordlister.py"
    )


def test_a_list_that_changed_is_read_from_its_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "helse.yaml").write_text("navn: {si: [Kari]}\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    assert lexicon.load("helse") == {"navn": {"si": ["Kari"]}}


@pytest.mark.parametrize("reader", build_likhet.SOURCES)
def test_a_model_is_built_of_its_lines_as_they_are(reader: str) -> None:
    stored = json.loads((lineaer.DATA / f"{reader}_modell.json").read_text(encoding="utf-8"))
    assert stored["made_of"] == build_likhet.made_of(reader), "run scripts/build_likhet.py"


def test_no_line_that_is_measured_with_teaches_a_reader() -> None:
    taught = {line.casefold() for reader in build_likhet.SOURCES for line, _ in build_likhet.lines(reader)}
    for bank in (BANKS / "open" / "intents.json", *(BANKS / "unread").glob("*.json")):
        data = json.loads(bank.read_text(encoding="utf-8"))
        records = data["open"] if isinstance(data, dict) else data
        long = {r["text"].casefold() for r in records if len(r["text"].split()) > EVERYDAY}
        assert not long & taught


def test_the_trainer_tells_two_kinds_of_lines_apart() -> None:
    lines = [(f"{what} {n}", what) for n in ("en", "to", "tre", "fire") for what in ("brann", "vann")]
    model = build_likhet.train(lines, ("brann", "vann"), (1.0, 1.0))
    assert build_likhet.scores(model, "brann fem")["brann"] > 0 > build_likhet.scores(model, "vann fem")["brann"]


@pytest.mark.parametrize(
    "line",
    [
        "maskinentreprenøren har lagt ny asfalt hjemme hos driftslederen",
        "vaktmesteren måker innkjørselen til formannen i arbeidstida",
        "ho som styrer avdelinga gir alltid dei beste vaktene til syster si",
    ],
)
def test_a_varsling_without_any_of_the_words_is_asked_about(line: str) -> None:
    assert guards.varsling(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "deleger oppgaven om vernerunden til Ola Brekke",
        "lederen er informert om at lyset i gangen er gått",
        "meld avvik: kollega er bevisstløs på lageret",
        "slett avviket mitt det ble feil",
        "kan",
    ],
)
def test_commands_and_plain_reports_are_no_varsling(line: str) -> None:
    assert guards.varsling(line) is None


def test_warming_reads_with_every_reader() -> None:
    warm()
    danger, light = likhet.signals("han ligger under traktoren og skriker"), likhet.signals("lyset i gangen er gått")
    assert danger["nod"] > light["nod"]

"""The word lists as they are shipped: the fast file is of today's lists, a changed list is read anyway, and the models are built of their lines."""

import json
from pathlib import Path

import pytest

from dialogs.language import guards, lexicon, likhet
from dialogs.language.warm import warm
from scripts import build_ordlister, build_signaler


def test_the_fast_file_is_made_of_the_lists_as_they_are() -> None:
    assert json.loads(lexicon.BUILT.read_text(encoding="utf-8")) == build_ordlister.built(), (
        "run scripts/build_ordlister.py"
    )


def test_a_list_that_changed_is_read_from_its_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "helse.yaml").write_text("navn: {si: [Kari]}\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    assert lexicon.load("helse") == {"navn": {"si": ["Kari"]}}


@pytest.mark.parametrize("name", build_signaler.NAMES)
def test_a_model_is_built_of_its_lines_as_they_are(name: str) -> None:
    stored = json.loads((likhet.DATA / f"{name}_modell.json").read_text(encoding="utf-8"))
    assert stored == build_signaler.packed(build_signaler.train(build_signaler.examples(name))), (
        "run scripts/build_signaler.py"
    )


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
    assert likhet.likeness("nod", "han ligger under traktoren og skriker") > likhet.likeness(
        "nod", "lyset i gangen er gått"
    )

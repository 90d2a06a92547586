"""The kommune's own words: a good file is taken up, and a bad one tells every mistake by line and key."""

from pathlib import Path

import pytest

from dialogs.language import egne_ord, intents


def written(folder: Path, content: str | bytes) -> Path:
    fil = folder / "fraser.yaml"
    fil.write_bytes(content.encode() if isinstance(content, str) else content)
    return fil


def test_no_file_gives_no_words() -> None:
    assert egne_ord.les(None) == egne_ord.EgneOrd()


def test_words_of_all_languages_are_read_as_their_command(tmp_path: Path) -> None:
    fil = written(
        tmp_path, "nb:\n  meld_avvik: [kvikkmelding]\nnn:\n  meld_avvik:\n    - snøggmelding\n  hjelp: [kvikkhjelp]\n"
    )
    words = egne_ord.les(fil)
    assert words.feil == []
    assert words.fraser == {"meld_avvik": ("kvikkmelding", "snøggmelding"), "hjelp": ("kvikkhjelp",)}
    reading = intents.read("Snøggmelding: hylla er laus", extra_phrases=words.fraser)
    assert (reading.intent, reading.rest) == ("meld_avvik", "hylla er laus")


def test_every_mistake_is_told_at_once_with_line_and_key(tmp_path: Path) -> None:
    fil = written(
        tmp_path,
        "sv:\n  hjelp: [kvikk]\nnb:\n  fly_til_manen: [rakett]\n  hjelp: kvikkhjelp\n  meld_avvik:\n    - kvikkmelding\n"
        "    - mine saker\n    - 'meld*'\n    - 42\n  mine_avvik: [kvikkmelding, det brenner]\n",
    )
    feil = egne_ord.les(fil).feil
    assert [line.split(": ventet ")[0] for line in feil] == [
        f"{fil}, linje {number}, {key}"
        for number, key in (
            (1, "sv"),
            (4, "nb.fly_til_manen"),
            (5, "nb.hjelp"),
            (8, "nb.meld_avvik"),
            (9, "nb.meld_avvik"),
            (10, "nb.meld_avvik"),
            (11, "nb.mine_avvik"),
            (11, "nb.mine_avvik"),
        )
    ]
    assert "«mine saker» hører til mine_avvik" in feil[3]
    assert "«kvikkmelding» hører til meld_avvik" in feil[6]
    assert "«det brenner» hører til nodsituasjon" in feil[7]


@pytest.mark.parametrize(
    "content", ["nb: [1", "nb: {}\nnb: {}\n", b"\xff\xfe", "- a\n", "nb: 3\n", "nb:\n  hjelp: []\n", "\x00"]
)
def test_what_is_no_such_file_is_one_mistake(tmp_path: Path, content: str | bytes) -> None:
    words = egne_ord.les(written(tmp_path, content))
    assert len(words.feil) == 1
    assert "ventet" in words.feil[0]


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert egne_ord.les(tmp_path / "borte.yaml").feil


def test_an_empty_file_is_no_mistake(tmp_path: Path) -> None:
    assert egne_ord.les(written(tmp_path, "# ingenting ennå\n")) == egne_ord.EgneOrd()

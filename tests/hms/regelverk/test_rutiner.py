"""The kommune's own file of routines: YAML or CSV, and every mistake with its line."""

from pathlib import Path

import pytest

from bot import demo
from hms.regelverk.rutiner import Rutine, les

VOLD = Rutine("Vold", "https://x.example/vold", ("slag", "spytt"))


def test_no_file_gives_none_and_the_demo_kommunes_are_good() -> None:
    assert les(None).rader == ()
    demoen = les(Path(demo.__file__).parent / "rutiner.yaml")
    assert (demoen.feil, len(demoen.rader)) == ((), 8)


@pytest.mark.parametrize(
    ("navn", "tekst"),
    [
        ("r.yaml", "- tittel: Vold\n  lenke: https://x.example/vold\n  stikkord: [slag, spytt]\n"),
        ("r.csv", "tittel;lenke;stikkord\r\n Vold ;https://x.example/vold;slag, spytt\r\n"),
        ("r.csv", "\ufefftittel;lenke;stikkord\nVold;https://x.example/vold;slag,spytt\n"),
    ],
)
def test_a_list_is_read(tmp_path: Path, navn: str, tekst: str) -> None:
    fil = tmp_path / navn
    fil.write_text(tekst, encoding="utf-8")
    assert les(fil).rader == (VOLD,)


@pytest.mark.parametrize(
    ("navn", "tekst", "linje", "ventet"),
    [
        ("r.yaml", "- {tittel: A, lenke: http://x.example}\n", 1, "https://"),
        (
            "r.yaml",
            "- {tittel: A, lenke: https://x.example}\n- {tittel: a, lenke: https://x.example}\n",
            2,
            "hver tittel én gang; den står på linje 1",
        ),
        ("r.yaml", "- {tittel: '', lenke: https://x.example}\n", 1, "en tittel"),
        ("r.yaml", "- {tittel: A, lenke: 'https://x.example', farge: gul}\n", 1, "tittel, lenke, stikkord"),
        ("r.yaml", "- {tittel: A, lenke: 'https://x.example', stikkord: slag}\n", 1, "stikkord"),
        ("r.yaml", "- {tittel: A, lenke: 'https://[x'}\n", 1, "https://"),
        ("r.yaml", "tittel: A\n", 1, "en liste av"),
        ("r.yaml", "- {tittel: A\n  - x", 2, "gyldig YAML"),
        ("r.csv", "navn;lenke\nA;https://x.example\n", 1, "kolonnene"),
        ("r.csv", "tittel;lenke\nA;https://x.example;for mye\n", 2, "tittel, lenke, stikkord"),
        ("r.csv", "tittel;lenke\nA;\n", 2, "https://"),
        ("r.csv", 'tittel;lenke\n"A;https://x.example\n', 2, "gyldig CSV"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, navn: str, tekst: str, linje: int, ventet: str) -> None:
    fil = tmp_path / navn
    fil.write_text(tekst, encoding="utf-8")
    lest = les(fil)
    assert lest.rader == ()
    assert any(f"linje {linje}:" in en and ventet in en for en in lest.feil), lest.feil


def test_a_file_that_cannot_be_read_is_a_mistake_too(tmp_path: Path) -> None:
    assert "kan leses" in les(tmp_path / "finnes-ikke.yaml").feil[0]
    (tmp_path / "r.csv").write_bytes(b"\xff\xfe\xff")
    assert "kan leses" in les(tmp_path / "r.csv").feil[0]

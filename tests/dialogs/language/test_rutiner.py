"""Finding a routine by words."""

import pytest

from dialogs.language.rutiner import finn, sporsmal
from hms.regelverk.rutiner import Rutine

ALLE = (
    Rutine("Vold og trusler mot ansatte", "https://x.example/1", ("utagering", "slag")),
    Rutine("Brannøvelse", "https://x.example/2"),
    Rutine("Branninstruks", "https://x.example/3", ("rømning",)),
    Rutine("Stikkskader og smitte", "https://x.example/4", ("sprøyte",)),
    Rutine("HMS for nyansatte", "https://x.example/5"),
)


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        ("finn rutine vold", [1]),
        ("Hvor er rutinen for vold og trusler?", [1]),
        ("finn rutine brann", [2, 3]),
        ("finn rutine brannovelse", [2]),
        ("finn rutine brannøvelsen", [2]),
        ("finn rutine stikkskde", [4]),
        ("finn rutine spryøte", [4]),
        ("finn rutine ROEMNING", [3]),
        ("finn rutine hms", [5]),
        ("finn rutine om månen", []),
        ("finn rutine", []),
        ("", []),
        ("finn rutine ⚡ ' ; drop table", []),
    ],
)
def test_words_folded_parts_and_one_typing_error(text: str, ventet: list[int]) -> None:
    assert [int(rutine.lenke[-1]) for rutine in finn(text, ALLE)] == ventet


def test_the_command_is_no_question() -> None:
    assert sporsmal("finn rutine for vold i hjemmet") == ["vold", "hjemmet"]

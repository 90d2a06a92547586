"""Long and hostile texts cost no more than their tokens, and those are counted."""

import pytest

from dialogs.language.dates import grammar, read, tokens
from dialogs.language.dates.chunks import LONGEST

HOSTILE = {
    "digits": "1" * 10_000,
    "om": "om " * 3_333,
    "dates": "1.1.1.1." * 1_250,
    "spaced dates": "1.1.1.1. " * 1_100,
    "half": "ti på halv " * 900,
    "fillers": "i går , ca på om i den " * 400,
    "bounds": "innen senest til før etter over ut " * 280,
    "emoji": "\N{GRINNING FACE}" * 10_000,
    "right to left": "יום שלישי " * 1_000,
    "marks": "a" + "\u0301" * 9_999,
    "one word": "mandag" * 1_600,
    "brackets": "(" * 10_000,
    "ranges": "1.-" * 3_333,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_number_of_tokens_is_bounded(name, friday):
    assert len(tokens.tokenize(HOSTILE[name])) <= tokens.MOST
    read(HOSTILE[name], friday, "future")


@pytest.mark.parametrize("name", HOSTILE)
def test_the_matching_steps_grow_with_the_text_and_no_faster(name, friday, monkeypatch):
    steps = 0
    step = grammar._match

    def counted(*arguments):
        nonlocal steps
        steps += 1
        return step(*arguments)

    monkeypatch.setattr(grammar, "_match", counted)
    counts = []
    for share in (40, 20):
        steps = 0
        read(HOSTILE[name][: len(HOSTILE[name]) // share], friday, "future")
        counts.append(steps)
    assert counts[1] <= 3 * counts[0] + 3_000
    assert counts[1] <= 800 * tokens.MOST


def test_a_run_of_digits_longer_than_any_date_is_looked_at_once():
    assert tokens.tokenize("1" * (LONGEST + 1))[0].kinds.keys() <= {"'" + "1" * (LONGEST + 1), "digits"}


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "?", "\x00", "\ud800", "😀", "١٥ مارس", "ß", "İ", "15", "²", "\u200b", "--", "kl", "i", "den"],
)
def test_what_says_nothing_gives_nothing(text, friday):
    assert read(text, friday, "past") is None
    assert read(text, friday, "future") is None


@pytest.mark.parametrize(
    "text",
    [
        "30. februar",
        "30.2",
        "31.04.2026",
        "29.2.2026",
        "32.13.2026",
        "0.0",
        "kl 25:70",
        "25:70",
        "kl 25",
        "uke 54",
        "uke 0",
        "29.02.2027",
        "15.3.0001",
        "den 32.",
    ],
)
def test_impossible_dates_are_no_dates(text, friday):
    assert read(text, friday, "past") is None
    assert read(text, friday, "future") is None

"""A personal number in two messages: found where it ends, and dates and phone numbers in a row are none."""

import pytest

from dialogs.language.hale import across, begun, tail, without


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [
        ("fnr 148513", "61228", "61228"),
        ("det gjelder 14 85 13", "612 28", "612 28"),
        ("14851", "361228", "361228"),
        ("født 130972", "personnummeret er 48022", "48022"),
        ("avdeling 3, 130972", "48022 på rom 4", "48022"),
        ("1485", "1361228", "1361228"),
    ],
)
def test_a_number_over_two_messages(first: str, second: str, part: str) -> None:
    found = across(tail(first), second)
    assert [second[slice(*finding.span)] for finding in found] == [part]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("148513", "61229"),
        ("22.11.2026", "kl. 12.30"),
        ("ring 912", "34 567"),
        ("", "61228"),
        ("ingen tall her", "61228"),
        ("148513 " + "er datoen som står på arket i permen bakerst i hylla", "61228"),
        ("148513", "jeg skriver mye før det kommer noe tall i denne meldinga 61228"),
        ("2", "3"),
    ],
)
def test_no_number(first: str, second: str) -> None:
    assert across(tail(first), second) == ()


def test_pieces_of_nothing_but_digits_count_on() -> None:
    assert across(tail("8513", tail("14")), "61228")
    assert not across(tail("8513 kr", tail("14")), "61228")


def test_at_most_ten_digits_are_held() -> None:
    assert tail("12345678901") == ""
    assert tail("1234567 890123") == "890123"
    assert sum(map(len, tail("1 2 3 4 5 6 7 8 9 0 1 2 3").split())) == 10


@pytest.mark.parametrize(
    ("text", "pieces", "left"),
    [
        ("arket har 148513", ["148513"], "arket har #"),
        ("arket har 148513 på seg", ["14", "148513"], "arket har # på seg"),
        ("14", ["14", "8513"], "#"),
        ("rom 12, 14 8513", ["14", "8513"], "rom 12, #"),
        ("arket har 148514", ["148513"], None),
        ("8513 14", ["14", "8513"], "8513 #"),
        ("uten tall", ["148513"], None),
        ("148513 " + "ord " * 20, ["148513"], None),
    ],
)
def test_the_beginning_is_taken_away(text: str, pieces: list[str], left: str | None) -> None:
    assert without(text, pieces, "#") == left


def test_the_digits_it_began_with() -> None:
    assert begun("2 148513", "61228 sto det") == ("148513",)
    assert begun("148513", "61229 sto det") == ()

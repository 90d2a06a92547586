"""Personal numbers: every kind, every spelling, the traps, and that masking leaves nothing behind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.guards import masked, personal, stops

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
SPACES = ["", " ", "\u00a0", "\u202f", "-", ".", " - ", "\u200b", "\t", "\n", "  "]


def number(day: int, month: int, year: int, individual: int) -> str | None:
    """A number with right check digits, or None where the individual number has none."""
    digits = [int(c) for c in f"{day:02}{month:02}{year:02}{individual:03}"]
    first = -sum(a * b for a, b in zip(digits, FIRST, strict=True)) % 11
    second = -sum(a * b for a, b in zip([*digits, first], SECOND, strict=True)) % 11
    return None if 10 in (first, second) else "".join(map(str, [*digits, first, second]))


numbers = st.builds(
    number,
    st.integers(1, 28).flatmap(lambda d: st.sampled_from([d, d + 40])),
    st.integers(1, 12).flatmap(lambda m: st.sampled_from([m, m + 40, m + 65, m + 80])),
    st.integers(0, 99),
    st.integers(0, 999),
).filter(lambda n: n is not None)


def kinds(text: str) -> list[str]:
    return [f.kind for f in personal(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Elev 14851361228 slo en assistent",
        "pasient 039148 30140",
        "d-nummer 57868817714",
        "14.85.13-61228",
        "14 85 13 61228",
        "14.85.1913 61228",
        "1 4 8 5 1 3 6 1 2 2 8",
        "14\u00a08513\u00a061228",
        "148513\u200b61228",
        "fnr:14851361228.",
        "(148513) 61228",
        "14851361228",
        "٠٣٩١٤٨٣٠١٤٠",
        "født 148513, personnummer 61228",
        "tlf 22 33 44 55 og 1485 1361 228",
    ],
)
def test_a_personal_number_stops_the_text(text: str) -> None:
    found = personal(text)
    assert stops(found)
    assert not stops(personal(masked(text, found)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nummeret er 14851361229", ["mulig_fodselsnummer"]),
        ("120385 12345", ["mulig_fodselsnummer"]),
        ("kontonummer 1234.56.78903", ["kontonummer"]),
        ("1234.56.78903", ["kontonummer"]),
        ("ring meg på 900 12 345", ["telefon"]),
        ("ring meg på 90012345", ["telefon"]),
        ("+47 22 33 44 55", ["telefon"]),
        ("004790012345", ["telefon"]),
        ("skriv til kari.nordmann@kommune.no i dag", ["epost"]),
        ("14851361228 og 03914830140", ["fodselsnummer", "fodselsnummer"]),
        ("ref 1485136122899", ["mulig_fodselsnummer"]),
    ],
)
def test_what_is_found(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AVV-2026-0042",
        "sak 20260312345",
        "saksnr 2026/12345",
        "det skjedde 12.03.2026 kl. 08.15",
        "2026-03-12 14:30",
        "20260312 kl 10",
        "ring 110, 112 eller 113",
        "rom 214 i 2. etasje",
        "det kostet 12345678 kr",
        "org.nr 974 760 673",
        "30. februar 25:70",
        "§ 4-1, § 6-2 og § 13-14",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@given(
    numbers,
    st.lists(st.sampled_from(SPACES), min_size=10, max_size=10),
    st.sampled_from(["", "Elev ", "pasient nr. ", "(", "fnr:"]),
)
def test_found_however_it_is_spaced(digits: str, gaps: list[str], before: str) -> None:
    written = digits[0] + "".join(gap + digit for gap, digit in zip(gaps, digits[1:], strict=True))
    text = f"{before}{written} slo seg"
    found = personal(text)
    assert stops(found)
    assert not any(c.isdecimal() for c in masked(text, found))


@given(numbers, st.integers(0, 9), st.text(max_size=20))
def test_masking_leaves_no_number(digits: str, script: int, around: str) -> None:
    other = "".join(chr(0x660 + int(c)) for c in digits)
    text = f"{around} {digits if script else other} {around}"
    assert not stops(personal(masked(text, personal(text))))


@given(st.text())
def test_never_raises_and_points_into_the_text(text: str) -> None:
    for finding in personal(text):
        assert 0 <= finding.span[0] < finding.span[1] <= len(text)


def test_one_wrong_digit_is_asked_about_and_not_stopped() -> None:
    found = personal("14851361227")
    assert [f.kind for f in found] == ["mulig_fodselsnummer"]
    assert not stops(found)

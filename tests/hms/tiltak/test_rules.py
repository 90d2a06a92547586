"""The rules of a tiltak: deadlines that count, and those that are proposed (kalender.md)."""

from datetime import date

import pytest

from hms.tiltak import rules


@pytest.mark.parametrize(
    ("i_dag", "grad", "wanted"),
    [
        (date(2026, 11, 23), 1, (date(2026, 12, 7), date(2026, 12, 23), date(2027, 1, 22))),
        (date(2026, 11, 23), 4, (date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 30))),
        (
            date(2026, 11, 27),
            4,
            (date(2026, 11, 30), date(2026, 12, 4)),
        ),  # Saturday and Monday are the same working day
        (
            date(2026, 12, 17),
            2,
            (date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 18)),
        ),  # not julaften, not nyttårsaften
        (date(2027, 6, 28), 2, (date(2027, 8, 15),)),
        (date(2027, 6, 28), 3, (date(2027, 6, 30), date(2027, 7, 5), date(2027, 7, 12))),
    ],
)
def test_proposed_deadlines(i_dag: date, grad: int, wanted: tuple[date, ...]) -> None:
    assert rules.foreslatte_frister(i_dag, grad) == wanted


@pytest.mark.parametrize("grad", [1, 2])
def test_no_day_of_the_year_gives_july_for_what_is_not_serious(grad: int) -> None:
    for number in range(1, 366):
        found = rules.foreslatte_frister(date.fromordinal(date(2027, 1, 1).toordinal() + number), grad)
        assert found
        assert not [day for day in found if day.month == 7]


@pytest.mark.parametrize(
    ("frist", "good"),
    [(date(2026, 11, 22), False), (date(2026, 11, 23), True), (date(2028, 11, 22), True), (date(2028, 11, 23), False)],
)
def test_a_deadline_is_today_or_later_and_not_far_away(frist: date, good: bool) -> None:  # noqa: FBT001 - a column of the table
    assert rules.gyldig_frist(frist, date(2026, 11, 23)) is good


@pytest.mark.parametrize(
    ("status", "over"), [(rules.APEN, True), (rules.PABEGYNT, True), (rules.UTFORT, False), (rules.IKKE_AKTUELL, False)]
)
def test_only_what_is_not_done_is_overdue(status: str, over: bool) -> None:  # noqa: FBT001 - a column of the table
    assert rules.over_frist(date(2026, 11, 22), status, date(2026, 11, 23)) is over
    assert not rules.over_frist(date(2026, 11, 23), status, date(2026, 11, 23))

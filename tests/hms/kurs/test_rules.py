"""What is known of somebody's courses."""

from datetime import date

import pytest

from hms.kurs import rules
from hms.kurs.rules import GRUNNKURS, REPETISJON, Rad


def test_a_day_goes_before_not_taken_and_the_last_day_counts() -> None:
    rader = [
        Rad(1, GRUNNKURS, None),
        Rad(1, GRUNNKURS, date(2019, 3, 1)),
        Rad(1, GRUNNKURS, date(2021, 3, 1)),
        Rad(2, GRUNNKURS, None),
    ]
    assert rules.oversikt(rader) == {(1, GRUNNKURS): date(2021, 3, 1), (2, GRUNNKURS): None}
    assert (3, GRUNNKURS) not in rules.oversikt(rader)


@pytest.mark.parametrize(
    ("kurs", "timer", "ventet"),
    [(GRUNNKURS, 39.5, True), (GRUNNKURS, 40, False), (GRUNNKURS, None, False), (REPETISJON, 7.5, False)],
)
def test_a_shorter_grunnkurs_needs_an_agreement(kurs: str, timer: float | None, *, ventet: bool) -> None:
    assert rules.trenger_avtale(kurs, timer) is ventet


def test_a_course_counts_from_today_to_the_deadline() -> None:
    frist, i_dag = date(2027, 6, 30), date(2027, 3, 1)
    assert rules.uten_kurs(frist, i_dag, [])
    assert rules.uten_kurs(frist, i_dag, [date(2027, 2, 28), date(2027, 7, 1)])
    assert not rules.uten_kurs(frist, i_dag, [frist])
    assert not rules.uten_kurs(frist, i_dag, [i_dag])


def test_what_a_day_and_hours_can_be() -> None:
    assert rules.gyldig_dato(date(2027, 3, 1), date(2027, 3, 1))
    assert not rules.gyldig_dato(date(2027, 3, 2), date(2027, 3, 1))
    assert not rules.gyldig_dato(date(1959, 12, 31), date(2027, 3, 1))
    assert rules.gyldige_timer(0.5)
    assert not rules.gyldige_timer(0)
    assert not rules.gyldige_timer(400.5)

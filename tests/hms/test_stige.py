"""The ladder: every step once, each with its distance to the one before, day and night where it counts minutes."""

from datetime import UTC, datetime, time, timedelta

from hms.kit.klokke import OSLO
from hms.stige import Stige, Tatt, Trinn, neste_trinn, stiger

DAGER = Stige("d", "frist", (Trinn("en", None, 1, ("a",)), Trinn("fem", None, 5, ("b",))))
MINUTTER = Stige("m", "meldt", (Trinn("30", 30, None, ("a",)), Trinn("60", 60, None, ("b",))))


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def when(ladder: Stige, start: datetime, *taken: Tatt) -> tuple[str, datetime]:
    found = neste_trinn(ladder, start, taken)
    assert found is not None
    return found[0].navn, found[1]


def test_steps_come_on_their_working_days_at_nine() -> None:
    start = oslo("2026-11-23T23:59")
    assert when(DAGER, start) == ("en", oslo("2026-11-24T09:00"))
    assert when(DAGER, start, Tatt("en", oslo("2026-11-24T09:00"))) == ("fem", oslo("2026-11-30T09:00"))


def test_a_step_taken_late_pushes_the_next_by_the_same_distance() -> None:
    assert when(DAGER, oslo("2026-11-23T23:59"), Tatt("en", oslo("2026-12-08T10:00"))) == (
        "fem",
        oslo("2026-12-14T09:00"),
    )
    late = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert when(MINUTTER, late - timedelta(hours=9), Tatt("30", late)) == ("60", late + timedelta(minutes=30))


def test_minutes_are_real_minutes_when_the_clock_is_changed() -> None:
    start = datetime(2026, 3, 29, 0, 45, tzinfo=UTC)
    assert when(MINUTTER, start)[1] - start == timedelta(minutes=30)


def test_days_skip_july_and_minutes_do_not() -> None:
    assert when(DAGER, oslo("2026-06-30T23:59"))[1] == oslo("2026-08-03T09:00")
    assert when(MINUTTER, oslo("2026-07-10T03:00"))[1] == oslo("2026-07-10T03:30")


def test_at_the_top_nothing_is_left() -> None:
    start = oslo("2026-11-23T09:00")
    assert neste_trinn(MINUTTER, start, [Tatt("30", start), Tatt("60", start)]) is None


def test_the_ladder_of_grade_four_begins_after_thirty_minutes() -> None:
    ladder = stiger()["avvik_mottatt_4"]
    assert (ladder.fra, ladder.trinn[0].minutter, ladder.trinn[0].til) == ("meldt", 30, ("behandler", "ledd_1"))


DAGLIG = Stige("n", "frist", (Trinn("en", 541, None, ("a",)), Trinn("daglig", 1981, None, ("a",), gjentas=True)))


def every_day(start: datetime, days: int) -> list[datetime]:
    """The moments of a ladder that repeats, each taken five minutes late."""
    taken: list[Tatt] = []
    moments = []
    for _ in range(days):
        name, at = when(DAGLIG, start, *taken)
        assert name not in {step.navn for step in taken}
        moments.append(at)
        taken.append(Tatt(name, at + timedelta(minutes=5)))
    return moments


def test_a_daily_step_comes_once_a_day_at_nine_on_both_sides_of_a_changed_clock() -> None:
    for start in ("2027-03-24T23:59", "2027-10-27T23:59"):
        moments = [moment.astimezone(OSLO) for moment in every_day(oslo(start), 8)]
        first = oslo(start).date()
        assert [moment.date() for moment in moments] == [first + timedelta(days=n) for n in range(1, 9)]
        assert {moment.time() for moment in moments[2:]} == {time(9)}


def test_a_repeated_step_lies_always_after_the_one_before_it() -> None:
    start = oslo("2027-03-22T23:59")
    for minutes in range(0, 3 * 24 * 60, 7):
        last = datetime(2027, 3, 27, tzinfo=UTC) + timedelta(minutes=minutes)
        taken = (Tatt("en", oslo("2027-03-23T09:00")), Tatt("daglig", oslo("2027-03-24T09:00")), Tatt("daglig·2", last))
        assert when(DAGLIG, start, *taken)[1] > last

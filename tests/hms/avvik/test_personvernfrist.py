"""The 72-hour clock as a rule: by the clock, always, and a late reminder moves nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from hms.avvik import personvernfrist as regel
from hms.kit.klokke import OSLO

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "kjent",
    [
        datetime(2026, 11, 22, 10, 0, tzinfo=UTC),
        datetime(2026, 7, 10, 23, 30, tzinfo=OSLO),  # July is no quiet period for it
        datetime(2026, 12, 24, 16, 0, tzinfo=OSLO),  # nor is Christmas
        datetime(2026, 3, 28, 12, 0, tzinfo=OSLO),  # the clocks go forward
        datetime(2026, 10, 24, 12, 0, tzinfo=OSLO),  # and back
    ],
)
def test_seventy_two_hours_by_the_clock(kjent: datetime) -> None:
    assert regel.frist(kjent).astimezone(UTC) - kjent.astimezone(UTC) == 72 * HOUR


@pytest.mark.parametrize(
    ("hours", "taken", "due", "again"),
    [
        (0, (), ["straks"], 0),
        (0, ("straks",), [], 24),
        (23.9, ("straks",), [], 24),
        (24, ("straks",), ["24t"], 24),
        (50, ("straks",), ["24t", "48t"], 24),
        (50, ("straks", "24t", "48t"), [], 66),
        (65.9, ("straks", "24t", "48t"), [], 66),
        (66, ("straks", "24t", "48t"), ["66t"], 66),
        (200, ("straks", "24t", "48t", "66t"), [], None),
    ],
)
def test_who_is_reminded_when(hours: float, taken: tuple[str, ...], due: list[str], again: float | None) -> None:
    kjent = datetime(2026, 10, 24, 12, 0, tzinfo=OSLO)
    now = kjent.astimezone(UTC) + hours * HOUR
    assert [step.navn for step in regel.forfalte(kjent, taken, now)] == due
    expected = None if again is None else kjent.astimezone(UTC) + again * HOUR
    assert regel.neste(kjent, taken) == expected


def test_the_personvernombud_and_the_responsible_leader_have_every_step() -> None:
    assert all(step.til == ("personvernombud", "behandler") for step in regel.stigen().trinn)
    assert all(step.alltid for step in regel.stigen().trinn)

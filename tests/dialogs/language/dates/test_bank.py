"""The reader on the banks of examples."""

import pytest

from bench.banks.dates import score
from bench.language import BANKS, records


@pytest.mark.parametrize(
    ("bank", "part"),
    [
        *(("open/dates", "open"), ("own/dates", "open"), ("own/dates", "unread")),
        *(("outside/dates", None), ("outside/dates_2", None)),
    ],
)
def test_reads_the_bank(bank, part):
    right, total, failures = score(records(BANKS / f"{bank}.json", part))
    assert right >= 0.98 * total, failures


def test_the_scorer_sees_a_wrong_day_a_missing_part_and_a_date_out_of_nothing():
    ref = "2026-03-13T10:00:00+01:00"
    record = {"text": "i går", "ref": ref, "direction": "past", "score": "both"}
    wrong_day = record | {"expect": {"start": "2026-03-11", "end": "2026-03-11"}}
    no_part = record | {"expect": {"start": "2026-03-12", "end": "2026-03-12", "part": "kveld"}}
    nothing = record | {"expect": {"start": None, "end": None}, "score": "none"}
    good = record | {"expect": {"start": "2026-03-12", "end": "2026-03-12"}}
    assert score([wrong_day, no_part, nothing, good])[:2] == (1, 4)

"""The reader on the banks of examples."""

import json
from pathlib import Path

import pytest

from bench.banks.dates import score

BANKS = Path(__file__).resolve().parents[4] / "bench" / "banks"


@pytest.mark.parametrize(("bank", "part"), [("open", "open"), ("own", "open"), ("own", "unread")])
def test_reads_the_bank(bank, part):
    records = json.loads((BANKS / bank / "dates.json").read_text("utf-8"))[part]
    right, total, failures = score(records)
    assert right >= 0.98 * total, failures


def test_the_scorer_sees_a_wrong_day_a_missing_part_and_a_date_out_of_nothing():
    ref = "2026-03-13T10:00:00+01:00"
    record = {"text": "i går", "ref": ref, "direction": "past", "score": "both"}
    wrong_day = record | {"expect": {"start": "2026-03-11", "end": "2026-03-11"}}
    no_part = record | {"expect": {"start": "2026-03-12", "end": "2026-03-12", "part": "kveld"}}
    nothing = record | {"expect": {"start": None, "end": None}, "score": "none"}
    good = record | {"expect": {"start": "2026-03-12", "end": "2026-03-12"}}
    assert score([wrong_day, no_part, nothing, good])[:2] == (1, 4)

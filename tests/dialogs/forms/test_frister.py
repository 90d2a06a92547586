"""A deadline as an answer: what a pressed button may hold, and what words come to."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from dialogs.forms import frister
from dialogs.forms.base import Uleselig, View
from dialogs.i18n import translator
from hms.kit.klokke import OSLO

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=OSLO)
CTX: Any = SimpleNamespace(now=NOW, today=NOW.date(), t=translator("nb"))
VIEW = View(CTX, {})


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2026-12-04", True), ("2026-11-22", True), ("2026-11-21", False), ("2030-01-01", False), ("20261204", False),
        ("i morgen", False), (None, False), (7, False),
    ],
)  # fmt: skip
def test_a_pressed_day(value: Any, good: bool) -> None:  # noqa: FBT001 - a column of the table
    assert frister.er_frist(value, VIEW) is good


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("innen fredag 4. desember", "2026-12-04"),
        ("uke 50", "2026-12-11"),
        ("i morgen", "2026-11-23"),
        ("15. mars", "2027-03-15"),
    ],
)
def test_words_for_a_day(said: str, day: str) -> None:
    assert frister.les(said, VIEW) == day


@pytest.mark.parametrize("said", ["snarest", "fortløpende", "når det passer", "15. mars 2025", "1. januar 2035"])
def test_words_that_are_no_deadline(said: str) -> None:
    with pytest.raises(Uleselig):
        frister.les(said, VIEW)

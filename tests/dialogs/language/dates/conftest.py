"""What the tests of the date reader share: a moment to read from, and readings in short form."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def friday() -> datetime:
    """Friday 13 March 2026 at 10, week 11."""
    return datetime(2026, 3, 13, 10, 0, tzinfo=OSLO)

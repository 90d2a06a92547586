"""What the long runs share."""

from pathlib import Path

import pytest

from bot import play
from tests.fakes.fjordvik import SONDAG


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    """A folder with the demo kommune."""
    play.med_demo(play.settings_for(tmp_path, 1), tmp_path, SONDAG).db.close()
    return tmp_path

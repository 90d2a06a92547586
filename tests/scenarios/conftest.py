"""A fresh Fjordvik for each conversation: copied from one that was filled once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import play
from tests.fakes.fjordvik import SONDAG, Fjordvik, copy_of, fjordvik


@pytest.fixture(scope="session")
def mal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo kommune in a database that nobody has talked to."""
    folder = tmp_path_factory.mktemp("fjordvik")
    play.med_demo(play.settings_for(folder, 1), folder, SONDAG).db.close()
    return folder


@pytest.fixture
def data(mal: Path, tmp_path: Path) -> Path:
    """This test's own copy of the files."""
    return copy_of(mal, tmp_path / "data")


@pytest.fixture
async def by(data: Path) -> AsyncIterator[Fjordvik]:
    """The running bot, on Sunday 22 November 2026 at 10.00."""
    async with fjordvik(data) as place:
        yield place

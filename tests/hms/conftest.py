"""What tests of the rulebook share: Fjordvik's database, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from hms.kit.db import Database


@pytest.fixture
def db(fjordvik_url: str) -> Iterator[Database]:
    opened = Database(fjordvik_url)
    yield opened
    opened.close()

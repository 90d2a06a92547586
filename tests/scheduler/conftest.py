"""A bot whose årshjul runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.fakes.varde import Rigg, innstillinger, rigg_paa


@pytest.fixture
async def hjul(fjordvik_sqlite_url: str) -> AsyncIterator[Rigg]:
    """On SQLite."""
    async with _rigg(fjordvik_sqlite_url) as rigg:
        yield rigg


@pytest.fixture
async def begge(fjordvik_url: str) -> AsyncIterator[Rigg]:
    """The same on SQLite and on PostgreSQL."""
    async with _rigg(fjordvik_url) as rigg:
        yield rigg


@asynccontextmanager
async def _rigg(url: str) -> AsyncIterator[Rigg]:
    settings = innstillinger(url).model_copy(update={"arshjul": True})
    async with rigg_paa(url, settings) as rigg:
        await rigg.si(rigg.konto("P010"), "hei")  # the channel's address is known from a conversation
        yield rigg

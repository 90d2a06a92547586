"""A running playground with its echo bot, for every test here."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.ekkobot import Scene, open_scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    scene = await open_scene()
    yield scene
    await scene.close()

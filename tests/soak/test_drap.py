"""Kill -9 at commit and send boundaries: nothing received is lost, nothing is done twice (design 1, rule 1; design 3)."""

import random
import time

import pytest
from sqlmodel import select

from hms.kit.db import Database
from hms.organisasjon.model import Person
from tests.fakes.drap import Melder, Mordserie, Platform, gransk


async def kill_and_look(url: str, kills: int, seed: int) -> Mordserie:
    """A series of kills, and everything that must hold after it."""
    database = Database(url)
    aad = database.read(lambda s: s.exec(select(Person.entra_id).where(Person.ekstern_id == "P045")).one())
    database.close()
    platform = Platform()
    await platform.start()
    melder = Melder(1, platform.url, str(aad))
    series = Mordserie(url, platform, random.Random(seed), kills)
    try:
        stories = await series.run(melder)
    finally:
        await platform.stop()
    database = Database(url)
    found = gransk(database, platform, stories, series.receipts, melder)
    database.close()
    print(
        f"{series.killed} kills, {stories} avvik, {found.tvetydige} ambiguous rows, {found.kopier} marked copies: {dict(series.fell)}"
    )
    assert (found.uten_rad, found.uten_levering, found.umerkede_kopier, found.merket_uten_grunn, found.feil) == (
        [], [], [], [], []
    )  # fmt: skip
    return series


async def test_a_few_kills(fjordvik_url: str) -> None:
    series = await kill_and_look(fjordvik_url, 4, 7)
    assert series.killed >= 4


@pytest.mark.soak
async def test_two_hundred_kills(fjordvik_url: str) -> None:
    started = time.monotonic()
    series = await kill_and_look(fjordvik_url, 200, 20261122)
    print(f"{time.monotonic() - started:.0f} s")
    assert set(series.fell) == {
        "before_commit",
        "after_commit",
        "before_sending",
        "before_post",
        "after_post",
        "before_mark",
    }

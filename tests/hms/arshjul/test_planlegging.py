"""Planning beside another scheduler."""

import threading
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import text
from sqlmodel import Session

from hms.arshjul.model import ArshjulPlan
from hms.arshjul.planlegging import merk
from hms.kit.db import Database

MANDAG = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
VENTER = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")


@pytest.mark.postgres
def test_two_schedulers_make_the_first_note_of_a_plan_at_once(postgres_fjordvik_url: str) -> None:
    en, to = Database(postgres_fjordvik_url), Database(postgres_fjordvik_url)

    def forst(session: Session) -> "Future[int]":
        merk(session, 1, "den første", MANDAG)
        andre = to.submit(partial(merk, nummer=1, merke="den andre", now=MANDAG))
        while not en.read(lambda s: s.execute(VENTER).scalar_one()):  # until the other one waits for this transaction
            threading.Event().wait(0.01)
        return andre

    en.write(forst).result()
    assert en.read(lambda s: s.get_one(ArshjulPlan, 1)).stempel == "den andre"
    en.close()
    to.close()

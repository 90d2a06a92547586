"""What a tick forgets."""

from datetime import timedelta

from hms.kit.db import Database
from hms.kit.klokke import oslo_date
from hms.regelverk.lagring import standard
from hms.samtale import misforstatt
from scheduler.ticks import Ticker
from tests.fakes.klokke import FakeKlokke

KEPT_MISSES = standard().misforstatt.lengde


def test_lines_that_were_not_understood_are_erased_after_their_days(database: Database, klokke: FakeKlokke) -> None:
    today = oslo_date(klokke.now())
    for dag in (today - KEPT_MISSES, today - KEPT_MISSES - timedelta(days=1)):
        database.write(lambda session, dag=dag: misforstatt.husk(session, f"zork {dag}", "nb", dag))
    assert Ticker(database, klokke, klokke).tick().forgotten == 1
    assert [text for text, *_ in database.read(misforstatt.liste)] == [f"zork {today - KEPT_MISSES}"]

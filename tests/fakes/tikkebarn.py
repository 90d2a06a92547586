"""A scheduler in a process of its own, which ticks when it is told to and may be killed in the middle: the child of the clock tests.

    python -m tests.fakes.tikkebarn DATABASE_URL

Each line «MOMENT KILL_AT SECONDS» on its standard input is a life: a fork that ticks once at that moment. It is killed at the
N-th commit boundary, or after so many seconds, wherever it is then (0: never). It tells «ticked», or what failed, and «dead».
"""

import os
import signal
import sys
import threading
from datetime import datetime

from bot import bootstrap, logs
from bot.settings import Settings
from hms.kit.db import Database
from hms.regelverk.last import standard
from tests.fakes.barn import Guillotine
from tests.fakes.klokke import FakeKlokke


def live(url: str, moment: datetime, kill_at: int, seconds: float) -> None:
    """One life."""
    guillotine = Guillotine(kill_at)
    guillotine.armed = kill_at > 0
    if seconds:
        threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()
    db, klokke = Database(url, guillotine), FakeKlokke(moment)
    settings = Settings(modus="play", database_url=url)
    try:
        bootstrap.ticker_for(settings, db, klokke, klokke, standard()).tick()
        print("ticked", flush=True)
    except Exception as error:  # noqa: BLE001 - the parent tells what it was
        print(f"failed {type(error).__name__} {error}".splitlines()[0], flush=True)


def main() -> None:
    """A life for each line."""
    logs.configure("json")
    standard()
    for line in iter(sys.stdin.readline, ""):
        moment, kill_at, seconds = line.split()
        child = os.fork()
        if child == 0:
            live(sys.argv[1], datetime.fromisoformat(moment), int(kill_at), float(seconds))
            os._exit(0)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main()

"""A bot in a process of its own, which kills itself at the N-th commit or send boundary: the child of the kill tests.

    python -m tests.fakes.barn DATABASE_URL PORT

Each line «KILL_AT SHIFT» on its standard input is a life: a fork that serves until it is killed at that boundary (0: never).
SHIFT is how many seconds its machine clock is ahead, so that the leases of its forerunner are over. It tells «ready», where
it was killed, and «dead». The libraries are loaded once, which makes a life cheap.
"""

import os
import signal
import sys
import threading
from datetime import datetime, timedelta

from bot import bootstrap, logs
from bot.settings import Settings
from bot.web import application, run
from hms.kit.klokke import Maskinklokke

POINTS = ("before_commit", "after_commit", "before_sending", "before_post", "after_post", "before_mark")


class AheadClock(Maskinklokke):
    """The machine's clock, some seconds ahead."""

    def __init__(self, seconds: float) -> None:
        self._ahead = timedelta(seconds=seconds)

    def now(self) -> datetime:
        return super().now() + self._ahead


class Guillotine:
    """Counts boundaries from the first event on, and kills the process at the N-th."""

    def __init__(self, at: int) -> None:
        self._left = at
        self._lock = threading.Lock()
        self.armed = False

    def __call__(self, point: str) -> None:
        if not self.armed or point not in POINTS:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                print(f"killed {point}", flush=True)
                os.kill(os.getpid(), signal.SIGKILL)


def live(url: str, port: int, kill_at: int, shift: float) -> None:
    """One life."""
    guillotine = Guillotine(kill_at)
    settings = Settings(modus="play", database_url=url, port=port, turer_per_minutt=1_000_000, arshjul=False)
    varde = bootstrap.build(settings, machine=AheadClock(shift), alone=False, point=guillotine)

    def started() -> None:
        guillotine.armed = kill_at > 0
        print(f"ready {os.getpid()}", flush=True)

    run(application(varde), "127.0.0.1", port, started)


def main() -> None:
    """A life for each line."""
    url, port = sys.argv[1], int(sys.argv[2])
    logs.configure("json")
    for line in iter(sys.stdin.readline, ""):
        kill_at, shift = line.split()
        child = os.fork()
        if child == 0:
            live(url, port, int(kill_at), float(shift))
            os._exit(0)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main()

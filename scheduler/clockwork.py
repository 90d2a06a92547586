"""APScheduler as an interval clock and nothing more: no job store, no arguments, domain times are computed by us.

An interval job goes silent when the wall clock is set back, so a watchdog on the monotonic clock wakes it when no tick
has ended for three intervals.
"""

import threading
from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from hms.kit.klokke import Maskinklokke
from scheduler.ticks import Tick, Ticker

log = structlog.get_logger(__name__)

INTERVAL_SECONDS = 15
MISSED = 3


class Clockwork:
    """Ticks every interval until it is stopped. `after` hears what each tick did, on the scheduler's thread."""

    def __init__(
        self, ticker: Ticker, machine: Maskinklokke, after: Callable[[Tick], None], interval: float = INTERVAL_SECONDS
    ) -> None:
        self._ticker = ticker
        self._machine = machine
        self._after = after
        self._interval = interval
        self._stop = threading.Event()
        self._busy = threading.Lock()
        self._ended = self._succeeded = machine.monotonic()
        self.failures = 0
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._watchdog = threading.Thread(target=self._watch, name="varde-watchdog", daemon=True)
        ticker.stopping = self._stop.is_set

    def start(self) -> None:
        """Begins, with a tick at once."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=self._interval, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()
        self._watchdog.start()

    def tick(self, *, wait: bool = False) -> None:
        """One tick; if one is running already, none, or (`wait`) one after it."""
        if self._stop.is_set() or not self._busy.acquire(blocking=wait):
            return
        try:
            done = self._ticker.tick()
        except Exception as error:  # noqa: BLE001 - the next tick finds the same rows
            self.failures += 1
            log.error("tick.failed", error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
        else:
            self._succeeded = self._machine.monotonic()
            self._after(done)
        finally:
            self._ended = self._machine.monotonic()
            self._busy.release()

    @property
    def age(self) -> float:
        """Seconds since a tick last came to its end without a fault."""
        return self._machine.monotonic() - self._succeeded

    def stop(self) -> None:
        """Flag, join, shutdown."""
        self._stop.set()
        self._watchdog.join()
        self._scheduler.shutdown(wait=True)

    def _watch(self) -> None:
        self.tick()
        while not self._stop.wait(self._interval):
            silent = self._machine.monotonic() - self._ended
            if silent > MISSED * self._interval and not self._busy.locked():
                log.warning("tick.woken", age=round(silent))
                self.tick()

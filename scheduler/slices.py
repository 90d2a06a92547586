"""How much a slice takes with it: as much as the last one shows that there is time for (design 2)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

WANTED = 0.02  # seconds: half of what nothing may hold the writer, for the commit comes on top
LEAST, MOST = 16, 64


@dataclass
class Size:
    """So many rows. A slower machine, or one that others use, gets smaller slices; at most it halves or grows by a half."""

    rows: int = LEAST

    def run(self, work: Callable[[int], T]) -> T:
        """Does a slice of this size, and learns from how long it lasts."""
        started = time.monotonic()
        done = work(self.rows)
        ratio = WANTED / max(time.monotonic() - started, WANTED / 10)
        self.rows = max(LEAST, min(MOST, round(self.rows * min(max(ratio, 0.5), 1.5))))
        return done

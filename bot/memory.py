"""What is held in this process only: text that must not be stored, and how fast somebody writes."""

from collections import OrderedDict, deque

from hms.kit.klokke import Maskinklokke

KEPT_SECONDS = 600.0
MOST_TEXTS = 1000
MOST_ACCOUNTS = 50_000
WINDOW = 60.0


class Korttidsminne:
    """Text that was stopped at the door, for ten minutes at most. It is never written anywhere."""

    def __init__(self, clock: Maskinklokke) -> None:
        self._clock = clock
        self._texts: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def legg(self, samtale: str, tekst: str) -> None:
        """Holds a conversation's latest stopped text."""
        self._forget()
        self._texts[samtale] = (self._clock.monotonic(), tekst)
        self._texts.move_to_end(samtale)
        while len(self._texts) > MOST_TEXTS:
            self._texts.popitem(last=False)

    def ta(self, samtale: str) -> str | None:
        """The text, if it is still there; then it is forgotten."""
        self._forget()
        found = self._texts.pop(samtale, None)
        return found[1] if found else None

    def _forget(self) -> None:
        oldest = self._clock.monotonic() - KEPT_SECONDS
        while self._texts and next(iter(self._texts.values()))[0] < oldest:
            self._texts.popitem(last=False)


class Takgrense:
    """A cap on the turns that one account can start in a minute."""

    def __init__(self, clock: Maskinklokke, per_minute: int) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._turns: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, account: str) -> float:
        """0 if the turn may start now (it is counted), else the seconds until the next one may."""
        now = self._clock.monotonic()
        turns = self._turns.setdefault(account, deque())
        self._turns.move_to_end(account)
        while turns and turns[0] <= now - WINDOW:
            turns.popleft()
        if len(turns) >= self._per_minute:
            return turns[0] + WINDOW - now
        turns.append(now)
        while len(self._turns) > MOST_ACCOUNTS:
            self._turns.popitem(last=False)
        return 0.0

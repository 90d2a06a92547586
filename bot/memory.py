"""What is held in this process only: text that must not be stored, and how fast somebody writes."""

import threading
from collections import OrderedDict, deque
from collections.abc import Collection, Sequence

from hms.kit.klokke import Maskinklokke

KEPT_SECONDS = 600.0
MOST_TEXTS = 1000
MOST_PLACES = 50
MOST_ACCOUNTS = 50_000
WINDOW = 60.0


class Korttidsminne:
    """Text that was stopped at the door, for ten minutes at most. It is never written anywhere. Threads may share it."""

    def __init__(self, clock: Maskinklokke) -> None:
        self._clock = clock
        self._texts: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._lock = threading.Lock()

    def legg(self, samtale: str, tekst: str) -> None:
        """Holds a conversation's latest stopped text."""
        with self._lock:
            self._forget()
            self._texts[samtale] = (self._clock.monotonic(), tekst)
            self._texts.move_to_end(samtale)
            while len(self._texts) > MOST_TEXTS:
                self._texts.popitem(last=False)

    def les(self, samtale: str) -> str | None:
        """The text, if it is still there; it stays."""
        with self._lock:
            self._forget()
            found = self._texts.get(samtale)
            return found[1] if found else None

    def glem(self, samtale: str, tekst: str) -> None:
        """Forgets the text, unless another has taken its place."""
        with self._lock:
            found = self._texts.get(samtale)
            if found is not None and found[1] == tekst:
                del self._texts[samtale]

    def hale(self, samtale: str) -> str:
        """The last digits that were written in a conversation, if they are still there."""
        return self.les(_tail(samtale)) or ""

    def husk_hale(self, samtale: str, siffer: str) -> None:
        """Holds the last digits of a conversation; empty forgets them."""
        if siffer:
            self.legg(_tail(samtale), siffer)
        else:
            with self._lock:
                self._texts.pop(_tail(samtale), None)

    def steder(self, samtale: str) -> tuple[str, ...]:
        """Where those digits were written, if anywhere."""
        return tuple((self.les(_places(samtale)) or "").split())

    def husk_steder(self, samtale: str, steder: Sequence[str]) -> None:
        """Holds where the digits were written; none forgets it."""
        if steder:
            self.legg(_places(samtale), " ".join(steder[-MOST_PLACES:]))
        else:
            with self._lock:
                self._texts.pop(_places(samtale), None)

    def glem_samtale(self, samtale: str, utenom: Collection[str]) -> None:
        """Forgets every text of a conversation but these."""
        with self._lock:
            for key in [key for key in self._texts if key.startswith(f"{samtale}:") and key not in utenom]:
                del self._texts[key]

    def rydd(self) -> None:
        """Forgets what is over ten minutes old, also when nobody writes."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        oldest = self._clock.monotonic() - KEPT_SECONDS
        while self._texts and next(iter(self._texts.values()))[0] < oldest:
            self._texts.popitem(last=False)


class Lant:
    """The memory as one unit of work sees it. What it takes is there still if the unit is run again."""

    def __init__(self, memory: Korttidsminne) -> None:
        self._memory = memory
        self._taken: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._held: set[str] = set()
        self._forgotten: set[str] = set()

    def ferdig(self) -> None:
        """The unit is on disk: what it took is forgotten, and the digits that it left are held."""
        for samtale, tekst in self._taken.items():
            self._memory.glem(samtale, tekst)
        for samtale in self._forgotten:
            self._memory.glem_samtale(samtale, self._held)
        for samtale, siffer in self._tails.items():
            self._memory.husk_hale(samtale, siffer)
        for samtale, steder in self._places.items():
            self._memory.husk_steder(samtale, steder)

    def legg(self, samtale: str, tekst: str) -> None:
        """Holds a conversation's latest stopped text."""
        self._taken.pop(samtale, None)
        self._held.add(samtale)
        self._memory.legg(samtale, tekst)

    def ta(self, samtale: str) -> str | None:
        """The text, once."""
        if samtale in self._taken:
            return None
        found = self._memory.les(samtale)
        if found is not None:
            self._taken[samtale] = found
        return found

    def hale(self, samtale: str) -> str:
        """The last digits of the message before this one."""
        return self._memory.hale(samtale)

    def ny_hale(self, samtale: str) -> str:
        """The digits as they are after this unit."""
        return self._tails.get(samtale, self._memory.hale(samtale))

    def steder(self, samtale: str) -> tuple[str, ...]:
        """Where those digits were written, by the units before this one."""
        return self._memory.steder(samtale)

    def husk_steder(self, samtale: str, steder: Sequence[str]) -> None:
        """Where this unit and those before it wrote the digits; held once the unit is on disk."""
        self._places[samtale] = tuple(steder)

    def glem_alt(self, samtale: str) -> None:
        """Every text of the conversation that was held before this unit is forgotten once the unit is on disk."""
        self._forgotten.add(samtale)

    def husk_hale(self, samtale: str, siffer: str) -> None:
        """The digits that the next message may go on from; held once the unit is on disk."""
        self._tails[samtale] = siffer


def _places(samtale: str) -> str:
    return f"{samtale}:steder"


def _tail(samtale: str) -> str:
    return f"{samtale}:siffer"


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

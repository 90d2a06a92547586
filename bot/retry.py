"""Pure: how a send went and how often it was tried → when next, or given up (design 3, style habit 5)."""

from dataclasses import dataclass
from datetime import timedelta

from bot.channels.base import Gone, RetryAfter, SendResult, Sent, Unclear

BACKOFF = (2, 5, 15, 60, 300, 900, 3600, 3600, 7200, 14400, 28800)
MAX_UNCLEAR = 3
MAX_FAULTS = 3
FAULT = "channel_failed"
MAX_WAIT = 3600.0


@dataclass(frozen=True)
class Delivered:
    """It is there, under this id."""

    platform_id: str


@dataclass(frozen=True)
class Again:
    """To be tried again after `wait`. `unclear`: it may have been delivered, so the next copy says so."""

    wait: timedelta
    why: str
    unclear: bool


@dataclass(frozen=True)
class GiveUp:
    """Not delivered, and not tried again here."""

    why: str


Decision = Delivered | Again | GiveUp


def decide(result: SendResult, attempts: int, jitter: float, unclear: int = 0) -> Decision:
    """What to do after the `attempts`-th try. `jitter` is a number from 0 to 1, which spreads the waits.

    `unclear` of the tries before may have been delivered: those are counted apart, for each may be one copy more.
    """
    match result:
        case Sent(id=platform_id):
            return Delivered(platform_id)
        case Gone(why=why):
            return GiveUp(why)
        case RetryAfter(seconds=seconds, why=why):
            if attempts > len(BACKOFF) or (why == FAULT and attempts >= MAX_FAULTS):
                return GiveUp(why)
            wait = _spread(BACKOFF[attempts - 1], jitter) if seconds is None else min(seconds, MAX_WAIT) + jitter
            return Again(timedelta(seconds=wait), why, unclear=False)
        case Unclear(why=why):
            if unclear + 1 >= MAX_UNCLEAR:
                return GiveUp(why)
            return Again(timedelta(seconds=_spread(BACKOFF[unclear], jitter)), why, unclear=True)


def _spread(seconds: float, jitter: float) -> float:
    return seconds * (0.5 + jitter / 2)

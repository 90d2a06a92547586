"""When a message is tried again, as a table."""

import pytest

from bot.channels.base import Gone, RetryAfter, SendResult, Sent, Unclear
from bot.retry import BACKOFF, Again, Delivered, GiveUp, decide


@pytest.mark.parametrize(
    ("result", "attempts", "jitter", "seconds", "unclear"),
    [
        (RetryAfter(None, "w"), 1, 0.0, 1, False), (RetryAfter(None, "w"), 1, 1.0, 2, False), (RetryAfter(None, "w"), 11, 1.0, 28800, False),
        (RetryAfter(7, "w"), 3, 0.5, 7.5, False), (RetryAfter(9e9, "w"), 1, 0.0, 3600, False), (Unclear("w"), 1, 1.0, 2, True),
        (Unclear("w"), 2, 1.0, 5, True),
    ],
)  # fmt: skip
def test_it_waits(result: SendResult, attempts: int, jitter: float, seconds: float, *, unclear: bool) -> None:
    decision = decide(result, attempts, jitter, attempts - 1)
    assert isinstance(decision, Again)
    assert (decision.wait.total_seconds(), decision.unclear, decision.why) == (seconds, unclear, "w")


@pytest.mark.parametrize(
    ("result", "attempts"),
    [(Gone("w"), 1), (RetryAfter(None, "w"), len(BACKOFF) + 1), (RetryAfter(1, "w"), 12), (Unclear("w"), 3)],
)
def test_it_gives_up(result: SendResult, attempts: int) -> None:
    assert decide(result, attempts, 0.5, attempts - 1) == GiveUp("w")


def test_it_is_there() -> None:
    assert decide(Sent("7"), 9, 0.0) == Delivered("7")

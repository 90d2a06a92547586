"""What the connector's answer to a send means: status and headers to one of the results of `channels/base.py`."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.channels.base import Gone, RetryAfter, SendResult, Sent, Unclear

AGAIN = {408, 412, 429, 502, 504}
NOT_SIGNED_IN = 401
MAX_WAIT_SECONDS = 3600.0
CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")
ID_LENGTH = 1000


def judge(status: int, body: Any, *, retry_after: str | None, now: datetime, repeatable: bool) -> SendResult:
    """The result of a request that was answered.

    `repeatable`: doing it twice does no harm (an update), so a server's own failure is worth another try; a post may
    have been delivered by then. `now` (UTC) is for a Retry-After that is a date.
    """
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's own
        return Sent(_id(body))
    why = code_of(body) or f"http_{status}"
    if status in AGAIN:
        return RetryAfter(wait_seconds(retry_after, now), why)
    if status == NOT_SIGNED_IN or 300 <= status < 400:  # noqa: PLR2004 - HTTP's own; redirects are never followed
        return RetryAfter(None, why)
    if status >= 500:  # noqa: PLR2004 - HTTP's own
        return RetryAfter(wait_seconds(retry_after, now), why) if repeatable else Unclear(why)
    return Gone(why)


def code_of(body: Any) -> str | None:
    """The connector's machine code («BotNotInConversationRoster»), None where there is none that looks like one."""
    error = body.get("error") if isinstance(body, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if isinstance(code, str) and CODE.fullmatch(code) else None


def wait_seconds(header: str | None, now: datetime) -> float | None:
    """Retry-After in seconds or as an HTTP date, at most an hour; None for none or an unreadable one."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            moment = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now.timestamp()
    return min(max(seconds, 0.0), MAX_WAIT_SECONDS) if seconds == seconds else None  # noqa: PLR0124 - not a number


def _id(body: Any) -> str:
    found = body.get("id") if isinstance(body, Mapping) else None
    return found if isinstance(found, str) and len(found) <= ID_LENGTH else ""

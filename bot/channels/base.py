"""What a channel is: send, update, and open a personal conversation. Its web routes are its own."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dialogs.contract import Inbound, Message


@dataclass(frozen=True)
class Target:
    """Where to send: a conversation on a platform. `address` is what the channel gave with an Inbound."""

    tenant: str
    conversation: str
    address: Mapping[str, Any]


@dataclass(frozen=True)
class Account:
    """A person's account, for opening a personal conversation: the platform's user id or the Entra object id."""

    tenant: str
    user_id: str | None
    aad_object_id: str | None
    address: Mapping[str, Any]


@dataclass(frozen=True)
class Sent:
    """Delivered; `id` is the platform's message id, needed to update the message later."""

    id: str


@dataclass(frozen=True)
class RetryAfter:
    """Certainly not delivered; worth another try after `seconds` (None: the backoff decides)."""

    seconds: float | None
    why: str


@dataclass(frozen=True)
class Unclear:
    """The request went out and no answer came: it may have been delivered."""

    why: str


@dataclass(frozen=True)
class Gone:
    """Not delivered, and never will be: blocked, uninstalled, unknown conversation, refused content."""

    why: str


SendResult = Sent | RetryAfter | Unclear | Gone


@dataclass(frozen=True)
class Fetched:
    """A file that somebody sent, as it came: a stranger's bytes."""

    data: bytes


# Why a fetch is Gone, where the sender can do something about it.
TOO_LARGE = "too_large"
FOREIGN = "foreign_host"
FetchResult = Fetched | RetryAfter | Gone


@dataclass(frozen=True)
class Opened:
    """A personal conversation that exists now."""

    conversation: str
    address: Mapping[str, Any]


@dataclass(frozen=True)
class Profile:
    """Who an account belongs to, as the platform's directory tells it. `email` is lower case, None when not told."""

    user_id: str
    aad_object_id: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class TurnResult:
    """What the platform is answered about an event.

    `card` is shown at once instead of the pressed card, `text` beside it; both only where the Inbound `wants_card`.
    `retry_after` (seconds) asks the platform to come again. Otherwise `status` is the answer's HTTP status.
    """

    status: int = 200
    card: Message | None = None
    text: str | None = None
    retry_after: int | None = None


Turn = Callable[[Inbound], Awaitable[TurnResult]]


@dataclass(frozen=True)
class Limits:
    """Requests a second for the tenant, and seconds between two messages to one conversation."""

    per_second: float
    conversation_gap: float


class Channel(Protocol):
    """One platform. None of these raise: every failure is one of the results above."""

    name: str
    limits: Limits

    async def send(self, target: Target, message: Message) -> SendResult:
        """Posts a new message."""
        ...

    async def update(self, target: Target, message_id: str, message: Message) -> SendResult:
        """Replaces a message that was sent before."""
        ...

    async def open_personal(self, account: Account) -> Opened | RetryAfter | Gone:
        """Finds or makes the personal conversation with somebody."""
        ...

    async def fetch(self, source: Mapping[str, Any], most: int) -> FetchResult:
        """Gets an attachment by the `source` that came with it; Gone(TOO_LARGE) as soon as it is over `most` bytes."""
        ...

    async def close(self) -> None: ...

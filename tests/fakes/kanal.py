"""A channel that keeps what it is given, and answers as a test has told it to."""

import asyncio
import itertools
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.base import (
    TOO_LARGE,
    Account,
    Fetched,
    FetchResult,
    Gone,
    Limits,
    Opened,
    Profile,
    RetryAfter,
    SendResult,
    Sent,
    Target,
)
from dialogs.contract import Facts, Message, Paragraph

ADDRESS = {"serviceUrl": "https://loopback.example/"}
AT_ONCE = Limits(per_second=float("inf"), conversation_gap=0.0)
Answer = SendResult | Callable[[], Any] | Exception


@dataclass(frozen=True)
class Post:
    """One request that came to the platform. `updates` is the id of the message that it replaces."""

    conversation: str
    message: Message
    id: str
    updates: str | None = None

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        return plain(self.message)


class FakeKanal:
    """`answers` are the next results, by conversation or (under None) for any; when there are none it is Sent.

    An answer may be an exception to raise, or a coroutine function to wait for (a hanging platform). `closed` are the
    Entra ids whose personal conversation cannot be opened; `opening` are scripted results of opening. `files` are the
    results of a fetch by address: one, a deque of them, an exception, or a coroutine function.
    """

    name = "teams"

    def __init__(self, limits: Limits = AT_ONCE) -> None:
        self.limits = limits
        self.posts: list[Post] = []
        self.tried: list[str] = []
        self.answers: dict[str | None, deque[Answer]] = defaultdict(deque)
        self.closed: set[str] = set()
        self.opening: deque[Opened | RetryAfter | Gone] = deque()
        self.profiles: dict[str, Profile] = {}
        self.looked_up: list[str] = []
        self.files: dict[str, Any] = {}
        self.fetched: list[Mapping[str, Any]] = []
        self._ids = itertools.count(1)

    async def send(self, target: Target, message: Message) -> SendResult:
        return await self._receive(target, message, None)

    async def update(self, target: Target, message_id: str, message: Message) -> SendResult:
        return await self._receive(target, message, message_id)

    async def open_personal(self, account: Account) -> Opened | RetryAfter | Gone:
        if self.opening:
            return self.opening.popleft()
        if account.aad_object_id in self.closed:
            return Gone("not_installed")
        return Opened(f"a:{account.aad_object_id}", ADDRESS)

    async def email_of(self, _target: Target, user_id: str) -> Profile | None:
        self.looked_up.append(user_id)
        await asyncio.sleep(0)
        return self.profiles.get(user_id)

    async def fetch(self, source: Mapping[str, Any], most: int) -> FetchResult:
        self.fetched.append(source)
        answer = self.files.get(str(source.get("url")), Gone("http_404"))
        if isinstance(answer, deque):
            answer = answer.popleft()
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer = await answer()
        return Gone(TOO_LARGE) if isinstance(answer, Fetched) and len(answer.data) > most else answer

    async def close(self) -> None: ...

    def to(self, conversation: str) -> list[Post]:
        """What was delivered to a conversation, in order, updates among it."""
        return [post for post in self.posts if post.conversation == conversation]

    async def _receive(self, target: Target, message: Message, updates: str | None) -> SendResult:
        self.tried.append(target.conversation)
        queue = self.answers[target.conversation] or self.answers[None]
        answer: Any = queue.popleft() if queue else None
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer = await answer()
        if answer is not None and not isinstance(answer, Sent):
            return answer  # type: ignore[no-any-return]
        post = Post(target.conversation, message, f"m{next(self._ids)}", updates)
        self.posts.append(post)
        return Sent(updates or post.id)


def plain(message: Message) -> str:
    """The words of a message, a line each."""
    lines: list[str] = []
    for block in message.blocks:
        if isinstance(block, Paragraph):
            lines.append("".join(run.text for run in block.runs))
        elif isinstance(block, Facts):
            lines += [f"{label}: {value}" for label, value in block.rows]
    return "\n".join(lines)

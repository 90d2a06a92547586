"""Who may post to the bot: holders of the platform's token, or in the playground this machine alone."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import hdrs, web
from botbuilder.schema import Activity

from bot.channels.teams.hosts import ServiceHosts, is_loopback
from bot.channels.teams.token import RefusedError, TokenVerifier

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")


class Gate(Protocol):
    """Decides who may post. Raises RefusedError."""

    async def open(self, request: web.Request) -> Any:
        """Looks at the request's head, before a byte of the body is read. What it gives is handed to `pass_activity`."""
        ...

    def pass_activity(self, opened: Any, activity: Activity) -> None:
        """Looks at the activity that came."""
        ...

    async def close(self) -> None:
        """Ends what the gate has under way."""
        ...


@dataclass(frozen=True)
class TokenGate:
    """In service: a genuine token of the platform, for this activity."""

    verifier: TokenVerifier

    async def open(self, request: web.Request) -> Any:
        return await self.verifier.claims(request.headers.get(hdrs.AUTHORIZATION))

    def pass_activity(self, opened: Any, activity: Activity) -> None:
        self.verifier.authorize(opened, activity)

    async def close(self) -> None:
        await self.verifier.keys.close()


@dataclass(frozen=True)
class LoopbackGate:
    """In the playground: this machine only, asked by its own name, not through a proxy and not by a foreign web page."""

    hosts: ServiceHosts = field(default_factory=lambda: ServiceHosts(frozenset(), loopback=True))

    async def open(self, request: web.Request) -> Any:
        if not is_loopback(request.remote or "") or any(name in request.headers for name in FORWARDED):
            raise RefusedError(403, "not_loopback")
        if not is_loopback(_host(request.headers.get(hdrs.HOST, ""))):
            raise RefusedError(403, "foreign_host")
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is not None and not is_loopback(_host(origin.partition("://")[2])):
            raise RefusedError(403, "foreign_origin")

    def pass_activity(self, opened: Any, activity: Activity) -> None:  # noqa: ARG002 - the interface
        if not self.hosts.allows(activity.service_url):
            raise RefusedError(403, "foreign_service_url")

    async def close(self) -> None:
        """There is nothing under way."""


def _host(authority: str) -> str:
    """The host of «host:port», with or without the brackets of IPv6."""
    if authority.startswith("["):
        return authority[1:].partition("]")[0]
    return authority.partition(":")[0]

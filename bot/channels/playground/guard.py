"""Only this machine, and only this page: refuses other peers, foreign Host headers and requests from other sites."""

import functools
import ipaddress
import sqlite3
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.channels.playground.model import Refused

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
NOT_STORED = Refused(507, "NotStored", "the playground could not write its file; is the disk full?")
log = structlog.get_logger(__name__)


def guarded(handler: Handler) -> Handler:
    """Checks the caller before the handler runs, and turns a refusal into the connector's error body."""

    @functools.wraps(handler)
    async def checked(request: web.Request) -> web.StreamResponse:
        try:
            check(request)
            response = await handler(request)
        except Refused as refusal:
            response = refusal_response(refusal)
        except sqlite3.OperationalError as error:
            log.error("playground.not_stored", error=error.sqlite_errorname)  # noqa: TRY400 - a trace may quote a post
            response = refusal_response(NOT_STORED)
        if not response.prepared:
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return checked


def refusal_response(refusal: Refused) -> web.Response:
    """{"error": {"code", "message"}}, the shape that the connector uses."""
    return web.json_response({"error": {"code": refusal.code, "message": refusal.message}}, status=refusal.status)


def check(request: web.Request) -> None:
    """Refused (403) unless the peer is loopback, Host names this machine and Origin, where sent, is this page."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if not peer or not _loopback(str(peer[0])):
        raise Refused(403, "Forbidden", "the playground answers this machine only")
    host = request.headers.get("Host", "")
    if not _own_host(host):
        raise Refused(403, "Forbidden", "the Host header must name this machine")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        raise Refused(403, "Forbidden", "requests from other sites are refused")
    if request.method not in ("GET", "HEAD") and request.headers.get("Sec-Fetch-Site", "none") not in (
        "same-origin",
        "none",
    ):
        raise Refused(403, "Forbidden", "requests from other sites are refused")


def _own_host(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or _loopback(name)


def _loopback(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return bool((mapped or parsed).is_loopback)

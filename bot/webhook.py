"""The webhook to another avvik system: Standard Webhooks, one POST, no redirects, and what its answer means."""

import base64
import binascii
import hashlib
import hmac
import ipaddress
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.channels.base import Gone, RetryAfter
from bot.channels.teams.http import Pool, read_json
from dialogs import texts
from hms.ekstern.rules import nummer_i_svar
from hms.ekstern.service import Sending

SECONDS = 10.0
PREFIX = "whsec_"
KEY_BYTES = range(24, 65)
GONE = 410
LONGEST_WAIT = 86_400.0


@dataclass(frozen=True)
class Accepted:
    """The receiver has it. `number` is the case's there, None when the answer did not tell."""

    number: str | None


def key(secret: str) -> bytes:
    """The key in a secret «whsec_…» of 24 to 64 bytes. Raises ValueError, which does not quote it."""
    try:
        found = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if not secret.startswith(PREFIX) or len(found) not in KEY_BYTES:
        raise ValueError("whsec_ og 24–64 byte i base64")
    return found


def signature(secret: bytes, webhook_id: str, timestamp: int, payload: bytes) -> str:
    """«v1,…»: HMAC-SHA256 over id, timestamp (seconds) and payload, parted by dots, in base64."""
    signed = b".".join((webhook_id.encode(), str(timestamp).encode(), payload))
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def is_allowed(url: str, *, loopback: bool) -> bool:
    """Https to anywhere, and with `loopback` (play) http to this machine. Never with a name and password in it."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if not host or parts.username is not None:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and _is_here(host))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def payload(sending: Sending) -> bytes:
    """What the receiver gets: codes with their names in bokmål, and the same bytes at every try."""
    what = sending.kropp
    unit_id, unit = sending.enhet
    data = {
        "referanse": sending.referanse,
        "enhet": {"id": unit_id, "navn": unit},
        "kategori_navn": texts.KATEGORI[what["kategori"]],
        "skade_navn": texts.SKADE[what["skade"]],
        "grad_navn": texts.GRAD[what["grad"]],
        **what,
    }
    if sending.bilder:
        data["vedlegg"] = [
            {"media": one.medietype, "sha256": one.sha256, "base64": base64.b64encode(one.data).decode()}
            for one in sending.bilder
        ]
    body = {"type": "avvik.meldt", "timestamp": sending.meldt_at.astimezone(UTC).isoformat(), "data": data}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Webhook:
    """Posts to one address. Close it to end its connections."""

    def __init__(self, url: str, secret: bytes, seconds: float = SECONDS) -> None:
        self._url = url
        self._secret = secret
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._pool = Pool()

    async def post(self, sending: Sending, now: datetime) -> Accepted | RetryAfter | Gone:
        """One try. Anything but 2xx is tried again, with the same id, for the receiver to know a copy by; 410 is not."""
        body, stamp = payload(sending), int(now.timestamp())
        headers = {
            "content-type": "application/json",
            "webhook-id": sending.webhook_id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(self._secret, sending.webhook_id, stamp, body),
        }
        try:
            async with self._pool.session.post(
                self._url, data=body, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as answer:
                return await _meaning(answer)
        except TimeoutError:
            return RetryAfter(None, "timeout")
        except (aiohttp.ClientError, OSError):
            return RetryAfter(None, "unreachable")

    async def close(self) -> None:
        """Ends its connections."""
        await self._pool.close()


async def _meaning(answer: aiohttp.ClientResponse) -> Accepted | RetryAfter | Gone:
    if answer.status // 100 == 2:  # noqa: PLR2004 - success
        return Accepted(nummer_i_svar(await read_json(answer)))
    why = f"http_{answer.status}"
    if answer.status == GONE:
        return Gone(why)
    return RetryAfter(_seconds(answer.headers.get("retry-after")), why)


def _seconds(header: Any) -> float | None:
    """Retry-After in seconds; a date, or nonsense, leaves it to the backoff."""
    text = str(header or "").strip()
    return min(float(text), LONGEST_WAIT) if text.isdecimal() and text.isascii() else None

"""The platform's signing keys: fetched without blocking, kept while stale, looked up anew for an unknown kid."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm

from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool, read_json

log = structlog.get_logger(__name__)

METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
FETCH_SECONDS = 5.0
REFRESH_SECONDS = 60.0
RETRY_SECONDS = 5.0
STALE_SECONDS = 24 * 3600.0
MIN_BITS, MAX_BITS = 2048, 8192
MAX_KEYS = 100


class Monotonic(Protocol):
    """Seconds that never go back; `hms.kit.klokke.Maskinklokke` is one."""

    def monotonic(self) -> float: ...


@dataclass(frozen=True)
class Key:
    """A public key, and the channels that it may speak for (empty: the platform did not say)."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class NoKeysError(Exception):
    """There is no key at all to check anything with."""


@dataclass
class KeyRing:
    """The keys behind an OpenID metadata address. One fetch at a time, whoever asks.

    `pool` is its own, not the sender's: a connector that hangs must not keep the keys from being fetched.
    """

    pool: Pool
    clock: Monotonic
    metadata_url: str = METADATA_URL
    fetch_seconds: float = FETCH_SECONDS
    _keys: Mapping[str, Key] = field(default_factory=dict)
    _fetched_at: float | None = None
    _tried_at: float | None = None
    _flight: "asyncio.Task[None] | None" = None

    async def find(self, kid: str) -> Key | None:
        """The key, None for one that the platform does not have. Raises NoKeysError while there are none at all.

        An unknown kid is looked up at the platform, at most once a minute. Keys older than a day are renewed behind
        the caller's back, and used as they are until that has succeeded.
        """
        if not self._keys:
            await self._refresh(RETRY_SECONDS)
        elif kid not in self._keys:
            await self._refresh(REFRESH_SECONDS)
        elif self._age() > STALE_SECONDS:
            self._start(REFRESH_SECONDS)
        if not self._keys:
            raise NoKeysError
        return self._keys.get(kid)

    async def close(self) -> None:
        """Ends a fetch that is under way, and the pool."""
        if self._flight is not None:
            self._flight.cancel()
            await asyncio.gather(self._flight, return_exceptions=True)
        await self.pool.close()

    def _age(self) -> float:
        return self.clock.monotonic() - self._fetched_at if self._fetched_at is not None else float("inf")

    async def _refresh(self, not_within: float) -> None:
        flight = self._start(not_within)
        if flight is not None:
            await asyncio.shield(flight)  # a caller that goes away does not end the fetch for the others

    def _start(self, not_within: float) -> "asyncio.Task[None] | None":
        if self._flight is not None and not self._flight.done():
            return self._flight
        now = self.clock.monotonic()
        if self._tried_at is not None and now - self._tried_at < not_within:
            return None
        self._tried_at = now
        self._flight = asyncio.create_task(self._fetch())
        return self._flight

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(self.fetch_seconds):
                keys = await self._download()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            log.warning("teams.keys.unavailable", error=type(error).__name__, kept=len(self._keys))
            return
        self._keys, self._fetched_at = keys, self.clock.monotonic()
        log.info("teams.keys.fetched", count=len(keys))

    async def _download(self) -> Mapping[str, Key]:
        metadata = await self._get(self.metadata_url)
        address = metadata.get("jwks_uri") if isinstance(metadata, dict) else None
        if not isinstance(address, str) or not self._is_trusted(address):
            raise ValueError("metadata")
        document = await self._get(address)
        listed = document.get("keys") if isinstance(document, dict) else None
        keys = dict(filter(None, map(_read_key, listed[:MAX_KEYS]))) if isinstance(listed, list) else {}
        if not keys:
            raise ValueError("keys")
        return keys

    def _is_trusted(self, address: str) -> bool:
        """https, or the same plain origin that the operator configured (a local key server)."""
        base = self.metadata_url.split("/")[:3]
        if not self.metadata_url.startswith("https://"):
            return address.split("/")[:3] == base
        host = address.removeprefix("https://").split("/")[0].lower()
        return ServiceHosts(frozenset({host})).allows(address)

    async def _get(self, url: str) -> Any:
        async with self.pool.session.get(url, allow_redirects=False) as response:
            if response.status != 200:  # noqa: PLR2004 - HTTP's own
                raise ValueError("status")
            return await read_json(response)


def _read_key(data: Any) -> tuple[str, Key] | None:
    """One entry of the list; None for what is not an RSA signing key of a sound size."""
    if not isinstance(data, dict) or data.get("kty") != "RSA" or data.get("use", "sig") != "sig":
        return None
    kid, endorsements = data.get("kid"), data.get("endorsements") or []
    if not isinstance(kid, str) or not isinstance(endorsements, list):
        return None
    try:
        public = RSAAlgorithm.from_jwk({"kty": "RSA", "n": data["n"], "e": data["e"]})
    except Exception:  # noqa: BLE001 - junk from outside fails in many ways, and each means that this is no key
        return None
    if not isinstance(public, RSAPublicKey) or not MIN_BITS <= public.key_size <= MAX_BITS:
        return None
    return kid, Key(public, frozenset(one for one in endorsements if isinstance(one, str)))

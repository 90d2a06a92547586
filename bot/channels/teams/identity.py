"""The bot's own token for the connector: msal in a thread, one fetch at a time, kept until shortly before it expires."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import structlog

from bot.channels.teams.keys import Monotonic

log = structlog.get_logger(__name__)

RESOURCE = "https://api.botframework.com"
AUTHORITY = "https://login.microsoftonline.com/"
EARLY_SECONDS = 300.0
PAUSE_SECONDS = 2.0
NETWORK_SECONDS = 10
PKCS12 = (".pfx", ".p12")


class NoTokenError(Exception):
    """No token can be had just now. Carries a machine code only."""


class TokenSource(Protocol):
    """Where the connector gets its bearer token."""

    async def token(self) -> str | None:
        """A valid token, None where none is used. Raises NoTokenError."""
        ...

    def reject(self, token: str) -> None:
        """The connector did not take this token: the next one is fetched anew."""
        ...


class NoToken:
    """For the playground, whose connector asks for none."""

    async def token(self) -> str | None:
        return None

    def reject(self, token: str) -> None:
        """There is nothing to throw away."""


class MsalClient(Protocol):
    """Fetches one token: msal's result, {"access_token", "expires_in"} or {"error"}. Blocks; runs in a thread."""

    def __call__(self) -> Mapping[str, Any]: ...


@dataclass
class MsalToken:
    """Tokens of one app in one tenant. `make_client` builds an msal client anew, with nothing cached in it."""

    make_client: Callable[[], MsalClient]
    clock: Monotonic
    _token: str | None = None
    _good_until: float = 0.0
    _failed_at: float | None = None
    _flight: "asyncio.Task[str] | None" = None
    _client: MsalClient | None = field(default=None, repr=False)

    async def token(self) -> str | None:
        now = self.clock.monotonic()
        if self._token is not None and now < self._good_until:
            return self._token
        if self._flight is None or self._flight.done():
            if self._failed_at is not None and now - self._failed_at < PAUSE_SECONDS:
                raise NoTokenError("pause")
            self._flight = asyncio.create_task(self._fetch())
        return await asyncio.shield(self._flight)

    def reject(self, token: str) -> None:
        if token == self._token:
            self._token, self._client = None, None

    async def _fetch(self) -> str:
        """The result is kept here; a failure is remembered for a moment, so that a queue does not storm the door."""
        try:
            result = await asyncio.to_thread(self._acquire)
        except Exception as error:  # noqa: BLE001 - msal raises what its HTTP library raises, with addresses in it
            result = {"error": type(error).__name__}
        token = result.get("access_token")
        if not isinstance(token, str):
            self._failed_at = self.clock.monotonic()
            code = str(result.get("error"))[:60]
            log.warning("teams.token.unavailable", code=code)
            raise NoTokenError(code)
        self._token, self._failed_at = token, None
        lifetime = float(result.get("expires_in") or 0)
        self._good_until = self.clock.monotonic() + max(lifetime - EARLY_SECONDS, lifetime / 2)
        return token

    def _acquire(self) -> Mapping[str, Any]:
        if self._client is None:
            self._client = self.make_client()
        return self._client()


def with_secret(app_id: str, tenant: str, secret: str, *, http_client: Any = None) -> Callable[[], MsalClient]:
    """A client of one tenant that signs in with a secret."""
    return lambda: _confidential(app_id, tenant, secret, http_client)


def with_certificate(app_id: str, tenant: str, path: Path, *, http_client: Any = None) -> Callable[[], MsalClient]:
    """A client that signs in with a certificate: PEM with key and certificate, or PKCS#12 without a password."""

    def make() -> MsalClient:
        if path.suffix.lower() in PKCS12:
            return _confidential(app_id, tenant, {"private_key_pfx_path": str(path)}, http_client)
        pem = path.read_text("ascii")
        return _confidential(app_id, tenant, {"private_key": pem, "public_certificate": pem}, http_client)

    return make


def readable(path: Path) -> bool:
    """Is there a certificate with its private key at `path`? Said at start; without it the first answer would fail."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    if path.suffix.lower() in PKCS12:
        return bool(content)
    return b"-----BEGIN CERTIFICATE-----" in content and b"PRIVATE KEY-----" in content


def with_managed_identity(app_id: str, *, http_client: Any = None) -> Callable[[], MsalClient]:
    """A client for a bot that runs in Azure under a user-assigned managed identity, whose client id is the app's."""

    def make() -> MsalClient:
        import msal
        import requests

        identity = msal.UserAssignedManagedIdentity(client_id=app_id)
        client = msal.ManagedIdentityClient(identity, http_client=http_client or requests.Session())
        return lambda: dict(client.acquire_token_for_client(resource=RESOURCE))

    return make


def _confidential(app_id: str, tenant: str, credential: Any, http_client: Any) -> MsalClient:
    import msal

    client = msal.ConfidentialClientApplication(
        app_id,
        client_credential=credential,
        authority=AUTHORITY + tenant,
        http_client=http_client,
        timeout=None if http_client else NETWORK_SECONDS,
        instance_discovery=False,
    )
    return lambda: dict(client.acquire_token_for_client(scopes=[RESOURCE + "/.default"]))

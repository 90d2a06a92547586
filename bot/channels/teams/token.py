"""Inbound tokens: who may post to the bot. A bad token is 401, a good one that is not for us 403, no keys 503."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt
from botbuilder.schema import Activity

from bot.channels.teams.activity import tenants_of
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.keys import Key, KeyRing, NoKeysError
from hms.kit.klokke import Klokke

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
SKEW = timedelta(minutes=5)
MAX_HEADER = 16_384
REQUIRED = ["exp", "iss", "aud", "serviceurl"]
# The times are checked against the clock that was handed in, not the library's own.
OPTIONS: Any = {"require": REQUIRED, "verify_exp": False, "verify_nbf": False, "verify_iat": False, "strict_aud": True}


class RefusedError(Exception):
    """The request is refused with HTTP `status`; `code` is a machine word and may be logged."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Claims:
    """What a genuine token says: the address it was issued for, and the channels that its key may speak for."""

    service_url: str
    endorsements: frozenset[str]


@dataclass(frozen=True)
class TokenVerifier:
    """Checks tokens for one app (`app_id` is the audience) and the kommune's own tenants (design 7)."""

    keys: KeyRing
    clock: Klokke
    app_id: str
    tenants: frozenset[str]
    hosts: ServiceHosts

    async def claims(self, header: str | None) -> Claims:
        """The claims of a genuine Authorization header. Raises RefusedError: 401, or 503 while there are no keys."""
        token = _bearer(header)
        kid = _kid(token)
        try:
            key = await self.keys.find(kid)
        except NoKeysError:
            raise RefusedError(503, "no_keys") from None
        if key is None:
            raise RefusedError(401, "unknown_key")
        claims = self._decode(token, key)
        self._check_times(claims)
        service_url = claims.get("serviceurl")
        if not isinstance(service_url, str) or not service_url:
            raise RefusedError(401, "no_service_url")
        return Claims(service_url, key.endorsements)

    def authorize(self, claims: Claims, activity: Activity) -> None:
        """Is this activity the one that the token is for, and ours? Raises RefusedError 401 or 403."""
        if claims.service_url != activity.service_url:
            raise RefusedError(401, "other_service_url")
        if not self.hosts.allows(activity.service_url):
            raise RefusedError(403, "foreign_service_url")
        if activity.channel_id != CHANNEL or (claims.endorsements and CHANNEL not in claims.endorsements):
            raise RefusedError(403, "foreign_channel")
        tenants = tenants_of(activity)
        if not tenants or not tenants <= self.tenants:
            raise RefusedError(403, "foreign_tenant")

    def _decode(self, token: str, key: Key) -> Mapping[str, Any]:
        try:
            return jwt.decode(
                token, key.public, algorithms=["RS256"], audience=self.app_id, issuer=ISSUER, options=OPTIONS
            )
        except Exception:  # noqa: BLE001 - whatever a stranger's token makes the parsers raise, it is a bad token
            raise RefusedError(401, "bad_token") from None

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        now, skew = self.clock.now().timestamp(), SKEW.total_seconds()
        expires, not_before = _seconds(claims.get("exp")), _seconds(claims.get("nbf", 0))
        if expires is None or not_before is None:
            raise RefusedError(401, "bad_times")
        if now >= expires + skew:
            raise RefusedError(401, "expired")
        if now < not_before - skew:
            raise RefusedError(401, "not_yet")


def _bearer(header: str | None) -> str:
    if not header or len(header) > MAX_HEADER:
        raise RefusedError(401, "no_token")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or token.count(".") != 2:  # noqa: PLR2004 - a signed token has three parts
        raise RefusedError(401, "no_token")
    return token


def _kid(token: str) -> str:
    """The key's name, from a token that at least claims to be RS256: no other one is worth a look-up."""
    try:
        header = jwt.get_unverified_header(token)
    except Exception:  # noqa: BLE001 - whatever a stranger's token makes the parsers raise, it is a bad token
        raise RefusedError(401, "bad_token") from None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str):
        raise RefusedError(401, "bad_token")
    return kid


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None

"""The bot's own token: kept, renewed in time, fetched once for all who wait. msal is real, its network is a fake."""

import asyncio
import datetime as dt
import json
import threading
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from bot.channels.teams.identity import (
    MsalToken,
    NoTokenError,
    with_certificate,
    with_managed_identity,
    with_secret,
)

APP = "11111111-2222-4333-8444-555566667777"
TENANT = "6f1c2d3e-4a5b-4c6d-8e7f-901234567890"
LOGIN = f"https://login.microsoftonline.com/{TENANT}"


class Answer:
    """A response as msal reads it."""

    def __init__(self, body: Any, status: int = 200) -> None:
        self.status_code = status
        self.text = json.dumps(body)
        self.headers: dict[str, str] = {}

    def raise_for_status(self) -> None:
        assert self.status_code < 400


class Network:
    """msal's network. Counts the tokens that it gave; `hold` keeps the answers back."""

    def __init__(self) -> None:
        self.posts: list[Any] = []
        self.gets: list[Any] = []
        self.fails = False
        self.hold = threading.Event()
        self.hold.set()

    def _token(self) -> Answer:
        assert self.hold.wait(10)
        if self.fails:
            return Answer({"error": "invalid_client", "error_description": "secret of somebody"}, 401)
        number = len(self.posts) + len(self.gets)
        return Answer({"access_token": f"t{number}", "token_type": "Bearer", "expires_in": 3600})

    def post(self, url: str, **kwargs: Any) -> Answer:
        self.posts.append((url, kwargs.get("data")))
        return self._token()

    def get(self, url: str, **kwargs: Any) -> Answer:
        if "openid-configuration" in url:
            base = LOGIN + "/oauth2/v2.0"
            return Answer(
                {
                    "authorization_endpoint": base + "/authorize",
                    "token_endpoint": base + "/token",
                    "issuer": LOGIN + "/v2.0",
                }
            )
        self.gets.append((url, kwargs.get("params")))
        return self._token()

    def close(self) -> None:
        """msal may close its client."""


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def source(network, clock) -> MsalToken:
    return MsalToken(with_secret(APP, TENANT, "hemmelig", http_client=network), clock)


async def test_a_token_is_kept_until_shortly_before_it_expires(source, network, clock):
    first = await source.token()
    clock.forward(3299)
    assert await source.token() == first
    assert len(network.posts) == 1
    url, data = network.posts[0]
    assert url == f"{LOGIN}/oauth2/v2.0/token"
    assert data["scope"] == "https://api.botframework.com/.default"


async def test_an_expiring_token_is_renewed(source, network, clock):
    first = await source.token()
    source.reject("another")
    assert await source.token() == first
    clock.forward(3301)
    source._client = None  # msal reads the real clock, in which no time has passed
    assert await source.token() != first


async def test_a_rejected_token_is_not_given_again(source, network):
    first = await source.token()
    source.reject(first)
    assert await source.token() != first
    assert len(network.posts) == 2


async def test_all_who_wait_get_the_same_token(source, network):
    network.hold.clear()
    waiting = [asyncio.create_task(source.token()) for _ in range(6)]
    waiting[0].cancel()
    network.hold.set()
    done = await asyncio.gather(*waiting[1:])
    assert set(done) == {"t1"}
    assert len(network.posts) == 1


async def test_a_failure_has_a_code_and_is_not_repeated_at_once(source, network, clock, capsys):
    network.fails = True
    for _ in range(3):
        with pytest.raises(NoTokenError):
            await source.token()
    assert len(network.posts) == 1
    logged = capsys.readouterr().out
    assert "invalid_client" in logged
    assert "somebody" not in logged
    network.fails = False
    clock.forward(3)
    assert await source.token() == "t2"


def _certificate(key):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "varde")])
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(start).not_valid_after(start + dt.timedelta(days=999))
    return builder.sign(key, hashes.SHA256())


@pytest.mark.parametrize("suffix", ["pem", "pfx"])
async def test_a_certificate_signs_the_request(network, clock, rsa_keys, tmp_path, suffix):
    key = rsa_keys["first"]
    certificate, path = _certificate(key), tmp_path / f"varde.{suffix}"
    if suffix == "pem":
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    else:
        path.write_bytes(pkcs12.serialize_key_and_certificates(b"varde", key, certificate, None, NoEncryption()))
    source = MsalToken(with_certificate(APP, TENANT, path, http_client=network), clock)
    assert await source.token() == "t1"
    assert network.posts[0][1]["client_assertion"]


async def test_a_certificate_that_is_not_there_is_a_missing_token(network, clock, tmp_path):
    source = MsalToken(with_certificate(APP, TENANT, tmp_path / "no.pem", http_client=network), clock)
    with pytest.raises(NoTokenError, match="FileNotFoundError"):
        await source.token()


async def test_a_managed_identity_asks_its_own_machine(network, clock):
    source = MsalToken(with_managed_identity(APP, http_client=network), clock)
    assert await source.token() == "t1"
    url, params = network.gets[0]
    assert url.startswith("http://169.254.169.254/")
    assert (params["client_id"], params["resource"]) == (APP, "https://api.botframework.com")

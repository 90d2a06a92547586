"""The webhook: signed as the standard says, refused where it may not go, and every answer understood."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot import webhook
from bot.channels.base import Gone, RetryAfter
from bot.webhook import Accepted, Webhook
from hms.ekstern import rules
from hms.ekstern.service import Sending
from tests.fakes.avvikssystem import KEY, SECRET, Avvikssystem, Svar, avvikssystem

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WHAT = {"hva": "skled på isen", "kategori": "orden_fysisk", "skade": "ingen", "grad": 2}
SENDING = Sending(1, "msg_1", "EKS-2026-0001", ("SOL", "Solgata"), NOW, WHAT, 1)


@pytest.fixture
async def system() -> AsyncIterator[Avvikssystem]:
    async with avvikssystem() as running:
        yield running


async def post(system: Avvikssystem, *answers: Svar, seconds: float = 10.0) -> object:
    system.svar.extend(answers)
    hook = Webhook(system.url, webhook.key(SECRET), seconds)
    try:
        return await hook.post(SENDING, NOW)
    finally:
        await hook.close()


def test_the_signature_is_that_of_the_standard() -> None:
    # The example of the Standard Webhooks specification's reference libraries.
    secret = webhook.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    found = webhook.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_kort", "whsec_ikke base64!", SECRET.removeprefix("whsec_")])
def test_a_bad_secret_is_refused_without_being_told(secret: str) -> None:
    with pytest.raises(ValueError, match=r"^whsec_ og 24–64 byte i base64$"):
        webhook.key(secret)


@pytest.mark.parametrize(
    ("url", "serve", "play"),
    [
        ("https://kf.example/hook", True, True),
        ("http://kf.example/hook", False, False),
        ("http://127.0.0.1:9/hook", False, True),
        ("http://[::1]:9/hook", False, True),
        ("http://localhost/hook", False, True),
        ("http://10.0.0.1/hook", False, False),
        ("https://a:b@kf.example/", False, False),
        ("https:///hook", False, False),
        ("http://[bad", False, False),
        ("ftp://kf.example/", False, False),
        ("", False, False),
    ],
)
def test_where_it_may_go(url: str, serve: bool, play: bool) -> None:  # noqa: FBT001 - a table
    assert (webhook.is_allowed(url, loopback=False), webhook.is_allowed(url, loopback=True)) == (serve, play)


async def test_what_the_receiver_gets(system: Avvikssystem) -> None:
    assert await post(system) == Accepted("2026/77")
    (got,) = system.mottatt
    assert (got["type"], got["timestamp"]) == ("avvik.meldt", "2026-11-23T08:00:00+00:00")
    assert got["data"]["enhet"] == {"id": "SOL", "navn": "Solgata"}
    assert (got["data"]["hva"], got["data"]["kategori_navn"]) == (WHAT["hva"], "Bygg, utstyr, glatt underlag, orden")
    assert system.forfalsket == 0


async def test_a_wrong_key_is_known_by_the_receiver(system: Avvikssystem) -> None:
    hook = Webhook(system.url, KEY[::-1])
    assert await hook.post(SENDING, NOW) == RetryAfter(None, "http_401")
    await hook.close()
    assert (system.forfalsket, system.mottatt) == (1, [])


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (Svar(204), Accepted(None)),
        (Svar(200, b"<html>takk</html>"), Accepted(None)),
        (Svar(200, b"[1]"), Accepted(None)),
        (Svar(200, b'{"number": true}'), Accepted(None)),
        (Svar(200, b'{"number": "x\\u0000"}'), Accepted(None)),
        (Svar(200, b"x" * 300_000), Accepted(None)),
        (Svar(201, b'{"saksnummer": 42}'), Accepted("42")),
        (Svar(200, b'{"number": null, "saksnummer": " A  1 "}'), Accepted("A 1")),
        (Svar(429, headers={"Retry-After": "30"}), RetryAfter(30.0, "http_429")),
        (Svar(503, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), RetryAfter(None, "http_503")),
        (Svar(500), RetryAfter(None, "http_500")),
        (Svar(404), RetryAfter(None, "http_404")),
        (Svar(302, headers={"Location": "/annet"}), RetryAfter(None, "http_302")),
        (Svar(308, headers={"Location": "/annet"}), RetryAfter(None, "http_308")),
        (Svar(410), Gone("http_410")),
    ],
)
async def test_every_answer_has_its_meaning(system: Avvikssystem, answer: Svar, means: object) -> None:
    assert await post(system, answer) == means
    assert system.fulgt == 0


async def test_a_receiver_that_hangs_or_drips_does_not_hold_us(system: Avvikssystem) -> None:
    assert await post(system, Svar(henger=True), seconds=0.3) == RetryAfter(None, "timeout")
    assert await post(system, Svar(drypper=True), seconds=0.3) == Accepted(None)


async def test_a_receiver_that_is_down() -> None:
    hook = Webhook("http://127.0.0.1:9/hook", KEY)
    assert await hook.post(SENDING, NOW) == RetryAfter(None, "unreachable")
    await hook.close()


def test_the_same_bytes_at_every_try() -> None:
    assert webhook.payload(SENDING) == webhook.payload(SENDING)
    assert json.loads(webhook.payload(SENDING))["data"]["referanse"] == "EKS-2026-0001"


@pytest.mark.parametrize("said", ["", " ", "-1", "a" * 61, "a\nb\x00", "<b>", "drop;table"])
def test_what_is_no_number(said: str) -> None:
    assert rules.rent_nummer(said) is None


@pytest.mark.parametrize("said", ["1", "2026/77", "AVV-12 (3)", "å" * 60])
def test_what_is_a_number(said: str) -> None:
    assert rules.rent_nummer(said) == said

"""The token table of design 7: 401 for every bad token, 403 for a good one that is not for us, 503 without keys."""

import asyncio
import base64
import json
import warnings

import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

DAY = 24 * 3600
NOW = 1795348800  # the still clock's noon


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _raw(header: bytes, claims: bytes = b"{}", signature: bytes = b"x" * 256) -> str:
    return ".".join((_part(header), _part(claims), _part(signature)))


def _tampered(sign):
    head, claims, signature = sign().split(".")
    changed = json.loads(base64.urlsafe_b64decode(claims + "=="))
    changed["exp"] += DAY
    return ".".join((head, _part(json.dumps(changed).encode()), signature))


def _hs256(sign, rsa_keys):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return sign(alg="HS256", secret="a secret of a good length, thirty-two bytes")


BAD_TOKENS = {
    "alg none": lambda sign, _: jwt.encode({"iss": "x", "exp": NOW + 60}, None, "none", headers={"kid": "first"}),
    "HS256": _hs256,
    "RS512": lambda sign, _: sign(alg="RS512"),
    "PS256": lambda sign, _: sign(alg="PS256"),
    "signed by a stranger": lambda sign, _: sign("stranger"),
    "unknown kid": lambda sign, _: sign("stranger", kid="stranger"),
    "no kid": lambda sign, _: sign(kid=None),
    "kid is a path": lambda sign, _: sign(kid="../../etc/passwd"),
    "tampered": lambda sign, _: _tampered(sign),
    "no exp": lambda sign, _: sign(exp=None),
    "expired": lambda sign, _: sign(exp=NOW - 301),
    "exp is text": lambda sign, _: sign(exp="soon"),
    "exp is true": lambda sign, _: sign(exp=True),
    "exp is huge": lambda sign, _: sign(exp=10**400),
    "exp is negative": lambda sign, _: sign(exp=-1),
    "not yet": lambda sign, _: sign(nbf=NOW + 301),
    "nbf is text": lambda sign, _: sign(nbf="later"),
    "no iss": lambda sign, _: sign(iss=None),
    "foreign iss": lambda sign, _: sign(iss="https://sts.windows.net/x/"),
    "iss is a list": lambda sign, _: sign(iss=["https://api.botframework.com"]),
    "no aud": lambda sign, _: sign(aud=None),
    "foreign aud": lambda sign, _: sign(aud="99999999-2222-4333-8444-555566667777"),
    "aud is a list": lambda sign, _: sign(aud=["11111111-2222-4333-8444-555566667777", "other"]),
    "no serviceurl": lambda sign, _: sign(serviceurl=None),
    "empty serviceurl": lambda sign, _: sign(serviceurl=""),
    "serviceurl is a list": lambda sign, _: sign(serviceurl=["https://smba.trafficmanager.net/"]),
    "other serviceurl": lambda sign, _: sign(serviceurl="https://smba.trafficmanager.net/amer/"),
    "serviceurl in other case": lambda sign, _: sign(serviceurl="https://SMBA.trafficmanager.net/emea/"),
    "empty": lambda *_: "",
    "one word": lambda *_: "token",
    "two dots": lambda *_: "..",
    "four parts": lambda sign, _: sign() + ".x",
    "not base64": lambda *_: "!!!.###.%%%",
    "garbage header": lambda *_: _raw(b"\xff\xfe\x00"),
    "header is a list": lambda *_: _raw(b"[1]"),
    "header is deep": lambda *_: _raw(b"[" * 9000),
    "kid is a list": lambda *_: _raw(b'{"alg":"RS256","kid":["first"]}'),
    "alg is a list": lambda *_: _raw(b'{"alg":["RS256"],"kid":"first"}'),
    "crit": lambda *_: _raw(b'{"alg":"RS256","kid":"first","crit":["b64"],"b64":false}'),
    "claims are garbage": lambda *_: _raw(b'{"alg":"RS256","kid":"first"}', b"\xff\xff"),
    "huge": lambda sign, _: sign(pad="x" * 20_000),
}


@pytest.mark.parametrize("case", BAD_TOKENS)
async def test_every_bad_token_is_401_and_no_turn_is_run(guarded, payload, sign, rsa_keys, case):
    response = await guarded.post(payload("teams/text_personal"), BAD_TOKENS[case](sign, rsa_keys))
    assert response.status == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert guarded.events == []


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic a2FyaTpoZWk=", "Bearer \x80\xff", "bearer  ", "B" * 30_000]
)
async def test_every_bad_header_is_401(guarded, payload, header):
    headers = {} if header is None else {"Authorization": header}
    response = await guarded.post(payload("teams/text_personal"), **headers)
    assert response.status == 401
    assert guarded.events == []


async def test_a_bad_token_is_refused_before_the_body_is_read(guarded):
    assert (await guarded.post(b"{" * 2_000_000)).status == 401


async def test_a_good_token_runs_the_turn(guarded, payload, sign):
    assert (await guarded.post(payload("teams/text_personal"), sign())).status == 200
    assert [event.text for event in guarded.events] == ["meld avvik"]


@pytest.mark.parametrize("claims", [{"exp": NOW - 299}, {"nbf": NOW + 299}, {"nbf": None}], ids=str)
async def test_clocks_may_differ_by_five_minutes(guarded, payload, sign, claims):
    assert (await guarded.post(payload("teams/text_personal"), sign(**claims))).status == 200


FOREIGN = {
    "tenant in channelData": {"channelData": {"tenant": {"id": "another"}}},
    "tenant in conversation": {"conversation": {"id": "a:1", "conversationType": "personal", "tenantId": "another"}},
    "no tenant": {"channelData": {}, "conversation": {"id": "a:1", "conversationType": "personal"}},
    "channelId": {"channelId": "webchat"},
    "no channelId": {"channelId": None},
}


@pytest.mark.parametrize("case", FOREIGN)
async def test_a_good_token_for_somebody_else_is_403(guarded, payload, sign, case):
    response = await guarded.post({**payload("teams/text_personal"), **FOREIGN[case]}, sign())
    assert response.status == 403
    assert guarded.events == []


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/emea/",
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/emea/",
        "https://127.0.0.1/",
        "https://smba.trafficmanager.net/../x",
        "https://smba.trafficmanager.net/?x=",
        "https://[smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:99999/",
    ],
)
async def test_a_good_token_with_a_foreign_service_url_is_403(guarded, payload, sign, url):
    response = await guarded.post({**payload("teams/text_personal"), "serviceUrl": url}, sign(serviceurl=url))
    assert response.status == 403
    assert guarded.events == []


@pytest.mark.parametrize(("endorsements", "status"), [(["webchat"], 403), ([], 200), (["msteams"], 200), (None, 200)])
async def test_a_key_speaks_for_the_channels_that_it_names(guarded, payload, sign, key_server, endorsements, status):  # noqa: PLR0917 - fixtures
    key_server.endorsements = endorsements
    assert (await guarded.post(payload("teams/text_personal"), sign())).status == status


UNUSABLE = {
    "no keys in it": lambda: web.json_response({"jwks_uri": "http://127.0.0.1:1/keys"}),
    "500": lambda: web.Response(status=500),
    "not JSON": lambda: web.Response(body=b"\xff<html>"),
    "empty": web.Response,
    "a list": lambda: web.json_response([]),
    "no jwks_uri": lambda: web.json_response({}),
    "jwks_uri elsewhere": lambda: web.json_response({"jwks_uri": "http://127.0.0.2:1/keys"}),
    "jwks_uri is a number": lambda: web.json_response({"jwks_uri": 5}),
    "a redirect": lambda: web.Response(status=302, headers={"Location": "/keys"}),
    "huge": lambda: web.Response(body=b"[" * 300_000),
    "deep": lambda: web.Response(body=b"[" * 200_000),
    "half gzip": lambda: web.Response(body=b"junk", headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("case", UNUSABLE)
async def test_without_any_keys_it_is_503(guarded, payload, sign, key_server, case):
    key_server.answer = UNUSABLE[case]
    response = await guarded.post(payload("teams/text_personal"), sign())
    assert response.status == 503
    assert response.headers["Retry-After"]
    assert guarded.events == []


async def test_a_dead_key_server_is_503_and_is_not_stormed(guarded, payload, sign, key_server, key_ring, clock):  # noqa: PLR0917 - fixtures
    key_server.answer = UNUSABLE["500"]
    for _ in range(5):
        assert (await guarded.post(payload("teams/text_personal"), sign())).status == 503
    assert key_server.fetches == 1
    alive, key_ring.metadata_url = key_ring.metadata_url, f"http://127.0.0.1:{unused_port()}/meta"
    clock.forward(6)
    assert (await guarded.post(payload("teams/text_personal"), sign())).status == 503
    key_ring.metadata_url, key_server.answer = alive, None
    clock.forward(6)
    assert (await guarded.post(payload("teams/text_personal"), sign())).status == 200


async def test_a_slow_key_server_is_given_up(guarded, payload, sign, key_server, key_ring):
    key_server.gate.clear()
    key_ring.fetch_seconds = 0.05
    assert (await guarded.post(payload("teams/text_personal"), sign())).status == 503


async def test_requests_that_come_together_wait_for_one_fetch(guarded, payload, sign, key_server):
    key_server.gate.clear()
    posts = [asyncio.create_task(guarded.post(payload("teams/text_personal"), sign())) for _ in range(8)]
    await key_server.reached.wait()
    key_server.gate.set()
    assert [response.status for response in await asyncio.gather(*posts)] == [200] * 8
    assert key_server.fetches == 1


async def test_a_caller_that_leaves_does_not_end_the_fetch_for_the_others(verifier, sign, key_server):
    key_server.gate.clear()
    first = asyncio.create_task(verifier.claims(f"Bearer {sign()}"))
    second = asyncio.create_task(verifier.claims(f"Bearer {sign()}"))
    await key_server.reached.wait()
    first.cancel()
    key_server.gate.set()
    assert (await second).endorsements == {"msteams", "webchat"}


async def test_a_rotation_costs_at_most_a_minute(guarded, payload, sign, key_server, clock):
    activity = payload("teams/text_personal")
    assert (await guarded.post(activity, sign())).status == 200
    key_server.shown = ["second"]
    rotated = sign("second", kid="second", exp=NOW + DAY)
    for _ in range(5):
        assert (await guarded.post(activity, rotated)).status == 401
    assert key_server.fetches == 1
    clock.forward(60)
    assert (await guarded.post(activity, rotated)).status == 200
    assert (await guarded.post(activity, sign())).status == 401, "the old key is gone"
    assert key_server.fetches == 2


async def test_known_keys_are_kept_while_the_key_server_is_down(guarded, payload, sign, key_server, clock):
    activity = payload("teams/text_personal")
    assert (await guarded.post(activity, sign())).status == 200
    key_server.answer = UNUSABLE["500"]
    clock.forward(2 * DAY)
    assert (await guarded.post(activity, sign())).status == 200
    assert (await guarded.post(activity, sign("stranger", kid="stranger"))).status == 401


async def test_old_keys_are_renewed_behind_the_callers_back(verifier, sign, key_server, key_ring, clock):
    await verifier.claims(f"Bearer {sign()}")
    key_server.gate.clear()
    key_server.reached.clear()
    clock.forward(DAY + 1)
    await verifier.claims(f"Bearer {sign()}")
    await key_server.reached.wait()
    key_server.shown = ["second"]
    key_server.gate.set()
    await key_ring._flight
    assert await key_ring.find("second") is not None
    assert await key_ring.find("first") is None
    assert key_server.fetches == 2


async def test_a_list_with_junk_in_it_still_gives_its_good_keys(key_ring, key_server):
    good = key_server.key("first")
    junk = [5, {}, {"kty": "EC"}, {**good, "kid": 7}, {**good, "n": "!"}, {**good, "kid": "enc", "use": "enc"}]
    junk += [{**good, "kid": "small", "n": _part(b"\xc1" + b"\x01" * 60)}, {**good, "kid": "e", "endorsements": 3}]
    key_server.key = lambda name: good if name == "first" else junk[int(name)]
    key_server.shown = [str(number) for number in range(len(junk))] + ["first"]
    assert await key_ring.find("first") is not None
    assert set(key_ring._keys) == {"first"}

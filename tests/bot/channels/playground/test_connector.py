"""The connector API over real HTTP, as a bot's connector client calls it."""

import json
import re

import aiohttp
import pytest

from bot.channels.playground import ids
from tests.fakes.ekkobot import INGRID, KANAL, KARI, OLA, PEOPLE, SPORSMAL, Scene

HELLO = {"type": "message", "text": "hei"}
CONVERSATIONS = "/connector/v3/conversations"


async def begin(scene: Scene, member: str) -> str:
    status, body = await scene.call("POST", CONVERSATIONS, json={"members": [{"id": member}], "isGroup": False})
    assert status == 201, body
    return str(body["id"])


@pytest.fixture
async def chat(scene: Scene) -> str:
    return await begin(scene, OLA.aadObjectId)


async def test_one_pair_has_one_personal_conversation(scene: Scene) -> None:
    bot = scene.playground.bot_id
    first = await begin(scene, OLA.aadObjectId)
    assert first == await begin(scene, ids.user_id(bot, OLA.aadObjectId))
    assert first != await begin(scene, KARI.aadObjectId)
    assert first.startswith("a:1")


async def test_post_update_delete(scene: Scene, chat: str) -> None:
    room = f"{CONVERSATIONS}/{chat}/activities"
    status, body = await scene.call("POST", room, json=HELLO)
    assert status == 201
    status, reply = await scene.call("POST", f"{room}/{body['id']}", json=SPORSMAL)
    assert status == 201
    assert int(reply["id"]) > int(body["id"])
    assert await scene.call("PUT", f"{room}/{body['id']}", json=HELLO | {"text": "hallo"}) == (200, {"id": body["id"]})
    assert (await scene.call("DELETE", f"{room}/{reply['id']}"))[0] == 200
    shown = await scene.posts(chat, OLA.email)
    assert [(post["activity"].get("text"), post["edited"], post["deleted"]) for post in shown] == [
        ("hallo", True, False),
        (None, False, True),
    ]


async def test_members_are_teams_accounts(scene: Scene, chat: str) -> None:
    _, members = await scene.call("GET", f"{CONVERSATIONS}/{chat}/members")
    assert [member["email"] for member in members] == [OLA.email]
    user = members[0]["id"]
    assert re.fullmatch(r"29:1[\w-]{60,}", user)
    assert await scene.call("GET", f"{CONVERSATIONS}/{chat}/members/{user}") == (200, members[0])
    assert members[0]["userPrincipalName"] == OLA.email
    assert members[0]["tenantId"] == scene.playground.tenant
    assert (members[0]["givenName"], members[0]["surname"]) == ("Ola", "Brekke")
    status, body = await scene.call("GET", f"{CONVERSATIONS}/{chat}/members/29:unknown")
    assert (status, body["error"]["code"]) == (404, "MemberNotFoundInConversation")


async def test_paged_members_of_a_channel(scene: Scene) -> None:
    room = f"{CONVERSATIONS}/{ids.channel_id(KANAL.id)}/pagedmembers"
    _, page = await scene.call("GET", room, params={"pageSize": 2})
    _, rest = await scene.call("GET", room, params={"pageSize": 2, "continuationToken": page["continuationToken"]})
    names = [member["name"] for member in page["members"] + rest["members"]]
    assert names == [person.name for person in PEOPLE]
    assert "continuationToken" not in rest
    assert (await scene.call("GET", room, params={"continuationToken": "-1"}))[0] == 400


async def test_channel_threads(scene: Scene) -> None:
    channel = ids.channel_id(KANAL.id)
    begun = {"isGroup": True, "channelData": {"channel": {"id": channel}}, "activity": HELLO}
    status, body = await scene.call("POST", CONVERSATIONS, json=begun)
    assert status == 201
    assert body["id"] == f"{channel};messageid={body['activityId']}"
    _, reply = await scene.call("POST", f"{CONVERSATIONS}/{body['id']}/activities", json=HELLO)
    threads = {post["id"]: post["thread"] for post in await scene.posts(channel)}
    assert threads == {body["activityId"]: body["activityId"], reply["id"]: body["activityId"]}


@pytest.mark.parametrize("conversation", ["a:1nobody", "19:0@thread.tacv2", "%00", "..%2f..", "a;messageid=1"])
async def test_unknown_conversations(scene: Scene, conversation: str) -> None:
    for method, path in (
        ("POST", "activities"),
        ("PUT", "activities/1"),
        ("DELETE", "activities/1"),
        ("GET", "members"),
        ("GET", "pagedmembers"),
    ):
        status, body = await scene.call(method, f"{CONVERSATIONS}/{conversation}/{path}", json=HELLO)
        assert (status, body["error"]["code"]) == (404, "ConversationNotFound"), path


async def test_unknown_activities_and_other_peoples(scene: Scene) -> None:
    said = await scene.say("hei")
    room = f"{CONVERSATIONS}/{said['conversation']}/activities"
    for method in ("PUT", "DELETE"):
        status, body = await scene.call(method, f"{room}/123", json=HELLO)
        assert (status, body["error"]["code"]) == (404, "ActivityNotFoundInConversation")
        status, body = await scene.call(method, f"{room}/{said['activity']['id']}", json=HELLO)
        assert (status, body["error"]["code"]) == (403, "Forbidden")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'{"type": "message", "text": NaN}', 400),
        (b'{"type": "message", "text": 1e999}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 200_000, 413),
        (b"[" * 50_000, 400),
        (b'{"a":' * 300 + b"1" + b"}" * 300, 400),
        (b'{"type": "message", "text": "' + b"x" * 110_000 + b'"}', 413),
        (b'{"type": 7, "text": "hei"}', 400),
        (b'{"type": "message"}', 400),
        (b'{"type": "message", "text": 7}', 400),
        (b'{"type": "message", "attachments": ["x"]}', 400),
        (b'{"type": "conversationUpdate"}', 400),
    ],
)
async def test_hostile_bodies(scene: Scene, chat: str, body: bytes, status: int) -> None:
    answered, error = await scene.call("POST", f"{CONVERSATIONS}/{chat}/activities", data=body)
    assert answered == status
    assert set(error["error"]) == {"code", "message"}
    assert await scene.posts(chat) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"members": []}, 400),
        ({"members": ["x"]}, 400),
        ({"members": [{"id": 7}]}, 400),
        ({"members": [{"id": "\ud800"}]}, 400),
        ({"members": [{"id": "29:nobody"}]}, 404),
        ({"members": [{"id": OLA.aadObjectId}, {"id": KARI.aadObjectId}]}, 400),
        ({"members": [{"id": OLA.aadObjectId}], "tenantId": "other"}, 403),
        ({"members": [{"id": OLA.aadObjectId}], "channelData": 7}, 400),
        ({"isGroup": True, "channelData": {"channel": {"id": "19:x"}}, "activity": HELLO}, 404),
    ],
)
async def test_hostile_creates(scene: Scene, body: dict[str, object], status: int) -> None:
    answered, error = await scene.call("POST", CONVERSATIONS, data=json.dumps(body))
    assert answered == status, error


async def test_lone_surrogates_are_kept_harmless(scene: Scene, chat: str) -> None:
    body = b'{"type": "message", "text": "\\ud800"}'
    assert (await scene.call("POST", f"{CONVERSATIONS}/{chat}/activities", data=body))[0] == 201
    assert len(await scene.posts(chat)) == 1


async def test_a_removed_bot_is_refused(scene: Scene, chat: str) -> None:
    status, body = await scene.call("POST", "/playground/install", json={"person": OLA.id, "action": "remove"})
    assert (status, body["statuses"]) == (200, [200, 200])
    assert [activity["type"] for activity in scene.bot.heard] == ["installationUpdate", "conversationUpdate"]
    for path, body in ((f"{CONVERSATIONS}/{chat}/activities", HELLO), (CONVERSATIONS, {"members": [{"id": OLA.id}]})):
        status, error = await scene.call("POST", path, json=body)
        assert (status, error["error"]["code"]) == (403, "BotNotInConversationRoster")
    await scene.say("hei", person=OLA.id)
    assert [a.get("action") or a["type"] for a in scene.bot.heard[2:]] == ["add", "conversationUpdate", "message"]
    assert (await scene.call("POST", f"{CONVERSATIONS}/{chat}/activities", json=HELLO))[0] == 201


async def test_faults(scene: Scene, chat: str) -> None:
    room = f"{CONVERSATIONS}/{chat}/activities"
    other = await begin(scene, INGRID.id)
    fault = {"status": 429, "retryAfter": 2, "times": 2, "conversation": chat}
    assert (await scene.call("POST", "/playground/faults", json=fault))[0] == 201
    async with scene.session.post(f"{scene.url}{room}", json=HELLO) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "2")
    assert (await scene.call("POST", f"{CONVERSATIONS}/{other}/activities", json=HELLO))[0] == 201
    assert (await scene.call("POST", room, json=HELLO))[0] == 429
    assert (await scene.call("POST", room, json=HELLO))[0] == 201
    assert await scene.call("GET", "/playground/faults") == (200, [])


@pytest.mark.parametrize(("drop", "kept"), [("before", 0), ("after", 1)])
async def test_dropped_connections(scene: Scene, chat: str, drop: str, kept: int) -> None:
    await scene.call("POST", "/playground/faults", json={"drop": drop})
    with pytest.raises(aiohttp.ClientError):
        await scene.call("POST", f"{CONVERSATIONS}/{chat}/activities", json=HELLO)
    assert len(await scene.posts(chat)) == kept


async def test_faults_are_cleared_and_checked(scene: Scene) -> None:
    for bad in ({}, {"status": 200}, {"status": True}, {"drop": "x"}, {"status": 429, "times": 0}, {"hangSeconds": -1}):
        assert (await scene.call("POST", "/playground/faults", json=bad))[0] == 400, bad
    await scene.call("POST", "/playground/faults", json={"status": 500, "times": 9})
    assert await scene.call("DELETE", "/playground/faults") == (200, [])


async def test_a_full_disk_is_told_and_what_stood_there_stays(scene: Scene) -> None:
    """SQLite's own limit of pages stands in for the disk."""
    said = await scene.say("hei")
    store = scene.playground.store
    (pages,) = store._db.execute("pragma page_count").fetchone()
    store._db.execute(f"pragma max_page_count = {pages}")
    before = await scene.posts(said["conversation"], KARI.id)
    body = {"person": KARI.id, "conversation": None, "text": "x" * 9000, "replyTo": None}
    status, answer = await scene.call("POST", "/playground/say", json=body)
    assert (status, answer["error"]["code"]) == (507, "NotStored")
    assert await scene.posts(said["conversation"], KARI.id) == before
    store._db.execute("pragma max_page_count = 1000000")
    assert (await scene.call("POST", "/playground/say", json=body))[0] == 200

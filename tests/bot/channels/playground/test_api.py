"""The playground's own API over real HTTP: being a person, the clock, the outbox, and who is refused."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.playground import ids
from tests.fakes.ekkobot import INGRID, KANAL, KARI, OLA, START, STILLE, Scene, card, execute, line, open_scene

SUBMIT_CARD = card([line("x")], [{"type": "Action.Submit", "title": "Svar", "data": {"action": "a"}}])


async def ask(scene: Scene) -> tuple[str, str]:
    """Kari asks for the card: the conversation and the card's id."""
    said = await scene.say("meld avvik")
    posts = await scene.posts(said["conversation"], KARI.id)
    return said["conversation"], posts[-1]["id"]


async def click(scene: Scene, card_id: str, action: Any, **more: Any) -> tuple[int, Any]:
    body = {"person": KARI.id, "activity": card_id, "action": action, **more}
    return await scene.call("POST", "/playground/click", json=body)


async def test_people(scene: Scene) -> None:
    status, people = await scene.call("GET", "/playground/people")
    assert status == 200
    assert people[1] == {
        "id": "1002",
        "name": "Ola Brekke",
        "email": "ola.brekke@fjordvik.example",
        "aadObjectId": OLA.aadObjectId,
        "node": "Solgata sykehjem",
        "roles": [
            {"role": "enhetsleder", "node": "Solgata sykehjem"},
            {"role": "nærmeste leder", "node": "Avdeling 2 somatisk"},
        ],
    }


@pytest.mark.parametrize("key", [KARI.id, KARI.email.upper(), KARI.aadObjectId])
async def test_say_sends_what_teams_sends(scene: Scene, key: str) -> None:
    said = await scene.say("skled på isen", person=key)
    assert said["ok"] is True
    heard = scene.bot.heard[0]
    assert heard["channelId"] == "msteams"
    assert heard["serviceUrl"] == f"{scene.url}/connector"
    assert heard["from"] == {
        "id": ids.user_id(scene.playground.bot_id, KARI.aadObjectId),
        "name": "Kari Nordli",
        "aadObjectId": KARI.aadObjectId,
    }
    assert heard["conversation"] == {
        "id": said["conversation"],
        "conversationType": "personal",
        "tenantId": scene.playground.tenant,
    }
    assert heard["channelData"] == {"tenant": {"id": scene.playground.tenant}}
    assert (heard["text"], heard["locale"], heard["timestamp"]) == (
        "skled på isen",
        "nb-NO",
        "2026-11-22T09:00:00.000Z",
    )
    assert heard["localTimestamp"] == "2026-11-22T10:00:00.000+01:00"
    assert [post["activity"]["text"] for post in await scene.posts(said["conversation"])] == [
        "skled på isen",
        "Du skrev: skled på isen",
    ]


async def test_channel_lines_and_mentions(scene: Scene) -> None:
    channel, quiet = ids.channel_id(KANAL.id), ids.channel_id(STILLE.id)
    said = await scene.say("@varde vedtak: strø gangveien", person=INGRID.id, conversation=channel)
    heard = scene.bot.heard[0]
    assert heard["text"] == "<at>Varde</at> vedtak: strø gangveien"
    assert heard["entities"][-1]["mentioned"]["id"] == scene.playground.bot_id
    assert heard["conversation"]["id"] == f"{channel};messageid={said['activity']['id']}"
    assert heard["locale"] == "nn-NO"
    answer = await scene.say("takk", person=OLA.id, conversation=channel, replyTo=said["activity"]["id"])
    assert answer["activity"]["thread"] == said["activity"]["id"]
    await scene.say("bare oss imellom", person=OLA.id, conversation=quiet)
    assert len(scene.bot.heard) == 2
    await scene.say("@Varde hei", person=OLA.id, conversation=quiet)
    assert len(scene.bot.heard) == 3


async def test_execute_sends_inputs_and_replaces_the_card(scene: Scene) -> None:
    conversation, card_id = await ask(scene)
    status, body = await click(scene, card_id, "Send", inputs={"hva": "slo hånda"})
    assert (status, body["ok"], body["activity"]) == (200, True, None)
    heard = scene.bot.heard[-1]
    assert (heard["type"], heard["name"], heard["replyToId"]) == ("invoke", "adaptiveCard/action", card_id)
    assert heard["value"]["action"] == {
        "type": "Action.Execute",
        "title": "Send",
        "verb": "send",
        "data": {"token": "t-1", "hva": "slo hånda", "type": "fall", "skade": "false"},
    }
    posts = await scene.posts(conversation, KARI.id)
    assert [post["id"] for post in posts][-1] == card_id
    assert posts[-1]["actions"] == ["Følg saken"]
    assert "Sendt: slo hånda" in json.dumps(posts[-1]["activity"], ensure_ascii=False)


async def test_submit_is_a_message_with_a_value(scene: Scene) -> None:
    _, card_id = await ask(scene)
    assert (await click(scene, card_id, 3, inputs={"hva": "x", "skade": "true"}))[0] == 200
    heard = scene.bot.heard[-1]
    assert (heard["type"], heard["replyToId"], heard["value"]["action"]) == ("message", card_id, "folg")
    assert heard["value"]["skade"] == "true"
    assert "text" not in heard


async def test_a_message_answer_is_a_line_for_the_one_who_clicked(scene: Scene) -> None:
    conversation, card_id = await ask(scene)
    _, body = await click(scene, card_id, "endre", inputs={"hva": "x"})
    assert body["activity"]["kind"] == "note"
    assert body["activity"]["activity"]["text"] == "Du kan endre svarene rett i kortet."
    assert body["activity"]["id"] in [post["id"] for post in await scene.posts(conversation, KARI.id)]
    assert body["activity"]["id"] not in [post["id"] for post in await scene.posts(conversation, OLA.id)]


async def test_a_card_in_a_channel_is_replaced_for_the_one_who_clicked(scene: Scene) -> None:
    channel = ids.channel_id(KANAL.id)
    await scene.say("meld avvik", conversation=channel)
    card_id = (await scene.posts(channel))[-1]["id"]
    await click(scene, card_id, "Send", inputs={"hva": "x"}, conversation=channel)
    assert (await scene.posts(channel, KARI.id))[-1]["actions"] == ["Følg saken"]
    assert len((await scene.posts(channel, OLA.id))[-1]["actions"]) == 4


@pytest.mark.parametrize(
    ("action", "inputs", "status", "code"),
    [
        ("Finnes ikke", {}, 404, "ActionNotFound"),
        (9, {}, 404, "ActionNotFound"),
        (-1, {}, 404, "ActionNotFound"),
        (True, {}, 400, "BadArgument"),
        (None, {}, 400, "BadArgument"),
        ("Send", {"finnes": "ikke"}, 400, "InputNotFound"),
        ("Send", {"hva": ""}, 400, "InputRequired"),
        ("Send", [], 400, "BadArgument"),
        ({"type": "Action.OpenUrl"}, {}, 400, "BadArgument"),
    ],
)
async def test_clicks_that_no_client_could_make(
    scene: Scene, action: object, inputs: object, status: int, code: str
) -> None:
    _, card_id = await ask(scene)
    heard = len(scene.bot.heard)
    answered, body = await click(scene, card_id, action, inputs=inputs)
    assert (answered, body["error"]["code"]) == (status, code)
    assert len(scene.bot.heard) == heard


async def test_two_buttons_of_one_title_need_an_index(scene: Scene) -> None:
    said = await scene.say("hei")
    twins = card([line("x")], [execute("Ja", "a"), execute("Ja", "b")])
    room = f"/connector/v3/conversations/{said['conversation']}/activities"
    _, posted = await scene.call("POST", room, json=twins)
    status, body = await click(scene, posted["id"], "Ja")
    assert (status, body["error"]["code"]) == (409, "ActionAmbiguous")
    await click(scene, posted["id"], 1)
    assert scene.bot.heard[-1]["value"]["action"]["verb"] == "b"


@pytest.mark.parametrize("refusal", [429, 500, 403])
async def test_retry_sends_the_same_activity(scene: Scene, refusal: int) -> None:
    scene.bot.answers = [refusal, refusal]
    said = await scene.say("hei")
    assert (said["ok"], said["status"]) == (False, refusal)
    again = {"person": KARI.id, "activity": said["activity"]["id"]}
    assert (await scene.call("POST", "/playground/retry", json=again))[1]["ok"] is False
    assert (await scene.call("POST", "/playground/retry", json=again))[1]["ok"] is True
    assert scene.bot.heard[0] == scene.bot.heard[1] == scene.bot.heard[2]
    status, body = await scene.call("POST", "/playground/retry", json=again)
    assert (status, body["error"]["code"]) == (409, "NothingToRetry")


async def test_retry_of_a_button(scene: Scene) -> None:
    conversation, card_id = await ask(scene)
    scene.bot.answers = [429, 429]
    _, body = await click(scene, card_id, "Send", inputs={"hva": "x"})
    assert (body["ok"], body["status"]) == (False, 429)
    again = {"person": KARI.id, "activity": body["activity"]["id"]}
    assert (await scene.call("POST", "/playground/retry", json={**again, "person": OLA.id, "conversation": None}))[
        0
    ] == 404
    assert (await scene.call("POST", "/playground/retry", json=again))[1]["status"] == 429
    assert (await scene.call("POST", "/playground/retry", json=again))[1]["ok"] is True
    assert len({activity["id"] for activity in scene.bot.heard[1:]}) == 1
    posts = await scene.posts(conversation, KARI.id)
    assert [post["id"] for post in posts if post["failure"] and not post["deleted"]] == []
    assert posts[1]["actions"] == ["Følg saken"]


async def test_an_inner_status_counts(scene: Scene) -> None:
    _, card_id = await ask(scene)
    _, body = await click(scene, card_id, "Avbryt")
    assert (body["ok"], body["status"]) == (False, 429)


async def test_no_connection_and_no_answer(tmp_path: Path) -> None:
    scene = await open_scene(tmp_path / "chat.db", patience=0.05)
    hold = asyncio.Event()

    async def never(_: Any) -> tuple[int, Any]:
        await hold.wait()
        return 200, None

    async def refused(_: Any) -> tuple[int, Any]:
        raise ConnectionRefusedError

    async def dropped(_: Any) -> tuple[int, Any]:
        raise aiohttp.ServerDisconnectedError

    for post_activity, status in ((never, 504), (refused, 0), (dropped, 0)):
        scene.playground.delivery.post_activity = post_activity
        said = await scene.say("hei")
        assert (said["ok"], said["status"]) == (False, status)
    await scene.close()


async def test_a_restart_keeps_the_chats(tmp_path: Path) -> None:
    first = await open_scene(tmp_path / "chat.db")
    said = await first.say("hei")
    await first.close()
    second = await open_scene(tmp_path / "chat.db")
    posts = await second.posts(said["conversation"])
    assert [post["activity"]["text"] for post in posts] == ["hei", "Du skrev: hei"]
    again = await second.say("igjen")
    assert again["conversation"] == said["conversation"]
    assert int(again["activity"]["id"]) > int(posts[-1]["id"])
    await second.close()


async def test_unread_and_changes(scene: Scene) -> None:
    said = await scene.say("hei")
    _, mine = await scene.call("GET", "/playground/conversations", params={"person": KARI.id})
    assert [(room["type"], room["name"], room["unread"]) for room in mine] == [
        ("personal", "Varde", 1),
        ("channel", "Solgata sykehjem", 0),
    ]
    _, everything = await scene.call("GET", "/playground/conversations")
    assert [(room["name"], room["unread"]) for room in everything] == [
        ("Kari Nordli", 1),
        ("Solgata sykehjem", None),
        ("MKS Helse og mestring", None),
    ]
    await scene.call("POST", "/playground/read", json={"person": KARI.id, "conversation": said["conversation"]})
    _, mine = await scene.call("GET", "/playground/conversations", params={"person": KARI.id})
    assert mine[0]["unread"] == 0
    path = f"/playground/conversations/{said['conversation']}/activities"
    _, body = await scene.call("GET", path)
    assert (await scene.call("GET", path, params={"after": body["version"]}))[1]["activities"] == []
    assert (await scene.call("GET", path, params={"after": "x"}))[0] == 400


@pytest.mark.parametrize(
    ("wanted", "moment"),
    [
        ({"to": "2026-11-23T08:00"}, datetime(2026, 11, 23, 7, tzinfo=UTC)),
        ({"to": "2026-07-01T08:00"}, datetime(2026, 7, 1, 6, tzinfo=UTC)),
        ({"to": "2026-11-23"}, datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ({"to": "2026-11-23T08:00:00Z"}, datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ({"to": "2026-11-23T08:00:00-05:00"}, datetime(2026, 11, 23, 13, tzinfo=UTC)),
        ({"days": 1}, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ({"days": 150}, datetime(2027, 4, 21, 8, tzinfo=UTC)),
        ({"hours": 1}, datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ({"days": -1}, datetime(2026, 11, 21, 9, tzinfo=UTC)),
    ],
)
async def test_the_clock_moves(scene: Scene, wanted: dict[str, Any], moment: datetime) -> None:
    assert (await scene.call("GET", "/playground/clock"))[1]["oslo"] == "2026-11-22T10:00:00+01:00"
    status, body = await scene.call("POST", "/playground/clock", json=wanted)
    assert (status, datetime.fromisoformat(body["now"])) == (200, moment)
    assert scene.clock.now() == moment


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"to": None},
        {"to": "i morgen"},
        {"to": 7},
        {"to": ""},
        {"to": "1850-01-01"},
        {"to": "9999-12-31T23:59"},
        {"to": "0001-01-01T00:00+14:00"},
        {"days": "1"},
        {"days": True},
        {"days": 1e300},
        {"days": 1, "to": "2026-11-23"},
        {"hours": 10**30},
    ],
)
async def test_bad_moments_are_refused(scene: Scene, wanted: dict[str, Any]) -> None:
    status, body = await scene.call("POST", "/playground/clock", json=wanted)
    assert status == 400
    assert body["error"]["message"]
    assert scene.clock.now() == START


async def test_outbox(scene: Scene) -> None:
    status, rows = await scene.call("GET", "/playground/outbox")
    assert (status, rows[0]["recipientName"], rows[0]["notBefore"]) == (200, "Ola Brekke", "2026-11-22T09:05:00+00:00")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"person": KARI.id}, 400),
        ({"person": KARI.id, "text": " "}, 400),
        ({"person": KARI.id, "text": 7}, 400),
        ({"person": KARI.id, "text": "\ud800"}, 400),
        ({"person": KARI.id, "text": "x" * 28_001}, 400),
        ({"person": "ingen", "text": "hei"}, 404),
        ({"person": True, "text": "hei"}, 400),
        ({"person": {}, "text": "hei"}, 400),
        ({"person": KARI.id, "conversation": "a:1x", "text": "hei"}, 404),
        ({"person": KARI.id, "conversation": ids.channel_id(STILLE.id), "text": "hei"}, 403),
        ({"person": KARI.id, "conversation": ids.personal_id(ids.DEMO_BOT, OLA.aadObjectId), "text": "hei"}, 403),
        ({"person": KARI.id, "conversation": ids.channel_id(KANAL.id), "text": "hei", "replyTo": "1"}, 404),
    ],
)
async def test_hostile_lines(scene: Scene, body: dict[str, Any], status: int) -> None:
    answered, error = await scene.call("POST", "/playground/say", data=json.dumps(body))
    assert answered == status, error
    assert scene.bot.heard == []


async def test_what_a_person_writes_is_kept_as_it_is(scene: Scene) -> None:
    text = "<script>alert(1)</script> **fet** <at>Varde</at> \u202eabc\u200b\x00 '; drop table post; --"
    said = await scene.say(text)
    assert scene.bot.heard[0]["text"] == text
    assert (await scene.posts(said["conversation"]))[0]["activity"]["text"] == text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "10.0.0.1"},
        {"Host": "[::1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/playground/say", "/connector/v3/conversations", "/playground/clock"])
async def test_other_sites_are_refused(scene: Scene, headers: dict[str, str], path: str) -> None:
    status, body = await scene.call("POST", path, json={"person": KARI.id, "text": "hei"}, headers=headers)
    assert (status, body["error"]["code"]) == (403, "Forbidden")
    assert scene.bot.heard == []


async def test_rebinding_can_not_read(scene: Scene) -> None:
    for path in ("/", "/playground/people", "/playground/events", "/playground/side/app.js"):
        assert (await scene.call("GET", path, headers={"Host": "evil.example"}))[0] == 403


async def test_own_names_are_welcome(scene: Scene) -> None:
    port = scene.url.rsplit(":", 1)[1]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"):
        assert (await scene.call("GET", "/playground/people", headers={"Host": host}))[0] == 200
        status, _ = await scene.call(
            "POST", "/playground/clock", json={"hours": 1}, headers={"Host": host, "Origin": f"http://{host}"}
        )
        assert status == 200


async def test_events_tell_of_posts_and_end_with_the_application(scene: Scene) -> None:
    async with scene.session.get(f"{scene.url}/playground/events") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert await stream.content.readuntil(b"\n\n") == b"retry: 1000\n\n"
        said = await scene.say("hei")
        event = json.loads((await stream.content.readuntil(b"\n\n")).removeprefix(b"data: "))
        assert (event["type"], event["conversation"]) == ("post", said["conversation"])
        scene.playground.events.close()
        assert b"data: " in await stream.content.read()


async def test_a_slow_page_is_told_to_read_again(scene: Scene) -> None:
    queue = scene.playground.events.listen()
    for number in range(1000):
        scene.playground.events.tell({"type": "post", "version": number})
    first = queue.get_nowait()
    assert first == {"type": "resync"}
    assert queue.qsize() < 200


async def test_the_page_and_its_files(scene: Scene) -> None:
    async with scene.session.get(f"{scene.url}/") as response:
        assert response.content_type == "text/html"
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    for name, kind in (("app.js", "text/javascript"), ("style.css", "text/css"), ("varde.svg", "image/svg+xml")):
        async with scene.session.get(f"{scene.url}/playground/side/{name}") as response:
            assert (response.status, response.content_type) == (200, kind)
    for name in ("..%2f..%2fapi.py", "%2e%2e", "nothing.js", "__init__.py"):
        async with scene.session.get(f"{scene.url}/playground/side/{name}") as response:
            assert response.status == 404

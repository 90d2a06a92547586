"""The endpoint over HTTP: bad bodies, the answers to messages and invokes, deadlines, and the playground's door."""

import asyncio
import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.base import TurnResult
from bot.channels.teams.activity import read_activity
from bot.channels.teams.body import BadBodyError
from bot.channels.teams.parse import parse
from bot.channels.teams.response import FAILED, IN_CHAT, SLOW, SLOW_DIALOG
from dialogs.contract import Button, Dialog, Field, Message, Paragraph, Run

CARD = Message((Paragraph((Run("Sak AVV-2026-0042"),)),), (Button("Send", {"action": "a", "token": "t"}),))


@pytest.fixture
def local_payload(payload):
    def local_payload(name: str, /, **changes):
        return {**payload(f"teams/{name}"), "serviceUrl": "http://127.0.0.1:9999/", **changes}

    return local_payload


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"nothing", 400),
        (b"[]", 400),
        (b"5", 400),
        (b"{}", 400),
        (b"\xff\xfe{}", 400),
        (b'{"type":"message"}', 400),
        (b'{"type":"message","n":NaN}', 400),
        (b'{"type":"message","n":1e999}', 400),
        (b'{"type":"message","n":' + b"9" * 5000 + b"}", 400),
        (b'{"a":' * 40 + b"1" + b"}" * 40, 400),
        (b"[" * 500_000, 400),
        (b'{"a":"' + b"[" * 500_000 + b'"}', 400),
        (b'{"a":[' + b"{}," * 200_000 + b"1]}", 400),
        (b"x" * 1_000_001, 413),
    ],
    ids=range(16),
)
async def test_bad_bodies(local, body, status):
    response = await local.post(body)
    assert response.status == status
    assert set(await response.json()) == {"error"}
    assert local.events == []


async def test_a_body_of_unknown_length_is_cut_off(local, local_payload):
    async def endless():
        for _ in range(30):
            yield b"x" * 50_000

    async with local.http.post(local.url, data=endless()) as response:
        assert response.status == 413


async def test_a_body_that_is_not_what_its_encoding_says(local):
    assert (await local.post(b"junk", Content_Encoding="gzip")).status == 400


async def test_a_body_that_never_comes(hasty):
    never = asyncio.Event()

    async def slow():
        yield b"{"
        await never.wait()

    async with hasty.http.post(hasty.url, data=slow()) as response:
        assert response.status == 408


@pytest.mark.parametrize("kind", ["typing", "event", "endOfConversation", "somethingNew", "trace"])
async def test_unknown_types_are_ignored(local, local_payload, kind):
    assert (await local.post(local_payload("typing", type=kind))).status == 200
    assert local.events == []


async def test_a_line_in_a_channel_that_is_not_for_the_bot_goes_no_further(local, local_payload, capsys):
    assert (await local.post(local_payload("text_channel_no_mention"))).status == 200
    assert local.events == []
    assert "ingen bot" not in capsys.readouterr().out


async def test_a_message_is_answered_with_nothing(local, local_payload):
    local.result = TurnResult(card=CARD, text="ikke her")
    response = await local.post(local_payload("text_personal"))
    assert (response.status, response.headers["Content-Length"]) == (200, "0")


async def test_a_pressed_card_is_replaced(local, local_payload):
    local.result = TurnResult(card=CARD)
    answer = await (await local.post(local_payload("execute"))).json()
    assert (answer["statusCode"], answer["type"]) == (200, "application/vnd.microsoft.card.adaptive")
    assert answer["value"]["type"] == "AdaptiveCard"


@pytest.mark.parametrize("text", ["Allerede bekreftet.", None])
async def test_a_pressed_card_may_stay(local, local_payload, text):
    local.result = TurnResult(text=text)
    answer = await (await local.post(local_payload("execute"))).json()
    assert answer == {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text or ""}


async def test_another_invoke_gets_501(local, local_payload):
    response = await local.post(local_payload("task_fetch", name="composeExtension/query"))
    assert (response.status, await response.json()) == (501, {"statusCode": 501})
    assert local.events == []


@pytest.mark.parametrize("name", ["task_fetch", "task_submit"])
async def test_a_dialog_goes_on_with_a_card(local, local_payload, name):
    field = Field("hva", "Hva skjedde?", value="skled", required=True, problem="Skriv det med noen ord.")
    button = Button("Send", {"action": "skjemakort", "token": "t"}, style="positive")
    link = Button("Til varslingskanalen", url="https://varsle.example")
    local.result = TurnResult(dialog=Dialog("Meld avvik", Message((), (button, link), (field,))))
    response = await local.post(local_payload(name))
    answer = await response.json()
    value = answer["task"]["value"]
    assert (response.status, list(answer), answer["task"]["type"]) == (200, ["task"], "continue")
    assert (value["title"], value["height"], value["width"]) == ("Meld avvik", "large", "medium")
    assert value["card"]["contentType"] == "application/vnd.microsoft.card.adaptive"
    problem, shown, actions = value["card"]["content"]["body"]
    assert problem["inlines"] == [{"type": "TextRun", "text": "Skriv det med noen ord.", "color": "Attention"}]
    assert (shown["id"], shown["value"]) == ("hva", "skled")
    assert actions["actions"] == [
        {
            "type": "Action.Submit",
            "title": "Send",
            "data": {"varde": {"action": "skjemakort", "token": "t"}},
            "style": "positive",
        },
        {"type": "Action.OpenUrl", "title": "Til varslingskanalen", "url": "https://varsle.example"},
    ]


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (TurnResult(dialog=Dialog("Meld avvik", text="Sendt.")), "Sendt."),
        (TurnResult(), IN_CHAT),
        (TurnResult(status=503, retry_after=None), FAILED),
    ],
    ids=["done", "no dialog", "failed"],
)
async def test_a_dialog_ends_with_a_line(local, local_payload, result, text):
    local.result = result
    response = await local.post(local_payload("task_submit"))
    assert (response.status, await response.json()) == (200, {"task": {"type": "message", "value": text}})


async def test_a_dialog_that_takes_too_long_says_where_to_look(hasty, local_payload):
    go_on = asyncio.Event()

    async def slow(event):
        await go_on.wait()
        return TurnResult()

    hasty.result = slow
    response = await hasty.post(local_payload("task_submit"))
    assert (response.status, await response.json()) == (200, {"task": {"type": "message", "value": SLOW_DIALOG}})
    go_on.set()


@pytest.mark.parametrize("name", ["text_personal", "execute", "task_submit"])
async def test_a_turn_may_ask_the_platform_to_come_again(local, local_payload, name):
    local.result = TurnResult(retry_after=9)
    response = await local.post(local_payload(name))
    assert (response.status, response.headers["Retry-After"]) == (429, "9")


async def test_a_turn_that_fails_tells_nothing_of_the_text(local, local_payload, capsys):
    async def fail(event):
        raise RuntimeError(event.text)

    local.result = fail
    assert (await local.post(local_payload("text_personal"))).status == 500
    answer = await (await local.post(local_payload("execute"))).json()
    assert (answer["statusCode"], answer["value"]) == (200, FAILED)
    logged = capsys.readouterr().out
    assert "turn_failed" in logged
    assert "meld avvik" not in logged


async def test_a_slow_turn_goes_on_after_the_answer(hasty, local_payload):
    go_on, finished = asyncio.Event(), []

    async def slow(event):
        await go_on.wait()
        finished.append(event.kind)
        return TurnResult()

    hasty.result = slow
    answer = await (await hasty.post(local_payload("execute"))).json()
    assert (answer["statusCode"], answer["value"]) == (200, SLOW)
    assert (await hasty.post(local_payload("text_personal"))).status == 504
    go_on.set()
    await hasty.endpoint.close()
    assert sorted(finished) == ["button", "text"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:3978"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"X_Forwarded_For": "10.0.0.1"},
    ],
    ids=str,
)
async def test_the_playground_is_asked_by_this_machine_alone(local, local_payload, headers):
    assert (await local.post(local_payload("text_personal"), **headers)).status == 403
    assert local.events == []


@pytest.mark.parametrize(
    "headers", [{"Host": "localhost:3978"}, {"Host": "[::1]:80"}, {"Origin": "http://127.0.0.1:3978"}], ids=str
)
async def test_this_machine_goes_by_several_names(local, local_payload, headers):
    assert (await local.post(local_payload("text_personal"), **headers)).status == 200


async def test_the_playground_answers_to_this_machine_alone(local, local_payload):
    activity = local_payload("text_personal", serviceUrl="https://smba.trafficmanager.net/emea/")
    assert (await local.post(activity)).status == 403


async def test_another_loopback_connector_may_leave_the_tenant_out(local, local_payload):
    conversation = {"id": "a:1", "conversationType": "personal"}
    await local.post(local_payload("text_personal", channelData=None, conversation=conversation, channelId="emulator"))
    assert [event.tenant for event in local.events] == [local.endpoint.tenant]


def _dealt_with(raw: bytes, clock) -> None:
    """Anything but the refusal that becomes a 400 or 413 is raised, and would be a 500."""
    with contextlib.suppress(BadBodyError):
        parse(read_activity(raw), raw=raw, received_at=clock.now())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
STORABLE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "type", "id", "text", "from", "recipient", "conversation", "entities", "attachments", "channelData", "value", "name",
    "serviceUrl", "channelId", "replyToId", "locale", "timestamp", "action", "membersAdded", "membersRemoved", "extra",
]  # fmt: skip
NAMES = [
    "text_personal",
    "text_channel_mention",
    "submit",
    "execute",
    "task_submit",
    "member_added_team",
    "edited",
    "install_personal",
]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(clock, raw):
    _dealt_with(raw, clock)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.sampled_from(NAMES), changes=st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3))
def test_any_values_in_an_activity_are_read_or_refused(clock, payload, name, changes):
    _dealt_with(json.dumps({**payload(f"teams/{name}"), **changes}).encode(), clock)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=200) | st.just("\ud800\udc00\udfff"), value=STORABLE)
def test_what_is_read_can_be_stored_and_sent_on(clock, payload, text, value):
    data = payload("teams/submit")
    data["value"]["varde"]["extra"], data["value"]["beskrivelse"] = value, text
    data["from"]["name"] = text
    found = parse(read_activity(raw := json.dumps(data).encode()), raw=raw, received_at=clock.now())
    stored = json.dumps([found.value, found.sender.name, found.key], ensure_ascii=False, allow_nan=False)
    assert "\x00" not in stored.encode("utf-8").decode()

"""One contract over every channel: what `bot/channels/base.py` promises, kept against a fake of the platform."""

from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web

from bot.channels.base import TOO_LARGE, Account, Channel, Fetched, Gone, Opened, RetryAfter, Sent, Target, Unclear
from dialogs.contract import Button, Facts, Field, Message, Option, Paragraph, Run

PLAIN = Message((Paragraph((Run("Hei. Skriv «meld avvik» for å melde."),)),))
CARD = Message(
    (Paragraph((Run("Sak AVV-2026-0042"),), "heading"), Facts((("Hvor", "Solgata *sykehjem*"),))),
    buttons=(Button("Bekreft mottak", {"action": "avvik.bekreft", "token": "op-1"}),),
    fields=(Field("alvor", "Hvor alvorlig?", "choice", (Option("1", "Lite"), Option("4", "Svært"))),),
)


@dataclass
class Bench:
    """A channel, where to send, and the fake behind it."""

    channel: Channel
    target: Target
    account: Account
    fake: Any
    source: Any


@pytest.fixture(params=["teams"])
def bench(request, connector, teams) -> Bench:
    address = {"serviceUrl": connector.url, "bot": {"id": "28:app", "name": "Varde"}}
    source = {"way": "chat", "url": f"{connector.url}v3/attachments/0-neu/views/original"}
    target = Target("t-1", "19:abc@thread.tacv2;messageid=1", address)
    return Bench(teams, target, Account("t-1", "29:kari", None, address), connector, source)


@pytest.mark.parametrize("message", [PLAIN, CARD], ids=["plain", "card"])
async def test_send_tells_the_platforms_id(bench, message):
    assert await bench.channel.send(bench.target, message) == Sent("id-1")


async def test_update_keeps_the_id(bench):
    assert await bench.channel.update(bench.target, "m-9", CARD) == Sent("m-9")


async def test_open_personal_gives_a_conversation_that_can_be_sent_to(bench):
    opened = await bench.channel.open_personal(bench.account)
    assert isinstance(opened, Opened)
    sent = await bench.channel.send(Target("t-1", opened.conversation, opened.address), PLAIN)
    assert isinstance(sent, Sent)


async def test_too_many_requests_says_when_to_come_again(bench):
    bench.fake.answers = [web.Response(status=429, headers={"Retry-After": "7"})]
    result = await bench.channel.send(bench.target, PLAIN)
    assert isinstance(result, RetryAfter)
    assert result.seconds == 7


async def test_a_forbidden_send_is_gone(bench):
    bench.fake.answers = [web.json_response({"error": {"code": "BotNotInConversationRoster"}}, status=403)]
    assert await bench.channel.send(bench.target, PLAIN) == Gone("BotNotInConversationRoster")


async def test_a_reset_after_the_request_is_unclear(bench):
    async def reset(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    bench.fake.answers = [reset]
    assert isinstance(await bench.channel.send(bench.target, PLAIN), Unclear)


async def test_nothing_is_sent_twice_by_the_channel_itself(bench):
    bench.fake.answers = [web.Response(status=500)]
    await bench.channel.send(bench.target, PLAIN)
    assert len(bench.fake.requests) == 1


async def test_an_unknown_address_is_gone_and_nothing_is_raised(bench):
    lost = Target("t-1", "x", {})
    assert isinstance(await bench.channel.send(lost, PLAIN), Gone)
    assert isinstance(await bench.channel.update(lost, "m-1", CARD), Gone)
    assert bench.fake.requests == []


async def test_a_file_is_fetched_within_its_bound(bench):
    bench.fake.answers = [web.Response(body=b"12345"), web.Response(body=b"123456")]
    assert await bench.channel.fetch(bench.source, 5) == Fetched(b"12345")
    assert await bench.channel.fetch(bench.source, 5) == Gone(TOO_LARGE)


async def test_a_file_that_can_not_be_had_just_now_is_asked_for_later(bench):
    bench.fake.answers = [web.Response(status=503), web.Response(status=404)]
    assert isinstance(await bench.channel.fetch(bench.source, 5), RetryAfter)
    assert isinstance(await bench.channel.fetch(bench.source, 5), Gone)


async def test_a_source_that_nobody_made_is_gone(bench):
    assert isinstance(await bench.channel.fetch({}, 5), Gone)
    assert bench.fake.requests == []


def test_the_limits_leave_room(bench):
    assert 0 < bench.channel.limits.per_second <= 25
    assert bench.channel.limits.conversation_gap >= 1

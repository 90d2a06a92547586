"""What the sender puts on the wire, and what each answer of the platform comes to."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot.channels.base import Account, Gone, Opened, Profile, RetryAfter, Sent, Target, Unclear
from bot.channels.teams.adapter import TeamsAdapter, UndeliveredError
from bot.channels.teams.connector import Connector
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool
from bot.channels.teams.identity import NoTokenError
from dialogs.contract import Message, Paragraph, Run

HELLO = Message((Paragraph((Run("Hei"),)),))
BOT = {"id": "28:app", "name": "Varde"}


class Tokens:
    """Gives t1, and t2 when t1 has been rejected."""

    def __init__(self) -> None:
        self.number = 1
        self.broken = False

    async def token(self) -> str:
        if self.broken:
            raise NoTokenError("x")
        return f"t{self.number}"

    def reject(self, token: str) -> None:
        assert token == f"t{self.number}"
        self.number += 1


@pytest.fixture
def target(connector) -> Target:
    return Target("t-1", "19:abc/../x@thread.tacv2;messageid=1", {"serviceUrl": connector.url, "bot": BOT})


async def test_what_goes_over_the_wire(teams, connector, target):
    await teams.send(target, HELLO)
    await teams.update(target, "f:1/2?", HELLO)
    (post, path, body), (put, put_path, put_body) = connector.requests
    assert (post, path) == (
        "POST",
        "/emea/v3/conversations/19%3Aabc%2F..%2Fx%40thread.tacv2%3Bmessageid%3D1/activities",
    )
    assert body["text"] == "Hei"
    assert (body["from"], body["conversation"]["id"]) == (BOT, target.conversation)
    assert (put, put_path) == ("PUT", path + "/f%3A1%2F2%3F")
    assert put_body["id"] == "f:1/2?"
    assert "Authorization" not in connector.headers[0]


async def test_an_id_of_dots_cannot_climb(teams, connector, target):
    await teams.connector.put(connector.url, "..", ".", {})
    assert connector.requests[0][1] == "/emea/v3/conversations/%2E%2E/activities/%2E"


SERVER = {
    "429 seconds": (429, {"Retry-After": "7"}, RetryAfter(7.0, "http_429"), RetryAfter(7.0, "http_429")),
    "429 alone": (429, {}, RetryAfter(None, "http_429"), RetryAfter(None, "http_429")),
    "429 junk": (429, {"Retry-After": "soon"}, RetryAfter(None, "http_429"), RetryAfter(None, "http_429")),
    "429 nan": (429, {"Retry-After": "nan"}, RetryAfter(None, "http_429"), RetryAfter(None, "http_429")),
    "429 past": (429, {"Retry-After": "-5"}, RetryAfter(0.0, "http_429"), RetryAfter(0.0, "http_429")),
    "429 long": (429, {"Retry-After": "1e99"}, RetryAfter(3600.0, "http_429"), RetryAfter(3600.0, "http_429")),
    "412": (412, {}, RetryAfter(None, "http_412"), RetryAfter(None, "http_412")),
    "502": (502, {}, RetryAfter(None, "http_502"), RetryAfter(None, "http_502")),
    "504": (504, {}, RetryAfter(None, "http_504"), RetryAfter(None, "http_504")),
    "500": (500, {}, Unclear("http_500"), RetryAfter(None, "http_500")),
    "503": (503, {}, Unclear("http_503"), RetryAfter(None, "http_503")),
    "302": (302, {"Location": "https://evil.example"}, RetryAfter(None, "http_302"), RetryAfter(None, "http_302")),
    "400": (400, {}, Gone("http_400"), Gone("http_400")),
    "403": (403, {}, Gone("http_403"), Gone("http_403")),
    "404": (404, {}, Gone("http_404"), Gone("http_404")),
    "410": (410, {}, Gone("http_410"), Gone("http_410")),
    "413": (413, {}, Gone("http_413"), Gone("http_413")),
}


@pytest.mark.parametrize("case", SERVER)
async def test_what_an_answer_comes_to(teams, connector, target, case):
    status, headers, posted, put = SERVER[case]
    connector.answers = [web.Response(status=status, headers=headers), web.Response(status=status, headers=headers)]
    assert await teams.send(target, HELLO) == posted
    assert await teams.update(target, "m-1", HELLO) == put
    assert len(connector.requests) == 2


async def test_retry_after_may_be_a_date(teams, connector, target, clock):
    date = format_datetime(clock.now() + timedelta(seconds=90), usegmt=True)
    connector.answers = [web.Response(status=429, headers={"Retry-After": date})]
    assert await teams.send(target, HELLO) == RetryAfter(90.0, "http_429")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"error": {"code": "ConversationNotFound", "message": "Kari Nordmann"}}, "ConversationNotFound"),
        ({"error": {"code": "en hel setning om noen"}}, "http_404"),
        ({"error": {"code": ["x"]}}, "http_404"),
        ({"error": "x"}, "http_404"),
        (["x"], "http_404"),
    ],
)
async def test_only_a_machine_code_is_kept_of_an_error(teams, connector, target, body, why):
    connector.answers = [web.json_response(body, status=404)]
    assert await teams.send(target, HELLO) == Gone(why)


@pytest.mark.parametrize(
    "answer",
    [
        web.Response(status=201, body=b"junk"),
        web.Response(status=200),
        web.json_response(["x"], status=201),
        web.json_response({"id": 5}, status=201),
        web.Response(status=201, body=b"[" * 200_000),
        web.Response(status=201, body=b"x" * 600_000),
    ],
    ids=range(6),
)
async def test_a_delivery_is_one_even_when_its_answer_is_junk(teams, connector, target, answer):
    connector.answers = [answer]
    assert await teams.send(target, HELLO) == Sent("")


async def test_nobody_at_the_address_means_that_nothing_was_sent(teams, target):
    nobody = {**target.address, "serviceUrl": f"http://127.0.0.1:{unused_port()}/"}
    result = await teams.send(Target("t", "c", nobody), HELLO)
    assert isinstance(result, RetryAfter)


@pytest.mark.parametrize(("method", "kind"), [("post", Unclear), ("put", RetryAfter)])
async def test_silence_after_the_request(connector, clock, method, kind):
    pool = Pool()
    impatient = Connector(pool, Tokens(), ServiceHosts(frozenset(), loopback=True), clock, send_seconds=0.05)

    gate = asyncio.Event()

    async def silent(_request: web.Request) -> web.StreamResponse:
        await gate.wait()
        return web.Response()

    connector.answers = [silent]
    args = (connector.url, "c", {}) if method == "post" else (connector.url, "c", "m", {})
    assert isinstance(await getattr(impatient, method)(*args), kind)
    gate.set()
    await pool.close()


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "http://10.0.0.1/",
        "http://localhost.evil.example/",
        "file:///etc/passwd",
        "",
        "http://127.0.0.1@evil.example/",
    ],
)
async def test_a_foreign_address_never_gets_a_request(teams, url):
    assert await teams.connector.post(url, "c", {}) == Gone("foreign_service_url")


def test_the_list_of_hosts_is_exact():
    hosts = ServiceHosts(frozenset({"smba.trafficmanager.net"}))
    assert hosts.allows("https://smba.trafficmanager.net/emea/")
    assert hosts.allows("https://SMBA.trafficmanager.net:443/emea/")
    assert not hosts.allows("https://a.smba.trafficmanager.net/")
    assert not hosts.allows("http://127.0.0.1:3978/")


async def test_a_rejected_token_is_renewed_once(connector, clock):
    pool, tokens = Pool(), Tokens()
    sender = Connector(pool, tokens, ServiceHosts(frozenset(), loopback=True), clock)
    connector.answers = [web.Response(status=401)]
    assert await sender.post(connector.url, "c", {}) == Sent("id-2")
    assert [one["Authorization"] for one in connector.headers] == ["Bearer t1", "Bearer t2"]
    connector.answers = [web.Response(status=401), web.Response(status=401)]
    assert await sender.post(connector.url, "c", {}) == RetryAfter(None, "http_401")
    assert len(connector.requests) == 4
    tokens.broken = True
    assert await sender.post(connector.url, "c", {}) == RetryAfter(None, "no_token")
    await pool.close()


async def test_opening_a_personal_conversation(teams, connector):
    address = {"serviceUrl": connector.url, "bot": BOT}
    assert await teams.open_personal(Account("t-1", "29:kari", "aad-1", address)) == Opened("id-1", address)
    await teams.open_personal(Account("t-1", None, "aad-1", address))
    method, path, body = connector.requests[0]
    assert (method, path) == ("POST", "/emea/v3/conversations")
    assert (body["members"], body["isGroup"], body["bot"]) == ([{"id": "29:kari"}], False, BOT)
    assert (body["tenantId"], body["channelData"]) == ("t-1", {"tenant": {"id": "t-1"}})
    assert connector.requests[1][2]["members"] == [{"id": "aad-1"}]
    assert isinstance(await teams.open_personal(Account("t-1", None, None, address)), Gone)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (web.json_response({"error": {"code": "BotNotInConversationRoster"}}, status=403), Gone),
        (web.Response(status=500), RetryAfter),
        (web.Response(status=302, headers={"Location": "https://evil.example"}), RetryAfter),
        (web.Response(status=201), RetryAfter),
        (web.Response(status=429), RetryAfter),
    ],
    ids=range(5),
)
async def test_a_conversation_that_cannot_be_opened(teams, connector, answer, kind):
    connector.answers = [answer]
    assert isinstance(await teams.open_personal(Account("t", "29:kari", None, {"serviceUrl": connector.url})), kind)


async def test_looking_a_member_up(teams, connector, target):
    connector.members = {
        "id": "29:kari",
        "aadObjectId": "a-1",
        "email": "Kari@Fjordvik.Example",
        "name": "Kari\u202e N",
    }
    assert await teams.email_of(target, "29:kari") == Profile("29:kari", "a-1", "Kari N", "kari@fjordvik.example")
    assert connector.requests[0][1].endswith("/members/29%3Akari")
    connector.members = {"id": "29:ola", "objectId": "a-2", "userPrincipalName": "ola@fjordvik.example"}
    assert await teams.email_of(target, "29:ola") == Profile("29:ola", "a-2", None, "ola@fjordvik.example")


@pytest.mark.parametrize(
    "answer",
    [web.Response(status=404), web.Response(status=500), web.Response(body=b"x"), web.json_response([])],
    ids=range(4),
)
async def test_a_member_who_cannot_be_looked_up(teams, connector, target, answer):
    connector.answers = [answer]
    assert await teams.email_of(target, "29:kari") is None


async def test_junk_about_a_member_is_left_out(teams, connector, target):
    connector.members = {"email": 5, "userPrincipalName": "ingen adresse", "aadObjectId": ["x"], "name": {}}
    assert await teams.email_of(target, "29:kari") == Profile("29:kari")


async def test_the_sdks_turn_context_sends_through_the_connector(teams, connector):
    adapter = TeamsAdapter(teams.connector)
    said: list[str] = []

    async def logic(context: TurnContext) -> None:
        sent = await context.send_activity("hei")
        said.append(sent.id)
        await context.update_activity(Activity(type="message", id=sent.id, text="hei igjen"))
        await context.delete_activity(sent.id)

    incoming = {"type": "message", "id": "1", "serviceUrl": connector.url, "conversation": {"id": "a:1"}}
    await adapter.process(Activity().deserialize({**incoming, "channelId": "msteams"}), logic)
    assert said == ["id-1"]
    assert [one[0] for one in connector.requests] == ["POST", "PUT", "DELETE"]
    connector.answers = [web.Response(status=404)]
    with pytest.raises(UndeliveredError):
        await adapter.process(Activity().deserialize({**incoming, "channelId": "msteams"}), logic)

"""Another connector than the playground's, on loopback: what a foreign client of the bot posts from, and hears at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.fakes.fjordvik import Fjordvik, Post, as_post

ACCOUNT = "29:fremmed"
AAD = "ffffffff-0000-4000-8000-00000000f00d"


@dataclass
class Fremmed:
    """Somebody whom the directory does not know, with a client of their own."""

    by: Fjordvik
    url: str = ""
    heard: list[Post] = field(default_factory=list)
    sent: int = 0

    async def sier(self, text: str) -> Post:
        """Writes a line; the bot's last answer."""
        return await self._send({"type": "message", "text": text})

    async def trykker(self, button: str) -> Post:
        """Presses a button of the newest message."""
        action = next(one for one in _actions(self.heard[-1]) if one["title"] == button)
        return await self._send({"type": "message", "value": action["data"], "replyToId": self.heard[-1].id})

    async def _send(self, activity: dict[str, Any]) -> Post:
        self.sent += 1
        status, body = await self.by.post(
            {
                "id": f"f{self.sent}",
                "channelId": "msteams",
                "serviceUrl": self.url,
                "from": {"id": ACCOUNT, "name": "Ny Vikar", "aadObjectId": AAD},
                "recipient": {"id": "28:varde", "name": "Varde"},
                "conversation": {"id": "a:fremmed", "conversationType": "personal"},
                **activity,
            }
        )
        assert status == 200, body
        await self.by.rest()
        return self.heard[-1]

    async def takes(self, request: web.Request) -> web.Response:
        """Whatever the bot posts or updates; look-ups find nobody."""
        if request.method == "GET":
            return web.json_response({"error": {"code": "MemberNotFoundInConversation"}}, status=404)
        activity = await request.json()
        known = request.match_info.get("activity", "")
        made = {"id": known if request.method == "PUT" else f"b{len(self.heard)}", "version": 0, "kind": "bot"}
        self.heard.append(as_post("a:fremmed", {**made, "activity": activity, "failure": None}))
        return web.json_response({"id": made["id"]})


@asynccontextmanager
async def fremmed(by: Fjordvik) -> AsyncIterator[Fremmed]:
    """A foreign client with its connector on a free port."""
    person = Fremmed(by)
    app = web.Application()
    app.router.add_route("*", "/v3/conversations/{conversation}/activities{tail:/?}{activity:.*}", person.takes)
    app.router.add_route("*", "/v3/{tail:.*}", person.takes)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    person.url = str(server.make_url("")).rstrip("/")
    yield person
    await server.close()


def _actions(post: Post) -> list[dict[str, Any]]:
    cards = [one["content"] for one in post.activity.get("attachments") or ()]
    return [
        action for card in cards for part in card["body"] if part["type"] == "ActionSet" for action in part["actions"]
    ]

"""A connector that only keeps what it is given: what the bot says to each conversation, and that a person is unknown."""

import asyncio
import itertools
from collections import defaultdict
from typing import Any

from aiohttp import web

Json = dict[str, Any]


class Connector:
    """The Bot Framework's connector API on loopback. `posts` holds the bot's activities by conversation, in order."""

    def __init__(self) -> None:
        self.posts: dict[str, list[Json]] = defaultdict(list)
        self._news: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._ids = itertools.count(1)
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listens on a free port; the serviceUrl to write in activities."""
        app = web.Application()
        app.router.add_post("/v3/conversations", self._open)
        app.router.add_post("/v3/conversations/{conversation}/activities", self._post)
        app.router.add_post("/v3/conversations/{conversation}/activities/{reply_to}", self._post)
        app.router.add_put("/v3/conversations/{conversation}/activities/{activity}", self._put)
        app.router.add_get("/v3/conversations/{conversation}/members/{member}", self._member)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def stop(self) -> None:
        """Closes the port."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def wait_for(self, conversation: str, found: Any, seconds: float = 20) -> Any:
        """The first true value of `found(posts)` for the conversation. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (value := found(self.posts[conversation])):
                self._news[conversation].clear()
                await self._news[conversation].wait()
        return value

    def keep(self, conversation: str, activity: Json) -> str:
        """Adds what the bot said; its id."""
        activity["id"] = f"b{next(self._ids)}"
        self.posts[conversation].append(activity)
        self._news[conversation].set()
        return str(activity["id"])

    async def _post(self, request: web.Request) -> web.Response:
        activity = await request.json()
        if activity.get("type") == "typing":
            return web.json_response({"id": "typing"}, status=201)
        return web.json_response({"id": self.keep(request.match_info["conversation"], activity)}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        conversation, activity_id = request.match_info["conversation"], request.match_info["activity"]
        updated = {**await request.json(), "id": activity_id}
        kept = self.posts[conversation]
        self.posts[conversation] = [updated if post["id"] == activity_id else post for post in kept]
        self._news[conversation].set()
        return web.json_response({"id": activity_id})

    async def _open(self, request: web.Request) -> web.Response:
        member = (await request.json())["members"][0]["id"]
        return web.json_response({"id": f"a:{member}"}, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        member = request.match_info["member"]
        return web.json_response({"id": member, "name": f"Person {member}", "userRole": "user"})

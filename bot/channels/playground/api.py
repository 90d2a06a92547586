"""The playground's own API, for its page and for scripts that want to be a person. Described in docs/playground.md."""

import asyncio
import json
from contextlib import suppress
from datetime import datetime
from typing import Literal, cast

from aiohttp import web

from bot.channels.playground.body import object_field, optional_text, query_number, read_json, text_field
from bot.channels.playground.civil import clock_json, wanted_moment
from bot.channels.playground.delivery import TAKEN
from bot.channels.playground.dialoger import Opened
from bot.channels.playground.files import attachment
from bot.channels.playground.guard import guarded
from bot.channels.playground.model import Conversation, Json, PlaygroundPerson, Post, Refused
from bot.channels.playground.playground import Playground
from bot.channels.playground.views import post_json

MOST_BYTES = 1_000_000
MOST_TEXT = 28_000
MOST_FILES = 10
HEARTBEAT_SECONDS = 15.0


class Api:
    """The handlers."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._rooms = playground.rooms

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [
            web.get("/playground/people", guarded(self.people)),
            web.get("/playground/conversations", guarded(self.conversations)),
            web.get("/playground/conversations/{conversation}/activities", guarded(self.activities)),
            web.post("/playground/say", guarded(self.say)),
            web.post("/playground/click", guarded(self.click)),
            web.post("/playground/dialog", guarded(self.dialog)),
            web.post("/playground/retry", guarded(self.retry)),
            web.post("/playground/read", guarded(self.read)),
            web.post("/playground/install", guarded(self.install)),
            web.get("/playground/clock", guarded(self.clock)),
            web.post("/playground/clock", guarded(self.move_clock)),
            web.get("/playground/outbox", guarded(self.outbox)),
            web.get("/playground/faults", guarded(self.faults)),
            web.post("/playground/faults", guarded(self.add_fault)),
            web.delete("/playground/faults", guarded(self.clear_faults)),
            web.get("/playground/events", guarded(self.events)),
        ]

    async def people(self, _: web.Request) -> web.StreamResponse:
        """Everybody whom one may be."""
        return web.json_response([person.to_json() for person in await self._rooms.people()])

    async def conversations(self, request: web.Request) -> web.StreamResponse:
        """Where something was said, and every channel; with ?person= that person's, also an empty personal chat."""
        key = request.query.get("person")
        if key is None:
            return web.json_response([await self._shown(room, None) for room in await self._rooms.begun()])
        person = await self._rooms.person(key)
        own = [room for room in self._rooms.channels() if person.aadObjectId in room.members]
        rooms = [self._rooms.personal(person), *own]
        return web.json_response([await self._shown(room, person) for room in rooms])

    async def activities(self, request: web.Request) -> web.StreamResponse:
        """What was posted or changed since version ?after=; with ?person= as that person sees it."""
        conversation = await self._rooms.conversation(request.match_info["conversation"])
        after = query_number(request, "after", 0)
        key = request.query.get("person")
        aad = (await self._rooms.person(key)).aadObjectId if key else None
        posts = self._playground.store.changes(conversation.id, after)
        version = max((post.version for post in posts), default=after)
        shown = [post_json(post, aad) for post in posts if aad is None or post.kind != "note" or post.person == aad]
        return web.json_response({"version": version, "activities": shown})

    async def say(self, request: web.Request) -> web.StreamResponse:
        """Posts a line as a person; answers once the bot has answered."""
        body = await read_json(request, MOST_BYTES)
        person, conversation = await self._who_and_where(body)
        attachments = self._attachments(body)
        bare = attachments and body.get("text") in (None, "")
        text = "" if bare else text_field(body, "text", most=MOST_TEXT)
        reply_to = optional_text(body, "replyTo")
        post = await self._playground.say(person, conversation, text, reply_to, attachments)
        return _outcome(conversation, post, person)

    async def click(self, request: web.Request) -> web.StreamResponse:
        """Presses a button of a card as a person."""
        body = await read_json(request, MOST_BYTES)
        person, conversation = await self._who_and_where(body)
        action, inputs = _action(body), object_field(body, "inputs")
        found = await self._playground.click(person, conversation, text_field(body, "activity"), action, inputs)
        return _dialog(conversation, found) if isinstance(found, Opened) else _outcome(conversation, found, person)

    async def dialog(self, request: web.Request) -> web.StreamResponse:
        """Presses a button of the open dialog as a person; {"close": true} closes it."""
        body = await read_json(request, MOST_BYTES)
        person, conversation = await self._who_and_where(body)
        if body.get("close") is True:
            self._playground.dialogs.close(person)
            return _dialog(conversation, Opened(200, None))
        action, inputs = _action(body), object_field(body, "inputs")
        return _dialog(conversation, await self._playground.submit(person, conversation, action, inputs))

    async def retry(self, request: web.Request) -> web.StreamResponse:
        """Sends again what the bot did not take, with the same activity id."""
        body = await read_json(request, MOST_BYTES)
        person, conversation = await self._who_and_where(body)
        post = await self._playground.retry(person, conversation, text_field(body, "activity"))
        return _outcome(conversation, post, person)

    async def read(self, request: web.Request) -> web.StreamResponse:
        """A person has seen a conversation."""
        person, conversation = await self._who_and_where(await read_json(request, MOST_BYTES))
        self._playground.read(person, conversation)
        return web.json_response({"conversation": conversation.id, "unread": 0})

    async def install(self, request: web.Request) -> web.StreamResponse:
        """Installs the bot («add») or removes it («remove»)."""
        body = await read_json(request, MOST_BYTES)
        person, conversation = await self._who_and_where(body)
        action = body.get("action", "add")
        if action not in ("add", "remove"):
            raise Refused(400, "BadArgument", "«action» must be add or remove")
        statuses = await self._playground.install(person, conversation, cast('Literal["add", "remove"]', action))
        return web.json_response({"conversation": conversation.id, "statuses": statuses})

    async def clock(self, _: web.Request) -> web.StreamResponse:
        """What the civil clock shows."""
        return web.json_response(clock_json(self._playground.clock.now()))

    async def move_clock(self, request: web.Request) -> web.StreamResponse:
        """Moves the civil clock: {"to": ISO}, {"days": n} or {"hours": n}."""
        body = await read_json(request, MOST_BYTES)
        await self._playground.clock.move_to(wanted_moment(body, self._playground.clock.now()))
        shown = clock_json(self._playground.clock.now())
        self._playground.events.tell({"type": "clock", **shown})
        return web.json_response(shown)

    async def outbox(self, _: web.Request) -> web.StreamResponse:
        """What waits in the bot's outbox."""
        rows = await self._playground.outbox()
        return web.json_response(rows, dumps=lambda value: json.dumps(value, default=_plain))

    async def faults(self, _: web.Request) -> web.StreamResponse:
        """The faults that are switched on."""
        return web.json_response(self._playground.faults.to_json())

    async def add_fault(self, request: web.Request) -> web.StreamResponse:
        """Switches a fault on."""
        self._playground.faults.add(await read_json(request, MOST_BYTES))
        return web.json_response(self._playground.faults.to_json(), status=201)

    async def clear_faults(self, _: web.Request) -> web.StreamResponse:
        """Switches all faults off."""
        self._playground.faults.clear()
        return web.json_response([])

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A stream of server-sent events: post, typing, conversations, clock, resync."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        queue = self._playground.events.listen()
        try:
            with suppress(ConnectionError):
                await response.write(b"retry: 1000\n\n")
                while True:
                    try:
                        async with asyncio.timeout(HEARTBEAT_SECONDS):
                            event = await queue.get()
                    except TimeoutError:
                        await response.write(b": here\n\n")
                        continue
                    if event is None:
                        break
                    await response.write(f"data: {json.dumps(event)}\n\n".encode())
        finally:
            self._playground.events.leave(queue)
        return response

    def _attachments(self, body: Json) -> list[Json]:
        """The files of a line, by the ids that `files` gave; Teams takes ten at most."""
        wanted = body.get("files") or []
        if not isinstance(wanted, list) or len(wanted) > MOST_FILES:
            raise Refused(400, "BadArgument", f"«files» must be a list of at most {MOST_FILES} ids")
        found = [self._playground.store.file(str(one)) for one in wanted]
        if None in found:
            raise Refused(404, "AttachmentNotFound", "no such file")
        return [attachment(self._playground.base_url, file) for file in found if file is not None]

    async def _who_and_where(self, body: Json) -> tuple[PlaygroundPerson, Conversation]:
        person = await self._rooms.person(text_field({"person": _key(body.get("person"))}, "person"))
        wanted = optional_text(body, "conversation")
        conversation = self._rooms.personal(person) if wanted is None else await self._rooms.conversation(wanted)
        if person.aadObjectId not in conversation.members:
            raise Refused(403, "NotAMember", "the person is not a member of that conversation")
        return person, conversation

    async def _shown(self, room: Conversation, person: PlaygroundPerson | None) -> Json:
        last = self._playground.store.last(room.id)
        reader = person.aadObjectId if person else room.members[0] if room.type == "personal" else None
        members = await self._rooms.members(room)
        return {
            "id": room.id,
            "type": room.type,
            "name": room.name if room.type == "channel" or person is None else self._playground.bot_name,
            "installed": room.installed,
            "members": [{"id": m.id, "name": m.name, "aadObjectId": m.aadObjectId} for m in members],
            "lastActivity": last.activity.get("timestamp") if last else None,
            "unread": self._playground.store.unread(room.id, reader) if reader else None,
            "version": self._playground.store.newest(room.id),
        }


def _key(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _action(body: Json) -> str | int | Json:
    action = body.get("action")
    if isinstance(action, bool) or not isinstance(action, str | int | dict):
        raise Refused(400, "BadArgument", "«action» must be a button's title, its index from 0, or an action object")
    return action


def _dialog(conversation: Conversation, opened: Opened) -> web.Response:
    """What a dialog's invoke came to: the task that the bot answered with, as the page's client shows it."""
    return web.json_response(
        {
            "conversation": conversation.id,
            "ok": opened.status in TAKEN,
            "status": opened.status,
            "activity": None,
            "task": opened.task,
        }
    )


def _outcome(conversation: Conversation, post: Post | None, person: PlaygroundPerson) -> web.Response:
    """What a person's act came to. `status` is the bot's where it refused; 0 means no connection."""
    return web.json_response(
        {
            "conversation": conversation.id,
            "ok": post is None or post.failure is None,
            "status": post.failure["status"] if post and post.failure else 200,
            "activity": post_json(post, person.aadObjectId) if post else None,
        }
    )

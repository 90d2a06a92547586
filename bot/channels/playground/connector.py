"""The Bot Framework connector API, as far as a bot in Teams calls it, mounted under /connector."""

from aiohttp import web

from bot.channels.playground import activities, ids
from bot.channels.playground.body import object_field, query_number, read_json, text_field
from bot.channels.playground.guard import Handler, guarded, refusal_response
from bot.channels.playground.model import Conversation, Json, Refused
from bot.channels.playground.playground import Playground

MOST_BYTES = 100 * 1024
TYPES = ("message", "typing", "event", "trace", "invokeResponse")
PAGE = 50


class Connector:
    """The handlers. Authorization is not looked at: the playground stands on loopback and knows no secrets."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        room = "/connector/v3/conversations/{conversation}"
        return [
            web.post("/connector/v3/conversations", self._struck(self.create)),
            web.post(f"{room}/activities", self._struck(self.post)),
            web.post(f"{room}/activities/{{activity}}", self._struck(self.post)),
            web.put(f"{room}/activities/{{activity}}", self._struck(self.update)),
            web.delete(f"{room}/activities/{{activity}}", self._struck(self.delete)),
            web.get(f"{room}/members", guarded(self.members)),
            web.get(f"{room}/members/{{user}}", guarded(self.member)),
            web.get(f"{room}/pagedmembers", guarded(self.pagedmembers)),
        ]

    def _struck(self, handler: Handler) -> Handler:
        """A handler that the switched-on faults may strike."""

        async def struck(request: web.Request) -> web.StreamResponse:
            fault = await self._playground.faults.meet(request.match_info.get("conversation", ""))
            if fault is not None and fault.drop != "after" and (fault.drop or fault.status):
                if fault.drop == "before":
                    return _dropped(request)
                refusal = Refused(fault.status or 500, "ServiceError", "A fault of the playground, switched on.")
                response = refusal_response(refusal)
                if fault.retry_after is not None:
                    response.headers["Retry-After"] = f"{fault.retry_after:g}"
                return response
            response_after = await handler(request)
            return _dropped(request) if fault is not None and fault.drop == "after" else response_after

        return guarded(struck)

    async def create(self, request: web.Request) -> web.StreamResponse:
        """Finds the personal chat with a member, or begins it; the same pair always has the same one."""
        body = await read_json(request, MOST_BYTES)
        self._check_tenant(body)
        members = body.get("members")
        if body.get("isGroup"):
            return await self._create_thread(body)
        if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], dict):
            raise Refused(400, "BadArgument", "«members» must hold exactly one account")
        try:
            person = await self._playground.rooms.person(text_field(members[0], "id"))
        except Refused as refusal:
            raise Refused(refusal.status, "BadSyntax", "Unknown or malformed user id.") from None
        conversation = self._playground.rooms.personal(person)
        self._check_installed(conversation)
        answer: Json = {"id": conversation.id}
        first = object_field(body, "activity")
        if first:
            answer["activityId"] = self._playground.bot_posts(conversation, _activity(first), None)
        return web.json_response(answer, status=201)

    async def post(self, request: web.Request) -> web.StreamResponse:
        """A new activity, or a reply to one."""
        activity = _activity(await read_json(request, MOST_BYTES))
        conversation, thread = await self._room(request)
        self._check_installed(conversation)
        if thread is None and conversation.type == "channel":
            thread = self._thread_of(conversation, request.match_info.get("activity"))
        return web.json_response({"id": self._playground.bot_posts(conversation, activity, thread)}, status=201)

    async def update(self, request: web.Request) -> web.StreamResponse:
        """Replaces an activity of the bot."""
        activity = _activity(await read_json(request, MOST_BYTES))
        conversation, _ = await self._room(request)
        self._check_installed(conversation)
        post_id = request.match_info["activity"]
        self._playground.bot_updates(conversation, post_id, activity)
        return web.json_response({"id": post_id})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """Takes an activity of the bot away."""
        conversation, _ = await self._room(request)
        self._check_installed(conversation)
        self._playground.bot_deletes(conversation, request.match_info["activity"])
        return web.Response()

    async def members(self, request: web.Request) -> web.StreamResponse:
        """Everybody in the conversation."""
        return web.json_response(await self._members(request))

    async def member(self, request: web.Request) -> web.StreamResponse:
        """One member, by Teams user id or aadObjectId."""
        wanted = request.match_info["user"].lower()
        for person in await self._members(request):
            if wanted in (person["id"].lower(), person["aadObjectId"].lower()):
                return web.json_response(person)
        raise Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.")

    async def pagedmembers(self, request: web.Request) -> web.StreamResponse:
        """The members, some at a time. The continuation token is the place to go on from."""
        people = await self._members(request)
        size = max(query_number(request, "pageSize", PAGE), 1)
        start = query_number(request, "continuationToken", 0)
        answer: Json = {"members": people[start : start + size]}
        if start + size < len(people):
            answer["continuationToken"] = str(start + size)
        return web.json_response(answer)

    async def _create_thread(self, body: Json) -> web.StreamResponse:
        """A new thread in a channel: {"isGroup": true, "channelData": {"channel": {"id"}}, "activity"}."""
        channel = object_field(object_field(body, "channelData"), "channel")
        conversation = await self._playground.rooms.conversation(text_field(channel, "id"))
        self._check_installed(conversation)
        post_id = self._playground.bot_posts(conversation, _activity(object_field(body, "activity")), None)
        return web.json_response({"id": ids.in_thread(conversation.id, post_id), "activityId": post_id}, status=201)

    async def _members(self, request: web.Request) -> list[Json]:
        conversation, _ = await self._room(request)
        self._check_installed(conversation)
        people = await self._playground.rooms.members(conversation)
        return [activities.member(self._playground.frame, person) for person in people]

    async def _room(self, request: web.Request) -> tuple[Conversation, str | None]:
        base, thread = ids.split_thread(request.match_info["conversation"])
        return await self._playground.rooms.conversation(base), thread

    def _thread_of(self, conversation: Conversation, reply_to: str | None) -> str | None:
        post = self._playground.store.find(conversation.id, reply_to) if reply_to else None
        return post.thread if post else None

    def _check_installed(self, conversation: Conversation) -> None:
        if not conversation.installed:
            raise Refused(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")

    def _check_tenant(self, body: Json) -> None:
        given = body.get("tenantId") or object_field(object_field(body, "channelData"), "tenant").get("id")
        if given is not None and given != self._playground.tenant:
            raise Refused(403, "Forbidden", "The tenant is another.")


def _activity(body: Json) -> Json:
    if body.get("type") not in TYPES:
        raise Refused(400, "BadSyntax", "Activity type is missing or not one that a bot may send.")
    attachments = body.get("attachments")
    if attachments is not None and not (
        isinstance(attachments, list) and all(isinstance(a, dict) for a in attachments)
    ):
        raise Refused(400, "BadSyntax", "Attachments must be a list of objects.")
    if body.get("text") is not None and not isinstance(body["text"], str):
        raise Refused(400, "BadSyntax", "Text must be a string.")
    if body["type"] == "message" and not body.get("text") and not attachments:
        raise Refused(400, "BadSyntax", "Activity must have text or attachments.")
    return body


def _dropped(request: web.Request) -> web.Response:
    """Cuts the connection; what is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)

"""The local Teams: what people do in it and what the bot does in it. Knows no HTTP; the routes stand beside."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.channels.playground import activities, cards, ids
from bot.channels.playground.activities import CARD, Frame
from bot.channels.playground.delivery import INVOKE_SECONDS, REFUSED, TAKEN, TURN_SECONDS, Delivery, PostActivity
from bot.channels.playground.events import Events
from bot.channels.playground.faults import Faults
from bot.channels.playground.model import (
    Clock,
    Conversation,
    Json,
    PlaygroundChannel,
    PlaygroundPerson,
    Post,
    Refused,
)
from bot.channels.playground.rooms import Directory, Rooms
from bot.channels.playground.store import Store

Outbox = Callable[[], Awaitable[list[dict[str, Any]]]]


class Playground:
    """Built by the bootstrap in play mode.

    `directory` gives the people. `post_activity` sends an activity to the bot over HTTP and returns (status, JSON or
    None). `outbox` gives the rows that wait. `base_url` is where this process answers and may be set once the port is
    known. The bot has `turn_seconds` for a message and `invoke_seconds` for a button, as in Teams (design 7).
    """

    def __init__(
        self,
        *,
        directory: Directory,
        channels: Sequence[PlaygroundChannel],
        post_activity: PostActivity,
        clock: Clock,
        outbox: Outbox,
        store: Store,
        base_url: str = "http://127.0.0.1:3978",
        tenant: str = ids.DEMO_TENANT,
        bot_id: str = ids.DEMO_BOT,
        bot_name: str = "Varde",
        turn_seconds: float = TURN_SECONDS,
        invoke_seconds: float = INVOKE_SECONDS,
    ) -> None:
        self.base_url = base_url
        self.tenant = tenant
        self.bot_id = bot_id
        self.bot_name = bot_name
        self.clock = clock
        self.outbox = outbox
        self.store = store
        self.rooms = Rooms(directory, channels, store, bot_id)
        self.events = Events()
        self.faults = Faults()
        self.delivery = Delivery(post_activity, turn_seconds, invoke_seconds)

    @property
    def frame(self) -> Frame:
        """What every activity has in common."""
        return Frame(self.tenant, self.bot_id, self.bot_name, f"{self.base_url}/connector")

    def close(self) -> None:
        """Ends the event streams and closes the store."""
        self.events.close()
        self.store.close()

    # What a person does

    async def say(
        self,
        person: PlaygroundPerson,
        conversation: Conversation,
        text: str,
        reply_to: str | None = None,
        attachments: Sequence[Json] = (),
    ) -> Post:
        """Posts a line and brings it to the bot; the post tells how that went. `reply_to` is a post of the thread."""
        thread = self._thread(conversation, reply_to)
        if not conversation.installed and conversation.type == "personal":
            await self.install(person, conversation, "add")
            conversation = replace(conversation, installed=True)
        self._begin(conversation)
        post_id = self._message_id()
        base = self._envelope(person, conversation, thread or post_id)
        activity = activities.message(base, post_id, text, self.bot_name)
        if attachments:
            activity["attachments"] = [*attachments, *activity.get("attachments", ())]
        post = self.store.add(
            conversation.id, post_id, "person", activity, person=person.aadObjectId, thread=thread or post_id
        )
        self._tell(post)
        heard = conversation.type == "personal" or conversation.rsc or activities.mentions_bot(activity)
        if not heard or not conversation.installed:
            return post
        return await self._bring(post)

    async def click(
        self,
        person: PlaygroundPerson,
        conversation: Conversation,
        post_id: str,
        wanted: str | int | Json,
        inputs: Json,
    ) -> Post | None:
        """Presses a button of a card: by title, by index, or an action as the page's renderer hands it out.

        Returns what came of it where there is something to tell: a refusal, a message, or None.
        """
        card = self._standing(conversation, post_id)
        if card.kind != "bot":
            raise Refused(404, "ActionNotFound", "that post is not a card of the bot's")
        seen = card.seen_by(person.aadObjectId)
        action = wanted if isinstance(wanted, dict) else cards.pressed(seen, cards.choose(seen, wanted), inputs)
        base = self._envelope(person, conversation, card.thread)
        if action.get("type") == "Action.Submit":
            message_id = self._message_id()
            activity = activities.submit(base, message_id, post_id, action.get("data"))
        elif action.get("type") == "Action.Execute":
            message_id = ids.invoke_id()
            shape: Json = {key: action[key] for key in ("type", "id", "title", "verb", "data") if key in action}
            activity = activities.execute(base, message_id, post_id, shape)
        else:
            raise Refused(400, "BadArgument", "the action must be an Action.Execute or an Action.Submit")
        status, answer = await self.delivery.send(activity)
        return self._after_click(person, card, activity, status, answer)

    async def retry(self, person: PlaygroundPerson, conversation: Conversation, post_id: str) -> Post | None:
        """Sends what failed once more, as it was: the same activity id, and so the same key at the bot."""
        post = self._standing(conversation, post_id)
        if post.failure is None or post.person != person.aadObjectId:
            raise Refused(409, "NothingToRetry", "that post did not fail, or is another person's")
        if post.kind == "person":
            return await self._bring(post)
        status, answer = await self.delivery.send(post.activity)
        card = self.store.find(conversation.id, str(post.activity.get("replyToId")))
        if status in TAKEN and card is not None:
            self._tell(self.store.save(replace(post, deleted=True)))
            return self._after_click(person, card, post.activity, status, answer)
        return self._settle(post, status)

    async def install(
        self, person: PlaygroundPerson, conversation: Conversation, action: Literal["add", "remove"]
    ) -> list[int]:
        """Installs or removes the bot; returns the statuses that it answered the two events with."""
        self.rooms.set_installed(conversation, installed=action == "add")
        base = self._envelope(person, conversation, None)
        events = (
            activities.installation(base, ids.invoke_id(), action),
            activities.members_changed(base, ids.invoke_id(), action),
        )
        self.events.tell({"type": "conversations"})
        return [(await self.delivery.send(event))[0] for event in events]

    def read(self, person: PlaygroundPerson, conversation: Conversation) -> None:
        """The person has seen everything in the conversation."""
        self.store.read(conversation.id, person.aadObjectId)
        self.events.tell({"type": "conversations"})

    # What the bot does

    def bot_posts(self, conversation: Conversation, activity: Json, thread: str | None) -> str:
        """Adds what the bot posted, and returns its id. Something typed is shown and not kept."""
        if activity.get("type") == "typing":
            self.events.tell({"type": "typing", "conversation": conversation.id})
            return ids.invoke_id()
        self._begin(conversation)
        post_id = self._message_id()
        kept = self._from_bot(activity, post_id)
        self._tell(self.store.add(conversation.id, post_id, "bot", kept, thread=thread or post_id))
        return post_id

    def bot_updates(self, conversation: Conversation, post_id: str, activity: Json) -> None:
        """Replaces a post of the bot for everyone."""
        post = self._bots_own(conversation, post_id)
        kept = self._from_bot(activity, post_id) | {"timestamp": post.activity.get("timestamp")}
        self._tell(self.store.save(replace(post, activity=kept, views={}, edited=True)))

    def bot_deletes(self, conversation: Conversation, post_id: str) -> None:
        """Takes a post of the bot away."""
        post = self._bots_own(conversation, post_id)
        self._tell(self.store.save(replace(post, deleted=True, activity={"type": "message", "id": post_id})))

    # The inside

    def _envelope(self, person: PlaygroundPerson, conversation: Conversation, thread: str | None) -> Json:
        return activities.envelope(self.frame, person, conversation, self.clock.now(), thread=thread)

    def _from_bot(self, activity: Json, post_id: str) -> Json:
        stamp = self.clock.now().isoformat(timespec="milliseconds")
        return {**activity, "id": post_id, "timestamp": stamp, "from": {"id": self.bot_id, "name": self.bot_name}}

    def _message_id(self) -> str:
        return self.store.message_id(int(self.clock.now().timestamp() * 1000))

    def _begin(self, conversation: Conversation) -> None:
        if conversation.type == "personal":
            self.store.keep_chat(conversation.id, conversation.members[0], installed=conversation.installed)

    def _thread(self, conversation: Conversation, reply_to: str | None) -> str | None:
        if reply_to is None or conversation.type == "personal":
            return None
        return self._standing(conversation, reply_to).thread

    def _standing(self, conversation: Conversation, post_id: str) -> Post:
        post = self.store.find(conversation.id, post_id)
        if post is None or post.deleted:
            raise Refused(404, "ActivityNotFoundInConversation", "Activity not found in the conversation.")
        return post

    def _bots_own(self, conversation: Conversation, post_id: str) -> Post:
        post = self._standing(conversation, post_id)
        if post.kind != "bot":
            raise Refused(403, "Forbidden", "The bot may change its own activities only.")
        return post

    async def _bring(self, post: Post) -> Post:
        status, _ = await self.delivery.send(post.activity)
        return self._settle(post, status)

    def _settle(self, post: Post, status: int) -> Post:
        failure = None if status in TAKEN else {"status": status}
        if failure == post.failure:
            self._tell(post)
            return post
        saved = self.store.save(post.cleared(failure=failure))
        self._tell(saved)
        return saved

    def _after_click(
        self, person: PlaygroundPerson, card: Post, activity: Json, status: int, answer: Any
    ) -> Post | None:
        """Shows the answer of a button: a new card in place, a small line, or what went wrong."""
        body = answer if activity["type"] == "invoke" and isinstance(answer, dict) else {}
        inner = body.get("statusCode")
        if status in TAKEN and isinstance(inner, int) and inner in REFUSED:
            status = inner
        if status not in TAKEN:
            return self._note(person, card, activity, {"status": status})
        value = body.get("value")
        if body.get("type") == CARD and isinstance(value, dict):
            self._replace_card(person, card, value)
        elif body.get("type") == "application/vnd.microsoft.activity.message" and isinstance(value, str):
            return self._note(person, card, {**activity, "text": value}, None)
        return None

    def _replace_card(self, person: PlaygroundPerson, card: Post, content: Json) -> None:
        attachment = {"contentType": CARD, "content": content}
        fresh = self.store.find(card.conversation, card.id) or card
        if person.aadObjectId and fresh.conversation.startswith("19:"):
            changed = replace(fresh, views={**fresh.views, person.aadObjectId: attachment})
        else:
            changed = replace(fresh, activity={**fresh.activity, "attachments": [attachment]})
        self._tell(self.store.save(changed))

    def _note(self, person: PlaygroundPerson, card: Post, activity: Json, failure: Json | None) -> Post:
        note_id = f"note-{self._message_id()}"
        note = self.store.add(
            card.conversation,
            note_id,
            "note",
            activity,
            person=person.aadObjectId,
            thread=card.thread,
            failure=failure,
        )
        self._tell(note)
        return note

    def _tell(self, post: Post) -> None:
        self.events.tell({"type": "post", "conversation": post.conversation, "version": post.version})

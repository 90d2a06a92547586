"""Who there is and where they talk: people, their personal chats with the bot, and the channels."""

from collections.abc import Awaitable, Callable, Sequence

from bot.channels.playground import ids
from bot.channels.playground.model import Conversation, PlaygroundChannel, PlaygroundPerson, Refused
from bot.channels.playground.store import Store

Directory = Callable[[], Awaitable[Sequence[PlaygroundPerson]]]


class Rooms:
    """Finds people and conversations. Everybody has a personal chat, whether or not anything was said in it."""

    def __init__(self, directory: Directory, channels: Sequence[PlaygroundChannel], store: Store, bot_id: str) -> None:
        self._directory = directory
        self._store = store
        self._bot_id = bot_id
        self._seen: Sequence[PlaygroundPerson] = ()
        self._people: dict[str, PlaygroundPerson] = {}
        self._by_chat: dict[str, PlaygroundPerson] = {}
        self._removed = {chat for chat, _, installed in store.chats() if not installed} | store.channels_without_bot()
        self._channels = {ids.channel_id(channel.id): channel for channel in channels}

    async def people(self) -> Sequence[PlaygroundPerson]:
        """Everybody, as the directory has them now; it hands out the same sequence as long as nothing has changed."""
        people = await self._directory()
        if people is self._seen:
            return people
        self._seen = people
        self._people = {key: person for person in people for key in self._keys(person)}
        self._by_chat = {ids.personal_id(self._bot_id, person.aadObjectId): person for person in people}
        return people

    async def person(self, key: str) -> PlaygroundPerson:
        """A person by id, e-mail, aadObjectId or Teams user id. Refused: nobody has it."""
        found = self._people.get(key.lower())
        if found is None:
            await self.people()
            found = self._people.get(key.lower())
        if found is None:
            raise Refused(404, "PersonNotFound", "nobody in the directory has that id, e-mail or aadObjectId")
        return found

    def personal(self, person: PlaygroundPerson) -> Conversation:
        """The chat between a person and the bot."""
        chat = ids.personal_id(self._bot_id, person.aadObjectId)
        return Conversation(chat, "personal", person.name, (person.aadObjectId,), chat not in self._removed)

    async def conversation(self, conversation: str) -> Conversation:
        """A conversation by its id. Refused: there is none."""
        if conversation in self._channels:
            return self._channel(conversation)
        if conversation not in self._by_chat:
            await self.people()
        person = self._by_chat.get(conversation)
        if person is None:
            raise Refused(404, "ConversationNotFound", "Conversation not found.")
        return self.personal(person)

    def channels(self) -> list[Conversation]:
        """Every channel."""
        return [self._channel(channel) for channel in self._channels]

    async def begun(self) -> list[Conversation]:
        """The personal chats in which something was posted, and every channel."""
        await self.people()
        chats = [self.personal(self._by_chat[chat]) for chat, _, _ in self._store.chats() if chat in self._by_chat]
        return chats + self.channels()

    async def members(self, conversation: Conversation) -> list[PlaygroundPerson]:
        """The people in a conversation; a member that the directory has lost is left out."""
        if any(aad.lower() not in self._people for aad in conversation.members):
            await self.people()
        found = (self._people.get(aad.lower()) for aad in conversation.members)
        return [person for person in found if person is not None]

    def set_installed(self, conversation: Conversation, *, installed: bool) -> None:
        """Notes that the bot came or went."""
        if conversation.type == "personal":
            self._store.keep_chat(conversation.id, conversation.members[0], installed=installed)
        else:
            self._store.keep_channel(conversation.id, installed=installed)
        (self._removed.discard if installed else self._removed.add)(conversation.id)

    def _channel(self, conversation: str) -> Conversation:
        channel = self._channels[conversation]
        return Conversation(
            conversation,
            "channel",
            channel.name,
            tuple(channel.members),
            conversation not in self._removed,
            channel.rsc,
        )

    def _keys(self, person: PlaygroundPerson) -> tuple[str, ...]:
        user = ids.user_id(self._bot_id, person.aadObjectId)
        return (str(person.id).lower(), person.email.lower(), person.aadObjectId.lower(), user.lower())

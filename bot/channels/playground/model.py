"""The nouns of the playground: people, channels, conversations and what was posted in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, Protocol

Json = dict[str, Any]
ConversationType = Literal["personal", "channel"]
PostKind = Literal["person", "bot", "note"]


class Clock(Protocol):
    """The civil clock. `move_to` takes an aware datetime; the clock runs on from there."""

    def now(self) -> datetime: ...

    async def move_to(self, moment: datetime, /) -> None: ...


class Refused(Exception):  # noqa: N818 - it is an answer, and reads as one where it is raised
    """A request that gets `status` and the connector's error body. Never carries what a person wrote."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True)
class PlaygroundPerson:
    """Somebody whom the page lets you be. `roles` are (role, node); `language` is nb, nn or en."""

    id: str
    name: str
    email: str
    aadObjectId: str  # noqa: N815 - the name that Microsoft's APIs use
    node: str
    roles: Sequence[tuple[str, str]] = ()
    language: str = "nb"

    def to_json(self) -> Json:
        """As `GET /playground/people` shows the person."""
        return {
            "id": self.id,
            "name": self.name,
            "email": self.email,
            "aadObjectId": self.aadObjectId,
            "node": self.node,
            "roles": [{"role": role, "node": node} for role, node in self.roles],
        }


@dataclass(frozen=True)
class PlaygroundFile:
    """Something that somebody attaches: its name, its media type as the sender's machine calls it, and its bytes."""

    id: str
    name: str
    type: str
    data: bytes


@dataclass(frozen=True)
class PlaygroundChannel:
    """A channel of a team, with the aadObjectIds of its members.

    `id` is any stable name of the caller's own; an id that already looks like Teams' (19:…) is used as it stands.
    Without `rsc` (ChannelMessage.Read.Group) the bot gets only the lines that mention it (design 7).
    """

    id: str
    name: str
    members: Sequence[str] = ()
    rsc: bool = True


@dataclass(frozen=True)
class Conversation:
    """A personal chat (one member) or a channel. `installed` says whether the bot is there."""

    id: str
    type: ConversationType
    name: str
    members: tuple[str, ...]
    installed: bool = True
    rsc: bool = True


@dataclass(frozen=True)
class Post:
    """One thing in a conversation.

    `seq` gives the order, `version` grows at each change over all posts. `kind` person: what somebody sent; bot: what the
    bot posted; note: what came of a click, shown to `person` only. `failure` {"status", "message"} says that the bot did
    not take it; `activity` is then what a new try sends. `views` are cards as single members see them after a click.
    """

    seq: int
    version: int
    conversation: str
    id: str
    kind: PostKind
    person: str | None
    thread: str | None
    activity: Json
    failure: Json | None = None
    views: Mapping[str, Json] = field(default_factory=dict)
    edited: bool = False
    deleted: bool = False

    def seen_by(self, aad: str | None) -> Json:
        """The activity as one member sees it."""
        card = self.views.get(aad or "")
        return {**self.activity, "attachments": [card]} if card else self.activity

    def cleared(self, *, failure: Json | None = None) -> "Post":
        """The same post with another outcome of its delivery."""
        return replace(self, failure=failure)

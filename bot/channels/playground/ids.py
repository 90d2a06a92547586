"""Ids in the shapes that Teams gives them. They come from names, so they are the same after every restart."""

import base64
import hashlib
import uuid

DEMO_TENANT = "7f1c0e5a-6c1d-4b8e-9a63-2d5b3f0c9e41"
DEMO_BOT = "28:4d0a5c3e-91b7-4f0e-8f57-0c2f6b1a7d92"


def user_id(bot: str, aad: str) -> str:
    """A person's id towards one bot: 29: and an opaque rest."""
    return "29:1" + _opaque(f"user {bot} {aad.lower()}", 64)


def personal_id(bot: str, aad: str) -> str:
    """The id of the personal chat between a person and the bot: a: and an opaque rest."""
    return "a:1" + _opaque(f"chat {bot} {aad.lower()}", 96)


def channel_id(name: str) -> str:
    """The id of a channel: 19: … @thread.tacv2."""
    if name.startswith("19:"):
        return name
    return f"19:{hashlib.sha256(name.encode()).hexdigest()[:32]}@thread.tacv2"


def team_id(channel: str) -> str:
    """The id of the team that a channel stands in."""
    return f"19:{hashlib.sha256(f'team {channel}'.encode()).hexdigest()[:32]}@thread.tacv2"


def in_thread(channel: str, root: str) -> str:
    """The conversation id of a thread in a channel."""
    return f"{channel};messageid={root}"


def split_thread(conversation: str) -> tuple[str, str | None]:
    """The conversation, and the id of the thread's first message where the id names one."""
    base, mark, root = conversation.partition(";messageid=")
    return base, root if mark and root else None


def invoke_id() -> str:
    """The id of an invoke activity: never one of a message."""
    return f"f:{uuid.uuid4()}"


def _opaque(seed: str, length: int) -> str:
    digest = hashlib.sha512(seed.encode()).digest() + hashlib.sha256(seed.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:length]

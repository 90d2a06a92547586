"""The attachments of an activity as the vocabulary has them: pictures in the chat, and files of the sender's own drive."""

import re
from collections.abc import Iterable
from typing import Any

from bot.channels.teams.activity import DOWNLOAD_INFO
from bot.channels.teams.text import clean
from dialogs.contract import Attachment

# A second copy of the text, a quoted message, and previews of links: nobody attached those.
NOT_FILES = ("text/html", "text/plain", "messageReference", "application/vnd.microsoft.card.")
CHAT, DRIVE = "chat", "drive"
ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
MAX_FILES = 20
MAX_MEDIA = 100


def attachments_of(attachments: Iterable[Any]) -> tuple[Attachment, ...]:
    """The files among an activity's attachments, at most twenty. The file's name is dropped: it may name somebody."""
    kept = [one for one in attachments if not (one.content_type or "").startswith(NOT_FILES)]
    return tuple(_attachment(one) for one in kept[:MAX_FILES])


def _attachment(one: Any) -> Attachment:
    media = clean(one.content_type or "")[:MAX_MEDIA]
    if media == DOWNLOAD_INFO:
        kind, url = one.content["fileType"] or "", one.content["downloadUrl"]
        ending = kind if ENDING.fullmatch(f".{kind}") else _ending(one.name)
        return Attachment(media, ending, {"way": DRIVE, "url": url} if url else None)
    if media.startswith("image/") and one.content_url:
        return Attachment(media, _ending(one.name), {"way": CHAT, "url": one.content_url})
    return Attachment(media, _ending(one.name))


def _ending(name: str | None) -> str:
    found = ENDING.search(name or "")
    return found[1].lower() if found else ""

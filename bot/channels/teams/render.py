"""A Message as a Teams activity: plain text where that is all there is, else an Adaptive Card of at most 80 KB."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.teams.card import card_of, dialog_card_of
from bot.channels.teams.shorten import shorter_versions
from bot.channels.teams.text import clean
from dialogs.contract import Message, Paragraph

MAX_BYTES = 80_000
MAX_SUMMARY = 200
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
AT_TAG = re.compile(r"<(?=/?\s*at\b)", re.IGNORECASE)


def render(message: Message) -> dict[str, Any]:
    """The activity to post. Never fails, never over 80 KB: what is too long loses its end, the longest quotes first."""
    return _fitting(message, _activity)


def render_card(message: Message) -> dict[str, Any]:
    """The Adaptive Card alone, for the answer to a pressed button."""
    return _fitting(message, card_of)


def render_dialog(message: Message) -> dict[str, Any]:
    """The Adaptive Card of a dialog, as the attachment that the answer to a task/fetch or task/submit holds."""
    return {"contentType": CARD_TYPE, "content": _fitting(message, dialog_card_of)}


def to_bytes(activity: Mapping[str, Any]) -> bytes:
    """The activity as it goes over the wire."""
    return json.dumps(activity, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _fitting(message: Message, make: Any) -> dict[str, Any]:
    made: dict[str, Any] = make(message)
    versions: Iterable[Message] = shorter_versions(message)
    for shorter in versions:
        if len(to_bytes(made)) <= MAX_BYTES:
            break
        made = make(shorter)
    return made


def _activity(message: Message) -> dict[str, Any]:
    summary = clean(message.summary[:MAX_SUMMARY])
    if _is_plain(message):
        return {"type": "message", "summary": summary, "textFormat": "plain", "text": _plain_text(message)}
    attachment = {"contentType": CARD_TYPE, "content": card_of(message)}
    return {"type": "message", "summary": summary, "attachments": [attachment]}


def _is_plain(message: Message) -> bool:
    if message.buttons or message.fields or not message.blocks:
        return False
    return all(isinstance(block, Paragraph) and _is_plain_paragraph(block) for block in message.blocks)


def _is_plain_paragraph(paragraph: Paragraph) -> bool:
    return paragraph.tone == "normal" and not any(run.bold or run.subtle or run.href for run in paragraph.runs)


def _plain_text(message: Message) -> str:
    paragraphs = (block for block in message.blocks if isinstance(block, Paragraph))
    text = "\n\n".join(clean("".join(run.text for run in paragraph.runs)) for paragraph in paragraphs)
    return AT_TAG.sub("‹", text)

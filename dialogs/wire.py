"""Message to JSON and back, for the one place where a message waits on disk (the outbox)."""

from collections.abc import Mapping
from typing import Any

from dialogs.contract import Block, Button, Facts, Field, Message, Option, Paragraph, Picture, Run


def to_json(message: Message) -> dict[str, Any]:
    """A Message as plain JSON."""
    return {
        "blocks": [_plain(block) for block in message.blocks],
        "buttons": [vars(button) for button in message.buttons],
        "fields": [{**vars(field), "options": [vars(option) for option in field.options]} for field in message.fields],
        "summary": message.summary,
    }


def _plain(block: Block) -> dict[str, Any]:
    kind = type(block).__name__
    if isinstance(block, Paragraph):
        return {"block": kind, "runs": [vars(run) for run in block.runs], "tone": block.tone}
    return {"block": kind, **vars(block)}


def from_json(data: Mapping[str, Any]) -> Message:
    """The Message that `to_json` wrote."""
    return Message(
        blocks=tuple(_block(block) for block in data["blocks"]),
        buttons=tuple(Button(**button) for button in data["buttons"]),
        fields=tuple(_field(field) for field in data["fields"]),
        summary=data["summary"],
    )


def _block(data: Mapping[str, Any]) -> Block:
    match data["block"]:
        case "Paragraph":
            return Paragraph(tuple(Run(**run) for run in data["runs"]), data["tone"])
        case "Facts":
            return Facts(tuple((label, value) for label, value in data["rows"]))
        case "Picture":
            return Picture(data["url"], data["alt"])
        case other:
            raise ValueError(f"unknown block {other!r}")


def _field(data: Mapping[str, Any]) -> Field:
    return Field(**{**data, "options": tuple(Option(**option) for option in data["options"])})

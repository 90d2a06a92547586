"""Adaptive Cards as a script sees them: which buttons there are, which inputs, and what a press sends. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.channels.playground.model import Json, Refused

PRESSABLE = ("Action.Execute", "Action.Submit")
NESTED = ("body", "items", "columns", "rows", "cells", "actions", "selectAction", "card", "inlineAction", "pages")


def cards_of(activity: Json) -> list[Json]:
    """The Adaptive Cards of an activity."""
    attachments = activity.get("attachments")
    return [
        attachment["content"]
        for attachment in (attachments if isinstance(attachments, list) else [])
        if isinstance(attachment, dict)
        and attachment.get("contentType") == "application/vnd.microsoft.card.adaptive"
        and isinstance(attachment.get("content"), dict)
    ]


def actions_of(activity: Json) -> list[Json]:
    """Every button that sends something, in reading order; ActionSets before the card's own row."""
    return [part for card in cards_of(activity) for part in _walk(card) if part.get("type") in PRESSABLE]


def inputs_of(activity: Json) -> list[Json]:
    """Every input field, in reading order."""
    return [
        part
        for card in cards_of(activity)
        for part in _walk(card)
        if str(part.get("type", "")).startswith("Input.") and isinstance(part.get("id"), str)
    ]


def as_activity(content: Json) -> Json:
    """A card as the only thing in an activity."""
    return {"attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": content}]}


def opens_dialog(action: Json) -> bool:
    """Does the button ask for a dialog?"""
    data = action.get("data")
    teams = data.get("msteams") if isinstance(data, dict) else None
    return action.get("type") == "Action.Submit" and isinstance(teams, dict) and teams.get("type") == "task/fetch"


def choose(activity: Json, wanted: str | int) -> Json:
    """The button with that title, or at that place (from 0). Refused: none, or several of the same title."""
    actions = actions_of(activity)
    if isinstance(wanted, int):
        if 0 <= wanted < len(actions):
            return actions[wanted]
        raise Refused(404, "ActionNotFound", f"the card has {len(actions)} buttons, counted from 0")
    exact = [action for action in actions if action.get("title") == wanted]
    found = exact or [action for action in actions if str(action.get("title", "")).casefold() == wanted.casefold()]
    if len(found) == 1:
        return found[0]
    titles = ", ".join(f"«{action.get('title', '')}»" for action in actions) or "none"
    if found:
        raise Refused(409, "ActionAmbiguous", f"several buttons have that title, give the index; there are: {titles}")
    raise Refused(404, "ActionNotFound", f"no button has that title; there are: {titles}")


def pressed(activity: Json, action: Json, inputs: Mapping[str, Any]) -> Json:
    """The action as the client sends it, its data merged with the inputs. Refused as the client would refuse it."""
    data = action.get("data")
    if action.get("associatedInputs") == "none":
        return action if data is not None else {**action, "data": {}}
    return {**action, "data": {**(data if isinstance(data, dict) else {}), **_values(activity, inputs)}}


def _values(activity: Json, given: Mapping[str, Any]) -> Json:
    fields = inputs_of(activity)
    unknown = sorted(set(given) - {field["id"] for field in fields})
    if unknown:
        names = ", ".join(field["id"] for field in fields) or "none"
        raise Refused(400, "InputNotFound", f"the card has no such input; it has: {names}")
    values: Json = {}
    for field in fields:
        value = given.get(field["id"], _default(field))
        if field.get("isRequired") and value in (None, ""):
            raise Refused(400, "InputRequired", f"the input «{field['id']}» must be filled")
        if value is not None:
            values[field["id"]] = value
    return values


def _default(field: Json) -> Any:
    if field["type"] == "Input.Toggle":
        return field.get("value", field.get("valueOff", "false"))
    return field.get("value", "" if field["type"] == "Input.Text" else None)


def _walk(part: Any) -> Iterator[Json]:
    if isinstance(part, list):
        for item in part:
            yield from _walk(item)
    elif isinstance(part, dict):
        yield part
        for key in NESTED:
            if key in part:
                yield from _walk(part[key])

"""What a pressed button carries: our own data under «varde», and the card's inputs beside it."""

from collections.abc import Mapping
from typing import Any

from bot.channels.teams.text import clean, storable

OURS = "varde"
VERB = "varde"
PLATFORMS = {OURS, "msteams"}
MAX_FIELDS = 200
MAX_KEY = 200
MAX_WORD = 500
MAX_VALUE_DEPTH = 4


def button_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a rendered button holds."""
    return {OURS: dict(data)}


def execute_value(value: Any) -> dict[str, Any]:
    """The value of an Action.Execute (an invoke's). An unknown shape gives {}: the engine answers it politely."""
    action = value.get("action") if isinstance(value, dict) else None
    if not isinstance(action, dict) or action.get("verb") != VERB:
        return {}
    return submit_value(action.get("data"))


def dialog_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a button that opens a dialog holds: the client asks with a task/fetch instead of a message."""
    return {**button_data(data), "msteams": {"type": "task/fetch"}}


def task_value(value: Any) -> dict[str, Any]:
    """The value of a task/fetch or task/submit. An unknown shape gives {}: the engine answers it politely."""
    return submit_value(value.get("data")) if isinstance(value, dict) else {}


def submit_value(value: Any) -> dict[str, Any]:
    """{"action", "token", whatever else our button held, "fields": the inputs as texts}; {} for an unknown shape."""
    ours = value.get(OURS) if isinstance(value, dict) else None
    if not isinstance(ours, dict) or not _is_word(ours.get("action")) or not _is_token(ours.get("token")):
        return {}
    plain = _plain(ours, MAX_VALUE_DEPTH)
    return {**plain, "fields": _fields(value)}


def _is_word(value: Any) -> bool:
    return bool(value) and _is_token(value)


def _is_token(value: Any) -> bool:
    """A token may be empty: a button that only shows something may be pressed again and again."""
    return isinstance(value, str) and len(value) <= MAX_WORD and value.isprintable()


def _plain(value: Any, depth: int) -> Any:
    """The value no deeper than `depth`, with texts that can be stored; our own words are otherwise left as they are."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _plain(one, depth - 1) for key, one in value.items()} if depth else None
    if isinstance(value, list):
        return [_plain(one, depth - 1) for one in value] if depth else None
    return value


def _fields(value: Mapping[str, Any]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, found in value.items():
        text = _as_text(found)
        if key in PLATFORMS or text is None or len(key) > MAX_KEY or len(fields) >= MAX_FIELDS:
            continue
        fields[clean(key)] = text
    return fields


def _as_text(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return clean(value) if isinstance(value, str) else None

"""Reading the platform's JSON with its types checked: a wrong type is a bad request, never an exception later on."""

from collections.abc import Mapping
from typing import Any

from bot.channels.teams.body import BadBodyError

MAX_ID = 1000


def text_of(data: Mapping[str, Any], key: str) -> str | None:
    """A text or nothing. Raises BadBodyError for any other type."""
    found = data.get(key)
    if found is None or isinstance(found, str):
        return found
    raise BadBodyError(f"wrong_type:{key}")


def id_of(data: Mapping[str, Any], key: str, *, required: bool = False) -> str | None:
    """An identifier: printable, at most 1000 characters. Raises BadBodyError for anything else, and for none if required."""
    found = text_of(data, key)
    if not found:
        if required:
            raise BadBodyError(f"missing:{key}")
        return None
    if len(found) > MAX_ID or not found.isprintable():
        raise BadBodyError(f"bad_id:{key}")
    return found


def object_of(data: Mapping[str, Any], key: str, *, required: bool = False) -> dict[str, Any]:
    """An object, an empty one for nothing. Raises BadBodyError for any other type, and for none if required."""
    found = data.get(key)
    if found is None:
        if required:
            raise BadBodyError(f"missing:{key}")
        return {}
    if not isinstance(found, dict):
        raise BadBodyError(f"wrong_type:{key}")
    return found


def objects_of(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """A list of objects, an empty one for nothing. Raises BadBodyError for any other type."""
    found = data.get(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadBodyError(f"wrong_type:{key}")
    return found

"""Reading what a request brings: JSON within limits, and single fields of it, or a clear refusal."""

import json
import math
from typing import Any

from aiohttp import web

from bot.channels.playground.model import Json, Refused

MOST_DEPTH = 200
MOST_DIGITS = 15


async def read_json(request: web.Request, limit: int) -> Json:
    """The body as an object. Refused: over `limit` bytes (413), not JSON, not an object, too deep, NaN (400)."""
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > limit:
            raise Refused(413, "MessageSizeTooBig", f"the body may have at most {limit} bytes")
    try:
        body = json.loads(raw.decode(), parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Refused(400, "BadSyntax", "the body must be a JSON object in UTF-8") from None
    if not isinstance(body, dict):
        raise Refused(400, "BadSyntax", "the body must be a JSON object")
    _check_depth(body)
    return body


def text_field(body: Json, name: str, *, most: int = 300) -> str:
    """A string field that must be there and not blank."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or not _storable(value):
        raise Refused(400, "BadArgument", f"«{name}» must be a text")
    if len(value) > most:
        raise Refused(400, "BadArgument", f"«{name}» may have at most {most} characters")
    return value


def optional_text(body: Json, name: str, *, most: int = 300) -> str | None:
    """A string field that may be missing or null."""
    return None if body.get(name) is None else text_field(body, name, most=most)


def number_field(body: Json, name: str, *, least: float, most: float) -> float | None:
    """A number within bounds, or None where it is missing or null."""
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Refused(400, "BadArgument", f"«{name}» must be a number from {least:g} to {most:g}")
    return value


def object_field(body: Json, name: str) -> Json:
    """An object field; missing and null count as empty."""
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(400, "BadArgument", f"«{name}» must be an object")
    return value


def query_number(request: web.Request, name: str, default: int) -> int:
    """A whole number from 0 in the query. Refused (400): anything else."""
    value = request.query.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or len(value) > MOST_DIGITS:
        raise Refused(400, "BadArgument", f"«{name}» must be a number that an earlier answer gave")
    return int(value)


def _check_depth(value: Any) -> None:
    """So that nothing later on recurses further than the stack reaches."""
    level = [value]
    for _ in range(MOST_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise Refused(400, "BadSyntax", f"the body may be nested {MOST_DEPTH} levels deep")


def _storable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("infinite")
    return number


def _no_constant(name: str) -> Any:
    raise ValueError(name)

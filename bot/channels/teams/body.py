"""The body of a request: bytes to a JSON object, bounded in size, depth and number before anything recursive sees it."""

import json
import math
import re
from typing import Any

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_CONTAINERS = 20_000
MAX_INT_DIGITS = 18

STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
BRACKETS = re.compile(rb"[\[{]+|[\]}]+")


class BadBodyError(Exception):
    """The body cannot be used. `status` is 400 or 413; `code` is a short machine word, never a piece of the body."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


def read_object(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw` (UTF-8). Raises BadBodyError for everything that is not one."""
    if len(raw) > MAX_BYTES:
        raise BadBodyError("too_large", status=413)
    _check_nesting(raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadBodyError("not_utf8") from None
    try:
        found = json.loads(text, parse_constant=_no_constant, parse_float=_finite, parse_int=_small)
    except ValueError:  # chained, the decoder's error would carry the whole body
        raise BadBodyError("not_json") from None
    if not isinstance(found, dict):
        raise BadBodyError("not_an_object")
    return found


def _check_nesting(raw: bytes) -> None:
    if raw.count(b"[") + raw.count(b"{") <= MAX_DEPTH:
        return
    depth = opened = 0
    for match in BRACKETS.finditer(STRINGS.sub(b"", raw)):
        run = match.group()
        if run[0] in b"[{":
            depth += len(run)
            opened += len(run)
        else:
            depth -= len(run)
        if depth > MAX_DEPTH or opened > MAX_CONTAINERS:
            raise BadBodyError("too_deep")


def _no_constant(_name: str) -> Any:
    raise BadBodyError("not_json")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise BadBodyError("bad_number")
    return number


def _small(digits: str) -> int:
    """No field of the protocol is longer, and a database column would not take it."""
    if len(digits.lstrip("-")) > MAX_INT_DIGITS:
        raise BadBodyError("bad_number")
    return int(digits)

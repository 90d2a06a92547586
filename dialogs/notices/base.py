"""What a notice is: a key, and how it is worded for one reader from current rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.context import Reader
from dialogs.contract import Message


@dataclass(frozen=True)
class Notice:
    """`compose` gives the message, or None when it is no longer true or not for this reader: then it is never sent."""

    key: str
    compose: Callable[[Reader, Mapping[str, Any]], Message | None]

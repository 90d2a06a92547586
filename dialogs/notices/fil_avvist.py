"""To whoever sent a file: it could not be taken, and what to do instead."""

from collections.abc import Mapping
from typing import Any

from dialogs import filtekster
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    return Message((filtekster.grunn(r.t, str(params["grunn"])),))


NOTICE = Notice("fil_avvist", _compose)

"""A tiltak's card, to the person who is responsible for it; kept up to date in place."""

from collections.abc import Mapping
from typing import Any

from dialogs import tiltakskort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.tiltak.model import Tiltak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak = r.session.get(Tiltak, params["tiltak"])
    return tiltakskort.kort(r, tiltak) if tiltak is not None else None


NOTICE = Notice("tiltak_kort", _compose)

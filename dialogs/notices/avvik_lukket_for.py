"""Written over what somebody was told of a case that has been closed to him or her since (avvik.md 8)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or kort.sak(r, avvik) is not None:
        return None
    return kort.stengt(r, avvik)


NOTICE = Notice("avvik_lukket_for", _compose)

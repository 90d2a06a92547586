"""To the reporter: the case looks like whistleblowing, so it was closed to all others, and these are the rights (avvik.md 1)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.avvik import flyt
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.status != flyt.SKJERMET:
        return None
    return kort.skjermet(r, avvik)


NOTICE = Notice("avvik_skjermet", _compose)

"""The case's card, to its handler, the verneombud and those who are told; kept up to date in place (messages.md 8, 16)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.avvik import queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or params.get("hos", queries.stempel(avvik)) != queries.stempel(avvik):
        return None
    card = kort.sak(r, avvik)
    if card is not None:
        return card
    return kort.stengt(r, avvik)


NOTICE = Notice("avvik_kort", _compose)

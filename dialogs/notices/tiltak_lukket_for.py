"""Written over what somebody was told of a tiltak, when its case has been closed to him or her (avvik.md 8)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries, tiltakene
from hms.tiltak.model import Tiltak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak = r.session.get(Tiltak, params["tiltak"])
    avvik = tiltakene.saken(r.session, tiltak) if tiltak is not None else None
    if avvik is None:
        return None
    inhabil = flyt.INHABIL in queries.relasjoner(r.session, avvik, r.leser, r.today)
    return kort.stengt(r, avvik) if inhabil or avvik.status == flyt.SKJERMET else None


NOTICE = Notice("tiltak_lukket_for", _compose)

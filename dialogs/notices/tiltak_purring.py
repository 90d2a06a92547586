"""A reminder of a tiltak as a message of its own: where it hastes, and where there is no card for the day."""

from collections.abc import Mapping
from typing import Any

from dialogs import tiltakskort, tiltaksord
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import tiltakene
from hms.tiltak.model import Tiltak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    tiltak = r.session.get(Tiltak, params["tiltak"])
    said = tiltaksord.purring(r, tiltak, params["runde"], params.get("som", "")) if tiltak is not None else None
    if tiltak is None or said is None:
        return None
    why = N_("Du får dette fordi tiltak skal følges opp til de er utført. Krav {krav}.")
    krav = r.t.rich(why, tone="small", krav=tiltakskort.krav(tiltak))
    summary = tiltakskort.summary(r, tiltakene.saken(r.session, tiltak))
    return Message((*said[0], krav), said[1], summary=summary)


NOTICE = Notice("tiltak_purring", _compose)

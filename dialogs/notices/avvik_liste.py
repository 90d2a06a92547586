"""A list of cases that was asked for, as it is now: a case that has been closed to its reader stands on it no longer (avvik.md 8)."""

from collections.abc import Mapping
from typing import Any

from dialogs.commands import mine_avvik, mine_tiltak, mks_liste, saker
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.avvik import lister
from hms.avvik.lister import Filter


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    fra = int(params.get("fra", 0))
    match params["liste"]:
        case "saker":
            return saker.liste(r, Filter(params["utvalg"], int(params["grad"])), fra).message
        case "meldt":
            return mine_avvik.meldt(r, fra).message
        case "mine":
            return mine_avvik.liste(r).message
        case "mks":
            return mks_liste.liste(r, int(params["gruppe"]) if "gruppe" in params else None, fra).message
        case "tiltak":
            return mine_tiltak.liste(r, fra).message
    return None


NOTICE = Notice(lister.NOTICE, _compose)

"""The card of a stop, to the leaders, the HMS-ansvarlig and the verneombud; kept up to date in place (aml § 6-3)."""

from collections.abc import Mapping
from typing import Any

from dialogs import vernekort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.verneombud.model import Stans


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(Stans, params["stans"])
    return vernekort.stans(r, row) if row is not None else None


NOTICE = Notice("stans_kort", _compose)

"""The work goes on: to all who were told that it was stopped, but the one who said so (aml § 6-3)."""

from collections.abc import Mapping
from typing import Any

from dialogs import vernekort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.verneombud.model import Stans


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(Stans, params["stans"])
    if row is None or row.slutt_at is None or row.slutt_av == r.leser.person_id:
        return None
    return vernekort.stans(r, row)


NOTICE = Notice("stans_slutt", _compose)

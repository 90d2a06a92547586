"""A verneombud's question, to the leader who is to answer; kept up to date in place (aml § 6-2)."""

from collections.abc import Mapping
from typing import Any

from dialogs import vernekort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.verneombud.model import KravOmSvar


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(KravOmSvar, params["krav"])
    return vernekort.krav(r, row) if row is not None else None


NOTICE = Notice("krav_kort", _compose)

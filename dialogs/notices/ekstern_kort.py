"""A report to another system as a card, to its reporter or the named reception; kept up to date in place."""

from collections.abc import Mapping
from typing import Any

from dialogs import ekstern
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from hms.ekstern.model import EksternSak


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    sak = r.session.get(EksternSak, params["ekstern"])
    return ekstern.kort(r, sak) if sak is not None else None


NOTICE = Notice("ekstern_kort", _compose)

"""The 72-hour clock of a report to another system: to the personvernombud and the nearest leader until it is decided."""

from collections.abc import Mapping
from typing import Any

from dialogs import ekstern
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.notices.base import Notice
from dialogs.notices.personvern_klokke import Sak, klokka
from hms.ekstern import personvern
from hms.ekstern.model import EksternSak
from hms.ekstern.personvern import EksternBrudd


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    sak = r.session.get(EksternSak, params["ekstern"])
    row = r.session.get(EksternBrudd, params["ekstern"])
    if sak is None or row is None or not personvern.kan_vurdere(r.session, sak, r.leser, r.today):
        return None
    about = Sak(sak.referanse, sak.node_id, {"ekstern": sak.id}, ekstern.til_systemet(r, sak))
    return klokka(r, row, about, params)


NOTICE = Notice(personvern.NOTICE, _compose)

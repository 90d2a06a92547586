"""A closed case has been taken up again: to the verneombud, and to the reporter when somebody else did it."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.status not in flyt.APNE:
        return None
    if not queries.relasjoner(r.session, avvik, r.leser, r.today) - {flyt.INHABIL}:
        return None
    text = r.t.rich(
        N_("Sak **{saksnr}** er åpnet igjen. {leder} skal ha vurdert den på nytt innen {vurdert}."),
        saksnr=avvik.nummer,
        leder=fortalt.behandler(r, avvik),
        vurdert=r.t.day(avvik.frist_vurdert, r.today),
    )
    return Message((text,), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_gjenapnet", _compose)

"""To the reporter: somebody has confirmed that they have the case."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.mottatt_at is None or avvik.mottatt_av is None:
        return None
    seen_by = org.person(r.session, avvik.mottatt_av)
    handler = org.person(r.session, avvik.behandler_id) if avvik.behandler_id is not None else seen_by
    text = r.t.rich(
        N_("{navn} har sett sak **{saksnr}**. {leder} skal ha vurdert den innen {vurdert}.")
        if avvik.frist_vurdert >= r.today
        else N_("{navn} har sett sak **{saksnr}**. Fristen for å vurdere den var {vurdert}."),
        navn=seen_by.navn if seen_by else "",
        leder=handler.navn if handler else "",
        saksnr=avvik.nummer,
        vurdert=r.t.day(avvik.frist_vurdert, r.today),
    )
    return Message((text,), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_mottatt", _compose)

"""To the reporter: the case has got another handler."""

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
    if avvik is None or avvik.behandler_id is None:
        return None
    person = org.person(r.session, avvik.behandler_id)
    text = r.t.rich(
        N_("Sak **{saksnr}** er sendt videre til {leder}, som skal ha sett den innen {sett}."),
        leder=person.navn if person else "",
        saksnr=avvik.nummer,
        sett=kort.frist_mottatt(r, avvik),
    )
    return Message((text,), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_videresendt", _compose)

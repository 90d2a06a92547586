"""To the nearest leader and the HMS-ansvarlig at once: a report of grade 4 is on its way to the other system (aml § 5-2)."""

from collections.abc import Mapping
from typing import Any

from dialogs import ekstern
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.ekstern.model import EksternSak
from hms.organisasjon import queries as org


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    sak = r.session.get(EksternSak, params["ekstern"])
    if sak is None:
        return None
    t = r.t
    node = org.node(r.session, sak.node_id)
    alarm = t.rich(
        N_(
            "**Kritisk hendelse i {enhet}.** Er noen omkommet eller alvorlig skadet, skal arbeidsgiver ringe "
            "Arbeidstilsynet ({telefon}) og politiet (112) straks. Arbeidsgiver skal bekrefte det skriftlig etterpå, og verneombudet skal ha kopi."
        ),
        tone="emergency",
        enhet=node.navn if node else "",
        telefon=r.kommune.telefon_ulykke or "–",
    )
    text = t.rich(
        N_("Hendelsen er meldt {tid} med referanse **{referanse}**. Saken behandles i kommunens avvikssystem."),
        tid=t.moment(sak.meldt_at, r.today),
        referanse=sak.referanse,
    )
    return Message((alarm, text), ekstern.til_systemet(r, sak), summary=ekstern.sammendrag(r, sak))


NOTICE = Notice("ekstern_kritisk", _compose)

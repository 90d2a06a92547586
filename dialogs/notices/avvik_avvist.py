"""To the reporter: the case was ended without action, why, and how to disagree (messages.md 10)."""

from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, knapper, kort, kortdeler
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.status != flyt.AVVIST:
        return None
    t = r.t
    line = queries.linja(r.session, avvik, r.today)
    text = t.rich(
        N_("Sak **{saksnr}** er avsluttet uten tiltak. Begrunnelse fra {leder}:"),
        saksnr=avvik.nummer,
        leder=fortalt.behandler(r, avvik),
    )
    neste = line[0].navn if line else fortalt.siste(r, avvik)
    unhappy = t.rich(N_("Er du uenig, kan du be {neste_leder} se på saken på nytt."), neste_leder=neste)
    if not neste:
        unhappy = t.rich(N_("Er du uenig, kan du be om at en annen ser på saken på nytt."))
    buttons = (knapper.knapp(r, avvik, "ny_vurdering"),)
    quote = kortdeler.sitat(avvik.avvist_fordi or "")
    return Message((text, quote, unhappy), buttons, summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_avvist", _compose)

"""To the handler: every tiltak of the case is done or dropped, so it can be evaluated and closed."""

from collections.abc import Mapping
from typing import Any

from dialogs import knapper, kort
from dialogs.context import Reader
from dialogs.contract import Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.status != flyt.TIL_EVALUERING:
        return None
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if not flyt.har_rett(relasjoner, "se"):
        return None
    text = r.t.rich(
        N_("Ingen tiltak gjenstår i sak **{saksnr}**. Vurder om de løste problemet. Så kan saken lukkes."),
        saksnr=avvik.nummer,
    )
    why = r.t.rich(N_("Du får dette fordi du behandler saken. Krav 7-AL-7."), tone="small")
    buttons: list[Button] = [
        knapper.knapp(r, avvik, h) for h in ("lukk", "tiltak") if flyt.kan(relasjoner, h, avvik.status)
    ]
    return Message((text, why), (*buttons, kort.se_saken(r, avvik)), summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_til_evaluering", _compose)

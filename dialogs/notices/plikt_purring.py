"""To the handler, then the leader above: what the law asks for in a case and nobody has noted (avvik.md 6, stiger.yaml)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, pliktkort
from dialogs.context import Reader
from dialogs.contract import Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt, pliktene, queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None:
        return None
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    missing = pliktkort.mangler(r, avvik)
    if not missing or not flyt.kan(relasjoner, pliktene.HANDLING, avvik.status):
        return None
    t = r.t
    text = t.rich(N_("Sak **{saksnr}**: loven pålegger arbeidsgiveren å melde fra."), saksnr=avvik.nummer)
    why = t.rich(
        N_(
            "Du får dette fordi du behandler saken eller leder den som gjør det. Varde melder ikke for dere. Krav 6.1-11."
        ),
        tone="small",
    )
    look = {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""}
    buttons = (*pliktkort.forste(r, avvik, relasjoner), Button(t.text(N_("Se saken")), look))
    return Message((text, *missing, why), buttons, summary=kort.summary(r, avvik))


NOTICE = Notice("plikt_purring", _compose)

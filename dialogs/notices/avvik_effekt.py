"""To the handler, sixty days after closing: did the actions work? (avvik.md 5)"""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, texts
from dialogs.context import Reader
from dialogs.contract import Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import queries
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or queries.port(avvik) != "effekt" or avvik.lukket_at is None:
        return None
    t = r.t
    text = t.rich(
        N_("Sak **{saksnr}** ble lukket {dag}. Virket det dere gjorde?"),
        saksnr=avvik.nummer,
        dag=t.moment(avvik.lukket_at, r.today),
    )
    why = t.rich(N_("Du får dette fordi virkningen av tiltak skal vurderes. Krav 6.1-11."), tone="small")
    buttons = tuple(
        Button(
            t.text(label),
            {
                "action": "avvik",
                "do": "effekt",
                "value": value,
                "avvik": avvik.id,
                "token": f"avvik:{avvik.id}:effekt:{avvik.runde}",
            },
        )
        for value, label in texts.EFFEKT.items()
    )
    again = {"action": "avvik", "do": "gjenapne", "avvik": avvik.id, "token": ""}
    return Message(
        (text, why), (*buttons, Button(t.text(N_("Åpne saken igjen")), again)), summary=kort.summary(r, avvik)
    )


NOTICE = Notice("avvik_effekt", _compose)

"""To the reporter: the case is closed, what was done, and whether it helped (messages.md 9). Krav 6.1-11."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, kortdeler
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt
from hms.avvik.model import Avvik


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.status != flyt.LUKKET or avvik.tilbakemelding is None:
        return None
    t = r.t
    blocks: list[Block] = [
        t.rich(N_("Sak **{saksnr}** er lukket. Dette er gjort:"), saksnr=avvik.nummer),
        kortdeler.sitat(avvik.tilbakemelding),
    ]
    if avvik.uten_tiltak_fordi:
        blocks.append(t.rich(kortdeler.uten_tiltak(r, avvik), tone="small"))
        blocks.append(kortdeler.sitat(avvik.uten_tiltak_fordi))
    blocks.append(t.rich(N_("**Løste det problemet?**")))
    buttons = tuple(
        Button(
            t.text(label),
            {"action": "avvik", "do": "losning", "avvik": avvik.id, "value": value, "token": _token(avvik)},
        )
        for value, label in (("ja", N_("Ja")), ("nei", N_("Nei, åpne saken igjen")))
    )
    return Message(tuple(blocks), buttons, summary=kort.summary(r, avvik))


def _token(avvik: Avvik) -> str:
    return f"avvik:{avvik.id}:losning:{avvik.runde}"


NOTICE = Notice("avvik_lukket", _compose)

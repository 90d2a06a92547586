"""Nobody has confirmed receipt: to the handler, then up the line, a step at a time (avvik.md 5, stiger.yaml)."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort, pliktkort
from dialogs.context import Reader
from dialogs.contract import Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import queries, rules
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or avvik.mottatt_at is not None or not any(s["navn"] == params["trinn"] for s in avvik.trinn):
        return None
    t = r.t
    node = org.node(r.session, avvik.node_id)
    handler = org.person(r.session, avvik.behandler_id) if avvik.behandler_id else None
    facts: dict[str, Any] = {
        "saksnr": avvik.nummer,
        "enhet": node.navn if node else "",
        "frist": kort.frist_mottatt(r, avvik),
    }
    if handler is not None and r.leser.person_id == handler.id:
        text = t.rich(
            N_(
                "Mottak av sak **{saksnr}** i {enhet} er ikke bekreftet ennå. Frist {frist}. Er det noe som hindrer deg, kan du sende saken til riktig person."
            ),
            **facts,
        )
    else:
        text = t.rich(
            N_(
                "Mottak av sak **{saksnr}** i {enhet} er ikke bekreftet ennå. Saken ligger hos {navn}. Frist {frist}. Kan du avklare hvem som tar den?"
            ),
            navn=handler.navn if handler else t.text(N_("HMS-ansvarlig")),
            **facts,
        )
    why = t.rich(N_("Du får dette fordi mottak av avvik skal bekreftes. Krav 6.1-11 og 7-AL-7."), tone="small")
    token = f"avvik:{avvik.id}:bekreft:{queries.stempel(avvik)}"
    confirm = {"action": "avvik", "do": "bekreft", "avvik": avvik.id, "token": token}
    look = {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""}
    buttons: tuple[Button, ...] = (
        Button(t.text(N_("Bekreft mottak")), confirm, style="positive"),
        Button(t.text(N_("Se saken")), look),
    )
    if handler is not None and r.leser.person_id == handler.id:
        forward = {"action": "avvik", "do": "send_videre", "avvik": avvik.id, "token": ""}
        buttons = (*buttons, Button(t.text(N_("Send til riktig person")), forward))
    urgent = avvik.grad == rules.KRITISK
    missing = pliktkort.mangler(r, avvik) if urgent else []
    blocks = (t.rich(N_("Kritisk hendelse"), tone="emergency"), text, *missing, why) if urgent else (text, why)
    return Message(blocks, buttons, summary=kort.summary(r, avvik))


NOTICE = Notice("avvik_purring", _compose)

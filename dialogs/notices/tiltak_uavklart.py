"""A tiltak of a vernerunde without who or when: the leader of the place is asked to settle it, and later the one above whether it shall be reported (T-47)."""

from collections.abc import Mapping
from typing import Any

from dialogs import tiltakskort
from dialogs.context import Reader
from dialogs.contract import Button, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import flyt
from hms.ekstern import vernerunde
from hms.organisasjon import queries as org
from hms.tiltak import mottakere, uavklart
from hms.tiltak.model import Uavklart

TEKST = {
    "begge": N_("Tiltaket «{tiltak}» fra vernerunden i {enhet} mangler ansvarlig og frist."),
    "ansvarlig": N_("Tiltaket «{tiltak}» fra vernerunden i {enhet} mangler ansvarlig."),
    "frist": N_("Tiltaket «{tiltak}» fra vernerunden i {enhet} mangler frist."),
}


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(Uavklart, params["uavklart"])
    if row is None or row.tiltak_id is not None or vernerunde.er_meldt_om(r.session, f"uavklart:{row.id}"):
        return None
    node = org.node(r.session, row.node_id)
    what = r.t.rich(TEKST[_mangler(row)], tiltak=row.hva, enhet=node.navn if node is not None else "")
    krav = r.t.rich(N_("Krav 6.3.5-3."), tone="small")
    if params["som"] == flyt.VERNEOMBUD:
        told = N_("Til orientering: Lederen er spurt om det skal meldes som avvik, eller avklares.")
        return Message((what, r.t.rich(told), krav), summary=tiltakskort.summary(r, None))
    if r.leser.person_id not in mottakere.kan_avklare(r.session, row, r.today):
        return None
    buttons: tuple[Button, ...] = (_knapp(r, row, "avklar"),)
    ask = N_("Hvem skal gjøre det, og når?")
    if params["trinn"] == uavklart.FORSLAG:
        ask = N_("Det har stått slik siden {dag}. Skal det meldes som avvik, eller vil du avklare det?")
        buttons = (*buttons, _knapp(r, row, "meld_avvik"))
    return Message(
        (what, r.t.rich(ask, dag=r.t.day(row.fra, r.today)), krav), buttons, summary=tiltakskort.summary(r, None)
    )


def _mangler(row: Uavklart) -> str:
    if row.ansvarlig_id is None:
        return "begge" if row.frist is None else "ansvarlig"
    return "frist"


def _knapp(r: Reader, row: Uavklart, do: str) -> Button:
    label = N_("Avklar hvem og når") if do == "avklar" else N_("Meld som avvik")
    return Button(r.t.text(label), {"action": "uavklart", "do": do, "uavklart": row.id, "token": ""})


NOTICE = Notice(uavklart.NOTICE, _compose)

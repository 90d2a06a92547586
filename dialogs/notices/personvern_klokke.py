"""The 72-hour clock of personal data gone astray: to the personvernombud and the responsible leader until it is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Button, Message, Paragraph
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import personvern
from hms.avvik.model import Avvik
from hms.avvik.personvern import Klokke72
from hms.organisasjon import queries as org

FIRST = "straks"


@dataclass(frozen=True)
class Sak:
    """What a clock is about: the number people know it by, where it is, and the buttons for who may decide."""

    nummer: str
    node_id: int
    om: Mapping[str, Any]
    mer: tuple[Button, ...] = ()


def compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """The clock as it stands now, for one who may decide; nothing about what the case says."""
    avvik = r.session.get(Avvik, params["avvik"])
    row = personvern.brudd(r.session, params["avvik"])
    if avvik is None or row is None or not personvern.kan_vurdere(r.session, avvik, r.leser, r.today):
        return None
    look = Button(r.t.text(N_("Se saken")), {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})
    return klokka(r, row, Sak(avvik.nummer, avvik.node_id, {"avvik": avvik.id}, (look,)), params)


def klokka(r: Reader, row: Klokke72, sak: Sak, params: Mapping[str, Any]) -> Message:
    """The same for any clock."""
    why = r.t.rich(N_("Du får dette på grunn av personvernforordningen, artikkel 33."), tone="small")
    summary = r.t.text(N_("{saksnr}: Ny melding fra Varde"), saksnr=sak.nummer)
    if row.vurdert is not None:
        return Message((_decided(r, sak, row), why), summary=summary)
    node = org.node(r.session, sak.node_id)
    facts: dict[str, Any] = {
        "saksnr": sak.nummer,
        "enhet": node.navn if node else "",
        "frist": r.t.moment(row.frist, r.today),
    }
    text = N_("Ingen har registrert noe til Datatilsynet i sak **{saksnr}** i {enhet}. Fristen er **{frist}**.")
    if r.now > row.frist:
        text = N_(
            "Fristen til Datatilsynet i sak **{saksnr}** i {enhet} gikk ut {frist}. Meld nå, og forklar forsinkelsen."
        )
    elif params.get("trinn") == FIRST:
        text = N_(
            "Personopplysninger kan være på avveie i {enhet}, sak **{saksnr}**. Er det risiko for dem det gjelder, skal Datatilsynet ha melding innen **{frist}**."
        )
    return Message((r.t.rich(text, **facts), why), _buttons(r, sak), summary=summary)


def _decided(r: Reader, sak: Sak, row: Klokke72) -> Paragraph:
    person = org.person(r.session, row.vurdert_av) if row.vurdert_av is not None else None
    facts: dict[str, Any] = {
        "saksnr": sak.nummer,
        "navn": person.navn if person else "",
        "tid": r.t.moment(row.vurdert_at, r.today) if row.vurdert_at else "",
    }
    if row.vurdert == personvern.MELDT:
        return r.t.rich(N_("Sak **{saksnr}** er meldt til Datatilsynet. Registrert av {navn} {tid}."), **facts)
    return r.t.rich(N_("Sak **{saksnr}** er vurdert som ikke meldepliktig av {navn} {tid}."), **facts)


def _buttons(r: Reader, sak: Sak) -> tuple[Button, ...]:
    ((slag, sak_id),) = sak.om.items()
    told = f"personvern:{sak_id}:meldt" if slag == "avvik" else f"personvern:{slag}:{sak_id}:meldt"

    def button(label: str, do: str, token: str = "") -> Button:
        return Button(r.t.text(label), {"action": "personvern", "do": do, **sak.om, "token": token})

    return (
        button(N_("Meldt til Datatilsynet"), "meldt", told),
        button(N_("Ikke meldepliktig"), "ikke_meldepliktig"),
        *sak.mer,
    )


def _lukket_for(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """Written over the clock for one who may no longer decide; the others keep theirs."""
    avvik = r.session.get(Avvik, params["avvik"])
    if avvik is None or personvern.kan_vurdere(r.session, avvik, r.leser, r.today):
        return None
    return kort.stengt(r, avvik)


NOTICE = Notice(personvern.NOTICE, compose)
NOTICES = (NOTICE, Notice("personvern_lukket_for", _lukket_for))

"""The 72-hour clock of personal data gone astray: to the personvernombud and the responsible leader until it is decided."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.context import Reader
from dialogs.contract import Button, Message, Paragraph
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.avvik import personvern
from hms.avvik.model import Avvik
from hms.avvik.personvern import Personvernbrudd
from hms.organisasjon import queries as org

FIRST = "straks"


def compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """The clock as it stands now, for one who may decide; nothing about what the case says."""
    avvik = r.session.get(Avvik, params["avvik"])
    row = personvern.brudd(r.session, params["avvik"])
    if avvik is None or row is None or not personvern.kan_vurdere(r.session, avvik, r.leser, r.today):
        return None
    why = r.t.rich(N_("Du får dette på grunn av personvernforordningen, artikkel 33."), tone="small")
    if row.vurdert is not None:
        return Message((_decided(r, avvik, row), why), summary=kort.summary(r, avvik))
    node = org.node(r.session, avvik.node_id)
    facts: dict[str, Any] = {
        "saksnr": avvik.nummer,
        "enhet": node.navn if node else "",
        "frist": r.t.moment(row.frist, r.today),
    }
    if r.now > row.frist:
        text = r.t.rich(
            N_(
                "Fristen til Datatilsynet i sak **{saksnr}** i {enhet} gikk ut {frist}. Meld nå, og forklar forsinkelsen."
            ),
            **facts,
        )
    elif params.get("trinn") == FIRST:
        text = r.t.rich(
            N_(
                "Personopplysninger kan være på avveie i {enhet}, sak **{saksnr}**. Er det risiko for dem det gjelder, skal Datatilsynet ha melding innen **{frist}**."
            ),
            **facts,
        )
    else:
        text = r.t.rich(
            N_("Ingen har registrert noe til Datatilsynet i sak **{saksnr}** i {enhet}. Fristen er **{frist}**."),
            **facts,
        )
    return Message((text, why), _buttons(r, avvik), summary=kort.summary(r, avvik))


def _decided(r: Reader, avvik: Avvik, row: Personvernbrudd) -> Paragraph:
    person = org.person(r.session, row.vurdert_av) if row.vurdert_av is not None else None
    facts: dict[str, Any] = {
        "saksnr": avvik.nummer,
        "navn": person.navn if person else "",
        "tid": r.t.moment(row.vurdert_at, r.today) if row.vurdert_at else "",
    }
    if row.vurdert == personvern.MELDT:
        return r.t.rich(N_("Sak **{saksnr}** er meldt til Datatilsynet. Registrert av {navn} {tid}."), **facts)
    return r.t.rich(N_("Sak **{saksnr}** er vurdert som ikke meldepliktig av {navn} {tid}."), **facts)


def _buttons(r: Reader, avvik: Avvik) -> tuple[Button, ...]:
    def button(label: str, do: str, token: str = "") -> Button:
        return Button(r.t.text(label), {"action": "personvern", "do": do, "avvik": avvik.id, "token": token})

    look = {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""}
    return (
        button(N_("Meldt til Datatilsynet"), "meldt", f"personvern:{avvik.id}:meldt"),
        button(N_("Ikke meldepliktig"), "ikke_meldepliktig"),
        Button(r.t.text(N_("Se saken")), look),
    )


NOTICE = Notice(personvern.NOTICE, compose)

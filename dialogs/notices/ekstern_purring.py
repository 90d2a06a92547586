"""A report has no number in the other system yet: to whoever carries it over, then to the reception and the HMS-ansvarlig."""

from collections.abc import Mapping
from typing import Any

from dialogs import ekstern
from dialogs.context import Reader
from dialogs.contract import Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.ekstern import rules, service
from hms.ekstern.model import EksternSak
from hms.organisasjon import queries as org


def _compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    sak = r.session.get(EksternSak, params["ekstern"])
    if sak is None or sak.nummer is not None:
        return None
    t = r.t
    node = org.node(r.session, sak.node_id)
    if sak.status == rules.OVERFORT:
        msgid = N_(
            "Melding **{referanse}** fra {enhet}, meldt {dag}, er overført til avvikssystemet, men saksnummeret mangler."
        )
    else:
        msgid = N_("Melding **{referanse}** fra {enhet}, meldt {dag}, er **ikke overført** til avvikssystemet ennå.")
    text = t.rich(msgid, referanse=sak.referanse, enhet=node.navn if node else "", dag=t.moment(sak.meldt_at, r.today))
    why = t.rich(
        N_(
            "Du får dette fordi avvik skal inn i kommunens avvikssystem og saksnummeret skal legges inn her. Krav 6.3.4-1."
        ),
        tone="small",
    )
    may = service.kan_legge_inn(r.session, r.now, r.leser, sak)
    buttons = (*ekstern.til_systemet(r, sak), *((ekstern.knapp(t, sak),) if may else ()))
    return Message((text, why), buttons, summary=ekstern.sammendrag(r, sak))


NOTICE = Notice("ekstern_purring", _compose)

"""About a request: to whoever is to answer, to the one who asked, and when the answer is late (5.0-4, 6.3.7-1)."""

from collections.abc import Mapping
from typing import Any

from dialogs import foresporselkort
from dialogs.context import Reader
from dialogs.contract import Block, Message
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.foresporsel import rules, service
from hms.foresporsel.model import Foresporsel

PURR = {
    rules.OPPLARING: N_("{navn} i {enhet} venter på svar om opplæring. Fristen var {frist}. Er det noe som hindrer?"),
    rules.KJEMIKALIE: N_(
        "Et nytt kjemikalie i {enhet} er ikke ført i stoffkartoteket. Fristen var {frist}. Er det noe som hindrer?"
    ),
}


def _kort(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(Foresporsel, params["foresporsel"])
    return foresporselkort.kort(r, row) if row is not None else None


def _svar(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(Foresporsel, params["foresporsel"])
    if row is None or row.person_id is None or row.person_id != r.leser.person_id:
        return None
    hvem = foresporselkort.navn(r, row.svar_av)
    if row.status == rules.REGISTRERT:
        blocks: list[Block] = [r.t.rich(N_("{navn} har ført kjemikaliet i stoffkartoteket."), navn=hvem)]
    elif row.svar is not None:
        text = (
            N_("{navn} har svart deg om opplæring:")
            if row.slag == rules.OPPLARING
            else N_("{navn} har svart deg om kjemikaliet:")
        )
        blocks = [r.t.rich(text, navn=hvem), foresporselkort.sitat(row.svar)]
    else:
        return None
    return Message((*blocks, r.t.rich(N_("Krav {krav}"), tone="small", krav=rules.KRAV[row.slag])))


def _purring(r: Reader, params: Mapping[str, Any]) -> Message | None:
    row = r.session.get(Foresporsel, params["foresporsel"])
    if row is None or row.status != rules.APEN or not service.kan_svare(r.session, r.now, r.leser.person_id, row):
        return None
    fakta: dict[str, Any] = {"navn": foresporselkort.navn(r, row.person_id), "enhet": foresporselkort.enhet(r, row)}
    text = r.t.rich(PURR[row.slag], frist=r.t.day(row.frist, r.today), **fakta)
    krav = r.t.rich(N_("Krav {krav}"), tone="small", krav=rules.KRAV[row.slag])
    return Message((text, foresporselkort.sitat(row.tekst), krav), foresporselkort.knapper(r, row))


NOTICES = (Notice(service.KORT, _kort), Notice(service.SVAR, _svar), Notice(service.PURRING, _purring))

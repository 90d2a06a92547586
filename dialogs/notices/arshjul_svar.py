"""About one duty, to one person: more time is asked for, what was answered, the work has been given to you."""

from collections.abc import Mapping
from typing import Any

from dialogs import hjul
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.arshjul.model import APEN, Oppgave
from hms.organisasjon import queries as org


def _soknad(r: Reader, params: Mapping[str, Any]) -> Message | None:
    rad = _apen(r, params)
    if rad is None or rad.onsket_frist is None:
        return None
    person = org.person(r.session, rad.onsket_av or 0)
    text = r.t.rich(
        N_("{navn} ber om mer tid til «{oppgave}», {sted}: ny frist **{ny}** i stedet for {frist}."),
        navn=person.navn if person else "",
        oppgave=hjul.tittel(r, rad),
        sted=hjul.sted(r, rad),
        ny=r.t.full_day(rad.onsket_frist),
        frist=r.t.full_day(rad.frist),
    )
    grunn = Paragraph((Run(rad.onsket_grunn or ""),), "quote")
    token = f"soknad:{rad.id}:{rad.utsettelser}:{rad.onsket_frist}"
    data = {"action": "arshjul", "oppgaver": [rad.id], "token": token}
    buttons = (
        Button(r.t.text(N_("Godkjenn")), {**data, "do": "ja"}, style="positive"),
        Button(r.t.text(N_("Avslå")), {**data, "do": "nei"}),
    )
    return Message((text, grunn, _krav(r, rad)), buttons)


def _svar(r: Reader, params: Mapping[str, Any]) -> Message | None:
    rad = r.session.get(Oppgave, params["oppgave"])
    if rad is None:
        return None
    fakta: dict[str, Any] = {
        "oppgave": hjul.tittel(r, rad),
        "sted": hjul.sted(r, rad),
        "frist": r.t.full_day(rad.frist),
    }
    if params["ja"]:
        text = r.t.rich(N_("Du har fått mer tid til «{oppgave}», {sted}. Ny frist er **{frist}**."), **fakta)
    else:
        text = r.t.rich(
            N_("Fristen for «{oppgave}», {sted}, står: **{frist}**. Ta kontakt med lederen din om du trenger hjelp."),
            **fakta,
        )
    return Message((text, _krav(r, rad)))


def _delegert(r: Reader, params: Mapping[str, Any]) -> Message | None:
    rad = _apen(r, params)
    if rad is None or rad.delegert_slutt is None or rad.delegert_til != params["person"]:
        return None
    text = r.t.rich(
        N_("Du har fått oppgaven «{oppgave}», {sted}, {frist}. Delegeringen varer til {slutt}."),
        oppgave=hjul.tittel(r, rad),
        sted=hjul.sted(r, rad),
        frist=hjul.frist(r, rad),
        slutt=r.t.full_day(rad.delegert_slutt),
    )
    return Message((text, _krav(r, rad)), hjul.knapper(r, [rad]))


def _apen(r: Reader, params: Mapping[str, Any]) -> Oppgave | None:
    rad = r.session.get(Oppgave, params["oppgave"])
    return rad if rad is not None and rad.status == APEN else None


def _krav(r: Reader, rad: Oppgave) -> Block:
    return r.t.rich(N_("Krav {krav}"), tone="small", krav=hjul.krav(r, [rad]))


SOKNAD = Notice("arshjul_soknad", _soknad)
SVAR = Notice("arshjul_svar", _svar)
DELEGERT = Notice("arshjul_delegert", _delegert)
NOTICES = (SOKNAD, SVAR, DELEGERT)

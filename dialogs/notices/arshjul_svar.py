"""About one duty, to one person: more time is asked for, what was answered, the work has been given to you, how it stands now."""

from collections.abc import Mapping
from typing import Any

from dialogs import hjul
from dialogs.context import Reader
from dialogs.contract import Block, Button, Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.arshjul import svar, vedlegg
from hms.arshjul.bevis import UTEN_VERNEOMBUD
from hms.arshjul.model import APEN, UTFORT, Oppgave
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


def _status(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """An old card of one duty, as it stands now; nothing of it for who has no part in it any more."""
    rad = r.session.get(Oppgave, params["oppgave"])
    if rad is None:
        return None
    if not vedlegg.ser_bevis(r.session, r.now, r.kommune.regelverk, r.leser.person_id, rad):
        return Message((r.t.rich(N_("Oppgaven ligger ikke hos deg lenger.")),))
    linjer = [hjul.svar(r, rad) or hjul.linje(r, rad), hjul.skjedd(r, rad)]
    blocks = (*(Paragraph((Run(linje),)) for linje in linjer if linje), _krav(r, rad))
    knapper = hjul.knapper(r, [rad]) if rad.status == APEN and _kan(r, rad) else hjul.etterpa(r, rad)
    return Message(blocks, knapper)


def _kan(r: Reader, rad: Oppgave) -> bool:
    person = r.leser.person_id
    return person is not None and svar.kan(r.session, r.now, r.kommune.regelverk, person, rad)


def _runde(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """To the verneombud: the round is noted as held, with them or without (5.0-7)."""
    rad = r.session.get(Oppgave, params["oppgave"])
    if rad is None or rad.status != UTFORT:
        return None
    grunn = next((b["verdi"] for b in rad.bevis if b["slag"] == UTEN_VERNEOMBUD), None)
    text = (
        N_("{svar}. Du er ført opp som deltaker. Stemmer det ikke, så si fra til {navn}.")
        if grunn is None
        else N_("{svar}. Verneombudet deltok ikke. Begrunnelsen er:")
    )
    blocks: list[Block] = [r.t.rich(text, svar=hjul.svar(r, rad), navn=hjul.navn(r, rad.utfort_av))]
    if grunn is not None:
        blocks.append(Paragraph((Run(grunn),), "quote"))
    return Message((*blocks, r.t.rich(N_("Krav {krav}"), tone="small", krav="5.0-7")), hjul.etterpa(r, rad))


def _apen(r: Reader, params: Mapping[str, Any]) -> Oppgave | None:
    rad = r.session.get(Oppgave, params["oppgave"])
    return rad if rad is not None and rad.status == APEN else None


def _krav(r: Reader, rad: Oppgave) -> Block:
    return r.t.rich(N_("Krav {krav}"), tone="small", krav=hjul.krav(r, [rad]))


SOKNAD = Notice("arshjul_soknad", _soknad)
SVAR = Notice("arshjul_svar", _svar)
DELEGERT = Notice("arshjul_delegert", _delegert)
STATUS = Notice(svar.STATUSKORT, _status)
RUNDE = Notice("arshjul_runde", _runde)
NOTICES = (SOKNAD, SVAR, DELEGERT, STATUS, RUNDE)

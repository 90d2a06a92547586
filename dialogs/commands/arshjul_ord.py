"""Answers in one line: «vernerunden på Solgata er ferdig», «utsett til mandag», «NN gjør dette for meg til 1. juni».

What was read opens the form with it filled in, and is shown back and confirmed before it counts (design 1.4).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dialogs import hjul
from dialogs.commands.arshjul import mine, mine_rader
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Outcome
from dialogs.forms.arshjul_dok import DOK, KOMMER, LENKE, lenke_i
from dialogs.forms.arshjul_felles import KAN, OM, SAGT, kontroller, les_dag
from dialogs.forms.base import Uleselig, View
from dialogs.forms.personvalg import er_ansatt, hvorfor_ikke, nevnt
from dialogs.i18n import N_
from dialogs.language import oppgaver as lest
from dialogs.language.normalise import ADDRESS
from dialogs.refusals import refusal
from hms.arshjul import bevis as regler
from hms.arshjul import delegering, queries, service, utsettelse
from hms.arshjul.model import Oppgave
from hms.arshjul.service import MAKS_TEKST
from hms.kit.feil import HmsError

GRUNN = re.compile(
    r"[,;:]?\s*\b(?:fordi|siden|sidan|ettersom|på grunn av|på grunn|pga\.?|grunna|av di|da|då|because|since|as|due to)\b[:\s]*",
    re.IGNORECASE,
)
MKS = re.compile(r"\bmks\b|\bmks-?\w*møte\w*|\bmøte[nt]?\b", re.IGNORECASE)
FRAM = timedelta(days=120)
Svar = dict[str, Any]
Les = Callable[[Context, str, Sequence[Oppgave]], Svar]


def _utfort(ctx: Context, said: str, rader: Sequence[Oppgave]) -> Svar:
    """The day, the link, the MKS meeting: what the line tells of it."""
    svar: Svar = {}
    uten_lenke = ADDRESS.sub(" ", said)
    mks = MKS.search(uten_lenke)
    view = View(ctx, {})
    if mks and _krever(ctx, rader, regler.MOTE):
        svar |= _dag(view, "mote", uten_lenke[mks.start() :], fortid=True)
        uten_lenke = uten_lenke[: mks.start()]
    svar |= _dag(view, "dato", uten_lenke, fortid=True)
    felt = LENKE if _krever(ctx, rader, regler.LENKE) else DOK if _krever(ctx, rader, regler.TEKST) else None
    if felt:
        try:
            lenke = lenke_i(said)
        except Uleselig as feil:
            return {**svar, **_sagt(feil)}
        if lenke:
            svar[felt] = lenke
        elif re.search(r"\blenk\w* kommer\b|\blenk\w* kjem\b|link (?:is )?(?:to )?com", said, re.IGNORECASE):
            svar[felt] = KOMMER
    return svar


def _utsett(ctx: Context, said: str, rader: Sequence[Oppgave]) -> Svar:
    """The new deadline and the reason. A day that cannot be is answered at once, and asked for again."""
    foran, grunn = _delt(said)
    svar: Svar = {"grunn": grunn} if grunn else {}
    view = View(ctx, {})
    dag = les_dag(foran, view, fortid=False)
    if dag is None:
        return svar
    feil = [ett for rad in rader if (ett := _feil(view, rad, dag)) is not None]
    return {**svar, **_sagt(feil[0])} if feil else {**svar, "frist": dag.isoformat()}


def _kan_fa(ctx: Context, said: str, rader: Sequence[Oppgave]) -> list[Oppgave]:
    """Of several, those whose deadline can be moved to the day that was said: «utsett til mandag» is about one before Monday."""
    view = View(ctx, {})
    dag = les_dag(_delt(said)[0], view, fortid=False)
    return [] if dag is None else [rad for rad in rader if _feil(view, rad, dag) is None]


def _feil(view: View, rad: Oppgave, dag: date) -> Uleselig | None:
    """Why this cannot be the new deadline."""
    try:
        kontroller(lambda: utsettelse.er_ny_frist(rad, dag, view.ctx.today), view)
    except Uleselig as feil:
        return feil
    return None


def _ikke_aktuelt(_ctx: Context, said: str, _rader: Sequence[Oppgave]) -> Svar:
    _, grunn = _delt(said)
    return {"grunn": grunn} if grunn else {}


def _deleger(ctx: Context, said: str, _rader: Sequence[Oppgave]) -> Svar:
    """To whom, and until when. Somebody who has left, or is a guest, is told of at once."""
    personer, (fra, til) = nevnt(ctx, said)
    view = View(ctx, {})
    ansatte = [person for person in personer if er_ansatt(person.id, view) and person.id != ctx.kontakt.person_id]
    svar: Svar = {}
    if len(ansatte) == 1:
        svar["til"] = ansatte[0].id
    elif personer and not ansatte and personer[0].id != ctx.kontakt.person_id:
        svar |= {SAGT: hvorfor_ikke(personer[0], view), "@felt": {"navn": personer[0].navn}}
    dag = les_dag(f"{said[:fra]} {said[til:]}", view, fortid=False)
    if dag is not None:
        try:
            kontroller(
                lambda: delegering.er_slutt(ctx.session, ctx.kommune.regelverk, svar.get("til", 0), dag, ctx.today),
                view,
            )
        except Uleselig as feil:
            return {**svar, **_sagt(feil)}
        svar["slutt"] = dag.isoformat()
    return svar


def _lenke(ctx: Context, said: str, rader: Sequence[Oppgave]) -> Svar:
    felt = LENKE if _krever(ctx, rader, regler.LENKE) else DOK
    try:
        lenke = lenke_i(said)
    except Uleselig as feil:
        return {"@levering": True, **_sagt(feil)}
    return {"@levering": True, **({felt: lenke} if lenke else {})}


def _svar(skjema: str, les: Les) -> Callable[[Context, str], Outcome]:
    """Finds the duty that the line is about, and opens the form with what was read."""

    def run(ctx: Context, said: str) -> Outcome:
        try:
            return finn(ctx, said)
        except HmsError as error:
            return mine(ctx, (refusal(ctx.t, error),))

    def finn(ctx: Context, said: str) -> Outcome:
        venter = skjema == "arshjul_lenke"
        apne = _ventende(ctx) if venter else mine_rader(ctx)
        funn = _finn(ctx, said, apne)
        if not venter and said:
            fram = _kommende(ctx, apne)
            naermere = _finn(ctx, said, fram)
            bedre = naermere.tittel > funn.tittel or (naermere.navngitt and not funn.navngitt)
            apne, funn = (fram, naermere) if bedre else (apne, funn)
        rader = [rad for rad in apne if rad.id in funn.ider]
        if skjema == "arshjul_mer_tid" and len(rader) > 1:
            rader = _kan_fa(ctx, said, rader) or rader
        if not rader:
            text = N_("Ingen oppgave venter på en lenke fra deg.") if venter else None
            return mine(ctx, (ctx.t.rich(text),) if text else ())
        if skjema == "arshjul_mer_tid" and len(rader) == 1:
            utsettelse.kan_utsettes(ctx.kommune.regelverk, rader[0])
        svar = les(ctx, said, rader)
        om = {OM: str(rader[0].id)} if len(rader) == 1 else {KAN: ",".join(str(rad.id) for rad in rader)}
        return Outcome(forward=skjema, forward_answers={**svar, **om})

    return run


def _finn(ctx: Context, said: str, rader: Sequence[Oppgave]) -> lest.Funn:
    foran, _grunn = _delt(ADDRESS.sub(" ", said))  # what the reason tells of is not the duty
    return lest.finn(foran, hjul.kandidater(ctx.reader, rader), hjul.vanlige(ctx.kommune.regelverk))


def _ventende(ctx: Context) -> list[Oppgave]:
    person = ctx.kontakt.person_id
    rader = queries.venter_lenke(ctx.session, person) if person is not None else []
    return [rad for rad in rader if rad.aksjon in ctx.kommune.regelverk.aksjoner]


def _kommende(ctx: Context, apne: Sequence[Oppgave]) -> list[Oppgave]:
    """The open ones, and those that open soon: what is named may have been done early, or its reminder come first (T1)."""
    person = ctx.kontakt.person_id
    if person is None:
        return list(apne)
    return queries.mine(ctx.session, ctx.kommune.regelverk, person, ctx.today, fram=FRAM)


def _krever(ctx: Context, rader: Sequence[Oppgave], slag: str) -> bool:
    aksjoner = ctx.kommune.regelverk.aksjoner
    return any(regler.krever(aksjoner[rad.aksjon], slag) for rad in rader)


def _dag(view: View, felt: str, text: str, *, fortid: bool) -> Mapping[str, str]:
    """The day in the text, unless it cannot be true: then it is asked for."""
    dag: date | None = les_dag(text, view, fortid=fortid)
    if dag is None or not 0 <= (view.ctx.today - dag).days <= service.LENGST_TILBAKE:
        return {}
    return {felt: dag.isoformat()}


def _delt(said: str) -> tuple[str, str]:
    """What is said before the reason, and the reason."""
    treff = GRUNN.search(said)
    if treff is None or treff.start() == 0:
        return said, ""
    return said[: treff.start()], said[treff.end() :].strip(" .")[:MAKS_TEKST]


def _sagt(feil: Uleselig) -> Svar:
    return {SAGT: feil.msgid, "@felt": feil.params}


COMMANDS = (
    Command("marker_utfort", None, _svar("arshjul_utfort", _utfort)),
    Command("utsett", None, _svar("arshjul_mer_tid", _utsett)),
    Command("deleger", None, _svar("arshjul_deleger", _deleger)),
    Command("ikke_aktuelt", None, _svar("arshjul_ikke_aktuelt", _ikke_aktuelt)),
    Command("lenke", None, _svar("arshjul_lenke", _lenke)),
)

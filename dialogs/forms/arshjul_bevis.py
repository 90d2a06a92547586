"""The questions about evidence that each action asks for beside the documentation: the day, the verneombud, the MKS meeting, numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dialogs import hjul
from dialogs.contract import Paragraph, Run
from dialogs.forms.arshjul_dok import dokumentasjon_for
from dialogs.forms.arshjul_felles import (
    aksjon,
    datofelt,
    kontroller,
    les_dag,
    les_tekst,
    oppgaver,
    punkter,
    tekstfelt,
    trengs,
    vis_dato,
)
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from hms.arshjul import bevis as regler
from hms.arshjul import service, vernerunde
from hms.arshjul.bevis import Bevis
from hms.arshjul.model import Oppgave
from hms.kit.feil import HmsError
from hms.organisasjon import queries as org
from hms.organisasjon import sok

JA, NEI = "ja", "nei"


def _sporsmal(view: View) -> str | None:
    """The duty's own question, when there is one duty that has one (T-02)."""
    rader = oppgaver(view)
    mal = aksjon(view, rader[0]) if len(rader) == 1 else None
    mottaker = mal.mottaker(rader[0].del_, rader[0].niva) if mal else None
    return mottaker.sporsmal.pa(view.ctx.t.locale) if mottaker and mottaker.sporsmal else None


def _sporr_mote(view: View) -> Prompt:
    text = N_("**Hvilken dato var MKS-møtet der det ble behandlet?** Uten møte kan oppgaven ikke føres som utført.")
    return Prompt((view.ctx.t.rich(text),))


def _les_mote(said: str, view: View) -> str:
    dag = les_dag(said, view, fortid=True)
    if dag is None:
        raise Uleselig(N_("Skriv datoen for MKS-møtet, for eksempel «15. mars»."))
    kontroller(lambda: _ikke_fram_i_tid(dag, view), view)
    return dag.isoformat()


def _ikke_fram_i_tid(dag: date, view: View) -> None:
    if not 0 <= (view.ctx.today - dag).days <= service.LENGST_TILBAKE:
        raise HmsError("oppgave.dato")


def _les_tall(said: str, view: View) -> str:
    text = les_tekst(said, view)
    if not any(tegn.isdigit() for tegn in text):
        raise Uleselig(N_("Jeg fant ingen tall i det. Skriv for eksempel «12 av 14»."))
    return text


def _sporr_tall(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (
            t.rich(N_("**Hvor mange?** Skriv tallene det spørres etter, uten navn.")),
            t.rich(N_("HMS-dokumentet ber om: {punkter}"), tone="small", punkter=punkter(view, regler.TALL)),
        )
    )


def _runder(view: View) -> list[Oppgave]:
    """The duties that ask for the verneombud."""
    return [r for r in oppgaver(view) if (a := aksjon(view, r)) is not None and regler.krever(a, regler.VERNEOMBUD)]


def _dagen(view: View) -> date:
    return date.fromisoformat(view.get("dato")) if view.get("dato") else view.ctx.today


def _ombud(view: View) -> list[str]:
    return list(
        dict.fromkeys(
            p.navn for rad in _runder(view) for p in vernerunde.verneombud(view.ctx.session, rad, _dagen(view))
        )
    )


def _andre(view: View) -> dict[int, set[str]]:
    """The folded names of those who may have been there in the verneombud's place: the deputy, the hovedverneombud."""
    session, runder = view.ctx.session, _runder(view)
    ider = vernerunde.kan_delta(session, runder[0], _dagen(view)) if len(runder) == 1 else set()
    return {id_: set(sok.fold(p.navn).split()) for id_ in ider if (p := org.person(session, id_)) is not None}


def _sporr_ombud(view: View) -> Prompt:
    t, navn = view.ctx.t, _ombud(view)
    nei = Choice(NEI, t.text(N_("Nei, verneombudet deltok ikke")))
    if not navn:
        text = t.rich(N_("**Verneområdet har ikke verneombud nå.** Da må du si hvorfor runden ble holdt uten."))
        return Prompt((text,), (nei,))
    ja = Choice(JA, t.text(N_("Ja, {navn}"), navn=", ".join(navn)))
    return Prompt((t.rich(N_("**Deltok verneombudet?**")),), (ja, nei))


def _les_ombud(said: str, view: View) -> str:
    ordene = sok.fold(said).split()
    if ordene[:1] in (["nei"], ["no"]):
        return NEI
    nevnt = [str(id_) for id_, navn in _andre(view).items() if navn & set(ordene)]
    if len(nevnt) == 1:
        return nevnt[0]
    if ordene[:1] in (["ja"], ["yes"]) and _ombud(view):
        return JA
    raise Uleselig(N_("Svar ja eller nei. Var det vara eller hovedverneombudet, så skriv navnet."))


def _vis_ombud(verdi: Any, view: View) -> str:
    if verdi == NEI:
        return view.ctx.t.text(N_("Deltok ikke"))
    if verdi == JA:
        return ", ".join(_ombud(view))
    return ", ".join(hjul.navn(view.ctx.reader, int(id_)) for id_ in str(verdi).split(",") if id_.isdigit())


def _sporr_svar(view: View) -> Prompt:
    return Prompt((Paragraph((Run(_sporsmal(view) or "", bold=True),)),))


def _fra_for(slag: str) -> Callable[[View], Any]:
    """What was answered the last time, for one duty that is open again."""

    def known(view: View) -> Any:
        rader = oppgaver(view)
        return next((b["verdi"] for b in rader[0].bevis if b["slag"] == slag), None) if len(rader) == 1 else None

    return known


def _ombud_fra_for(view: View) -> Any:
    return _fra_for(regler.VERNEOMBUD)(view) or (NEI if _fra_for(regler.UTEN_VERNEOMBUD)(view) else None)


def _dato_fra_for(view: View) -> Any:
    rader = oppgaver(view)
    return rader[0].utfort_dato.isoformat() if len(rader) == 1 and rader[0].utfort_dato else None


def _forslag(view: View) -> tuple[Choice, ...]:
    i_dag = view.ctx.today
    return (
        Choice(i_dag.isoformat(), view.ctx.t.text(N_("I dag"))),
        Choice((i_dag - timedelta(days=1)).isoformat(), view.ctx.t.text(N_("I går"))),
    )


DATO = datofelt(
    "dato",
    N_("Dato"),
    N_("**Når ble det gjort?**"),
    fortid=True,
    forslag=_forslag,
    sjekk=_ikke_fram_i_tid,
    known=_dato_fra_for,
)
VERNEOMBUD = Slot(
    "verneombud",
    N_("Verneombud"),
    _sporr_ombud,
    _les_ombud,
    _vis_ombud,
    when=trengs(regler.VERNEOMBUD),
    known=_ombud_fra_for,
)
UTEN = tekstfelt(
    "uten_verneombud",
    N_("Hvorfor uten verneombud"),
    N_("**Hvorfor deltok ikke verneombudet?** Skriv kort, uten opplysninger om helse."),
    when=lambda view: trengs(regler.VERNEOMBUD)(view) and view.get("verneombud") == NEI,
)
MOTE = Slot(
    "mote",
    N_("MKS-møte"),
    _sporr_mote,
    _les_mote,
    vis_dato,
    when=trengs(regler.MOTE),
    known=_fra_for(regler.MOTE),
    words=("møte", "mks", "meeting"),
)
TALL = Slot(
    "tall",
    N_("Tall"),
    _sporr_tall,
    _les_tall,
    lambda verdi, _view: str(verdi),
    when=trengs(regler.TALL),
    known=_fra_for(regler.TALL),
)
SVAR = Slot(
    "svar",
    N_("Svar"),
    _sporr_svar,
    les_tekst,
    lambda verdi, _view: str(verdi),
    when=lambda view: _sporsmal(view) is not None,
    known=_fra_for(regler.SVAR),
)


def bevis_for(view: View, rad: Oppgave) -> list[Bevis]:
    """The evidence of this duty: of all that was answered, what it asks for. Raises oppgave.mangler_verneombud."""
    mal = aksjon(view, rad)
    if mal is None:
        return []
    gitt = [_deltok(view, rad)] if regler.krever(mal, regler.VERNEOMBUD) else []
    krevd = [slag for slag in (regler.MOTE, regler.TALL) if regler.krever(mal, slag) and view.get(slag)]
    gitt += [Bevis(slag, str(view.get(slag))) for slag in krevd]
    if view.get("svar"):
        gitt.append(Bevis(regler.SVAR, str(view.get("svar"))))
    return [*gitt, *dokumentasjon_for(view, rad)]


def _deltok(view: View, rad: Oppgave) -> Bevis:
    if view.get("verneombud") == NEI:
        return Bevis(regler.UTEN_VERNEOMBUD, str(view.get("uten_verneombud")))
    if view.get("verneombud") != JA:
        return Bevis(regler.VERNEOMBUD, str(view.get("verneombud")))
    var_der = vernerunde.verneombud(view.ctx.session, rad, date.fromisoformat(view.get("dato")))
    if not var_der:
        raise HmsError("oppgave.mangler_verneombud")
    return Bevis(regler.VERNEOMBUD, ",".join(str(person.id) for person in var_der))

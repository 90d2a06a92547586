"""The plan of meetings: for whom, which year, how many, and the dates (T-19). What was read is shown before it counts."""

import re
from datetime import date, datetime
from typing import Any

from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from dialogs.language import dates
from dialogs.refusals import REFUSALS
from hms.arshjul import moteplaner
from hms.arshjul.moteplaner import Planemne
from hms.kit.feil import HmsError
from hms.kit.klokke import OSLO

SKILLE = re.compile(r"[,;\n]| og ")


def emner(view: View) -> list[Planemne]:
    """What this person sets plans for."""
    ctx = view.ctx
    return moteplaner.mine(ctx.session, ctx.kommune.regelverk, ctx.kontakt.person_id, ctx.today)


def navn(view: View, emne: Planemne) -> str:
    """The group, or the action of the AMU or the BHT."""
    return emne.navn or view.ctx.kommune.regelverk.aksjoner[emne.sak.aksjon].tittel.pa(view.ctx.t.locale)


def _emne(view: View) -> Planemne:
    funnet = next((ett for ett in emner(view) if ett.nokkel == view.get("emne")), None)
    if funnet is None:
        raise HmsError("plan.ingen_rett")
    return funnet


def _valg(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(ett.nokkel, navn(view, ett)) for ett in emner(view))


def _les_emne(said: str, view: View) -> str:
    treff = [valg for valg in _valg(view) if said.strip().casefold() in valg.label.casefold()]
    if len(treff) == 1:
        return str(treff[0].value)
    raise Uleselig(N_("Velg hvem planen er for."), tuple(treff) or _valg(view))


def _vis_emne(verdi: Any, view: View) -> str:
    return next((navn(view, ett) for ett in emner(view) if ett.nokkel == verdi), "")


def _kjent_emne(view: View) -> Any:
    alle = emner(view)
    return alle[0].nokkel if len(alle) == 1 else None


def _arene(view: View) -> tuple[Choice, ...]:
    ar = view.ctx.today.year
    return (Choice(ar, str(ar)), Choice(ar + 1, str(ar + 1)))


def _les_ar(said: str, view: View) -> int:
    lest = said.strip()
    if lest in {str(valg.value) for valg in _arene(view)}:
        return int(lest)
    raise Uleselig(N_("Velg et av årene."), _arene(view))


def _foreslatt(view: View) -> list[date]:
    emne = _emne(view)
    aksjon = view.ctx.kommune.regelverk.aksjoner[emne.sak.aksjon]
    return moteplaner.forslag(view.get("ar"), emne.vanlig, aksjon.kadens.maneder)


def _sporr_datoer(view: View) -> Prompt:
    t, emne = view.ctx.t, _emne(view)
    satt = moteplaner.datoer(view.ctx.session, emne, view.get("ar"))
    text = t.rich(
        N_("**Hvilke datoer?** Skriv dem med komma mellom, {minst} til {mest} møter, minst ett i hvert kvartal og ingen i juli."),
        minst=emne.minst, mest=emne.mest,
    )  # fmt: skip
    rows = [(t.text(N_("Forslag")), vis(view, _foreslatt(view)))]
    if satt:
        rows.insert(0, (t.text(N_("Planen nå")), vis(view, satt)))
    return Prompt(
        (text, Facts(tuple(rows))), (Choice([d.isoformat() for d in _foreslatt(view)], t.text(N_("Bruk forslaget"))),)
    )


def vis(view: View, datoer: list[date]) -> str:
    """The days, with their weekday."""
    return ", ".join(view.ctx.t.day(dag, view.ctx.today) for dag in sorted(datoer))


def _les_datoer(said: str, view: View) -> list[str]:
    """Each date by itself, in the year of the plan. Raises Uleselig for the first that is none, and for no plan."""
    ar = view.get("ar")
    fra = datetime(ar - 1, 12, 31, 12, tzinfo=OSLO)
    funnet = []
    for bit in filter(None, (ett.strip(" .") for ett in SKILLE.split(said))):
        lest = dates.read(bit, fra, "future")
        if lest is None or lest.start is None:
            raise Uleselig(N_("Jeg fant ingen dato i «{bit}»."), bit=bit[:40])
        funnet.append(lest.start)
    try:
        moteplaner.sjekk(_emne(view), ar, funnet)
    except HmsError as error:
        raise Uleselig(REFUSALS[error.code], **error.params) from None
    return [dag.isoformat() for dag in sorted(funnet)]


def _vis_datoer(verdi: Any, view: View) -> str:
    return vis(view, [date.fromisoformat(dag) for dag in verdi])


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows = tuple((t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS)
    return (t.rich(N_("Se over")), Facts(rows))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    datoer = [date.fromisoformat(dag) for dag in view.get("datoer")]
    emne = moteplaner.sett(
        ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, str(view.get("emne")),
        ar=view.get("ar"), datoer=datoer,
    )  # fmt: skip
    text = ctx.t.rich(
        N_("Møteplanen for {navn} i {ar} er satt: {n} møter. Datoene er nå fristene i årshjulet."),
        navn=navn(view, emne), ar=view.get("ar"), n=len(datoer),
    )  # fmt: skip
    return Outcome((Reply(Message((text,))),))


SLOTS = (
    Slot("emne", N_("Plan for"), lambda view: Prompt((view.ctx.t.rich(N_("**Hvem er planen for?**")),), _valg(view)), _les_emne, _vis_emne, known=_kjent_emne),
    Slot("ar", N_("År"), lambda view: Prompt((view.ctx.t.rich(N_("**Hvilket år?**")),), _arene(view)), _les_ar, lambda verdi, _view: str(verdi)),
    Slot("datoer", N_("Datoer"), _sporr_datoer, _les_datoer, _vis_datoer, words=("datoer", "dates")),
)  # fmt: skip
FORM = Form(
    key="moteplan",
    version=1,
    title=N_("Møteplan"),
    slots=SLOTS,
    review=_review,
    submit=_submit,
    send_label=N_("Sett planen"),
)

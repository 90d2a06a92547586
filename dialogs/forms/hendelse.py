"""An event of the årshjul («tilsyn»): which unit, what it is about, by when. The duty begins with it (7-MKS-5)."""

from datetime import date, timedelta
from typing import Any

from dialogs import hjul
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.arshjul_felles import datofelt
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View, is_id
from dialogs.forms.enhetsvalg import vis_enhet
from dialogs.forms.enkel import sagt, tekst
from dialogs.i18n import N_
from hms.arshjul import hendelser
from hms.arshjul.hendelser import MAKS_OM
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Aksjon

FORST = 6
UKER = (4, 8)


def _aksjoner(view: View) -> list[Aksjon]:
    return hendelser.aksjoner(view.ctx.kommune.regelverk)


def _valg(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(aksjon.id, aksjon.tittel.pa(view.ctx.t.locale)) for aksjon in _aksjoner(view))


def _les_aksjon(said: str, view: View) -> str:
    treff = [valg for valg in _valg(view) if said.strip().casefold() in valg.label.casefold()]
    if len(treff) == 1:
        return str(treff[0].value)
    raise Uleselig(N_("Velg det som har hendt."), _valg(view))


def _kjent_aksjon(view: View) -> Any:
    alle = _aksjoner(view)
    return alle[0].id if len(alle) == 1 else None


def egne(view: View) -> list[int]:
    """The units that this person leads, those below a sector or the kommune too."""
    ctx = view.ctx
    person = ctx.kontakt.person_id
    roller = org.roller_til(ctx.session, person, ctx.today) if person is not None else []
    ledet = [r.omfang_id for r in roller if r.omfang_type == "node" and r.rolle in org.LEDERROLLE.values()]
    under = [n for node in ledet for n in org.etterkommere(ctx.session, node, ctx.today)]
    selv = [n for node in ledet if (n := org.node(ctx.session, node)) is not None]
    alle = [n for n in (*selv, *under) if n.type in ("enhet", "stab")]
    return list(dict.fromkeys(n.id for n in alle if _gyldig(n.id, view)))


def _gyldig(verdi: Any, view: View) -> bool:
    ctx = view.ctx
    return is_id(verdi) and hendelser.kan_begynne(ctx.session, ctx.kontakt.person_id, ctx.today, verdi)


def _enhetene(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(id_, vis_enhet(id_, view)) for id_ in egne(view))


def _sporr_enhet(view: View) -> Prompt:
    alle = _enhetene(view)
    return Prompt((view.ctx.t.rich(N_("**Hvilken enhet gjelder det?**")),), alle[:FORST], alle[FORST:])


def _les_enhet(said: str, view: View) -> int:
    treff = [n for n in org.sok_noder(view.ctx.session, said, view.ctx.today) if _gyldig(n.id, view)]
    like = [n for n in treff if n.navn.casefold() == said.strip().casefold()] or treff
    if len(like) == 1:
        return like[0].id
    raise Uleselig(N_("Skriv navnet på en enhet som du leder."), tuple(Choice(n.id, n.navn) for n in like))


def _kjent_enhet(view: View) -> Any:
    alle = egne(view)
    return alle[0] if len(alle) == 1 else None


def _frister(view: View) -> tuple[Choice, ...]:
    dager = [view.ctx.today + timedelta(weeks=n) for n in UKER]
    return tuple(Choice(dag.isoformat(), view.ctx.t.full_day(dag)) for dag in dager)


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows = tuple((t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS)
    return (t.rich(N_("Se over")), Facts(rows))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    rad = hendelser.begynn(
        ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, str(view.get("aksjon")),
        node_id=view.get("enhet"), frist=date.fromisoformat(view.get("frist")), om=view.get("om"),
    )  # fmt: skip
    text = N_("Ført opp: {linje}. De som er med på det, får vite det i dagens kort.")
    return sagt(view, text, linje=hjul.linje(ctx.reader, rad))


SLOTS = (
    Slot(
        "aksjon", N_("Hva"), lambda view: Prompt((view.ctx.t.rich(N_("**Hva har hendt?**")),), _valg(view)),
        _les_aksjon, lambda verdi, view: next((v.label for v in _valg(view) if v.value == verdi), ""), known=_kjent_aksjon,
    ),
    Slot("enhet", N_("Enhet"), _sporr_enhet, _les_enhet, vis_enhet, known=_kjent_enhet, valid=_gyldig, words=("enhet", "unit")),
    tekst("om", N_("Gjelder"), N_("**Hva gjelder det?** Skriv for eksempel hvilket tilsyn det er."), maks=MAKS_OM, merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre.")),
    datofelt("frist", N_("Frist"), N_("**Når skal det være ferdig fulgt opp?** Bruk fristen fra tilsynet når den er kjent."), fortid=False, forslag=_frister),
)  # fmt: skip
FORM = Form(
    key="hendelse",
    version=1,
    title=N_("Hendelse i årshjulet"),
    slots=SLOTS,
    review=_review,
    submit=_submit,
    send_label=N_("Før opp"),
)

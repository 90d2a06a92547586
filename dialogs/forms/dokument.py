"""A link for an item of a unit's documentation list, and when it was reviewed (6.3.2-3)."""

from datetime import date
from typing import Any

from dialogs.contract import Outcome
from dialogs.forms.arshjul_felles import datofelt
from dialogs.forms.arshjul_utfort import les_lenke
from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import kort_form, sagt
from dialogs.i18n import N_
from hms.arshjul import dokumentasjon
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Listepunkt

FIRST = 6


def _node_id(view: View) -> int:
    om = str(view.get("@om") or "")
    return int(om) if om.isdecimal() else 0


def _punkter(view: View) -> list[Listepunkt]:
    node, liste = org.node(view.ctx.session, _node_id(view)), view.ctx.kommune.regelverk.minsteliste
    return dokumentasjon.punkter(liste, node) if node is not None and liste is not None else []


def _valg(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(punkt.id, punkt.navn.pa(view.ctx.t.locale)) for punkt in _punkter(view))


def _sporr_punkt(view: View) -> Prompt:
    valg = _valg(view)
    return Prompt((view.ctx.t.rich(N_("**Hva gjelder lenka?**")),), valg[:FIRST], valg[FIRST:])


def _les_punkt(_said: str, view: View) -> str:
    raise Uleselig(N_("Velg et av alternativene."), _valg(view))


def _vis_punkt(verdi: Any, view: View) -> str:
    return next((valg.label for valg in _valg(view) if valg.value == verdi), "")


def _sporr_lenke(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvor ligger det?** Lim inn lenka.")),))


def _i_dag(view: View) -> tuple[Choice, ...]:
    return (Choice(view.ctx.today.isoformat(), view.ctx.t.text(N_("I dag"))),)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    rad = dokumentasjon.legg_inn(
        ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, node_id=_node_id(view),
        punkt=view.get("punkt"), lenke=view.get("lenke"), gjennomgatt=date.fromisoformat(view.get("dato")),
    )  # fmt: skip
    return sagt(view, N_("Lenka er lagt inn for «{punkt}»."), punkt=_vis_punkt(rad.punkt, view))


FORM = kort_form(
    "dokument",
    N_("Legg inn lenke"),
    (
        Slot(
            "punkt", N_("Dokument"), _sporr_punkt, _les_punkt, _vis_punkt,
            valid=lambda verdi, view: any(punkt.id == verdi for punkt in _punkter(view)),
        ),
        Slot("lenke", N_("Lenke"), _sporr_lenke, les_lenke, lambda verdi, _view: str(verdi)),
        datofelt("dato", N_("Gjennomgått"), N_("**Når ble det sist gjennomgått?**"), fortid=True, forslag=_i_dag),
    ),
    _submit,
)  # fmt: skip

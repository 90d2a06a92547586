"""Deleger: to whom, and until when. Whoever delegates stays answerable (7-KS-12, 7-EL-15)."""

from datetime import date

from dialogs import hjul
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.arshjul_felles import datofelt, oppgaver, samlet, skjema
from dialogs.forms.base import Choice, Prompt, Slot, View
from dialogs.forms.personvalg import er_ansatt, les_kollega, vis_person
from dialogs.i18n import N_
from hms.arshjul import delegering, rules, service


def _sporr(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem skal gjøre det?** Skriv navnet. Du har fortsatt ansvaret.")),))


def _forslag(view: View) -> tuple[Choice, ...]:
    dager = [rules.pluss_mnd(view.ctx.today, n) for n in (1, 3)]
    return tuple(Choice(dag.isoformat(), view.ctx.t.full_day(dag)) for dag in dager)


def _sjekk(dag: date, view: View) -> None:
    ctx = view.ctx
    delegering.er_slutt(ctx.session, ctx.kommune.regelverk, view.get("til"), dag, ctx.today)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    with samlet(view):
        for rad in oppgaver(view):
            service.deleger(
                ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad.id or 0,
                til=view.get("til"), slutt=date.fromisoformat(view.get("slutt")),
            )  # fmt: skip
    text = ctx.t.rich(
        N_("{navn} har fått beskjed. Delegeringen varer til {dag}."),
        navn=hjul.navn(ctx.reader, view.get("til")),
        dag=ctx.t.full_day(date.fromisoformat(view.get("slutt"))),
    )
    return Outcome((Reply(Message((text,))),))


FORM = skjema(
    "arshjul_deleger",
    N_("Deleger"),
    (
        Slot("til", N_("Til"), _sporr, les_kollega, vis_person, valid=er_ansatt, words=("navn", "name", "person")),
        datofelt(
            "slutt", N_("Varer til"), N_("**Hvor lenge skal delegeringen vare?**"), fortid=False, forslag=_forslag,
            sjekk=_sjekk,
        ),
    ),
    _submit,
    N_("Deleger"),
)  # fmt: skip

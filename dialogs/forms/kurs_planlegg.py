"""Planlegg kurs: which course is going to be held, and when (T-17). For HMS-ansvarlig."""

from datetime import date

from dialogs import kursord
from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.forms.arshjul_felles import datofelt
from dialogs.forms.base import Choice, Form, View
from dialogs.forms.kurs_registrer import kursfelt
from dialogs.i18n import N_
from hms.kurs import service


def _forslag(_view: View) -> tuple[Choice, ...]:
    return ()


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    service.krev_hms_ansvarlig(ctx.session, ctx.now, ctx.kontakt.person_id)
    dag = date.fromisoformat(view.get("dato"))
    service.planlegg(ctx.session, ctx.now, view.get("kurs"), dag, ctx.kontakt.person_id)
    text = ctx.t.rich(
        N_("Planlagt: {kurs}, {dag}."), kurs=kursord.navn(ctx.reader, view.get("kurs")), dag=ctx.t.full_day(dag)
    )
    return Outcome((Reply(Message((text,))),))


SLOTS = (
    kursfelt(),
    datofelt("dato", N_("Dato"), N_("**Når holdes kurset?** Skriv første dag."), fortid=False, forslag=_forslag),
)


def _review(view: View) -> tuple[Block, ...]:
    return (Facts(tuple((view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS)),)


FORM = Form(
    key="kurs_planlegg", version=1, title=N_("Planlegg kurs"), slots=SLOTS,
    review=_review, submit=_submit, send_label=N_("Før opp kurset"),
)  # fmt: skip

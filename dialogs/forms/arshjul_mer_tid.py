"""Trenger mer tid: a new deadline and a reason; the level above answers."""

from datetime import date, timedelta

from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.arshjul_felles import datofelt, oppgaver, samlet, skjema, tekstfelt
from dialogs.forms.base import Choice, View
from dialogs.i18n import N_
from hms.arshjul import service, utsettelse


def _forslag(view: View) -> tuple[Choice, ...]:
    rader = oppgaver(view)
    fra = max([view.ctx.today, *(rad.frist for rad in rader)])
    dager = [fra + timedelta(days=7), fra + timedelta(days=14)]
    return tuple(Choice(dag.isoformat(), view.ctx.t.day(dag, view.ctx.today)) for dag in dager if dag.year == fra.year)


def _sjekk(dag: date, view: View) -> None:
    for rad in oppgaver(view):
        utsettelse.er_ny_frist(rad, dag, view.ctx.today)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    with samlet(view):
        for rad in oppgaver(view):
            service.mer_tid(
                ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad.id or 0,
                frist=date.fromisoformat(view.get("frist")), grunn=view.get("grunn"),
            )  # fmt: skip
    text = ctx.t.rich(N_("Lederen over er spurt. Den gamle fristen gjelder til du har fått svar."))
    return Outcome((Reply(Message((text,))),))


FORM = skjema(
    "arshjul_mer_tid",
    N_("Trenger mer tid"),
    (
        datofelt(
            "frist",
            N_("Ny frist"),
            N_("**Hvilken ny frist trenger du?**"),
            fortid=False,
            forslag=_forslag,
            sjekk=_sjekk,
        ),
        tekstfelt("grunn", N_("Begrunnelse"), N_("**Hvorfor trenger du mer tid?** Skriv kort.")),
    ),
    _submit,
    N_("Be om ny frist"),
)

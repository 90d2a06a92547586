"""[Legg inn saksnummer]: the other system's number for a report that was carried over, in one answer (T-30)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.ekstern import rules, service


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    sak = service.legg_inn_nummer(ctx.session, ctx.now, ctx.leser, view.get("@ekstern"), view.get("nummer"))
    return sagt(
        view,
        N_("Takk. Melding **{referanse}** har nå saksnummer **{nummer}**, og teksten er slettet hos meg."),
        referanse=sak.referanse,
        nummer=sak.nummer,
    )


FORM = kort_form(
    "ekstern_nummer",
    N_("Legg inn saksnummer"),
    (
        tekst(
            "nummer",
            N_("Saksnummer"),
            N_("**Hvilket saksnummer har den fått i avvikssystemet?**"),
            maks=rules.MAKS_NUMMER,
            merk=N_("Skriv nummeret slik det står der, for eksempel 2026-1234."),
        ),
    ),
    _submit,
)

"""The leader's answer to a verneombud (aml § 6-2)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.verneombud import rules, svar


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    svar.svar(ctx.session, ctx.now, ctx.leser.person_id, view.get("@krav"), view.get("tekst"))
    return sagt(view, N_("Takk. Verneombudet får svaret."))


FORM = kort_form(
    "svar_krav",
    N_("Svar verneombudet"),
    (
        tekst(
            "tekst",
            N_("Svar"),
            N_("**Hva svarer du verneombudet?**"),
            maks=rules.MAKS_TEKST,
            merk=N_("Skriv hva som blir gjort og når, eller hvorfor det ikke blir gjort."),
        ),
    ),
    _submit,
)

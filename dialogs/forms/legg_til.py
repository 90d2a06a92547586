"""The reporter adds something to a case that has been sent: one answer."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import rules, service


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = service.legg_til(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("tekst"))
    return sagt(view, N_("Det er lagt til i sak **{saksnr}**. Behandleren får beskjed."), saksnr=avvik.nummer)


FORM = kort_form(
    "legg_til",
    N_("Legg til noe"),
    (
        tekst(
            "tekst",
            N_("Tillegg"),
            N_("**Hva vil du legge til i saken?**"),
            maks=rules.MAKS_HVA,
            merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
        ),
    ),
    _submit,
)

"""The reporter answers the handler through the bot (avvik.md 5)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import behandling, rules


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = behandling.svar(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("tekst"))
    return sagt(view, N_("Svaret er sendt til behandleren av sak **{saksnr}**."), saksnr=avvik.nummer)


FORM = kort_form(
    "svar",
    N_("Svar behandleren"),
    (
        tekst(
            "tekst",
            N_("Svar"),
            N_("**Hva vil du svare?**"),
            maks=rules.MAKS_HVA,
            merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
        ),
    ),
    _submit,
)

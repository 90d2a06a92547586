"""The handler asks the reporter something through the bot (avvik.md 5)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import behandling, rules


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = behandling.spor_melder(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("tekst"))
    return sagt(
        view, N_("Spørsmålet er sendt til melderen av sak **{saksnr}**. Svaret kommer her."), saksnr=avvik.nummer
    )


FORM = kort_form(
    "spor_melder",
    N_("Spør melderen"),
    (
        tekst(
            "tekst",
            N_("Spørsmål"),
            N_("**Hva vil du spørre melderen om?**"),
            maks=rules.MAKS_HVA,
            merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
        ),
    ),
    _submit,
)

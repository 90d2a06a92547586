"""[Ikke aktuelt, fordi …]: a line of the checklist does not apply after all (messages.md 16)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import sagt, tekst
from dialogs.forms.pliktvalg import punkt, skjema
from dialogs.i18n import N_
from hms.avvik import pliktsteg

MAKS = 300


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = pliktsteg.ikke_aktuelt(
        ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("plikt"), fordi=view.get("fordi")
    )
    return sagt(view, N_("Ført opp i sak **{saksnr}** som ikke aktuelt."), saksnr=avvik.nummer)


FORM = skjema(
    "plikt_ikke_aktuelt",
    N_("Ikke aktuelt, fordi …"),
    (
        punkt(N_("**Hva er ikke aktuelt?**"), None),
        tekst(
            "fordi",
            N_("Begrunnelse"),
            N_("**Hvorfor er det ikke aktuelt?** Skriv kort."),
            maks=MAKS,
            merk=N_(
                "Er du i tvil om skaden er alvorlig, skal du regne den som alvorlig. **Ikke skriv** noe om helsa til noen."
            ),
        ),
    ),
    _submit,
)

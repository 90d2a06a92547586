"""The handler ends a case without action: a reason, which the reporter reads (messages.md 10)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import avslutning

MAX_REASON = 500


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = avslutning.avvis(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("fordi"))
    return sagt(
        view, N_("Sak **{saksnr}** er avsluttet uten tiltak. Melderen får begrunnelsen din."), saksnr=avvik.nummer
    )


FORM = kort_form(
    "avvis",
    N_("Avslutt uten tiltak"),
    (
        tekst(
            "fordi",
            N_("Begrunnelse"),
            N_("**Hvorfor avslutter du saken uten tiltak?** Melderen får lese det du skriver."),
            maks=MAX_REASON,
            merk=N_("Melderen kan be neste leder se på saken på nytt."),
        ),
    ),
    _submit,
)

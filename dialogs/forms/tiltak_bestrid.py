"""The verneombud disputes that a tiltak of a vernerunde has been done, with a reason (6.3.5-4)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import tiltakene

MAX_REASON = 300


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    tiltakene.bestrid(ctx.session, ctx.now, ctx.leser, view.get("@tiltak"), view.get("fordi"))
    return sagt(view, N_("Tiltaket er åpent igjen med den gamle fristen. Den ansvarlige og lederen får vite det."))


FORM = kort_form(
    "tiltak_bestrid",
    N_("Bestrid at det er utført"),
    (
        tekst(
            "fordi",
            N_("Begrunnelse"),
            N_("**Hva er ikke gjort?** Skriv kort, og ikke hvem som har skyld."),
            maks=MAX_REASON,
        ),
    ),
    _submit,
)

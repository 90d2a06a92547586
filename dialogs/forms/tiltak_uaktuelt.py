"""The handler drops a tiltak that is no longer called for, with a reason."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import tiltakene

MAX_REASON = 300


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    tiltakene.ikke_aktuelt(ctx.session, ctx.now, ctx.leser, view.get("@tiltak"), view.get("fordi"))
    return sagt(view, N_("Tiltaket er ført opp som ikke lenger aktuelt. Den som var ansvarlig, får vite det."))


FORM = kort_form(
    "tiltak_uaktuelt",
    N_("Ikke lenger aktuelt"),
    (tekst("fordi", N_("Begrunnelse"), N_("**Hvorfor er det ikke lenger aktuelt?** Skriv kort."), maks=MAX_REASON),),
    _submit,
)

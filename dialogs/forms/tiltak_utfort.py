"""A tiltak has been done: how, if there is something to tell."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt
from dialogs.forms.valgfri import svart, valgfri_tekst
from dialogs.i18n import N_
from hms.avvik import tiltakene

MAX_HOW = 500


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    tiltakene.meld_utfort(ctx.session, ctx.now, ctx.leser, view.get("@tiltak"), svart(view, "hvordan"))
    return sagt(view, N_("Takk. Tiltaket er meldt utført."))


FORM = kort_form(
    "tiltak_utfort",
    N_("Utført"),
    (valgfri_tekst("hvordan", N_("Slik ble det gjort"), N_("**Hvordan ble det gjort?** Skriv kort."), maks=MAX_HOW),),
    _submit,
)

"""The short text that the MKS group sees of a case: written by the handler, without names (avvik.md 8, krav 6.3.4-2)."""

from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import behandling

MAX_TEXT = 200


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = behandling.sett_mks_tekst(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("tekst"))
    return sagt(view, N_("Teksten til MKS-møtet er lagret på sak **{saksnr}**."), saksnr=avvik.nummer)


FORM = kort_form(
    "mks_tekst",
    N_("Tekst til MKS-møtet"),
    (
        tekst(
            "tekst",
            N_("Tekst"),
            N_("**Hva skal MKS-gruppa få lese om saken?** Én setning, uten navn og uten noe som peker ut en person."),
            maks=MAX_TEXT,
        ),
    ),
    _submit,
)

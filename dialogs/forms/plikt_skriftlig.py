"""[Skriftlig bekreftet] and [Meldt eller sendt]: which, and when (aml § 5-2, ftrl § 13-14)."""

from dialogs.contract import Outcome
from dialogs.forms.base import Form, View
from dialogs.forms.enkel import sagt
from dialogs.forms.pliktvalg import punkt, skjema
from dialogs.forms.tidsvalg import moment, tidspunkt
from dialogs.i18n import N_
from hms.avvik import plikter, pliktsteg


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    at = moment(view.get("tid"), ctx)
    avvik = pliktsteg.skriftlig(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("plikt"), at=at)
    return sagt(
        view, N_("Ført opp i sak **{saksnr}**: sendt {tid}."), saksnr=avvik.nummer, tid=ctx.t.moment(at, ctx.today)
    )


def _skjema(key: str, title: str, knapp: str) -> Form:
    """The form behind one of the two buttons; each asks only about its own lines of the checklist."""
    slots = (
        punkt(N_("**Hva er sendt?**"), knapp),
        tidspunkt("tid", N_("Sendt"), N_("**Når ble det sendt?** Varde sender det ikke for dere.")),
    )
    return skjema(key, title, slots, _submit)


FORM = _skjema("plikt_skriftlig", N_("Skriftlig bekreftet"), plikter.SKRIFTLIG)
SENDT = _skjema("plikt_sendt", N_("Meldt eller sendt"), "sendt")

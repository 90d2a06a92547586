"""A closed case is taken up again, with a reason (avvik.md 5)."""

from dialogs import kort
from dialogs.contract import Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.avvik import avslutning

MAX_REASON = 500


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = avslutning.gjenapne(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), view.get("fordi"))
    return sagt(
        view,
        N_("Sak **{saksnr}** er åpnet igjen. Den som behandler den, skal ha sett den innen {frist}."),
        saksnr=avvik.nummer,
        frist=kort.frist_mottatt(ctx.reader, avvik),
    )


FORM = kort_form(
    "gjenapne",
    N_("Åpne saken igjen"),
    (tekst("fordi", N_("Begrunnelse"), N_("**Hva er ikke løst?** Skriv kort."), maks=MAX_REASON),),
    _submit,
)

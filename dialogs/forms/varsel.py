"""«Dette ser ut som et varsel»: the case is closed to all but the reception for whistleblowing (avvik.md 1 and 8)."""

from dialogs.contract import Block, Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import ikke_gjort, kort_form, sa_ja, sagt, saken, sikker
from dialogs.i18n import N_
from hms.avvik import avslutning


def _ask(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = saken(view)
    return (
        t.rich(
            N_(
                "Ser sak **{saksnr}** ut som et varsel om kritikkverdige forhold? Da ser bare varslingsmottaket den, også du mister tilgangen. Melderen får vite om rettighetene sine."
            ),
            saksnr=avvik.nummer if avvik else "",
        ),
        t.rich(N_("Varslingsmottaket får se hvem som har hatt innsyn i saken."), tone="small"),
    )


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    if not sa_ja(view):
        return ikke_gjort(view)
    avvik = avslutning.se_som_varsel(ctx.session, ctx.now, ctx.leser, view.get("@avvik"))
    return sagt(view, N_("Sak **{saksnr}** er skjermet og overført til varslingsmottaket."), saksnr=avvik.nummer)


FORM = kort_form("varsel", N_("Dette ser ut som et varsel"), (sikker(_ask, N_("Ja, skjerm saken")),), _submit)

"""The reporter takes a report back before anybody has received it (avvik.md 5)."""

from dialogs.contract import Block, Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import ikke_gjort, kort_form, sa_ja, sagt, saken, sikker
from dialogs.i18n import N_
from hms.avvik import avslutning


def _ask(view: View) -> tuple[Block, ...]:
    avvik = saken(view)
    text = N_("Vil du trekke sak **{saksnr}**? Da behandles den ikke. At den ble meldt og trukket, blir stående.")
    return (view.ctx.t.rich(text, saksnr=avvik.nummer if avvik else ""),)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    if not sa_ja(view):
        return ikke_gjort(view)
    avvik = avslutning.trekk(ctx.session, ctx.now, ctx.leser, view.get("@avvik"))
    return sagt(view, N_("Sak **{saksnr}** er trukket."), saksnr=avvik.nummer)


FORM = kort_form("trekk", N_("Trekk meldingen"), (sikker(_ask, N_("Ja, trekk meldingen")),), _submit)

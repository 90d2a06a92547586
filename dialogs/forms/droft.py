"""The handler notes where a case was discussed."""

from dialogs.contract import Block, Facts, Outcome
from dialogs.forms import drofting
from dialogs.forms.base import Form, View, always
from dialogs.forms.enkel import sagt, saken
from dialogs.i18n import N_
from hms.avvik import behandling


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = saken(view)
    rows = [(t.text(N_("Sak")), avvik.nummer if avvik else "")]
    rows += drofting.rader(view)
    return (Facts(tuple(rows)),)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    som, dag, fordi = drofting.svaret(view)
    avvik = behandling.droft(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), som=som, dag=dag, fordi=fordi)
    return sagt(view, N_("Det er ført opp i sak **{saksnr}**."), saksnr=avvik.nummer)


FORM = Form(
    key="droft",
    version=1,
    title=N_("Ført opp som drøftet"),
    slots=drofting.slots(always),
    review=_review,
    submit=_submit,
    send_label=N_("Før opp"),
)

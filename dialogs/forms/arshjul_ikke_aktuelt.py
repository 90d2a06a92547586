"""Ikke aktuelt: why it does not apply this time."""

from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.arshjul_felles import oppgaver, samlet, skjema, tekstfelt
from dialogs.forms.base import View
from dialogs.i18n import N_
from hms.arshjul import service


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    with samlet(view):
        for rad in oppgaver(view):
            service.ikke_aktuelt(
                ctx.session, ctx.now, ctx.kommune.regelverk, ctx.kontakt.person_id, rad.id or 0, grunn=view.get("grunn")
            )
    return Outcome((Reply(Message((ctx.t.rich(N_("Det er ført som ikke aktuelt. Begrunnelsen er lagret.")),))),))


FORM = skjema(
    "arshjul_ikke_aktuelt",
    N_("Ikke aktuelt"),
    (tekstfelt("grunn", N_("Begrunnelse"), N_("**Hvorfor er det ikke aktuelt?** Skriv kort.")),),
    _submit,
    N_("Før som ikke aktuelt"),
)

"""The handler writes down why it happened: the direct cause, and what lay behind it (avvik.md 2)."""

from dialogs import knapper
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.base import View
from dialogs.forms.enkel import kort_form, tekst
from dialogs.forms.valgfri import svart, valgfri_tekst
from dialogs.i18n import N_
from hms.avvik import behandling, flyt

MAX_CAUSE = 500


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = behandling.sett_arsak(
        ctx.session,
        ctx.now,
        ctx.leser,
        view.get("@avvik"),
        direkte=view.get("direkte"),
        bakenforliggende=svart(view, "bakenfor"),
    )
    text = ctx.t.rich(N_("Årsaken er lagt inn i sak **{saksnr}**."), saksnr=avvik.nummer)
    next_step = "vurder" if avvik.status == flyt.MOTTATT else "tiltak"
    return Outcome((Reply(Message((text,), (knapper.knapp(ctx.reader, avvik, next_step),))),))


FORM = kort_form(
    "arsak",
    N_("Legg inn årsak"),
    (
        tekst(
            "direkte",
            N_("Direkte årsak"),
            N_("**Hva var den direkte årsaken?** Skriv fakta, ikke hvem som har skyld."),
            maks=MAX_CAUSE,
            merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
        ),
        valgfri_tekst(
            "bakenfor",
            N_("Bakenforliggende årsak"),
            N_("**Hva lå bak?** For eksempel rutiner, opplæring, utstyr eller bemanning."),
            maks=MAX_CAUSE,
        ),
    ),
    _submit,
)

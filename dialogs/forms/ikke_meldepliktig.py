"""Why a breach of personal data need not be told to Datatilsynet: one answer, and the 72-hour clock stops."""

from dialogs.contract import Outcome
from dialogs.forms.base import Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import sagt
from dialogs.i18n import N_
from hms.avvik import personvern
from hms.avvik.model import Avvik
from hms.ekstern import personvern as ekstern

DONE = N_("Sak **{saksnr}** er vurdert som ikke meldepliktig. Klokka er stanset.")


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (
            t.rich(N_("**Hvorfor er det ikke meldepliktig?** Skriv hvilken risiko det er for dem det gjelder.")),
            t.rich(N_("**Ikke skriv** opplysningene som kom på avveie."), tone="small"),
        )
    )


def _read(said: str, _view: View) -> str:
    text = said.strip()
    if not any(letter.isalpha() for letter in text) or len(text) > personvern.MAKS_FORDI:
        raise Uleselig(N_("Skriv det med noen ord, høyst {max} tegn."), max=personvern.MAKS_FORDI)
    return text


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    sak_id = view.get("@ekstern")
    if sak_id is not None:
        sak = ekstern.ikke_meldepliktig(ctx.session, ctx.now, ctx.leser, sak_id, view.get("fordi"))
        return sagt(view, DONE, saksnr=sak.referanse)
    avvik_id = view.get("@avvik")
    personvern.ikke_meldepliktig(ctx.session, ctx.now, ctx.leser, avvik_id, view.get("fordi"))
    avvik = ctx.session.get(Avvik, avvik_id)
    return sagt(view, DONE, saksnr=avvik.nummer if avvik else "")


FORM = Form(
    key="ikke_meldepliktig",
    version=1,
    title=N_("Ikke meldepliktig"),
    slots=(Slot("fordi", N_("Begrunnelse"), _ask, _read, lambda value, _view: str(value)),),
    submit=_submit,
    send_label=N_("Send"),
    direct=True,
)

"""The reporter adds something to a case that has been sent: one answer."""

from collections.abc import Mapping
from typing import Any

from dialogs.contract import Block, Message, Outcome, Reply
from dialogs.forms import bilder
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.i18n import N_
from hms.avvik import rules, service, vedlegg

FERDIG = ""


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    done = (Choice(FERDIG, t.text(N_("Ferdig"))),) if bilder.antall(view) else ()
    return Prompt(
        (
            t.rich(N_("**Hva vil du legge til i saken?** Skriv det, eller send bilder.")),
            t.rich(
                N_(
                    "**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre, og ikke ta med ansikter."
                ),
                tone="small",
            ),
        ),
        done,
    )


def _read(said: str, _view: View) -> str:
    text = said.strip()
    if not text or len(text) > rules.MAKS_HVA:
        raise Uleselig(N_("Skriv høyst {max} tegn."), max=rules.MAKS_HVA)
    return text


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik_id, pictures = view.get("@avvik"), bilder.merke(view)
    avvik = service.hent(ctx.session, ctx.now, ctx.leser, avvik_id, "legg_til")
    if pictures is not None:
        vedlegg.legg_ved(ctx.session, ctx.now, ctx.leser, avvik_id, pictures)
    if view.get("tekst") != FERDIG:
        service.legg_til(ctx.session, ctx.now, ctx.leser, avvik_id, view.get("tekst"))
    text = ctx.t.rich(N_("Det er lagt til i sak **{saksnr}**. Behandleren får beskjed."), saksnr=avvik.nummer)
    return Outcome((Reply(Message((text,))),))


def _nothing(_view: View) -> tuple[Block, ...]:
    return ()


def _absorb(_slot: str, _value: Any, _view: View) -> Mapping[str, Any]:
    return {}


FORM = Form(
    key="legg_til",
    version=1,
    title=N_("Legg til noe"),
    slots=(Slot("tekst", N_("Tillegg"), _ask, _read, lambda value, _view: str(value)),),
    intro=_nothing,
    absorb=_absorb,
    review=_nothing,
    again=lambda _view: None,
    submit=_submit,
    send_label=N_("Send"),
    direct=True,
)

"""The handler gives a case to the right person: one name, then a look before it goes."""

from typing import Any

from dialogs import kort
from dialogs.contract import Block, Facts, Message, Outcome
from dialogs.forms.base import Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import saken
from dialogs.forms.personvalg import er_ansatt, les_person, vis_person
from dialogs.i18n import N_
from dialogs.refusals import REFUSALS
from hms.avvik import service

MAX_REASON = 300


def _ask(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem skal behandle saken?** Skriv navnet.")),))


def _read_til(said: str, view: View) -> int:
    """Somebody who may handle the case: the refusal comes here, before the reason is asked for."""
    try:
        found = les_person(said, view)
    except Uleselig as several:
        possible = tuple(choice for choice in several.choices if _nei(choice.value, view) is None)
        if several.choices and not possible:
            raise Uleselig(REFUSALS["avvik.kan_ikke_behandle"]) from None
        raise Uleselig(several.msgid, possible, **several.params) from None
    code = _nei(found, view)
    if code is not None:
        raise Uleselig(REFUSALS[code])
    return found


def _er_mulig(value: Any, view: View) -> bool:
    return er_ansatt(value, view) and _nei(value, view) is None


def _nei(person_id: int, view: View) -> str | None:
    avvik = saken(view)
    ctx = view.ctx
    return service.nei_til(ctx.session, ctx.now, ctx.leser, avvik, person_id) if avvik is not None else None


def _ask_fordi(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvorfor sender du den videre?** Skriv kort. Den nye behandleren ser det.")),))


def _read_fordi(said: str, _view: View) -> str:
    text = said.strip()
    if not text or len(text) > MAX_REASON:
        raise Uleselig(N_("Skriv høyst {max} tegn."), max=MAX_REASON)
    return text


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = saken(view)
    rows = (
        (t.text(N_("Sak")), avvik.nummer if avvik else ""),
        (t.text(N_("Ny behandler")), vis_person(view.get("til"), view)),
        (t.text(N_("Begrunnelse")), str(view.get("fordi"))),
    )
    return (t.rich(N_("Melderen får vite hvem som overtar."), tone="small"), Facts(rows))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = service.send_videre(
        ctx.session, ctx.now, ctx.leser, view.get("@avvik"), til_person_id=view.get("til"), fordi=view.get("fordi")
    )
    text = ctx.t.rich(
        N_("Sak **{saksnr}** er sendt til {navn}."), saksnr=avvik.nummer, navn=vis_person(view.get("til"), view)
    )
    return Outcome((kort.om(avvik, Message((text,))),))


FORM = Form(
    key="send_videre",
    version=1,
    title=N_("Send til riktig person"),
    slots=(
        Slot("til", N_("Ny behandler"), _ask, _read_til, vis_person, valid=_er_mulig, words=("navn", "name", "person")),
        Slot("fordi", N_("Begrunnelse"), _ask_fordi, _read_fordi, lambda value, _view: str(value), words=("grunn",)),
    ),
    review=_review,
    submit=_submit,
    send_label=N_("Send saken videre"),
)

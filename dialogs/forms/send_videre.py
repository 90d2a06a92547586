"""The handler gives a case to the right person: one name, then a look before it goes."""

from collections.abc import Mapping
from typing import Any

from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.forms.base import Form, Prompt, Slot, Uleselig, View
from dialogs.forms.personvalg import er_ansatt, les_person, vis_person
from dialogs.i18n import N_
from hms.avvik import service
from hms.avvik.model import Avvik

MAX_REASON = 300


def _ask(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem skal behandle saken?** Skriv navnet.")),))


def _ask_fordi(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvorfor sender du den videre?** Skriv kort. Den nye behandleren ser det.")),))


def _read_fordi(said: str, _view: View) -> str:
    text = said.strip()
    if not text or len(text) > MAX_REASON:
        raise Uleselig(N_("Skriv høyst {max} tegn."), max=MAX_REASON)
    return text


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = view.ctx.session.get(Avvik, view.get("@avvik"))
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
    return Outcome((Reply(Message((text,))),))


def _absorb(_slot: str, _value: Any, _view: View) -> Mapping[str, Any]:
    return {}


FORM = Form(
    key="send_videre",
    version=1,
    title=N_("Send til riktig person"),
    slots=(
        Slot(
            "til", N_("Ny behandler"), _ask, les_person, vis_person, valid=er_ansatt, words=("navn", "name", "person")
        ),
        Slot("fordi", N_("Begrunnelse"), _ask_fordi, _read_fordi, lambda value, _view: str(value), words=("grunn",)),
    ),
    intro=lambda _view: (),
    absorb=_absorb,
    review=_review,
    again=lambda _view: None,
    submit=_submit,
    send_label=N_("Send saken videre"),
)

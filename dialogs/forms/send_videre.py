"""The handler gives a case to the right person: one name, then a look before it goes."""

from collections.abc import Mapping
from typing import Any

from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View, is_id
from dialogs.i18n import N_
from hms.avvik import service
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org

MAX_REASON = 300


def _ask(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem skal behandle saken?** Skriv navnet.")),))


def _read(said: str, view: View) -> int:
    hits = [person for person in org.sok_personer(view.ctx.session, said, view.ctx.today) if not person.gjest]
    exact = [person for person in hits if person.navn.casefold() == said.strip().casefold()]
    if len(exact) == 1 and exact[0].id is not None:
        return exact[0].id
    if not hits:
        raise Uleselig(N_("Jeg fant ingen med det navnet. Skriv fornavn og etternavn."))
    choices = tuple(Choice(person.id, _with_place(person.id, person.navn, view)) for person in hits)
    raise Uleselig(N_("Velg den du mente, eller skriv et annet navn."), choices)


def _ask_fordi(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvorfor sender du den videre?** Skriv kort. Den nye behandleren ser det.")),))


def _read_fordi(said: str, _view: View) -> str:
    text = said.strip()
    if not text or len(text) > MAX_REASON:
        raise Uleselig(N_("Skriv høyst {max} tegn."), max=MAX_REASON)
    return text


def _with_place(person_id: int | None, navn: str, view: View) -> str:
    positions = org.stillinger(view.ctx.session, person_id or 0, view.ctx.today)
    node = org.node(view.ctx.session, positions[0].node_id) if positions else None
    return f"{navn}, {node.navn}" if node else navn


def _is_person(value: Any, view: View) -> bool:
    person = org.person(view.ctx.session, value) if is_id(value) else None
    return person is not None and not person.gjest and org.er_gyldig(person, view.ctx.today)


def _show(value: Any, view: View) -> str:
    person = org.person(view.ctx.session, value)
    return _with_place(value, person.navn, view) if person else ""


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = view.ctx.session.get(Avvik, view.get("@avvik"))
    rows = (
        (t.text(N_("Sak")), avvik.nummer if avvik else ""),
        (t.text(N_("Ny behandler")), _show(view.get("til"), view)),
        (t.text(N_("Begrunnelse")), str(view.get("fordi"))),
    )
    return (t.rich(N_("Melderen får vite hvem som overtar."), tone="small"), Facts(rows))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik = service.send_videre(
        ctx.session, ctx.now, ctx.leser, view.get("@avvik"), til_person_id=view.get("til"), fordi=view.get("fordi")
    )
    text = ctx.t.rich(
        N_("Sak **{saksnr}** er sendt til {navn}."), saksnr=avvik.nummer, navn=_show(view.get("til"), view)
    )
    return Outcome((Reply(Message((text,))),))


def _absorb(_slot: str, _value: Any, _view: View) -> Mapping[str, Any]:
    return {}


FORM = Form(
    key="send_videre",
    version=1,
    title=N_("Send til riktig person"),
    slots=(
        Slot("til", N_("Ny behandler"), _ask, _read, _show, valid=_is_person, words=("navn", "name", "person")),
        Slot("fordi", N_("Begrunnelse"), _ask_fordi, _read_fordi, lambda value, _view: str(value), words=("grunn",)),
    ),
    intro=lambda _view: (),
    absorb=_absorb,
    review=_review,
    again=lambda _view: None,
    submit=_submit,
    send_label=N_("Send saken videre"),
)

"""The case is about somebody: that person is out of it from now on (avvik.md 8)."""

from typing import Any

from dialogs import kort
from dialogs.contract import Block, Message, Outcome
from dialogs.forms.base import Prompt, Slot, View
from dialogs.forms.enkel import kort_form
from dialogs.forms.personvalg import er_ansatt, les_person, vis_person
from dialogs.i18n import N_
from hms.avvik import behandling
from hms.kit.feil import HmsError
from hms.organisasjon import queries as org


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    blocks: tuple[Block, ...] = (
        t.rich(N_("**Hvem gjelder saken?** Skriv navnet.")),
        t.rich(N_("Personen ser ikke saken mer og får ingen beskjeder om den."), tone="small"),
    )
    return Prompt(blocks)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    person = org.person(ctx.session, view.get("person"))
    if person is None:
        raise HmsError("avvik.ingen_rett")
    avvik = behandling.meld_inhabil(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), person)
    text = N_("{navn} er ført opp som inhabil i sak **{saksnr}** og ser den ikke lenger.")
    said = ctx.t.rich(text, navn=person.navn, saksnr=avvik.nummer)
    return Outcome((kort.om(avvik, Message((said,))),))


def _show(value: Any, view: View) -> str:
    return vis_person(value, view)


FORM = kort_form(
    "inhabil",
    N_("Meld noen inhabil"),
    (Slot("person", N_("Person"), _ask, les_person, _show, valid=er_ansatt),),
    _submit,
)

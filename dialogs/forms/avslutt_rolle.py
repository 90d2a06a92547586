"""The HMS-ansvarlig ends a role: whose, which, and the last day."""

from datetime import date
from typing import Any

from dialogs import hjul, rollenavn
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.arshjul_felles import datofelt
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View, is_id
from dialogs.forms.engine import as_read
from dialogs.forms.enkel import sagt
from dialogs.forms.gi_rolle import rolle_i
from dialogs.forms.personvalg import nevnt, vis_person
from dialogs.i18n import N_
from hms.arshjul import roller
from hms.organisasjon import queries as org
from hms.organisasjon.model import Rolle


def _sporr_person(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem har rollen som skal avsluttes?** Skriv navnet.")),))


def _les_person(said: str, view: View) -> int:
    funnet, _sted = nevnt(view.ctx, said)
    if len(funnet) == 1:
        return funnet[0].id
    if not funnet:
        raise Uleselig(N_("Jeg fant ingen med det navnet. Skriv fornavn og etternavn."))
    raise Uleselig(
        N_("Velg den du mente, eller skriv et annet navn."), tuple(Choice(p.id, vis_person(p.id, view)) for p in funnet)
    )


def _er_person(verdi: Any, view: View) -> bool:
    return is_id(verdi) and org.person(view.ctx.session, verdi) is not None


def _roller(view: View) -> list[Rolle]:
    """The roles of the person; only those of the kind that the line named, if there are any."""
    alle = roller.som_kan_avsluttes(view.ctx.session, view.get("person") or 0, view.ctx.today)
    nevnte = [rad for rad in alle if rad.rolle == view.get("@rolle")]
    return nevnte or alle


def _sporr_rolle(view: View) -> Prompt:
    valg = tuple(Choice(rad.id, rollenavn.rolle(view.ctx.reader, rad)) for rad in _roller(view))
    text = N_("**Hvilken rolle skal avsluttes?**") if valg else N_("Personen har ingen roller nå. Skriv **avbryt**.")
    return Prompt((view.ctx.t.rich(text),), valg)


def _les_rolle(said: str, view: View) -> int:
    passer = [rad for rad in _roller(view) if rad.rolle == rolle_i(said)]
    if len(passer) != 1:
        raise Uleselig(N_("Trykk på rollen."))
    return passer[0].id or 0


def _eneste(view: View) -> Any:
    rader = _roller(view) if view.get("person") else []
    return rader[0].id if len(rader) == 1 else None


def _vis_rolle(verdi: Any, view: View) -> str:
    rad = view.ctx.session.get(Rolle, verdi)
    return rollenavn.rolle(view.ctx.reader, rad) if rad is not None else ""


def _i_dag(view: View) -> tuple[Choice, ...]:
    return (Choice(view.ctx.today.isoformat(), view.ctx.t.text(N_("I dag"))),)


def _review(view: View) -> tuple[Block, ...]:
    rows = tuple(
        (view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS if view.get(slot.key)
    )
    return (Facts(rows),)


def _intro(view: View) -> tuple[Block, ...]:
    lest = [slot.key for slot in SLOTS if view.get(slot.key) is not None]
    foran: tuple[Block, ...] = ()
    if view.get("person") and view.get("@rolle") and all(rad.rolle != view.get("@rolle") for rad in _roller(view)):
        rolle = view.ctx.kommune.regelverk.rolle(view.get("@rolle"), view.ctx.t.locale)
        foran = (view.ctx.t.rich(N_("Personen har ikke rollen {rolle} nå."), rolle=rolle),)
    return foran if len(lest) == len(SLOTS) else (*foran, *as_read(FORM, view, lest))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    siste = date.fromisoformat(view.get("siste"))
    rad = roller.avslutt(ctx.session, ctx.now, ctx.kontakt.person_id, view.get("rolle"), siste=siste)
    text = N_("{navn} har rollen {rolle} til og med {dag}, og har fått beskjed. Rett den i fila også.")
    return sagt(
        view,
        text,
        navn=hjul.navn(ctx.reader, rad.person_id),
        rolle=rollenavn.rolle(ctx.reader, rad),
        dag=ctx.t.full_day(siste),
    )


SLOTS = (
    Slot("person", N_("Person"), _sporr_person, _les_person, vis_person, valid=_er_person, words=("navn", "name")),
    Slot("rolle", N_("Rolle"), _sporr_rolle, _les_rolle, _vis_rolle, known=_eneste),
    datofelt("siste", N_("Siste dag"), N_("**Hva er siste dag?**"), fortid=False, forslag=_i_dag),
)
FORM = Form(
    key="avslutt_rolle", version=1, title=N_("Avslutt rolle"), slots=SLOTS, intro=_intro,
    review=_review, submit=_submit, send_label=N_("Avslutt rollen"),
)  # fmt: skip

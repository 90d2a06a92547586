"""A leader names who stands in: for which of the own roles, who, from when to when (T-28)."""

from datetime import date, timedelta
from typing import Any

from dialogs import hjul, rollenavn
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.arshjul_felles import SAGT, datofelt
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View
from dialogs.forms.engine import as_read
from dialogs.forms.enkel import sagt
from dialogs.forms.personvalg import er_ansatt, les_kollega, vis_person
from dialogs.i18n import N_
from hms.arshjul import roller
from hms.kit.feil import HmsError
from hms.organisasjon import sok


def _egne(view: View) -> tuple[Choice, ...]:
    ctx = view.ctx
    egne = roller.egne(ctx.session, ctx.kontakt.person_id or 0, ctx.today)
    return tuple(Choice(rad.id, rollenavn.rolle(ctx.reader, rad)) for rad in egne)


def _sporr_rolle(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvilken rolle gjelder det?**")),), _egne(view))


def _les_rolle(said: str, view: View) -> int:
    ordene = set(sok.fold(said).split())
    passer = [valg for valg in _egne(view) if ordene & set(sok.fold(valg.label).split())]
    if len(passer) != 1:
        raise Uleselig(N_("Trykk på rollen."))
    return int(passer[0].value)


def _vis_rolle(verdi: Any, view: View) -> str:
    return next((valg.label for valg in _egne(view) if valg.value == verdi), "")


def _eneste(view: View) -> Any:
    egne = _egne(view)
    return egne[0].value if len(egne) == 1 else None


def _sporr_person(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvem er stedfortreder?** Skriv navnet.")),))


def _fra_forslag(view: View) -> tuple[Choice, ...]:
    i_dag = view.ctx.today
    return (
        Choice(i_dag.isoformat(), view.ctx.t.text(N_("I dag"))),
        Choice((i_dag + timedelta(days=1)).isoformat(), view.ctx.t.text(N_("I morgen"))),
    )


def _til_forslag(view: View) -> tuple[Choice, ...]:
    fra = date.fromisoformat(view.get("fra")) if view.get("fra") else view.ctx.today
    dager = [fra + timedelta(days=n) for n in (7, 14, 21)]
    return tuple(Choice(dag.isoformat(), view.ctx.t.full_day(dag)) for dag in dager)


def _sjekk_til(dag: date, view: View) -> None:
    if dag < max(view.ctx.today, date.fromisoformat(view.get("fra"))):
        raise HmsError("rolle.periode", maks=roller.MAKS_MND)


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows = tuple(
        (t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS if view.get(slot.key) is not None
    )
    merk = t.rich(
        N_(
            "I perioden går det som ellers kommer til deg i rollen, til stedfortrederen. Det du har fra før, beholder du."
        ),
        tone="small",
    )
    return (Facts(rows), merk)


def _intro(view: View) -> tuple[Block, ...]:
    foran = (view.ctx.t.rich(str(view.get(SAGT)), **dict(view.get("@felt") or {})),) if view.get(SAGT) else ()
    lest = [slot.key for slot in SLOTS if view.get(slot.key) is not None]
    return foran if len(lest) == len(SLOTS) else (*foran, *as_read(FORM, view, lest))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    rad = roller.gi_stedfortreder(
        ctx.session, ctx.now, ctx.kontakt.person_id, view.get("rolle"), til=view.get("til"),
        fra=date.fromisoformat(view.get("fra")), slutt=date.fromisoformat(view.get("slutt")),
    )  # fmt: skip
    text = N_("{navn} er stedfortreder {tid} og har fått beskjed. Skriv «stedfortreder» for å se eller avslutte.")
    return sagt(view, text, navn=hjul.navn(ctx.reader, view.get("til")), tid=rollenavn.tid(ctx.reader, rad))


SLOTS = (
    Slot("rolle", N_("Rolle"), _sporr_rolle, _les_rolle, _vis_rolle, known=_eneste),
    Slot(
        "til",
        N_("Stedfortreder"),
        _sporr_person,
        les_kollega,
        vis_person,
        valid=er_ansatt,
        words=("navn", "person", "name"),
    ),
    datofelt("fra", N_("Fra"), N_("**Fra og med hvilken dag?**"), fortid=False, forslag=_fra_forslag),
    datofelt(
        "slutt",
        N_("Til og med"),
        N_("**Til og med hvilken dag?**"),
        fortid=False,
        forslag=_til_forslag,
        sjekk=_sjekk_til,
    ),
)
FORM = Form(
    key="stedfortreder", version=1, title=N_("Stedfortreder"), slots=SLOTS, intro=_intro,
    review=_review, submit=_submit, send_label=N_("Gjør til stedfortreder"),
)  # fmt: skip

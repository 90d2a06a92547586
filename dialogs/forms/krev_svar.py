"""A verneombud asks a leader for an answer within five working days (aml § 6-2)."""

from collections.abc import Mapping
from typing import Any

from dialogs.contract import Block, Facts, Outcome
from dialogs.forms.base import Choice, Form, Prompt, Slot, Uleselig, View, is_id
from dialogs.forms.enhetsvalg import enheten
from dialogs.forms.enkel import sagt, tekst
from dialogs.forms.personvalg import les_person, vis_person
from dialogs.i18n import N_
from hms.organisasjon.rader import Person
from hms.verneombud import queries, rules, svar


def _ledere(view: View) -> list[Person]:
    me, node_id = view.ctx.leser.person_id, view.get("enhet")
    return queries.ledere(view.ctx.session, node_id, view.ctx.today, me or 0) if node_id is not None else []


def _ask_leder(view: View) -> Prompt:
    choices = tuple(Choice(person.id, person.navn) for person in _ledere(view))
    return Prompt((view.ctx.t.rich(N_("**Hvilken leder skal svare?**")),), choices)


def _read_leder(said: str, view: View) -> int:
    found = les_person(said, view)
    if not _er_leder(found, view):
        choices = tuple(Choice(person.id, person.navn) for person in _ledere(view))
        raise Uleselig(N_("Velg en leder for enheten eller over den."), choices)
    return found


def _er_leder(value: Any, view: View) -> bool:
    return is_id(value) and any(person.id == value for person in _ledere(view))


def _standard(node_id: Any, view: View) -> int | None:
    me = view.ctx.leser.person_id
    found = queries.enhetens_leder(view.ctx.session, node_id, view.ctx.today, me or 0) if node_id is not None else None
    return found.id if found else None


def _known_leder(view: View) -> Any:
    return _standard(view.get("enhet"), view)


def _show_leder(value: Any, view: View) -> str:
    return vis_person(value, view)


def _absorb(slot: str, value: Any, view: View) -> Mapping[str, Any]:
    return {"leder": _standard(value, view)} if slot == "enhet" else {}


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows = [(t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS]
    rows.append((t.text(N_("Frist for svar")), t.full_day(rules.frist(view.ctx.now))))
    return (
        Facts(tuple(rows)),
        t.rich(
            N_("Svarer ikke lederen, går spørsmålet til neste leder og til slutt til AMU. Aml § 6-2."), tone="small"
        ),
    )


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    krav = svar.krev(
        ctx.session,
        ctx.now,
        ctx.leser.person_id,
        node_id=view.get("enhet"),
        leder_id=view.get("leder"),
        tekst=view.get("tekst"),
    )
    return sagt(
        view,
        N_("{leder} er bedt om svar innen **{frist}**. Du får svaret her."),
        leder=vis_person(krav.leder_id, view),
        frist=ctx.t.day(krav.frist, ctx.today),
    )


SLOTS = (
    enheten(N_("**Hvilken enhet gjelder det?**")),
    Slot("leder", N_("Leder"), _ask_leder, _read_leder, _show_leder, known=_known_leder, valid=_er_leder),
    tekst(
        "tekst",
        N_("Spørsmål"),
        N_("**Hva vil du ha svar på?**"),
        maks=rules.MAKS_TEKST,
        merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
    ),
)
FORM = Form(
    key="krev_svar",
    version=1,
    title=N_("Krev svar"),
    slots=SLOTS,
    absorb=_absorb,
    review=_review,
    submit=_submit,
    send_label=N_("Be om svar"),
)

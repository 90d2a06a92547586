"""A leader settles who shall do a tiltak of a vernerunde, and when (T-47). What is known of it already stands, and may be changed."""

from datetime import date

from dialogs.contract import Block, Facts, Outcome
from dialogs.forms import ansvarlig, frister
from dialogs.forms.base import Form, Prompt, Slot, View
from dialogs.forms.enkel import sagt
from dialogs.forms.personvalg import er_her, vis_person
from dialogs.i18n import N_
from hms.tiltak import uavklart
from hms.tiltak.model import Uavklart

HASTER_IKKE = 1  # the severity by which deadlines are proposed


def _raden(view: View) -> Uavklart | None:
    return view.ctx.session.get(Uavklart, view.get("@uavklart"))


def _ask_hvem(view: View) -> Prompt:
    text = N_("**Hvem skal gjøre det?** Skriv navn eller rolle, for eksempel «verneombudet».")
    return Prompt((view.ctx.t.rich(text),), ansvarlig.jeg(view))


def _read_hvem(said: str, view: View) -> int:
    row = _raden(view)
    return ansvarlig.les(said, view, row.node_id if row is not None else None)


def _known_hvem(view: View) -> int | None:
    row = _raden(view)
    return row.ansvarlig_id if row is not None and er_her(row.ansvarlig_id, view) else None


def _ask_frist(view: View) -> Prompt:
    text = N_("**Når skal det være gjort?** Velg en dag, eller skriv for eksempel «fredag» eller «15. mars».")
    return frister.sporsmal(view, HASTER_IKKE, view.ctx.t.rich(text))


def _known_frist(view: View) -> str | None:
    row = _raden(view)
    known = row.frist.isoformat() if row is not None and row.frist is not None else None
    return known if frister.er_frist(known, view) else None


def _review(view: View) -> tuple[Block, ...]:
    t, row = view.ctx.t, _raden(view)
    rows = (
        (t.text(N_("Tiltak")), row.hva if row else ""),
        (t.text(N_("Ansvarlig")), vis_person(view.get("ansvarlig"), view)),
        (t.text(N_("Frist")), frister.vis(view.get("frist"), view)),
    )
    return (Facts(rows),)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    tiltak = uavklart.avklar(
        ctx.session,
        ctx.now,
        ctx.leser.person_id,
        view.get("@uavklart"),
        ansvarlig_id=view.get("ansvarlig"),
        frist=date.fromisoformat(view.get("frist")),
    )
    text = N_("Tiltaket er avklart. {navn} er ansvarlig, med frist {frist}, og får beskjed.")
    return sagt(view, text, navn=vis_person(tiltak.ansvarlig_id, view), frist=ctx.t.full_day(tiltak.frist))


FORM = Form(
    key="tiltak_avklar",
    version=1,
    title=N_("Avklar tiltaket"),
    slots=(
        Slot(
            "ansvarlig",
            N_("Ansvarlig"),
            _ask_hvem,
            _read_hvem,
            vis_person,
            known=_known_hvem,
            valid=er_her,
            words=("hvem", "navn", "kven", "who"),
        ),
        Slot(
            "frist",
            N_("Frist"),
            _ask_frist,
            frister.les,
            frister.vis,
            known=_known_frist,
            valid=frister.er_frist,
            words=("fristen", "dato", "tid", "deadline", "date"),
        ),
    ),
    review=_review,
    submit=_submit,
    send_label=N_("Send"),
    card=True,
)

"""Another deadline for a tiltak: the handler of the case sets it, the responsible person asks for it."""

from datetime import date

from dialogs.contract import Block, Facts, Outcome
from dialogs.forms import frister
from dialogs.forms.base import Form, Prompt, Slot, View
from dialogs.forms.enkel import sagt, tekst
from dialogs.i18n import N_
from hms.avvik import tiltakene
from hms.tiltak.model import Tiltak

MAX_REASON = 300


def _ask_frist(view: View) -> Prompt:
    tiltak = view.ctx.session.get(Tiltak, view.get("@tiltak"))
    avvik = tiltakene.saken(view.ctx.session, tiltak) if tiltak is not None else None
    text = N_("**Hva skal den nye fristen være?** Velg en dag, eller skriv for eksempel «fredag» eller «15. mars».")
    return frister.sporsmal(view, avvik.grad if avvik else 1, view.ctx.t.rich(text))


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    tiltak = view.ctx.session.get(Tiltak, view.get("@tiltak"))
    rows = (
        (t.text(N_("Tiltak")), tiltak.hva if tiltak else ""),
        (t.text(N_("Ny frist")), frister.vis(view.get("frist"), view)),
        (t.text(N_("Begrunnelse")), str(view.get("fordi"))),
    )
    return (Facts(rows),)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    frist = date.fromisoformat(view.get("frist"))
    _, satt = tiltakene.ny_frist(
        ctx.session, ctx.now, ctx.leser, view.get("@tiltak"), frist=frist, fordi=view.get("fordi")
    )
    if satt:
        return sagt(view, N_("Den nye fristen er **{frist}**."), frist=ctx.t.full_day(frist))
    text = N_("Du har bedt om ny frist **{frist}**. Behandleren svarer deg. Den gamle fristen står til da.")
    return sagt(view, text, frist=ctx.t.full_day(frist))


FORM = Form(
    key="tiltak_frist",
    version=1,
    title=N_("Ny frist"),
    slots=(
        Slot(
            "frist",
            N_("Ny frist"),
            _ask_frist,
            frister.les,
            frister.vis,
            valid=frister.er_frist,
            words=("fristen", "dato", "tid", "deadline", "date"),
        ),
        tekst("fordi", N_("Begrunnelse"), N_("**Hvorfor trengs det ny frist?** Skriv kort."), maks=MAX_REASON),
    ),
    review=_review,
    submit=_submit,
    send_label=N_("Send"),
)

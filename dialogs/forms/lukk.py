"""The handler closes a case: what the reporter is told, and what still has to be said first (avvik.md 5). Krav 6.1-11."""

from dataclasses import replace

from dialogs.contract import Block, Facts, Outcome
from dialogs.forms import drofting
from dialogs.forms.base import Form, Prompt, View
from dialogs.forms.enkel import sagt, saken, tekst
from dialogs.i18n import N_
from hms.avvik import avslutning, behandling, flyt, queries
from hms.avvik.avslutning import Lukking
from hms.tiltak import queries as tiltak_queries

MAX_FEEDBACK = 1000
MAX_REASON = 500


def _skal_droftes(view: View) -> bool:
    """Is it asked here where the case was discussed: it has to be, it is not noted, and this reader may note it?"""
    ctx, avvik = view.ctx, saken(view)
    if avvik is None or avvik.droftet_som is not None or not avslutning.skal_droftes(avvik):
        return False
    return flyt.har_rett(queries.relasjoner(ctx.session, avvik, ctx.leser, ctx.today), "droft")


def _begrunnes(view: View) -> bool:
    avvik = saken(view)
    return avvik is not None and avslutning.begrunnes(view.ctx.session, avvik)


def _ask_fordi(view: View) -> Prompt:
    t = view.ctx.t
    n = len(tiltak_queries.uferdige(view.ctx.session, behandling.OPPHAV, view.get("@avvik")))
    if n == 0:
        return Prompt((t.rich(N_("**Hvorfor lukkes saken uten tiltak?** Melderen får lese det du skriver.")),))
    open_ones = t.plural("{n} tiltak er ikke utført.", "{n} tiltak er ikke utført.", n)
    text = N_("**Hvorfor lukkes saken nå?** {apne} Melderen får lese det du skriver.")
    return Prompt((t.rich(text, apne=open_ones),))


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = saken(view)
    rows = [(t.text(N_("Sak")), avvik.nummer if avvik else "")]
    rows += [
        (t.text(slot.name), slot.show(view.get(slot.key), view))
        for slot in FORM.slots
        if slot.key in {"tilbakemelding", "fordi"} and slot.when(view) and view.get(slot.key) is not None
    ]
    rows += drofting.rader(view)
    return (Facts(tuple(rows)), t.rich(N_("Melderen blir spurt om det løste problemet."), tone="small"))


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    avvik_id = view.get("@avvik")
    fordi = view.get("fordi") if _begrunnes(view) else None
    with ctx.session.begin_nested():  # a case that can not be closed is not noted as discussed either
        if _skal_droftes(view):
            som, dag, ikke = drofting.svaret(view)
            behandling.droft(ctx.session, ctx.now, ctx.leser, avvik_id, som=som, dag=dag, fordi=ikke)
        lukking = Lukking(view.get("tilbakemelding"), fordi)
        avvik = avslutning.lukk(ctx.session, ctx.now, ctx.leser, avvik_id, lukking)
    return sagt(view, N_("Sak **{saksnr}** er lukket. Melderen får tilbakemeldingen din."), saksnr=avvik.nummer)


FORM = Form(
    key="lukk",
    version=1,
    title=N_("Lukk saken"),
    slots=(
        tekst(
            "tilbakemelding",
            N_("Tilbakemelding"),
            N_("**Hva er gjort?** Skriv det melderen skal få vite."),
            maks=MAX_FEEDBACK,
            merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
        ),
        replace(
            tekst("fordi", N_("Begrunnelse"), N_("**Hvorfor lukkes saken uten tiltak?**"), maks=MAX_REASON),
            ask=_ask_fordi,
            when=_begrunnes,
            words=("grunn", "reason"),
        ),
        *drofting.slots(_skal_droftes),
    ),
    review=_review,
    submit=_submit,
    send_label=N_("Lukk saken"),
)

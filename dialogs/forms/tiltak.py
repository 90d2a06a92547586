"""The handler says what shall be done, by whom, and by when; what was read is looked over before it counts (avvik.md 5)."""

from datetime import date

from dialogs import knapper, kort
from dialogs.contract import Block, Facts, Message, Outcome
from dialogs.forms import ansvarlig, frister
from dialogs.forms.base import Form, Prompt, Slot, Uleselig, View
from dialogs.forms.enkel import saken, tekst
from dialogs.forms.personvalg import er_her, vis_person
from dialogs.i18n import N_
from dialogs.refusals import REFUSALS
from hms.avvik import behandling, queries
from hms.tiltak import rules
from hms.tiltak.service import NyttTiltak


def _ask_hvem(view: View) -> Prompt:
    text = N_("**Hvem skal gjøre det?** Skriv navn eller rolle, for eksempel «verneombudet».")
    return Prompt((view.ctx.t.rich(text),), ansvarlig.jeg(view))


def _read_hvem(said: str, view: View) -> int:
    avvik = saken(view)
    found = ansvarlig.les(said, view, avvik.node_id if avvik is not None else None)
    if avvik is not None and found in queries.inhabile(view.ctx.session, avvik.id or 0):
        raise Uleselig(REFUSALS["tiltak.ansvarlig"])
    return found


def _ask_frist(view: View) -> Prompt:
    avvik = saken(view)
    text = view.ctx.t.rich(
        N_("**Når skal det være gjort?** Velg en dag, eller skriv for eksempel «fredag» eller «15. mars».")
    )
    return frister.sporsmal(view, avvik.grad if avvik else 1, text)


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    avvik = saken(view)
    rows: list[tuple[str, str]] = [(t.text(N_("Sak")), avvik.nummer if avvik else "")]
    rows += [
        (t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS if view.get(slot.key) is not None
    ]
    told = t.rich(N_("Den som er ansvarlig, får beskjed. Melderen får vite hva som skal gjøres."), tone="small")
    return (Facts(tuple(rows)), told)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    nytt = NyttTiltak(view.get("hva"), view.get("ansvarlig"), date.fromisoformat(view.get("frist")))
    avvik, tiltak = behandling.nytt_tiltak(ctx.session, ctx.now, ctx.leser, view.get("@avvik"), nytt)
    text = ctx.t.rich(
        N_("Tiltaket er lagt inn i sak **{saksnr}**. {navn} er ansvarlig, med frist {frist}."),
        saksnr=avvik.nummer,
        navn=vis_person(tiltak.ansvarlig_id, view),
        frist=ctx.t.full_day(tiltak.frist),
    )
    more = (knapper.knapp(ctx.reader, avvik, "tiltak"),)
    return Outcome((kort.om(avvik, Message((text,), more)),))


SLOTS = (
    tekst(
        "hva",
        N_("Hva"),
        N_("**Hva skal gjøres?** Skriv kort."),
        maks=rules.MAKS_HVA,
        merk=N_("Den som er ansvarlig, ser det du skriver, men ikke resten av saken."),
    ),
    Slot(
        "ansvarlig",
        N_("Ansvarlig"),
        _ask_hvem,
        _read_hvem,
        vis_person,
        valid=er_her,
        words=("hvem", "navn", "kven", "who"),
    ),
    Slot(
        "frist",
        N_("Frist"),
        _ask_frist,
        frister.les,
        frister.vis,
        valid=frister.er_frist,
        words=("fristen", "dato", "tid", "deadline", "date"),
    ),
)
FORM = Form(
    key="tiltak",
    version=1,
    title=N_("Legg til tiltak"),
    slots=SLOTS,
    review=_review,
    submit=_submit,
    send_label=N_("Legg inn tiltaket"),
)

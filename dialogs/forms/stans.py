"""A verneombud stops work: where, why, and from when (krav 5.0-8, aml § 6-3)."""

from dialogs import fortalt, vernekort
from dialogs.contract import Block, Facts, Message, Outcome, Reply
from dialogs.forms.base import Form, View
from dialogs.forms.enhetsvalg import enheten
from dialogs.forms.enkel import tekst
from dialogs.forms.tidsvalg import moment, tidspunkt
from dialogs.i18n import N_
from hms.verneombud import queries, rules
from hms.verneombud import stans as stansing
from hms.verneombud.stans import NyStans

SLOTS = (
    enheten(N_("**Hvilken enhet gjelder det?**")),
    tekst("sted", N_("Sted"), N_("**Hvor er arbeidet stanset?**"), maks=rules.MAKS_STED),
    tekst(
        "grunn",
        N_("Grunn"),
        N_("**Hva er faren?** Skriv kort."),
        maks=rules.MAKS_TEKST,
        merk=N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."),
    ),
    tidspunkt("fra", N_("Stanset fra"), N_("**Fra når er arbeidet stanset?**")),
)


def _intro(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    danger = t.rich(N_("Er noen i fare nå, ring 113, 112 eller 110."), tone="emergency")
    return (danger, *vernekort.plikten(view.ctx.reader))


def _review(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    rows = tuple((t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in SLOTS)
    hvem = _fortalte(view, view.get("enhet"))
    told = (t.rich(N_("{hvem} får beskjed med en gang."), hvem=hvem),) if hvem else ()
    phone = N_("Arbeidstilsynet har telefon {telefon}.")
    return (Facts(rows), *told, t.rich(phone, telefon=view.ctx.kommune.telefon_ulykke or "–"))


def _fortalte(view: View, node_id: int) -> str:
    """Who is told of a stop there."""
    ctx = view.ctx
    leaders = queries.ledere(ctx.session, node_id, ctx.today, ctx.leser.person_id or 0)
    told = {"leder": [leader.id for leader in leaders], "hms_ansvarlig": fortalt.hms_ansvarlige(ctx.reader)}
    return fortalt.rollene(ctx.reader, told)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    ny = NyStans(
        node_id=view.get("enhet"),
        sted=view.get("sted"),
        grunn=view.get("grunn"),
        fra_at=moment(view.get("fra"), ctx),
    )
    row = stansing.stans(ctx.session, ctx.now, ctx.leser.person_id, ny)
    hvem = _fortalte(view, row.node_id)
    told = [ctx.t.rich(N_("Stansen er ført opp."))]
    told += [ctx.t.rich(N_("{hvem} får beskjed nå."), hvem=hvem)] if hvem else []
    card = vernekort.stans(ctx.reader, row) or Message(())
    return Outcome(
        (
            Reply(Message(tuple(told))),
            Reply(card, card=f"stans:{row.id}:verneombud", notice=("stans_kort", {"stans": row.id})),
        )
    )


FORM = Form(
    key="stans",
    version=1,
    title=N_("Stans arbeidet"),
    slots=SLOTS,
    intro=_intro,
    review=_review,
    submit=_submit,
    send_label=N_("Meld stansen"),
)

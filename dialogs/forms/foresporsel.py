"""«Be om opplæring» and «nytt kjemikalie»: what, and where. Sent as soon as it is told; and the answer to one."""

from collections.abc import Callable

from dialogs import foresporselkort
from dialogs.contract import Block, Facts, Outcome
from dialogs.forms import meld_avvik_svar as svar
from dialogs.forms.base import Form, Slot, View
from dialogs.forms.enkel import kort_form, sagt, tekst
from dialogs.i18n import N_
from hms.foresporsel import mottakere, rules, service

IKKE_SKRIV = N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre.")
NODE = Slot(
    "node", N_("Enhet"), svar.ask_node, svar.read_node, svar.show_node, known=svar.known_node, valid=svar.is_node
)


def _send(slag: str, kvittering: str) -> Callable[[View], Outcome]:
    def submit(view: View) -> Outcome:
        ctx = view.ctx
        row = service.send(
            ctx.session, ctx.now, ctx.kontakt.person_id, slag=slag, node_id=view.get("node"), tekst=view.get("tekst")
        )
        line = mottakere.linja(ctx.session, row, ctx.today)
        if not line:
            return sagt(
                view, N_("Forespørselen er lagret. Ingen har rollen som skal svare ennå. Snakk med lederen din.")
            )
        hvem = foresporselkort.navn(ctx.reader, line[0])
        return sagt(view, kvittering, navn=hvem, frist=ctx.t.day(row.frist, ctx.today))

    return submit


def _svar(view: View) -> Outcome:
    ctx = view.ctx
    row = service.svar(ctx.session, ctx.now, ctx.kontakt.person_id, view.get("@foresporsel"), view.get("tekst"))
    return sagt(view, N_("Takk. {navn} får svaret."), navn=foresporselkort.navn(ctx.reader, row.person_id))


def _sporsmal(sporsmal: str, merk: str = IKKE_SKRIV) -> Slot:
    return tekst("tekst", N_("Tekst"), sporsmal, maks=rules.MAKS_TEKST, merk=merk)


def _skjema(slag: str, tittel: str, sporsmal: str, kvittering: str) -> Form:
    slots = (_sporsmal(sporsmal), NODE)

    def review(view: View) -> tuple[Block, ...]:
        return (Facts(tuple((view.ctx.t.text(slot.name), slot.show(view.get(slot.key), view)) for slot in slots)),)

    return Form(
        key=slag, version=1, title=tittel, slots=slots, review=review,
        submit=_send(slag, kvittering), send_label=N_("Send"),
    )  # fmt: skip


FORMS = (
    _skjema(
        rules.OPPLARING,
        N_("Be om opplæring"),
        N_("**Hva trenger du opplæring i, og hvorfor?** Skriv kort."),
        N_("Sendt til **{navn}**, som skal svare innen {frist}. Du får svaret her, og ser det under «mine avvik»."),
    ),
    _skjema(
        rules.KJEMIKALIE,
        N_("Nytt kjemikalie"),
        N_("**Hva heter det, og hva skal det brukes til?** Skriv produktnavn og leverandør."),
        N_(
            "Sendt til **{navn}**, som fører det i stoffkartoteket innen {frist}. Vent med å ta det i bruk til du får beskjed. Krav 6.3.7-1."
        ),
    ),
    kort_form(
        "svar_foresporsel", N_("Svar"), (_sporsmal(N_("**Hva svarer du?** Skriv hva som blir gjort, og når.")),), _svar
    ),
)

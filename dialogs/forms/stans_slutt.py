"""[Arbeidet er i gang igjen]: the verneombud decides, or a leader notes the decision of Arbeidstilsynet (aml § 6-3)."""

from dialogs.contract import Block, Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import ikke_gjort, kort_form, sa_ja, sagt, sikker
from dialogs.i18n import N_
from hms.verneombud import queries, rules
from hms.verneombud import stans as stansing
from hms.verneombud.model import Stans


def _som(view: View) -> str:
    """As what the presser ends it."""
    row = view.ctx.session.get(Stans, view.get("@stans"))
    own = row is not None and queries.er_verneombud_for(
        view.ctx.session, view.ctx.leser.person_id, row.node_id, view.ctx.today
    )
    return rules.VERNEOMBUD if own else rules.ARBEIDSTILSYNET


def _ask(view: View) -> tuple[Block, ...]:
    t = view.ctx.t
    if _som(view) == rules.VERNEOMBUD:
        return (t.rich(N_("Er faren over, så arbeidet kan fortsette?")),)
    return (
        t.rich(N_("Har Arbeidstilsynet bestemt at arbeidet kan fortsette?")),
        t.rich(N_("Ellers er det verneombudet som avgjør når arbeidet er i gang igjen (aml § 6-3)."), tone="small"),
    )


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    if not sa_ja(view):
        return ikke_gjort(view)
    stansing.i_gang_igjen(ctx.session, ctx.now, ctx.leser.person_id, view.get("@stans"), som=_som(view))
    return sagt(view, N_("Det er ført opp at arbeidet er i gang igjen. De andre får beskjed."))


FORM = kort_form(
    "stans_slutt", N_("Arbeidet er i gang igjen"), (sikker(_ask, N_("Ja, arbeidet er i gang igjen")),), _submit
)

"""A proposal for something better: what, and where. It is sent as soon as it is told (avvik.md 1)."""

from dialogs.contract import Message, Outcome, Reply
from dialogs.forms import meld_avvik_svar as svar
from dialogs.forms.base import Form, Prompt, Slot, View
from dialogs.i18n import N_
from hms.forbedring import service
from hms.organisasjon import queries as org


def _ask(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (
            t.rich(N_("**Hva vil du forbedre, og hvor?** Skriv kort.")),
            t.rich(N_("**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre."), tone="small"),
        )
    )


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    node_id = view.get("node")
    row = service.send(ctx.session, ctx.now, ctx.leser, hva=view.get("hva"), node_id=node_id)
    line = service.ledere(ctx.session, row, ctx.today)
    node = org.node(ctx.session, node_id)
    blocks = [
        ctx.t.rich(N_("Forslaget er sendt til **{navn}**."), navn=line[0].navn)
        if line
        else ctx.t.rich(N_("Forslaget er lagret. Ingen har rollen som skal lese det ennå.")),
        ctx.t.rich(
            N_("Det har fått nummer {nummer} og gjelder {enhet}. Du finner det igjen under «mine avvik»."),
            nummer=row.nummer,
            enhet=node.navn if node else "",
        ),
    ]
    return Outcome((Reply(Message(tuple(blocks))),))


FORM = Form(
    key="forslag",
    version=1,
    title=N_("Forslag til forbedring"),
    slots=(
        Slot("hva", N_("Forslag"), _ask, svar.read_hva, lambda value, _view: str(value)),
        Slot(
            "node",
            N_("Enhet"),
            svar.ask_node,
            svar.read_node,
            svar.show_node,
            known=svar.known_node,
            valid=svar.is_node,
        ),
    ),
    submit=_submit,
    send_label=N_("Send"),
    direct=True,
)

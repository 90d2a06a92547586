"""A unit of the verneombud's own area as an answer; the hovedverneombud may name any unit."""

from typing import Any

from dialogs.forms.base import Choice, Prompt, Slot, Uleselig, View, is_id
from dialogs.i18n import N_
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node
from hms.verneombud import queries

FORST = 6


def enheten(sporsmal: str) -> Slot:
    """The slot «enhet»: known beforehand when there is only one."""

    def ask(view: View) -> Prompt:
        choices = tuple(Choice(node.id, node.navn) for node in _egne(view))
        return Prompt((view.ctx.t.rich(sporsmal),), choices[:FORST], choices[FORST:])

    return Slot("enhet", N_("Enhet"), ask, _read, vis_enhet, known=_known, valid=_valid, words=("enhet", "unit"))


def i_teksten(text: str, view_nodes: list[Node]) -> int | None:
    """The one unit among these that a text names, or None."""
    folded = text.casefold()
    found = [node.id for node in view_nodes if node.navn.casefold() in folded]
    return found[0] if len(found) == 1 else None


def vis_enhet(value: Any, view: View) -> str:
    """The unit's name."""
    node = org.node(view.ctx.session, value)
    return node.navn if node else ""


def _egne(view: View) -> list[Node]:
    return queries.enheter(view.ctx.session, view.ctx.leser.person_id, view.ctx.today)


def _known(view: View) -> Any:
    own = _egne(view)
    return own[0].id if len(own) == 1 else None


def _read(said: str, view: View) -> int:
    hits = [node for node in org.sok_noder(view.ctx.session, said, view.ctx.today) if _valid(node.id, view)]
    exact = [node for node in hits if node.navn.casefold() == said.strip().casefold()] or hits
    if len(exact) == 1 and exact[0].id is not None:
        return exact[0].id
    raise Uleselig(
        N_("Skriv navnet på en enhet i verneområdet ditt."), tuple(Choice(node.id, node.navn) for node in hits)
    )


def _valid(value: Any, view: View) -> bool:
    """A unit that this person is verneombud for; checked again when it is sent."""
    person_id = view.ctx.leser.person_id
    return is_id(value) and queries.er_verneombud_for(view.ctx.session, person_id, value, view.ctx.today)

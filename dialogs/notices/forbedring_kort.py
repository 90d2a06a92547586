"""To the nearest leader: a proposal for something better."""

from collections.abc import Mapping
from typing import Any

from dialogs.context import Reader
from dialogs.contract import Block, Button, Message, Paragraph, Run
from dialogs.i18n import N_
from dialogs.notices.base import Notice
from hms.forbedring import service
from hms.forbedring.model import Forbedring
from hms.organisasjon import queries as org


def compose(r: Reader, params: Mapping[str, Any]) -> Message | None:
    """The proposal, for a leader it may have come to."""
    row = r.session.get(Forbedring, params["forbedring"])
    if row is None or not service.er_mottaker(r.session, row, r.leser, r.today):
        return None
    t = r.t
    node = org.node(r.session, row.node_id)
    person = org.person(r.session, row.person_id) if row.person_id is not None else None
    blocks: list[Block] = [
        t.rich(
            N_("Forslag til forbedring {nummer} i {enhet}"),
            tone="heading",
            nummer=row.nummer,
            enhet=node.navn if node else "",
        ),
        Paragraph((Run(row.hva),), "quote"),
        t.rich(N_("Fra {navn}."), navn=person.navn if person else t.text(N_("en person som ikke står i katalogen"))),
        t.rich(N_("Du får dette fordi du er nærmeste leder. Krav 6.1-13."), tone="small"),
    ]
    if row.lest_at is not None:
        return Message((*blocks, t.rich(N_("Lest {tid}."), tid=t.moment(row.lest_at, r.today))))
    data = {"action": "forbedring", "do": "lest", "forbedring": row.id, "token": f"forbedring:{row.id}:lest"}
    return Message(tuple(blocks), (Button(t.text(N_("Jeg har lest det")), data),))


NOTICE = Notice(service.NOTICE, compose)

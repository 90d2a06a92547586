"""stans arbeidet: the verneombud stops dangerous work; others are told what they may do themselves (krav 5.0-8, aml §§ 2-3, 6-3)."""

import re
from typing import Any

from dialogs.commands.base import MELD, Command, say
from dialogs.context import Context
from dialogs.contract import Block, Message, Outcome, Reply
from dialogs.forms.enhetsvalg import i_teksten
from dialogs.forms.tidsvalg import lest
from dialogs.i18n import N_
from dialogs.language import guards, places
from hms.organisasjon import queries as org
from hms.verneombud import queries, rules

WHY = re.compile(r"\b(?:fordi|because|sidan|siden|ettersom)\s+(?P<grunn>\S.*)", re.IGNORECASE | re.DOTALL)


def _run(ctx: Context, text: str) -> Outcome:
    if not queries.er_verneombud(ctx.session, ctx.leser.person_id, ctx.today):
        return Outcome((Reply(Message(_for_others(ctx), (say(ctx.t, MELD, "meld_avvik"),))),))
    return Outcome(forward="stans", forward_answers=_lest(ctx, text))


def _lest(ctx: Context, text: str) -> dict[str, Any]:
    """What the line tells already, for the review. A line that would have to be asked about is not kept."""
    if not text or guards.personal(text):
        return {}
    place = places.place(text)
    why = WHY.search(text)
    own = queries.enheter(ctx.session, ctx.leser.person_id, ctx.today)
    found = {
        "sted": place.text[: rules.MAKS_STED] if place else None,
        "grunn": why["grunn"].strip()[: rules.MAKS_TEKST] if why else None,
        "fra": lest(text, ctx.now),
        "enhet": i_teksten(text, own),
    }
    return {key: value for key, value in found.items() if value is not None}


def _for_others(ctx: Context) -> tuple[Block, ...]:
    t = ctx.t
    blocks: list[Block] = [
        t.rich(N_("Er noen i fare nå, ring 113, 112 eller 110."), tone="emergency"),
        t.rich(
            N_(
                "Retten til å stanse arbeidet etter aml § 6-3 ligger hos verneombudet. Selv skal du avbryte arbeid som ikke kan fortsette uten fare for liv eller helse, og si fra til lederen og verneombudet med en gang (aml § 2-3)."
            )
        ),
    ]
    positions = org.stillinger(ctx.session, ctx.leser.person_id, ctx.today) if ctx.leser.person_id is not None else []
    for person in org.verneombud_for(ctx.session, positions[0].node_id, ctx.today) if positions else ():
        text = N_("Verneombudet ditt er {navn}, telefon {telefon}.")
        blocks.append(t.rich(text, navn=person.navn, telefon=person.telefon or "–"))
    return tuple(blocks)


COMMAND = Command("stans", N_("Stans arbeidet"), _run)

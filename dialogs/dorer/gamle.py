"""A button on a door's card that is no longer the one being answered: it tells what has happened since, or opens its way anew."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from dialogs import kort
from dialogs.commands.base import MELD, say
from dialogs.context import Context
from dialogs.contract import Button, Message, Outcome, Reply
from dialogs.dorer import ventende
from dialogs.dorer.base import Answer, Videre
from dialogs.dorer.tabell import BY_KEY
from dialogs.i18n import N_
from dialogs.talk import Talk
from hms.avvik import queries
from hms.ekstern import service as ekstern
from hms.forbedring import service as forbedring


def is_old(now: Talk, value: Mapping[str, Any]) -> bool:
    """Was the card of this button another than the one that waits? Cards from before an upgrade do not say, and are not."""
    asked = now.waits or {}
    waits = asked if value.get("dor") == asked.get("for") else ventende.door_of(now)
    return "nr" in value and value["nr"] != waits.get("nr")


def pressed(now: Talk, value: Mapping[str, Any], ctx: Context) -> Answer | None:
    """What an old button comes to. None: it means nothing any more, and the person is shown where things stand."""
    dor = BY_KEY.get(str(value.get("dor")))
    way = ventende.chosen_way(dor, str(value.get("value"))) if dor is not None else None
    if way is None:
        return None
    if way.shows is not None:
        return Outcome((Reply(way.shows(ctx)),))
    if now.form is not None:
        return ventende.again(now, ctx, ventende.PRESSED)
    return _since(value.get("at"), ctx) or Videre(
        replace(now, waits=None, cleared=(*now.cleared, str(value.get("regel")))), way
    )


def _since(at: Any, ctx: Context) -> Outcome | None:
    """What the person has sent since the card was shown: it may be what the button is about."""
    try:
        shown = datetime.fromisoformat(str(at))
    except ValueError:
        return None
    if shown.tzinfo is None:
        return None
    case = next(iter(queries.mine(ctx.session, ctx.leser).rader), None)
    report = next(reversed(ekstern.uten_nummer(ctx.session, ctx.leser)), None)
    proposal = next(iter(forbedring.mine(ctx.session, ctx.leser).rader), None)
    if case is not None and case.meldt_at >= shown:
        return _sent(case.nummer, ctx, kort.se_saken(ctx.reader, case))
    if report is not None and report.meldt_at >= shown:
        return _sent(report.referanse, ctx)
    if proposal is not None and proposal.sendt_at >= shown:
        return _sent(proposal.nummer, ctx)
    return None


def _sent(nummer: str, ctx: Context, *buttons: Button) -> Outcome:
    text = N_("Du har sendt **{nummer}** etter at du fikk det kortet. Gjelder det noe nytt, så trykk **Meld avvik**.")
    message = Message((ctx.t.rich(text, nummer=nummer),), (*buttons, say(ctx.t, MELD, "meld_avvik")))
    return Outcome((Reply(message),))

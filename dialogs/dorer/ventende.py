"""The door where the conversation stands: it holds the open form until it is answered, and its buttons say which door they are of."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.dorer.base import Answer, Dor, Videre, Way
from dialogs.dorer.tabell import BY_KEY
from dialogs.forms.engine import ENOUGH
from dialogs.i18n import N_
from dialogs.talk import Talk

GO_ON = {"fortsett", "hald fram", "continue", "trygg", "vi er trygge", "ja", "yes", "jepp", "ok"}
FIRST = N_("Velg en av knappene først. Det du skrev nå, er ikke lagret.")
PRESSED = N_("Velg en av knappene her først. Ingenting er sendt.")


def opened(now: Talk, dor: Dor, waits: Mapping[str, Any], ctx: Context) -> Outcome:
    """The door's card, and the state in which it is waited for an answer."""
    mark = {"nr": secrets.token_urlsafe(6), "at": ctx.now.isoformat(timespec="seconds")}
    return _shown(replace(now, waits={**waits, **mark, **_unanswered(now, dor)}), dor, ctx)


def waiting(now: Talk) -> Dor | None:
    """The door that holds the open form until it is answered."""
    return BY_KEY.get(str(door_of(now).get("for"))) if now.form is not None else None


def door_of(now: Talk) -> Mapping[str, Any]:
    """What waits at a door, also while it is asked whether to leave the form."""
    waits = now.waits or {}
    inner = waits.get("dor")
    return inner if isinstance(inner, Mapping) else waits


def answer(now: Talk, chosen: str, ctx: Context) -> Answer | None:
    """What follows on a choice at the door where the conversation stands; None when it is no choice there."""
    waits = door_of(now)
    dor = BY_KEY.get(str(waits.get("for")))
    way = chosen_way(dor, chosen) if dor is not None else None
    if dor is None or way is None:
        return None
    if way.shows is not None:
        return Outcome((Reply(way.shows(ctx)),))
    after = replace(now, waits=None, cleared=(*now.cleared, str(waits.get("rule"))))
    text = waits["text"] if isinstance(waits.get("text"), str) else ""
    then = BY_KEY.get(str(waits.get("sa")))
    if then is not None:
        kept = {"text": text} if text and then.keeps else {}
        return opened(after, then, {"for": then.key, "rule": str(waits.get("sa_rule")), **kept}, ctx)
    before = waits.get("etter")
    if isinstance(before, Mapping) and before.get("for") in BY_KEY:
        return _shown(replace(after, waits=dict(before)), BY_KEY[str(before["for"])], ctx)
    return Videre(after, way, text)


def chosen_way(dor: Dor, chosen: str) -> Way | None:
    """The way that a choice means; «fortsett» is the way on at any door that has one."""
    return dor.way(chosen) or (dor.way("videre") if chosen == "fortsett" else None)


def spoken(now: Talk, text: str, ctx: Context) -> str | None:
    """The choice that was written out instead of pressed: the label of a button or its beginning, or «fortsett»."""
    dor = BY_KEY.get(str((now.waits or {}).get("for")))
    if dor is None:
        return None
    said = text.casefold().strip(" .")
    labels = {way.value: ctx.t.text(way.label).casefold() for way in dor.ways}
    begun = [value for value, label in labels.items() if len(said) >= ENOUGH and label.startswith(said)]
    if len(begun) == 1:
        return begun[0]
    return "fortsett" if said in GO_ON and chosen_way(dor, "fortsett") is not None else None


def again(now: Talk, ctx: Context, lead: str = FIRST) -> Outcome | None:
    """The card of the door that holds the form: what was written or pressed meanwhile is no answer to it, nor to the form."""
    dor = waiting(now)
    if dor is None:
        return None
    card = _card(now, dor, ctx)
    said = ctx.t.rich(lead)
    # Telephone numbers stand first, whatever else is said (messages.md 13).
    blocks = (*card.blocks, said) if dor.urgent else (said, *card.blocks)
    return Outcome((Reply(replace(card, blocks=blocks), urgent=dor.urgent),), consumes=False)


def back(now: Talk, ctx: Context) -> Outcome | None:
    """Back to the door that was being answered when it was asked whether to leave the form; None if there was none."""
    dor = waiting(now)
    return _shown(replace(now, waits=dict(door_of(now))), dor, ctx) if dor is not None else None


def _shown(now: Talk, dor: Dor, ctx: Context) -> Outcome:
    return Outcome((Reply(_card(now, dor, ctx), urgent=dor.urgent),), state=now.to_json())


def _card(now: Talk, dor: Dor, ctx: Context) -> Message:
    waits = door_of(now)
    of = {"dor": dor.key, "regel": waits.get("rule"), "nr": waits.get("nr"), "at": waits.get("at")}
    card = dor.card(ctx, dor.ways)
    buttons = tuple(button if button.url else replace(button, data={**button.data, **of}) for button in card.buttons)
    return replace(card, buttons=buttons)


def _unanswered(now: Talk, dor: Dor) -> Mapping[str, Any]:
    """A door that holds a text has to be answered still, when another one opens before it was."""
    if waiting(now) is None:
        return {}
    old = door_of(now)
    before = old if "text" in old and old["for"] != dor.key else old.get("etter")
    return {"etter": dict(before)} if isinstance(before, Mapping) else {}

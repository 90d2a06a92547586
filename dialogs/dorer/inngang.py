"""The one way in: what was written meets the doors, in order, before anything of it is stored, logged or read further."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs import stops
from dialogs.context import Context
from dialogs.contract import Outcome, Reply
from dialogs.dorer.base import Answer, Dor, Heard, Videre, is_choice
from dialogs.dorer.lengde import too_long
from dialogs.dorer.tabell import BY_KEY, DORER
from dialogs.i18n import N_
from dialogs.language import dorer as ord_
from dialogs.language import guards, intents
from dialogs.language.guards import Signal
from dialogs.language.hale import across, tail
from dialogs.language.intents import LIKE
from dialogs.talk import Talk

MELD_AVVIK = "meld_avvik"
TELLING = {MELD_AVVIK, "legg_til", "svar", "forslag"}
Findings = tuple[guards.Finding, ...]
GO_ON = {"fortsett", "hald fram", "continue", "trygg", "vi er trygge", "ja", "yes", "jepp", "ok"}


def at_the_door(now: Talk, text: str, ctx: Context, *, numbers: bool = True) -> Outcome | None:
    """What stops the text, or None. Rule 1.5's doors come first and keep nothing; then numbers; then the doors that may keep.

    `numbers` False: they have been looked for already, and masked or allowed.
    """
    if is_choice(now, text, ctx):
        return None
    heard = Heard(text, now.cleared if _tells(now) else (*now.cleared, LIKE))
    found = _first(now, heard)
    if found is not None and not found[0].keeps:
        return _shown(now, *found, ctx)
    kept = found is not None or _would_be_kept(now, heard, ctx)
    findings = guards.personal(text, heard.words) if numbers else ()
    halves = _halves(text, findings, ctx) if numbers else ()
    if found is not None and found[0].urgent:
        return _danger(now, found, heard, ctx, stored=not findings and not halves)
    stopped = _stopped(text, findings, halves, ctx, kept=kept)
    if stopped is not None:
        return stopped
    if found is not None:
        return _shown(now, *found, ctx, text=_told(heard, found[1], ctx))
    if not kept:
        return None
    return too_long(now, text if now.form is not None else _without_command(text, ctx), ctx)


def answer(now: Talk, chosen: str, ctx: Context) -> Answer | None:
    """What follows on a choice at the door where the conversation stands; None when it is no choice there."""
    waits = now.waits or {}
    dor = BY_KEY.get(str(waits.get("for")))
    way = dor.way(chosen) if dor is not None else None
    if dor is not None and way is None and chosen == "fortsett":
        way = dor.way("videre")
    if dor is None or way is None:
        return None
    if way.shows is not None:
        return Outcome((Reply(way.shows(ctx)),))
    after = replace(now, waits=None, cleared=(*now.cleared, str(waits.get("rule"))))
    text = waits["text"] if isinstance(waits.get("text"), str) else ""
    then = waits.get("sa")
    if isinstance(then, str) and then in BY_KEY:
        return _put(after, BY_KEY[then], str(waits.get("sa_rule")), ctx, text)
    return Videre(after, way, text)


def spoken(now: Talk, text: str, ctx: Context) -> str | None:
    """The choice that was written out instead of pressed: the label of a button, or «fortsett»."""
    dor = BY_KEY.get(str((now.waits or {}).get("for")))
    said = text.casefold().strip(" .")
    if dor is not None:
        for way in dor.ways:
            if ctx.t.text(way.label).casefold() == said:
                return way.value
    return "fortsett" if now.waits is not None and said in GO_ON else None


def again(now: Talk, ctx: Context) -> Outcome | None:
    """The card of a door that keeps nothing, while it waits: what was written meanwhile is no answer to it, nor to the form."""
    dor = BY_KEY.get(str((now.waits or {}).get("for")))
    if dor is None or dor.keeps:
        return None
    card = dor.card(ctx, dor.ways)
    lead = ctx.t.rich(N_("Velg en av knappene først. Det du skrev nå, er ikke lagret."))
    return Outcome((Reply(replace(card, blocks=(lead, *card.blocks))),))


def show(now: Talk, key: str, ctx: Context) -> Outcome:
    """The door itself, for what a channel hands over; once it is answered, it does not open again in that draft."""
    return _put(now, BY_KEY[key], _whole(key), ctx)


def _tells(now: Talk) -> bool:
    """Do people tell here what happened? Elsewhere, in the forms of those who follow up, a likeness would only be in the way."""
    return now.form is None or now.form.form in TELLING


def in_the_open(text: str) -> str | None:
    """The door that a post in a channel belongs to; it is shown in private. None: none of them."""
    heard = Heard(text)
    return next((dor.key for dor in DORER if not dor.urgent and dor.heard(heard)), None)


def _whole(key: str) -> str:
    return f"dor:{key}"


def _first(now: Talk, heard: Heard, *, after_danger: bool = False) -> tuple[Dor, Signal] | None:
    named = ord_.is_command(heard.words)
    for dor in DORER:
        if (named or dor.applies(now)) and _whole(dor.key) not in now.cleared and not (after_danger and dor.urgent):
            signal = dor.heard(heard)
            if signal is not None:
                return dor, signal
    return None


def _danger(now: Talk, found: tuple[Dor, Signal], heard: Heard, ctx: Context, *, stored: bool) -> Outcome:
    """The emergency card; the door that comes next is remembered, and the text only where that door may keep it."""
    dor, signal = found
    then = _first(now, heard, after_danger=True)
    waits: dict[str, Any] = {"for": dor.key, "rule": signal.rule}
    if then is not None:
        waits |= {"sa": then[0].key, "sa_rule": then[1].rule}
    if stored and (then is None or then[0].keeps):
        waits["text"] = _without_command(heard.text, ctx) if then is None else _told(heard, then[1], ctx)
    return _outcome(now, dor, waits, ctx)


def _shown(now: Talk, dor: Dor, signal: Signal, ctx: Context, text: str = "") -> Outcome:
    return _put(now, dor, signal.rule, ctx, text)


def _put(now: Talk, dor: Dor, rule: str, ctx: Context, text: str = "") -> Outcome:
    waits: dict[str, Any] = {"for": dor.key, "rule": rule}
    if text and dor.keeps:
        waits["text"] = text
    return _outcome(now, dor, waits, ctx)


def _outcome(now: Talk, dor: Dor, waits: Mapping[str, Any], ctx: Context) -> Outcome:
    card = dor.card(ctx, dor.ways)
    return Outcome((Reply(card, urgent=dor.urgent),), state=replace(now, waits=waits).to_json())


def _halves(text: str, findings: Findings, ctx: Context) -> Findings:
    """The end of a number that was begun in the message before. The digits of this one are held for the next."""
    before = ctx.minne.hale(ctx.samtale)
    halves = across(before, text) if not guards.stops(findings) else ()
    ctx.minne.husk_hale(ctx.samtale, "" if guards.stops(findings) or halves else tail(text, before))
    return halves


def _stopped(text: str, findings: Findings, halves: Findings, ctx: Context, *, kept: bool) -> Outcome | None:
    """Stops what identifies somebody: a number always, the rest where the text would be kept."""
    if halves:
        # The rest of the number is nothing by itself, so it is masked before it is held.
        ctx.minne.legg(ctx.samtale, guards.masked(text, (*findings, *halves)))
        return Outcome((Reply(stops.personal(ctx, halves, certain=True, split=True)),))
    if findings and (guards.stops(findings) or kept):
        ctx.minne.legg(ctx.samtale, text)
        return Outcome((Reply(stops.personal(ctx, findings, certain=guards.stops(findings))),))
    return None


def _would_be_kept(now: Talk, heard: Heard, ctx: Context) -> bool:
    if now.form is not None or ord_.from_outside(heard.other):
        return True
    return intents.read(heard.text, ctx.t.locale, ctx.kommune.fraser, doors=False).intent == MELD_AVVIK


def _told(heard: Heard, signal: Signal, ctx: Context) -> str:
    """What is told beside the name of the door: «forbedringsforslag: sett opp et speil» tells about a mirror."""
    if ord_.is_command(heard.words):
        return ""
    after = heard.text[signal.span[1] :].lstrip()
    return after[1:].strip() if after.startswith(":") else _without_command(heard.text, ctx)


def _without_command(text: str, ctx: Context) -> str:
    reading = intents.read(text, ctx.t.locale, doors=False)
    return reading.rest if reading.intent == MELD_AVVIK else text

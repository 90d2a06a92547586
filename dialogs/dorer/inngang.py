"""The one way in: what was written meets the doors, in order, before anything of it is stored, logged or read further."""

from dataclasses import dataclass, replace
from typing import Any

from dialogs import stops
from dialogs.context import Context
from dialogs.contract import Outcome, Reply
from dialogs.dorer import halver, ventende
from dialogs.dorer.base import Answer, Dor, Heard, Videre, is_choice
from dialogs.dorer.lengde import too_long
from dialogs.dorer.tabell import BY_KEY, DORER
from dialogs.language import dorer as ord_
from dialogs.language import guards, intents
from dialogs.language.guards import Signal
from dialogs.language.hale import across, begun, tail
from dialogs.language.intents import LIKE
from dialogs.talk import Talk

MELD_AVVIK = "meld_avvik"
TELLING = {MELD_AVVIK, "legg_til", "svar", "forslag"}
Findings = tuple[guards.Finding, ...]


@dataclass(frozen=True)
class Delt:
    """A personal number over two messages: what of it stands in this one, and the digits that it began with."""

    ended: Findings = ()
    begun: tuple[str, ...] = ()


def at_the_door(now: Talk, text: str, ctx: Context, *, numbers: bool = True) -> Answer | None:
    """What stops the text, or where it goes on at once, or None. Rule 1.5's doors come first and keep nothing; then numbers; then the doors that may keep.

    `numbers` False: they have been looked for already, and masked or allowed.
    """
    if is_choice(now, text, ctx):
        return None
    heard = Heard(text, now.cleared if _tells(now) else (*now.cleared, LIKE))
    found = _first(now, heard)
    held = ventende.waiting(now) is not None
    kept = not held and (found is not None or _would_be_kept(now, heard, ctx))
    findings = guards.personal(heard.read) if numbers else ()
    split = _halves(text, findings, ctx) if numbers else Delt()
    if found is not None and (found[0].urgent or not found[0].keeps):
        now = halver.fjern(now, split.begun, ctx)[0] if split.ended else now
        stored = not held and not findings and not split.ended
        return _danger(now, found, heard, ctx, stored=stored) if found[0].keeps else _shown(now, *found, ctx)
    if split.ended:
        return _split(now, text, findings, split, ctx)
    stopped = _stopped(now, text, findings, ctx, kept=kept)
    if stopped is not None or held:
        return stopped
    if found is not None:
        told = _told(heard, found[1], ctx)
        way = found[0].way("videre")
        if found[0].straight and way is not None and not told and now.form is None:
            return Videre(now, way)
        return _shown(now, *found, ctx, text=told)
    if not kept:
        return None
    return too_long(now, text if now.form is not None else _without_command(text, ctx), ctx)


def stops_picture(now: Talk, text: str, ctx: Context) -> bool:
    """Will these words be stopped at a door? Then the picture that came with them is not kept either."""
    if ventende.waiting(now) is not None:
        return True
    if not text or is_choice(now, text, ctx):
        return False
    heard = Heard(text, now.cleared if _tells(now) else (*now.cleared, LIKE))
    return _first(now, heard) is not None or bool(guards.personal(heard.read))


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
    named = ord_.is_command(heard.read)
    for dor in DORER:
        if (named or dor.applies(now)) and _whole(dor.key) not in now.cleared and not (after_danger and dor.urgent):
            signal = dor.heard(heard)
            if signal is not None:
                return dor, signal
    return None


def _danger(now: Talk, found: tuple[Dor, Signal], heard: Heard, ctx: Context, *, stored: bool) -> Outcome:
    """The emergency card; the door that comes next is remembered, and the text only where that door may keep it."""
    dor, signal = found
    if ventende.waiting(now) is dor:
        return replace(ventende.again(now, ctx) or Outcome(), state=now.to_json())
    then = _first(now, heard, after_danger=True)
    waits: dict[str, Any] = {"for": dor.key, "rule": signal.rule}
    if then is not None and ventende.waiting(now) is None:
        waits |= {"sa": then[0].key, "sa_rule": then[1].rule}
    if stored and (then is None or then[0].keeps):
        waits["text"] = _without_command(heard.text, ctx) if then is None else _told(heard, then[1], ctx)
    return ventende.opened(now, dor, waits, ctx)


def _shown(now: Talk, dor: Dor, signal: Signal, ctx: Context, text: str = "") -> Outcome:
    return _put(now, dor, signal.rule, ctx, text)


def _put(now: Talk, dor: Dor, rule: str, ctx: Context, text: str = "") -> Outcome:
    waits: dict[str, Any] = {"for": dor.key, "rule": rule}
    if text and dor.keeps:
        waits["text"] = text
    return ventende.opened(now, dor, waits, ctx)


def _halves(text: str, findings: Findings, ctx: Context) -> Delt:
    """The end of a number that was begun in the message before. The digits of this one are held for the next."""
    before = ctx.minne.hale(ctx.samtale)
    ended = across(before, text) if not guards.stops(findings) else ()
    ctx.minne.husk_hale(ctx.samtale, "" if guards.stops(findings) or ended else tail(text, before))
    return Delt(ended, begun(before, text) if ended else ())


def _stopped(now: Talk, text: str, findings: Findings, ctx: Context, *, kept: bool) -> Outcome | None:
    """Stops what identifies somebody: a number always, the rest where the text would be kept."""
    if not findings or not (guards.stops(findings) or kept):
        return None
    held = stops.hold(ctx, text, _question(now))
    return Outcome((Reply(stops.personal(ctx, findings, held, certain=guards.stops(findings))),))


def _split(now: Talk, text: str, findings: Findings, split: Delt, ctx: Context) -> Outcome:
    """A number over two messages: its beginning is taken out of what was kept, and its end is masked before it is held."""
    after, said = halver.fjern(now, split.begun, ctx)
    held = stops.hold(ctx, guards.masked(text, (*findings, *split.ended)), _question(now))
    card = stops.personal(ctx, split.ended, held, certain=True, split=said)
    return Outcome((Reply(card),), state=after.to_json() if after != now else None)


def _question(now: Talk) -> str:
    return now.form.token if now.form is not None else ""


def _would_be_kept(now: Talk, heard: Heard, ctx: Context) -> bool:
    if now.form is not None or ord_.from_outside(heard.other):
        return True
    return intents.read(heard.read, ctx.t.locale, ctx.kommune.fraser, doors=False).intent == MELD_AVVIK


def _told(heard: Heard, signal: Signal, ctx: Context) -> str:
    """What is told beside the name of the door: «forbedringsforslag: sett opp et speil» tells about a mirror."""
    if ord_.is_command(heard.read):
        return ""
    if signal.subkind == "forslag":
        return ord_.proposed(heard.text)
    after = heard.text[signal.span[1] :].lstrip()
    return after[1:].strip() if after.startswith(":") else _without_command(heard.text, ctx)


def _without_command(text: str, ctx: Context) -> str:
    reading = intents.read(text, ctx.t.locale, doors=False)
    return reading.rest if reading.intent == MELD_AVVIK else text

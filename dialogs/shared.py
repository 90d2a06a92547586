"""One step in a group chat or channel: what shows a case moves to the personal conversation at once, without quoting."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs import stops
from dialogs.commands import hjelp
from dialogs.commands import register as commands
from dialogs.commands.hilsen import answer, welcome
from dialogs.context import Context
from dialogs.contract import Button, Inbound, Message, Outcome, Reply
from dialogs.dorer import inngang as dorer
from dialogs.dorer.tabell import BY_KEY as DORER
from dialogs.i18n import N_
from dialogs.language import guards, intents

PRIVATE = frozenset({"meld_avvik", "fortsett"})


def step(state: Mapping[str, Any], inbound: Inbound, ctx: Context) -> Outcome:
    """What is said in the open. `forward` names the command that goes on in private.

    A platform tells of an installation by several events: the first one is greeted.
    """
    if inbound.kind == "installed":
        if state.get("hilst"):
            return Outcome()
        return Outcome((Reply(welcome(ctx, in_the_open=True)),), state={**state, "hilst": True})
    if inbound.kind == "button":
        chosen = inbound.value.get("value")
        if inbound.value.get("action") == "say" and isinstance(chosen, str):
            return _go(chosen, ctx)
        return Outcome(
            (Reply(Message((ctx.t.rich(N_("Den knappen virker bare i den private samtalen.")),))),), consumes=False
        )
    if inbound.kind != "text":
        return Outcome()
    if guards.emergency(inbound.text) is not None:
        return Outcome((Reply(stops.emergency(ctx.t, in_the_open=True), urgent=True),))
    if guards.personal(inbound.text):
        return Outcome((Reply(stops.in_the_open(ctx.t)),))
    door = dorer.in_the_open(inbound.text)
    if door is not None:
        return Outcome(forward=door)
    return _go(intents.read(inbound.text, ctx.t.locale, ctx.kommune.fraser).intent or "", ctx, inbound.text)


def _go(intent: str, ctx: Context, text: str = "") -> Outcome:
    if intent in PRIVATE or intent in DORER:
        return Outcome(forward=intent)
    if intent == "hilsen":
        return Outcome((Reply(answer(ctx, text, in_the_open=True)),))
    command = commands.BY_INTENT.get(intent)
    if command is None or command is hjelp.COMMAND:
        return _without_dialogs(Outcome((Reply(hjelp.answer(ctx, in_the_open=True)),)))
    if command.private:
        return Outcome(forward=intent, forward_text=text)
    return _without_dialogs(command.run(ctx, ""))


def _without_dialogs(outcome: Outcome) -> Outcome:
    """A dialog is filled in private: what opens one is not offered here."""
    replies = []
    for reply in outcome.replies:
        buttons = tuple(button for button in reply.message.buttons if not button.dialog)
        replies.append(replace(reply, message=replace(reply.message, buttons=buttons)))
    return replace(outcome, replies=tuple(replies))


def moved(ctx: Context) -> Message:
    """Said in the channel when the talk goes on in private."""
    return Message(
        (
            ctx.t.rich(
                N_("Jeg har skrevet til deg i en privat samtale. Står det noe om andre i innlegget ditt, så slett det.")
            ),
        )
    )


def please_write(ctx: Context, link: str) -> Message:
    """Said in the channel to somebody who has no private conversation with the bot yet."""
    text = ctx.t.rich(
        N_("Dette tar vi i en privat samtale. Åpne samtalen med meg, og skriv der, for eksempel «meld avvik».")
    )
    return Message((text,), (Button(ctx.t.text(N_("Åpne privat samtale")), url=link),) if link else ())

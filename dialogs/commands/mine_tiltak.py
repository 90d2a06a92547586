"""mine tiltak: what I have to do and have not done, the next deadline first, with a card for each."""

from collections.abc import Mapping
from typing import Any

from dialogs.commands import sider
from dialogs.commands.base import HJELP, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from hms.tiltak import queries, rules
from hms.tiltak.model import Tiltak


def _run(ctx: Context, _said: str) -> Outcome:
    return pressed(ctx, {})


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A page of the list; the tiltak keep their numbers on every page."""
    t = ctx.t
    found = queries.hos(ctx.session, ctx.person.id, sider.fra(value)) if ctx.person is not None else None
    if found is None or not found.rader:
        buttons = (say(t, MINE, "mine_avvik"), say(t, HJELP, "hjelp"))
        return Outcome((Reply(Message((t.rich(N_("Du har ingen tiltak som ikke er utført.")),), buttons)),))
    rows = tuple((tiltak.hva, _frist(ctx, tiltak)) for tiltak in found.rader)
    looks = tuple(
        Button(
            t.text(N_("Åpne tiltak {nummer}"), nummer=number),
            {"action": "tiltak", "do": "se", "tiltak": tiltak.id, "avvik": tiltak.opphav_id, "token": ""},
        )
        for number, tiltak in enumerate(found.rader, found.fra + 1)
    )
    head = sider.hode(t, t.text(N_("Tiltakene dine")), found)
    more = sider.flere(t, found, {"action": "mine_tiltak"})
    return Outcome((Reply(Message((*head, Facts(rows)), (*looks, *more))),), consumes=False)


def _frist(ctx: Context, tiltak: Tiltak) -> str:
    day = ctx.t.day(tiltak.frist, ctx.today)
    if rules.over_frist(tiltak.frist, tiltak.status, ctx.today):
        return ctx.t.text(N_("frist {frist}, over fristen"), frist=day)
    return ctx.t.text(N_("frist {frist}"), frist=day)


COMMAND = Command("mine_tiltak", N_("Mine tiltak"), _run)
FERDIG = Command("tiltak_ferdig", None, _run)

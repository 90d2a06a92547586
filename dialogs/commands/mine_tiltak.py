"""mine tiltak: what I have to do and have not done, the next deadline first, with a card for each."""

from collections.abc import Mapping
from typing import Any

from dialogs import kort
from dialogs.commands import sider
from dialogs.commands.base import HJELP, MINE, Command, say
from dialogs.context import Context, Reader
from dialogs.contract import Button, Facts, Message, Outcome
from dialogs.i18n import N_
from dialogs.kort import Liste
from hms.avvik import tiltakene
from hms.avvik.behandling import OPPHAV
from hms.tiltak import rules
from hms.tiltak.model import Tiltak


def _run(ctx: Context, _said: str) -> Outcome:
    return pressed(ctx, {})


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A page of the list."""
    found = liste(ctx.reader, sider.fra(value))
    return Outcome((kort.liste(found),), consumes=False)


def liste(r: Reader, fra: int) -> Liste:
    """A page of the list as it is now; the tiltak keep their numbers on every page."""
    t, person = r.t, r.person
    found = tiltakene.hos(r.session, person.id, fra) if person is not None else None
    if found is None or not found.rader:
        buttons = (say(t, MINE, "mine_avvik"), say(t, HJELP, "hjelp"))
        return Liste(Message((t.rich(N_("Du har ingen tiltak som ikke er utført.")),), buttons))
    rows = tuple((tiltak.hva, _frist(r, tiltak)) for tiltak in found.rader)
    looks = tuple(
        Button(
            t.text(N_("Åpne tiltak {nummer}"), nummer=number),
            {"action": "tiltak", "do": "se", "tiltak": tiltak.id, "avvik": tiltak.opphav_id, "token": ""},
        )
        for number, tiltak in enumerate(found.rader, found.fra + 1)
    )
    head = sider.hode(t, t.text(N_("Tiltakene dine")), found)
    more = sider.flere(t, found, {"action": "mine_tiltak"})
    saker = tuple(tiltak.opphav_id for tiltak in found.rader if tiltak.opphav_type == OPPHAV)
    return Liste(Message((*head, Facts(rows)), (*looks, *more)), {"liste": "tiltak", "fra": found.fra}, saker)


def _frist(r: Reader, tiltak: Tiltak) -> str:
    day = r.t.day(tiltak.frist, r.today)
    if rules.over_frist(tiltak.frist, tiltak.status, r.today):
        return r.t.text(N_("frist {frist}, over fristen"), frist=day)
    return r.t.text(N_("frist {frist}"), frist=day)


COMMAND = Command("mine_tiltak", N_("Mine tiltak"), _run)
FERDIG = Command("tiltak_ferdig", None, _run)

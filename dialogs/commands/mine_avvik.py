"""mine avvik: what I have reported, and what lies with me to handle, a page at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs import ekstern, foresporselkort, texts
from dialogs.commands import sider
from dialogs.commands.base import MELD, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from hms.avvik import queries
from hms.avvik.model import Avvik
from hms.ekstern.service import uten_nummer
from hms.forbedring import service as forbedring
from hms.forbedring.model import Forbedring
from hms.foresporsel import rules
from hms.foresporsel import service as foresporsel
from hms.foresporsel.model import Foresporsel
from hms.kit.klokke import oslo_date
from hms.kit.sider import LENGDE, Side

BEGINNING = 60
MELDT = "meldt"
FORSLAG = "forslag"
HOS_MEG = {"action": "liste", "utvalg": "hos_meg", "grad": 1}
FLERE = {
    MELDT: N_("Vis flere du har meldt"),
    FORSLAG: N_("Vis flere forslag"),
    "hos_meg": N_("Vis flere du behandler"),
}


def _run(ctx: Context, _rest: str) -> Outcome:
    t = ctx.t
    reported = queries.mine(ctx.session, ctx.leser)
    proposed = forbedring.mine(ctx.session, ctx.leser)
    handled = queries.til_behandling(ctx.session, ctx.person.id) if ctx.person else None
    blocks: list[Block] = []
    if handled is not None and handled.rader:
        blocks += [*sider.hode(t, t.text(N_("Saker du behandler")), handled), _list(ctx, handled.rader)]
    if reported.rader:
        blocks += _meldt(ctx, reported)
    buttons: list[Button] = []
    if ctx.kommune.ekstern is not None:
        waiting = uten_nummer(ctx.session, ctx.leser, LENGDE)
        blocks += [
            t.rich(N_("Kommunen behandler avvik i et eget avvikssystem. Sakene dine finner du der.")),
            *ekstern.liste(ctx.reader, waiting),
        ]
        buttons += ekstern.til_systemet(ctx.reader)
        buttons += [ekstern.knapp(t, sak, sak.referanse) for sak in waiting]
    if proposed.rader:
        blocks += _forslag(ctx, proposed)
    asked = foresporsel.mine(ctx.session, ctx.person.id) if ctx.person else ()
    if asked:
        blocks += [t.rich(N_("Forespørsler du har sendt"), tone="heading"), _requests(ctx, asked)]
    if not blocks:
        return Outcome((Reply(Message((t.rich(N_("Du har ingen saker ennå.")),), (say(t, MELD, "meld_avvik"),))),))
    mine = handled.rader if handled is not None else ()
    buttons += [_se(avvik) for avvik in [*mine, *(case for case in reported.rader if case not in mine)]]
    if handled is not None:
        buttons += sider.flere(t, handled, HOS_MEG, FLERE["hos_meg"])
    buttons += [*_flere(ctx, MELDT, reported), *_flere(ctx, FORSLAG, proposed)]
    return Outcome((Reply(Message(tuple(blocks), tuple(buttons))),))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Vis flere] of one's own cases or proposals; what is no list of ours any more gives the first page of all."""
    which, start = value.get("hva"), sider.fra(value)
    if which == MELDT:
        reported = queries.mine(ctx.session, ctx.leser, start)
        buttons = (*(_se(avvik) for avvik in reported.rader), *_flere(ctx, MELDT, reported))
        blocks = _meldt(ctx, reported)
    elif which == FORSLAG:
        proposed = forbedring.mine(ctx.session, ctx.leser, start)
        blocks, buttons = _forslag(ctx, proposed), _flere(ctx, FORSLAG, proposed)
    else:
        return _run(ctx, "")
    return Outcome((Reply(Message(tuple(blocks), buttons)),), consumes=False)


def _meldt(ctx: Context, side: Side[Avvik]) -> list[Block]:
    return [*sider.hode(ctx.t, ctx.t.text(N_("Saker du har meldt")), side), _list(ctx, side.rader)]


def _forslag(ctx: Context, side: Side[Forbedring]) -> list[Block]:
    return [*sider.hode(ctx.t, ctx.t.text(N_("Forslag du har sendt")), side), _proposals(ctx, side.rader)]


def _flere(ctx: Context, which: str, side: Side[Any]) -> tuple[Button, ...]:
    return sider.flere(ctx.t, side, {"action": "mine", "hva": which}, FLERE[which])


def _se(avvik: Avvik) -> Button:
    return Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})


def _list(ctx: Context, cases: Sequence[Avvik]) -> Facts:
    t = ctx.t
    return Facts(
        tuple(
            (
                avvik.nummer,
                f"{t.text(texts.STATUS[avvik.status])} · {t.text(texts.KATEGORI[avvik.kategori])} · {t.day(oslo_date(avvik.meldt_at), ctx.today)}",
            )
            for avvik in cases
        )
    )


def _proposals(ctx: Context, rows: Sequence[Forbedring]) -> Facts:
    """Each with its own words: only the one who sent it sees this list."""
    t = ctx.t
    sent, read = t.text(N_("Sendt")), t.text(N_("Lest av leder"))
    return Facts(
        tuple(
            (
                row.nummer,
                f"{read if row.lest_at else sent} · {t.day(oslo_date(row.sendt_at))} · {_short(row.hva)}",
            )
            for row in rows
        )
    )


def _requests(ctx: Context, rows: Sequence[Foresporsel]) -> Facts:
    """Each with its own words: only the one who asked sees this list."""
    kinds = {rules.OPPLARING: N_("Opplæring"), rules.KJEMIKALIE: N_("Nytt kjemikalie")}
    return Facts(
        tuple(
            (ctx.t.text(kinds[row.slag]), f"{foresporselkort.status(ctx.reader, row)} · {_short(row.tekst)}")
            for row in rows
        )
    )


def _short(text: str) -> str:
    return text if len(text) <= BEGINNING else f"{text[: BEGINNING - 1].rstrip()}…"


COMMAND = Command("mine_avvik", MINE, _run)

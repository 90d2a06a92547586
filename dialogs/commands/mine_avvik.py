"""mine avvik: what I have reported, and what lies with me to handle."""

from collections.abc import Sequence

from dialogs import ekstern, foresporselkort, texts
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

SHOWN = 5
BEGINNING = 60


def _run(ctx: Context, _rest: str) -> Outcome:
    t = ctx.t
    reported = queries.mine(ctx.session, ctx.leser, SHOWN)
    handled = queries.til_behandling(ctx.session, ctx.person.id, SHOWN) if ctx.person and ctx.person.id else ()
    blocks: list[Block] = []
    if handled:
        blocks += [t.rich(N_("Saker du behandler"), tone="heading"), _list(ctx, handled)]
    if reported:
        blocks += [t.rich(N_("Saker du har meldt"), tone="heading"), _list(ctx, reported)]
    buttons: list[Button] = []
    if ctx.kommune.ekstern is not None:
        waiting = uten_nummer(ctx.session, ctx.leser, SHOWN)
        blocks += [
            t.rich(N_("Kommunen behandler avvik i et eget avvikssystem. Sakene dine finner du der.")),
            *ekstern.liste(ctx.reader, waiting),
        ]
        buttons += ekstern.til_systemet(ctx.reader)
        buttons += [ekstern.knapp(t, sak, sak.referanse) for sak in waiting]
    proposed = forbedring.mine(ctx.session, ctx.leser, SHOWN)
    if proposed:
        blocks += [t.rich(N_("Forslag du har sendt"), tone="heading"), _proposals(ctx, proposed)]
    asked = foresporsel.mine(ctx.session, ctx.person.id, SHOWN) if ctx.person and ctx.person.id else ()
    if asked:
        blocks += [t.rich(N_("Forespørsler du har sendt"), tone="heading"), _requests(ctx, asked)]
    if not blocks:
        return Outcome((Reply(Message((t.rich(N_("Du har ingen saker ennå.")),), (say(t, MELD, "meld_avvik"),))),))
    buttons += [
        Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})
        for avvik in [*handled, *(case for case in reported if case not in handled)][:SHOWN]
    ]
    return Outcome((Reply(Message(tuple(blocks), tuple(buttons))),))


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

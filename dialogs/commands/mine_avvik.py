"""mine avvik: what I have reported, and what lies with me to handle, a page at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs import ekstern, foresporselkort, kort, texts
from dialogs.commands import sider
from dialogs.commands.base import MELD, MINE, Command, say
from dialogs.context import Context, Reader
from dialogs.contract import Block, Button, Facts, Message, Outcome, Reply
from dialogs.i18n import N_
from dialogs.kort import Liste
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
    return Outcome((kort.liste(liste(ctx.reader)),))


def liste(r: Reader) -> Liste:
    """All that is the reader's, the first page of each, as it is now."""
    t, person = r.t, r.person
    reported = queries.mine(r.session, r.leser)
    proposed = forbedring.mine(r.session, r.leser)
    handled = queries.til_behandling(r.session, person.id) if person else None
    blocks: list[Block] = []
    if handled is not None and handled.rader:
        blocks += [*sider.hode(t, t.text(N_("Saker du behandler")), handled), _list(r, handled.rader)]
    if reported.rader:
        blocks += _meldt(r, reported)
    buttons: list[Button] = []
    if r.kommune.ekstern is not None:
        waiting = uten_nummer(r.session, r.leser, LENGDE)
        blocks += [
            t.rich(N_("Kommunen behandler avvik i et eget avvikssystem. Sakene dine finner du der.")),
            *ekstern.liste(r, waiting),
        ]
        buttons += ekstern.til_systemet(r)
        buttons += [ekstern.knapp(t, sak, sak.referanse) for sak in waiting]
    if proposed.rader:
        blocks += _forslag(r, proposed)
    asked = foresporsel.mine(r.session, person.id) if person else ()
    if asked:
        blocks += [t.rich(N_("Forespørsler du har sendt"), tone="heading"), _requests(r, asked)]
    if not blocks:
        return Liste(Message((t.rich(N_("Du har ingen saker ennå.")),), (say(t, MELD, "meld_avvik"),)))
    mine = handled.rader if handled is not None else ()
    shown = [*mine, *(case for case in reported.rader if case not in mine)]
    buttons += [_se(avvik) for avvik in shown]
    if handled is not None:
        buttons += sider.flere(t, handled, HOS_MEG, FLERE["hos_meg"])
    buttons += [*_flere(r, MELDT, reported), *_flere(r, FORSLAG, proposed)]
    return Liste(Message(tuple(blocks), tuple(buttons)), {"liste": "mine"}, _ider(shown))


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """[Vis flere] of one's own cases or proposals; what is no list of ours any more gives the first page of all."""
    which, start = value.get("hva"), sider.fra(value)
    if which == MELDT:
        return Outcome((kort.liste(meldt(ctx.reader, start)),), consumes=False)
    if which == FORSLAG:
        proposed = forbedring.mine(ctx.session, ctx.leser, start)
        message = Message(tuple(_forslag(ctx.reader, proposed)), _flere(ctx.reader, FORSLAG, proposed))
        return Outcome((Reply(message),), consumes=False)
    return _run(ctx, "")


def meldt(r: Reader, fra: int) -> Liste:
    """A page of the cases that the reader has reported, as it is now."""
    reported = queries.mine(r.session, r.leser, fra)
    buttons = (*(_se(avvik) for avvik in reported.rader), *_flere(r, MELDT, reported))
    params = {"liste": "meldt", "fra": reported.fra}
    return Liste(Message(tuple(_meldt(r, reported)), buttons), params, _ider(reported.rader))


def _ider(saker: Sequence[Avvik]) -> tuple[int, ...]:
    return tuple(avvik.id for avvik in saker if avvik.id is not None)


def _meldt(r: Reader, side: Side[Avvik]) -> list[Block]:
    return [*sider.hode(r.t, r.t.text(N_("Saker du har meldt")), side), _list(r, side.rader)]


def _forslag(r: Reader, side: Side[Forbedring]) -> list[Block]:
    return [*sider.hode(r.t, r.t.text(N_("Forslag du har sendt")), side), _proposals(r, side.rader)]


def _flere(r: Reader, which: str, side: Side[Any]) -> tuple[Button, ...]:
    return sider.flere(r.t, side, {"action": "mine", "hva": which}, FLERE[which])


def _se(avvik: Avvik) -> Button:
    return Button(avvik.nummer, {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""})


def _list(r: Reader, cases: Sequence[Avvik]) -> Facts:
    t = r.t
    return Facts(
        tuple(
            (
                avvik.nummer,
                f"{t.text(texts.STATUS[avvik.status])} · {t.text(texts.KATEGORI[avvik.kategori])} · {t.day(oslo_date(avvik.meldt_at), r.today)}",
            )
            for avvik in cases
        )
    )


def _proposals(r: Reader, rows: Sequence[Forbedring]) -> Facts:
    """Each with its own words: only the one who sent it sees this list."""
    t = r.t
    sent, read = t.text(N_("Sendt")), t.text(N_("Lest av leder"))
    return Facts(
        tuple(
            (
                row.nummer,
                f"{read if row.lest_at else sent} · {t.day(oslo_date(row.sendt_at), r.today)} · {_short(row.hva)}",
            )
            for row in rows
        )
    )


def _requests(r: Reader, rows: Sequence[Foresporsel]) -> Facts:
    """Each with its own words: only the one who asked sees this list."""
    kinds = {rules.OPPLARING: N_("Opplæring"), rules.KJEMIKALIE: N_("Nytt kjemikalie")}
    return Facts(
        tuple((r.t.text(kinds[row.slag]), f"{foresporselkort.status(r, row)} · {_short(row.tekst)}") for row in rows)
    )


def _short(text: str) -> str:
    return text if len(text) <= BEGINNING else f"{text[: BEGINNING - 1].rstrip()}…"


COMMAND = Command("mine_avvik", MINE, _run)

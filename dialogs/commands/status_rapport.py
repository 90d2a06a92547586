"""status: how many cases were reported and closed, month by month, as one picture and in words, within the asker's rights."""

from collections.abc import Mapping

from dialogs import texts
from dialogs.commands.base import MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Outcome, Picture, Reply
from dialogs.i18n import N_
from dialogs.soyler import Soyler
from hms.avvik import lister
from hms.avvik.lister import Maned

IN_WORDS = 6
WHOLE = ("kommune", "municipality")


def _run(ctx: Context, said: str) -> Outcome:
    t = ctx.t
    person_id = ctx.person.id if ctx.person is not None else None
    areas = lister.omrader(ctx.session, person_id, ctx.today) if person_id is not None else []
    whole = person_id is not None and lister.ser_hele_kommunen(ctx.session, person_id, ctx.today)
    if person_id is None or not (areas or whole):
        text = t.rich(
            N_("Tallene er for ledere, verneombud og HMS-ansvarlig. Dine egne saker finner du under **mine avvik**.")
        )
        return Outcome((Reply(Message((text,), (say(t, MINE, "mine_avvik"),))),))
    both = whole and bool(areas)
    whole = whole and (not areas or any(word in said.casefold() for word in WHOLE))
    inside = None if whole else areas
    months = lister.maneder(ctx.session, ctx.now, inside, person_id)
    where = t.text(N_("hele kommunen")) if whole else t.text(N_("området ditt"))
    chart = Soyler(
        t.text(N_("Avvik per måned, {hvor}"), hvor=where),
        tuple(t.month(month.ar, month.maned) for month in months),
        (t.text(N_("Meldt")), t.text(N_("Lukket"))),
        tuple((_shown(month.meldt, whole=whole), _shown(month.lukket, whole=whole)) for month in months),
    )
    blocks = _blocks(ctx, chart, months, whole=whole)
    blocks += _tilstander(ctx, lister.tilstander_i(ctx.session, person_id, inside), whole=whole)
    if whole:
        blocks.append(t.rich(N_("Tall under fem vises som «færre enn 5» og står ikke i bildet."), tone="small"))
    other = (
        (_bytt(ctx, N_("Området mitt"), "") if whole else _bytt(ctx, N_("Hele kommunen"), WHOLE[0]),) if both else ()
    )
    return Outcome((Reply(Message(tuple(blocks), other)),), consumes=False)


def _blocks(ctx: Context, chart: Soyler, months: list[Maned], *, whole: bool) -> list[Block]:
    t = ctx.t
    rows = [
        (
            label,
            t.text(
                N_("{meldt} meldt, {lukket} lukket"),
                meldt=_words(m.meldt, whole=whole),
                lukket=_words(m.lukket, whole=whole),
            ),
        )
        for label, m in zip(chart.etiketter, months, strict=True)
    ]
    blocks: list[Block] = [t.rich(N_("{tittel}"), tone="heading", tittel=chart.tittel)]
    link = ctx.kommune.bilde_lenke(chart.to_json())
    if link:
        blocks.append(Picture(link, f"{chart.tittel}. " + "; ".join(f"{label}: {words}" for label, words in rows)))
    blocks.append(Facts(tuple(rows[-IN_WORDS:])))
    return blocks


def _bytt(ctx: Context, label: str, text: str) -> Button:
    """The same figures for the other one of area and kommune."""
    return Button(ctx.t.text(label), {"action": "say", "value": "status_rapport", "text": text, "token": ""})


def _tilstander(ctx: Context, found: Mapping[str, int], *, whole: bool) -> list[Block]:
    """The open cases by state, in a table of words."""
    if not found:
        return [ctx.t.rich(N_("Ingen åpne saker nå."))]
    rows = tuple((ctx.t.text(texts.STATUS[status]), _words(number, whole=whole)) for status, number in found.items())
    return [ctx.t.rich(N_("**Åpne saker nå**")), Facts(rows)]


def _shown(number: int, *, whole: bool) -> int:
    """Small numbers of the whole kommune are not shown: they could point out somebody (avvik.md 9)."""
    return 0 if whole and number < lister.FA else number


def _words(number: int, *, whole: bool) -> str:
    return f"< {lister.FA}" if whole and 0 < number < lister.FA else str(number)


COMMAND = Command("status_rapport", N_("Status for avvik"), _run)

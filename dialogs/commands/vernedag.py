"""«vernedag»: when it is, how many hours each has had; the HMS-ansvarlig sets days and registers who was there (AH-14)."""

from collections.abc import Mapping
from typing import Any

from dialogs import vernedagstekst
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Field, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.base import is_id
from dialogs.i18n import N_
from hms.arshjul import vernedager
from hms.arshjul.model import Vernedag
from hms.kit.feil import HmsError

PLASS = "v"
MEST = 100  # a card holds no more boxes than a hand can tick


def _run(ctx: Context, _said: str) -> Outcome:
    dager = vernedager.i_aret(ctx.session, ctx.today.year)
    neste = vernedager.neste(ctx.session, ctx.today)
    vist = list({dag.id: dag for dag in (*dager, *([neste] if neste else []))}.values())
    hode = ctx.t.rich(N_("Vernedager {ar}"), tone="heading", ar=ctx.today.year)
    blocks: list[Block] = [hode]
    if vist:
        blocks.append(Facts(tuple((ctx.t.full_day(dag.dato), _om(ctx, dag)) for dag in vist)))
    else:
        blocks.append(ctx.t.rich(N_("Ingen vernedag er satt i år.")))
    blocks += _mine(ctx)
    if not vernedager.er_hms_ansvarlig(ctx.session, ctx.kontakt.person_id, ctx.today):
        return Outcome((Reply(Message(tuple(blocks))),), consumes=False)
    ny = Button(ctx.t.text(N_("Ny vernedag")), {"action": "vernedag", "do": "ny", "token": ""})
    forer = tuple(
        Button(
            ctx.t.text(N_("Før oppmøte {dag}"), dag=ctx.t.day(dag.dato, ctx.today)),
            {"action": "vernedag", "do": "oppmote", "vernedag": dag.id, "token": ""},
        )
        for dag in vist
        if dag.dato <= ctx.today
    )
    return Outcome((Reply(Message(tuple(blocks), (*forer, ny))),), consumes=False)


def _om(ctx: Context, dag: Vernedag) -> str:
    timer = vernedagstekst.timer_i_ord(ctx.reader, dag.minutter)
    if dag.fort_at is None:
        return timer
    antall = len(vernedager.motte(ctx.session, dag.id or 0))
    return ctx.t.plural("{timer}, {n} verneområde møtte", "{timer}, {n} verneområder møtte", antall, timer=timer)


def _mine(ctx: Context) -> list[Block]:
    """A verneombud's own hours this year."""
    person = ctx.kontakt.person_id
    if person is None or not vernedagstekst.er_verneombud(ctx.reader, person):
        return []
    minutter = vernedagstekst.mine_timer(ctx.reader, person, ctx.today.year)
    timer = vernedagstekst.timer_i_ord(ctx.reader, minutter)
    return [ctx.t.rich(N_("Du har vært på {timer} vernedag i år."), timer=timer)]


def pressed(ctx: Context, value: Mapping[str, Any]) -> Outcome:
    """A button of the list, or the attendance. Raises vernedag.ingen_rett, vernedag.ikke_holdt."""
    if not vernedager.er_hms_ansvarlig(ctx.session, ctx.kontakt.person_id, ctx.today):
        raise HmsError("vernedag.ingen_rett")
    if value.get("do") == "ny":
        return Outcome(forward="vernedag")
    dag = ctx.session.get(Vernedag, value["vernedag"]) if is_id(value.get("vernedag")) else None
    if dag is None:
        raise HmsError("vernedag.ingen_rett")
    if value.get("do") == "oppmote":
        return Outcome((Reply(_skjema(ctx, dag)),), consumes=False)
    felt = value.get("fields")
    krysset = {
        plass.omrade_id
        for plass in vernedager.plasser(ctx.session, dag.dato)
        if isinstance(felt, Mapping) and felt.get(f"{PLASS}{plass.omrade_id}") == "true"
    }
    vernedager.for_oppmote(ctx.session, ctx.now, ctx.kontakt.person_id, dag.id or 0, krysset)
    text = ctx.t.plural(
        "Oppmøtet {dag} er ført: {n} verneområde.", "Oppmøtet {dag} er ført: {n} verneområder.",
        len(krysset), dag=ctx.t.day(dag.dato, ctx.today),
    )  # fmt: skip
    return Outcome((Reply(Message((Paragraph((Run(text),)),))),))


def _skjema(ctx: Context, dag: Vernedag) -> Message:
    """A box for each verneområde that has somebody. Why somebody was away is not asked."""
    motte = vernedager.motte(ctx.session, dag.id or 0)
    plasser = [plass for plass in vernedager.plasser(ctx.session, dag.dato) if plass.person_id is not None][:MEST]
    felt = tuple(
        Field(
            f"{PLASS}{plass.omrade_id}",
            ctx.t.text(N_("{navn}: {person}"), navn=plass.navn, person=plass.person),
            "check",
            value="true" if plass.omrade_id in motte else None,
        )
        for plass in plasser
    )
    text = ctx.t.rich(
        N_("**Hvem møtte på vernedagen {dag}?** Grunner til fravær skal ikke stå her."),
        dag=ctx.t.day(dag.dato, ctx.today),
    )
    lagre = Button(
        ctx.t.text(N_("Lagre oppmøtet")),
        {"action": "vernedag", "do": "lagre", "vernedag": dag.id, "token": ""},
        style="positive",
    )
    return Message((text,), (lagre,), felt)


COMMAND = Command("vernedag", N_("Vernedag"), _run)

"""hjelp: what this person can say, in groups by task; the roles decide what is named. Goal 4.0-1 and the way to talk to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.commands import hatter
from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.commands.hatter import (
    ALLE,
    ANSATT,
    DOKUMENTASJON,
    FOLGER_OPP,
    GJEST,
    KRAV,
    MKS,
    SER_TALL,
    SKADEREGISTER,
    VERNEOMBUD,
)
from dialogs.context import Context
from dialogs.contract import Block, Button, Message, Outcome, Paragraph, Reply, Run
from dialogs.forms.kortknapp import hele_kortet
from dialogs.i18n import N_

ALT = "alt"
MER = ("alt", "mer", "more", "all", "everything", "meir")
FORKLAR = N_("Forklar alt")


@dataclass(frozen=True)
class Linje:
    """One thing to say: the words of the command, what it does, and whom it is named to."""

    si: str
    gjor: str
    hvem: str = ALLE


@dataclass(frozen=True)
class Gruppe:
    """A task, and what is said for it."""

    navn: str
    linjer: tuple[Linje, ...]


GRUPPER = (
    Gruppe(
        N_("Si fra"),
        (
            Linje(N_("meld avvik"), N_("når noe gikk galt, eller kunne ha gått galt. Det tar omtrent et minutt.")),
            Linje(N_("forbedringsforslag"), N_("når noe kan bli bedre, uten at noe har gått galt.")),
            Linje(N_("nytt kjemikalie"), N_("før dere tar det i bruk."), ANSATT),
            Linje(N_("be om opplæring"), N_("går til lederen din, som svarer deg her."), ANSATT),
            Linje(N_("fortsett"), N_("tar opp utkastet ditt. Det ligger i 24 timer.")),
        ),
    ),
    Gruppe(
        N_("Dine saker"),
        (
            Linje(N_("mine avvik"), N_("det du har meldt, og hvor langt det har kommet.")),
            Linje(N_("mine tiltak"), N_("det du skal gjøre, og når.")),
            Linje(N_("vis sak AVV-2026-0001"), N_("viser én sak.")),
        ),
    ),
    Gruppe(
        N_("Følg opp"),
        (
            Linje(N_("saker å følge opp"), N_("det du behandler, og sakene i området ditt."), FOLGER_OPP),
            Linje(N_("avvik over frist"), N_("bare dem som venter for lenge."), FOLGER_OPP),
            Linje(N_("status avvik"), N_("meldt og lukket per måned."), SER_TALL),
            Linje(N_("avvik til MKS-møtet"), N_("sakene MKS-gruppa går gjennom, uten navn."), MKS),
            Linje(
                N_("dokumentasjon"), N_("det som skal finnes i enheten, og det som mangler (6.3.2-3)."), DOKUMENTASJON
            ),
            Linje(N_("skaderegister"), N_("skadene det siste året, uten navn."), SKADEREGISTER),
        ),
    ),
    Gruppe(
        N_("Verneombud"),
        (
            Linje(N_("stans arbeidet"), N_("når arbeidet er farlig og ikke kan vente (aml § 6-3)."), VERNEOMBUD),
            Linje(N_("krev svar"), N_("spør en leder, som må svare innen fristen (aml § 6-2)."), VERNEOMBUD),
            Linje(N_("krav om svar"), N_("spørsmålene som venter på svar."), KRAV),
        ),
    ),
    Gruppe(
        N_("Årshjulet"),
        (
            Linje(N_("hva må jeg gjøre"), N_("oppgavene dine, med knapper for å svare."), ANSATT),
            Linje(N_("årshjul"), N_("året for enheten din, som et hjul og i ord."), ANSATT),
            Linje(N_("kalender"), N_("fristene dine som abonnement."), ANSATT),
            Linje(N_("kurs"), N_("kursene dine, og hva rollene dine krever."), ANSATT),
        ),
    ),
    Gruppe(
        N_("Spør"),
        (
            Linje(
                N_("hvem er verneombudet mitt"),
                N_("også leder, brannvernleder og andre, her eller et annet sted."),
                ANSATT,
            ),
            Linje(N_("hvem er hovedverneombud"), N_("også HMS-ansvarlig og andre; skriv hvor det gjelder."), GJEST),
            Linje(N_("finn rutine vold"), N_("lenka til kommunens rutine, eller hvem du kan spørre."), ANSATT),
            Linje(N_("språk"), N_("bokmål, nynorsk eller engelsk.")),
            Linje(N_("personvern"), N_("hva jeg lagrer, og hvem som ser det.")),
        ),
    ),
)
FERDIG = N_("Mens du fyller ut et skjema, kan du skrive **tilbake**, **avbryt** eller **endre tid**.")


def answer(ctx: Context, said: str = "", *, in_the_open: bool = False) -> Message:
    """The groups, a line each; «hjelp alt» explains every command. In the open nobody's roles are shown."""
    hats = frozenset({ALLE, ANSATT}) if in_the_open else hatter.for_den_som_spor(ctx)
    t = ctx.t
    whole = any(word.strip(".,!?") in MER for word in said.casefold().split())
    blocks: list[Block] = [t.rich(N_("Er noen i fare nå, ring 113, 112 eller 110."), tone="emergency")]
    for group in GRUPPER:
        named = [line for line in group.linjer if line.hvem in hats]
        if named:
            blocks += _forklart(ctx, group, named) if whole else [_kort(ctx, group, named)]
    blocks.append(t.rich(FERDIG, tone="small"))
    return Message(tuple(blocks), _knapper(ctx, hats, more=not whole and not in_the_open))


def _kort(ctx: Context, group: Gruppe, lines: Sequence[Linje]) -> Paragraph:
    runs = [Run(f"{ctx.t.text(group.navn)}: ")]
    for line in lines:
        runs += [Run(ctx.t.text(line.si), bold=True), Run(" · ")]
    return Paragraph(tuple(runs[:-1]))


def _forklart(ctx: Context, group: Gruppe, lines: Sequence[Linje]) -> list[Block]:
    t = ctx.t
    told = [Paragraph((Run(t.text(line.si), bold=True), Run(f" – {t.text(line.gjor)}"))) for line in lines]
    return [Paragraph((Run(t.text(group.navn)),), "heading"), *told]


def _knapper(ctx: Context, hats: frozenset[str], *, more: bool) -> tuple[Button, ...]:
    t = ctx.t
    buttons = [say(t, MELD, "meld_avvik"), hele_kortet(t, "meld_avvik"), say(t, MINE, "mine_avvik")]
    if FOLGER_OPP in hats:
        buttons.append(say(t, N_("Saker å følge opp"), "behandle_avvik"))
    if VERNEOMBUD in hats:
        buttons.append(say(t, N_("Stans arbeidet"), "stans"))
    if more:
        data = {"action": "say", "value": "hjelp", "text": ALT, "token": ""}
        buttons.append(Button(t.text(FORKLAR), data))
    return tuple(buttons)


def _run(ctx: Context, said: str) -> Outcome:
    return Outcome((Reply(answer(ctx, said)),), consumes=False)


COMMAND = Command("hjelp", HJELP, _run, private=False)

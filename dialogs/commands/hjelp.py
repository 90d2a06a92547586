"""hjelp: what the bot can do, in a few lines. Goal 4.0-1 and the way to talk to it."""

from dialogs.commands.base import HJELP, MELD, MINE, Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.forms.kortknapp import hele_kortet
from dialogs.i18n import N_


def _run(ctx: Context, _rest: str) -> Outcome:
    t = ctx.t
    blocks = (
        t.rich(N_("Er noen i fare nå, ring 113, 112 eller 110."), tone="emergency"),
        t.rich(N_("**Meld avvik** – når noe har gått galt, eller kunne ha gått galt. Det tar omtrent et minutt.")),
        t.rich(N_("**Mine avvik** – sakene du har meldt eller behandler, og hvor langt de har kommet.")),
        t.rich(N_("**Forbedringsforslag** – når noe kan bli bedre, uten at noe har gått galt.")),
        t.rich(N_("**Hva må jeg gjøre** – oppgavene dine i årshjulet. **Årshjul** – fristene for enheten din.")),
        t.rich(N_("**Kurs** – kursene dine, og hva rollene dine krever.")),
        t.rich(
            N_(
                "**Finn rutine** – for eksempel «finn rutine vold». **Be om opplæring**. **Nytt kjemikalie**. **Kalender** – fristene dine som abonnement."
            )
        ),
        t.rich(
            N_(
                "**Vis sak AVV-2026-0001** – viser én sak. **Språk** – bokmål, nynorsk eller engelsk. **Personvern** – hva jeg lagrer, og hvem som ser det."
            )
        ),
        t.rich(
            N_("Mens du fyller ut et skjema, kan du skrive **tilbake**, **avbryt** eller **endre tid**."), tone="small"
        ),
    )
    buttons = (say(t, MELD, "meld_avvik"), hele_kortet(t, "meld_avvik"), say(t, MINE, "mine_avvik"))
    return Outcome((Reply(Message(blocks, buttons)),))


COMMAND = Command("hjelp", HJELP, _run, private=False)

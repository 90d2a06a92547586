"""What is understood and not done here: said plainly, with what there is instead, so that nobody writes it again in other words."""

from dialogs.commands.base import Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_

OPPGAVER = N_("Mine oppgaver")


def _mote(ctx: Context, _said: str) -> Outcome:
    text = ctx.t.rich(
        N_("Møtereferat kan jeg ikke føre. Skriv vedtak og tiltak i referatet dere bruker. Skriv **avvik til MKS-møtet** for å se sakene gruppa skal gå gjennom.")
    )  # fmt: skip
    return Outcome((Reply(Message((text,), (say(ctx.t, OPPGAVER, "mine_oppgaver"),))),))


def _sjekkliste(ctx: Context, _said: str) -> Outcome:
    text = ctx.t.rich(
        N_("Skjemaet fyller dere ut i kvalitetssystemet, ikke her. Når det er gjort, kan du svare på oppgaven og lime inn lenka.")
    )  # fmt: skip
    return Outcome((Reply(Message((text,), (say(ctx.t, OPPGAVER, "mine_oppgaver"),))),))


COMMANDS = (
    *(Command(intent, None, _mote) for intent in ("start_mote", "avslutt_mote", "vedtak", "tiltak")),
    *(Command(intent, None, _sjekkliste) for intent in ("start_vernerunde", "egenevaluering")),
)

"""Every command, in the order they are offered. «meld avvik», «avbryt» and «tilbake» belong to the engine itself."""

from dialogs.commands import hilsen, hjelp, mine_avvik, personvern, saker, sprak, status_rapport, vis_avvik
from dialogs.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    mine_avvik.COMMAND,
    saker.COMMAND,
    status_rapport.COMMAND,
    hjelp.COMMAND,
    vis_avvik.COMMAND,
    sprak.COMMAND,
    personvern.COMMAND,
    hilsen.COMMAND,
)
BY_INTENT = {command.intent: command for command in COMMANDS}

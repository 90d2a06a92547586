"""Every command, in the order they are offered. «meld avvik», «avbryt» and «tilbake» belong to the engine itself."""

from dialogs.commands import arshjul, hilsen, hjelp, mine_avvik, personvern, sprak, vis_avvik
from dialogs.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    mine_avvik.COMMAND,
    hjelp.COMMAND,
    vis_avvik.COMMAND,
    sprak.COMMAND,
    personvern.COMMAND,
    hilsen.COMMAND,
    *arshjul.COMMANDS,
)
BY_INTENT = {command.intent: command for command in COMMANDS}

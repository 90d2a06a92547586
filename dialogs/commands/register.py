"""Every command, in the order they are offered. «meld avvik», «avbryt» and «tilbake» belong to the engine itself."""

from dialogs.commands import (
    arshjul,
    hilsen,
    hjelp,
    krav_liste,
    krev_svar,
    mine_avvik,
    mine_tiltak,
    moteplan,
    personvern,
    saker,
    skaderegister,
    sprak,
    stans,
    status_rapport,
    tilsyn,
    vernedag,
    vis_avvik,
)
from dialogs.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    mine_avvik.COMMAND,
    mine_tiltak.COMMAND,
    mine_tiltak.FERDIG,
    saker.COMMAND,
    status_rapport.COMMAND,
    hjelp.COMMAND,
    vis_avvik.COMMAND,
    sprak.COMMAND,
    personvern.COMMAND,
    stans.COMMAND,
    krev_svar.COMMAND,
    krav_liste.COMMAND,
    skaderegister.COMMAND,
    hilsen.COMMAND,
    *arshjul.COMMANDS,
    moteplan.COMMAND,
    vernedag.COMMAND,
    tilsyn.COMMAND,
)
BY_INTENT = {command.intent: command for command in COMMANDS}

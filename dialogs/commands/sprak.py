"""språk: bokmål, nynorsk or English, for each person."""

from dialogs import texts
from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Button, Message, Outcome, Reply
from dialogs.i18n import N_, translator
from hms.organisasjon import endring as organisasjon
from hms.samtale import service as samtaler

WORDS = {"bokmål": "nb", "bokmal": "nb", "norsk": "nb", "nynorsk": "nn", "engelsk": "en", "english": "en"}


def choose(ctx: Context, locale: str) -> Outcome:
    """Keeps the choice with the person, or with the account of somebody who is not in the directory."""
    if ctx.person is not None:
        organisasjon.sett_sprak(ctx.session, ctx.person.id, locale)
    else:
        samtaler.velg_sprak(ctx.session, ctx.kontakt.id, locale)
    t = translator(locale)
    return Outcome((Reply(Message((t.rich(N_("Da skriver jeg bokmål til deg.")),))),))


def _run(ctx: Context, rest: str) -> Outcome:
    for word in rest.casefold().replace("?", " ").split():
        if word in WORDS:
            return choose(ctx, WORDS[word])
    buttons = tuple(
        Button(name, {"action": "sprak", "value": locale, "token": ""}) for locale, name in texts.SPRAK.items()
    )
    return Outcome((Reply(Message((ctx.t.rich(N_("Hvilket språk vil du ha?")),), buttons)),))


COMMAND = Command("sprak", N_("Språk"), _run)

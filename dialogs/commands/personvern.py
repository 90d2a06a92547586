"""personvern: what is kept, who sees it, and what is never kept (domain/avvik.md 7 and 8)."""

from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Reply
from dialogs.i18n import N_


def _run(ctx: Context, _rest: str) -> Outcome:
    t = ctx.t
    blocks = (
        t.rich(N_("Personvern"), tone="heading"),
        t.rich(
            N_(
                "**Hvem ser et avvik?** Du ser hele saken din. Behandleren ser alt. Lederen over ser saken, og verneombudet ser den uten opplysninger om skade. Andre som får beskjed, ser bare nummer, kategori, alvorlighet, enhet, status og frist."
            )
        ),
        t.rich(
            N_(
                "**Fortrolig:** da ser bare behandleren navnet ditt. Helt anonym er du ikke: {plattform} vet hvem som skrev. Vil du være anonym, bruk varslingskanalen."
            ),
            plattform=ctx.plattform,
        ),
        t.rich(
            N_(
                "**Hva lagrer jeg?** Sakene, og svarene i et utkast i 24 timer. Fødselsnummer og det som kan være varsling, lagrer jeg ikke. Loggene inneholder aldri det du skriver."
            )
        ),
        t.rich(
            N_(
                "Meldingene ligger også i {plattform}. Vil du ha innsyn eller få noe rettet, kan du spørre personvernombudet."
            ),
            plattform=ctx.plattform,
        ),
    )
    return Outcome((Reply(Message(blocks)),))


COMMAND = Command("personvern", N_("Personvern"), _run)

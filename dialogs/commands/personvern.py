"""personvern: what is kept, who sees it, and what is never kept (domain/avvik.md 7 and 8)."""

from dialogs.commands.base import Command
from dialogs.context import Context
from dialogs.contract import Block, Message, Outcome, Reply
from dialogs.i18n import N_


def _run(ctx: Context, _rest: str) -> Outcome:
    t = ctx.t
    blocks = (
        t.rich(N_("Personvern"), tone="heading"),
        t.rich(
            N_(
                "**Hvem ser et avvik?** Du ser hele saken din. Behandleren ser alt. Lederen til behandleren ser saken, men ikke bildene når den er fortrolig. Verneombudet ser den uten bilder og opplysninger om skade. Andre som får beskjed, ser bare saksnummer, kategori, alvorlighet, enhet, status og frist."
            )
        ),
        *_anonym(ctx),
        t.rich(
            N_(
                "**Fortrolig** betyr at bare behandleren ser navnet ditt. Helt anonym er du ikke, for {plattform} vet hvem som skrev. Vil du være anonym, kan du bruke varslingskanalen."
            ),
            plattform=ctx.plattform,
        ),
        t.rich(
            N_(
                "**Hva lagrer jeg?** Jeg lagrer sakene, og svarene i et utkast i 24 timer. Bilder lagrer jeg uten skjulte opplysninger som sted og tid. Fødselsnummer og det som kan være et varsel, lagrer jeg ikke. Det du skriver, står aldri i loggene."
            )
        ),
        t.rich(
            N_(
                "Meldingene dine ligger også i {plattform}. Vil du ha innsyn eller få noe rettet, kan du kontakte personvernombudet."
            ),
            plattform=ctx.plattform,
        ),
    )
    return Outcome((Reply(Message((*blocks, *_ekstern(ctx), *_misses(ctx)))),))


def _anonym(ctx: Context) -> tuple[Block, ...]:
    """Said where reports may be anonymous."""
    if not ctx.kommune.anonym or ctx.kommune.ekstern is not None:
        return ()
    text = N_(
        "**Anonymt** kan du melde under **Legg til mer** før du sender. Da lagrer jeg ikke hvem du er, og sporene etter samtalen blir slettet etter et kvarter. Ingen kan svare deg, men du får en kode som viser hvor saken står."
    )
    return (ctx.t.rich(text),)


def _ekstern(ctx: Context) -> tuple[Block, ...]:
    """Said where avvik are handled in another system."""
    if ctx.kommune.ekstern is None:
        return ()
    text = N_(
        "**Avvik behandles i kommunens avvikssystem.** Jeg sletter teksten din når den er kommet inn der, og husker bare referansen, alvorligheten, enheten og saksnummeret."
    )
    return (ctx.t.rich(text),)


def _misses(ctx: Context) -> tuple[Block, ...]:
    """Said where the operator has chosen to keep lines that were not understood."""
    if not ctx.kommune.misforstatt:
        return ()
    text = N_(
        "**Linjer jeg ikke forsto.** Kommunen har valgt at jeg tar vare på korte linjer som jeg ikke forsto, i 90 dager og uten hvem som skrev dem. Det du melder, er aldri med."
    )
    return (ctx.t.rich(text),)


COMMAND = Command("personvern", N_("Personvern"), _run)

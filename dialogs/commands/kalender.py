"""«kalender»: the address of one's own calendar feed. «slett kalenderlenken»: it never works again."""

from dialogs.commands.base import Command, say
from dialogs.context import Context
from dialogs.contract import Message, Outcome, Paragraph, Reply, Run
from dialogs.i18n import N_
from hms.arshjul import kalender

SLETT = N_("Slett kalenderlenken")


def _vis(ctx: Context, _said: str) -> Outcome:
    t, person_id = ctx.t, ctx.kontakt.person_id
    if person_id is None:
        return _say(ctx, N_("Jeg vet ikke hvem du er ennå, så jeg har ingen kalender til deg."))
    if ctx.kommune.kalender_lenke is None:
        return _say(
            ctx, N_("Kalenderlenker er ikke slått på i kommunen. Skriv «hva må jeg gjøre» for å se fristene dine.")
        )
    lenke = ctx.kommune.kalender_lenke(kalender.lenke(ctx.session, ctx.now, person_id))
    blocks = (
        t.rich(N_("Kalenderen din"), tone="heading"),
        t.rich(
            N_(
                "Legg denne adressen inn som et abonnement i kalenderen (i Outlook: **Legg til kalender**, **Abonner fra nettet**). Den viser fristene som ligger hos deg, og følger med når de endrer seg."
            )
        ),
        Paragraph((Run(lenke),)),
        t.rich(
            N_(
                "Adressen er bare din. Den som har den, ser fristene dine, så ikke del den. Skriv «slett kalenderlenken» for å stenge den."
            )
        ),
    )
    return Outcome((Reply(Message(blocks, (say(t, SLETT, "slett_kalender"),))),), consumes=False)


def _slett(ctx: Context, _said: str) -> Outcome:
    person_id = ctx.kontakt.person_id
    if person_id is None or not kalender.slett(ctx.session, ctx.now, person_id):
        return _say(ctx, N_("Du har ingen kalenderlenke."))
    return _say(ctx, N_("Kalenderlenken er slettet og virker ikke lenger. Skriv «kalender» for å få en ny."))


def _say(ctx: Context, msgid: str) -> Outcome:
    return Outcome((Reply(Message((ctx.t.rich(msgid),))),))


COMMANDS = (Command("kalender", N_("Kalender"), _vis), Command("slett_kalender", SLETT, _slett))

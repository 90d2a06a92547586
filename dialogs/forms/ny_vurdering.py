"""The reporter asks the next leader to look at a rejected case (messages.md 10)."""

from dialogs import fortalt, kort
from dialogs.contract import Block, Message, Outcome
from dialogs.forms.base import View
from dialogs.forms.enkel import ikke_gjort, kort_form, sa_ja, sagt, saken, sikker
from dialogs.i18n import N_
from hms.avvik import avslutning, queries
from hms.organisasjon import queries as org


def _ask(view: View) -> tuple[Block, ...]:
    ctx = view.ctx
    avvik = saken(view)
    line = queries.linja(ctx.session, avvik, ctx.today) if avvik else []
    nummer = avvik.nummer if avvik else ""
    navn = line[0].navn if line else fortalt.siste(ctx.reader, avvik) if avvik else ""
    if not navn:
        return (ctx.t.rich(N_("Vil du be om at en annen ser på sak {saksnr} på nytt?"), saksnr=nummer),)
    return (ctx.t.rich(N_("Vil du be **{navn}** se på sak {saksnr} på nytt?"), navn=navn, saksnr=nummer),)


def _submit(view: View) -> Outcome:
    ctx = view.ctx
    if not sa_ja(view):
        return ikke_gjort(view)
    avvik = avslutning.be_om_ny_vurdering(ctx.session, ctx.now, ctx.leser, view.get("@avvik"))
    person = org.person(ctx.session, avvik.behandler_id) if avvik.behandler_id is not None else None
    navn = person.navn if person else fortalt.siste(ctx.reader, avvik)
    if not navn:
        return sagt(
            view, N_("Sak **{saksnr}** er åpnet igjen. Ingen har rollen som behandler den ennå."), saksnr=avvik.nummer
        )
    said = ctx.t.rich(N_("{navn} ser på sak **{saksnr}** på nytt."), navn=navn, saksnr=avvik.nummer)
    return Outcome((kort.om(avvik, Message((said,))),))


FORM = kort_form("ny_vurdering", N_("Be om ny vurdering"), (sikker(_ask, N_("Ja, be om ny vurdering")),), _submit)

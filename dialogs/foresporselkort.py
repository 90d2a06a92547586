"""A request as a card, to those who may answer it (5.0-4, 6.3.7-1)."""

from dialogs.context import Reader
from dialogs.contract import Block, Button, Message, Paragraph, Run
from dialogs.i18n import N_
from hms.foresporsel import rules, service
from hms.foresporsel.model import Foresporsel
from hms.organisasjon import queries as org

HODE = {
    rules.OPPLARING: N_("{navn} ber om opplæring"),
    rules.KJEMIKALIE: N_("Nytt kjemikalie i {enhet}"),
}
STATUS = {
    rules.APEN: N_("Venter på svar, frist {frist}"),
    rules.BESVART: N_("Besvart"),
    rules.REGISTRERT: N_("Ført i stoffkartoteket"),
}


def kort(r: Reader, row: Foresporsel) -> Message | None:
    """The request as this reader may see it; None for somebody who may not answer it."""
    if not service.kan_svare(r.session, r.now, r.leser.person_id, row):
        return None
    t = r.t
    blocks: list[Block] = [
        t.rich(HODE[row.slag], tone="heading", navn=navn(r, row.person_id), enhet=enhet(r, row)),
        sitat(row.tekst),
        t.rich(
            N_("Fra {navn}, {enhet}. {status}."),
            navn=navn(r, row.person_id),
            enhet=enhet(r, row),
            status=status(r, row),
        ),
    ]
    if row.slag == rules.KJEMIKALIE and row.status == rules.APEN:
        blocks.append(
            t.rich(
                N_(
                    "Husk stoffkartoteket: sikkerhetsdatablad, risikovurdering, og om det finnes noe mindre farlig. Si fra til den som spurte, når det kan tas i bruk."
                )
            )
        )
    if row.svar is not None:
        blocks += [t.rich(N_("Svar fra {navn}:"), tone="small", navn=navn(r, row.svar_av)), sitat(row.svar)]
    blocks.append(t.rich(N_("Krav {krav}"), tone="small", krav=rules.KRAV[row.slag]))
    return Message(tuple(blocks), knapper(r, row))


def knapper(r: Reader, row: Foresporsel) -> tuple[Button, ...]:
    """[Ført i stoffkartoteket] and [Svar] while it is open."""
    if row.status != rules.APEN:
        return ()
    data = {"action": "foresporsel", "foresporsel": row.id}
    svar = Button(r.t.text(N_("Svar")), {**data, "do": "svar", "token": ""})
    if row.slag != rules.KJEMIKALIE:
        return (svar,)
    token = f"foresporsel:{row.id}:registrert"
    return (
        Button(r.t.text(STATUS[rules.REGISTRERT]), {**data, "do": "registrert", "token": token}, style="positive"),
        svar,
    )


def status(r: Reader, row: Foresporsel) -> str:
    """«Venter på svar, frist fredag 7. mai»."""
    return r.t.text(STATUS[row.status], frist=r.t.day(row.frist, r.today))


def navn(r: Reader, person_id: int | None) -> str:
    """The person's name, or that somebody asked who is not in the directory any more."""
    person = org.person(r.session, person_id) if person_id is not None else None
    return person.navn if person else r.t.text(N_("en person som ikke står i katalogen"))


def enhet(r: Reader, row: Foresporsel) -> str:
    """The unit's name."""
    node = org.node(r.session, row.node_id)
    return node.navn if node else ""


def sitat(text: str) -> Paragraph:
    """What somebody wrote, as it stands."""
    return Paragraph((Run(text),), "quote")

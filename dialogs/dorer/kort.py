"""The cards of the doors: what to do first, whom to call, and the ways on (avvik.md 1; messages.md 13–15)."""

from dialogs.context import Context
from dialogs.contract import Block, Button, Facts, Message, Paragraph
from dialogs.dorer.base import Way
from dialogs.i18n import N_, Translator
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person

NOT_KEPT = N_("Jeg har ikke lagret det du skrev.")
NO_PHONE = N_("Jeg har ikke telefonnummeret. Spør lederen din eller sentralbordet.")


def liv(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """Somebody may take his or her own life: whom to call, and a kind word; no form (national numbers)."""
    t = ctx.t
    blocks: list[Block] = [
        t.rich(N_("**Er det fare for livet nå, ring 113.** Du trenger ikke å være sikker."), tone="emergency"),
        t.rich(
            N_(
                "Det er bra at du sier det. Har du tanker om å ta livet ditt, eller er du redd for noen andre, så snakk med et menneske nå. Du skal ikke stå alene med dette."
            )
        ),
        Facts(
            (
                (t.text(N_("Legevakt")), "116 117"),
                (t.text(N_("Mental Helse, hele døgnet")), "116 123"),
                (t.text(N_("Kirkens SOS, hele døgnet")), "22 40 00 40"),
            )
        ),
        t.rich(
            N_(
                "Du kan også gå til en kollega, lederen din eller verneombudet. Jeg er en bot og kan ikke hente hjelp. Jeg har ikke lagret det du skrev."
            )
        ),
    ]
    return _message(t, blocks, ways)


def trakassering(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """Harassment or discrimination at work: three choices (aml § 2-3)."""
    t = ctx.t
    blocks = [
        t.rich(
            N_(
                "**Trakassering eller diskriminering på jobben** skal arbeidsgiver eller verneombudet få vite om. Det kan også være et **varsel om kritikkverdige forhold**, og da har du vern mot gjengjeldelse."
            )
        ),
        t.rich(N_("Du velger selv hvem du går til: lederen din, verneombudet eller varslingskanalen.")),
        t.rich(NOT_KEPT),
    ]
    if ctx.kommune.varsling_telefon:
        blocks.append(t.rich(N_("Telefon til varslingsmottaket: **{telefon}**"), telefon=ctx.kommune.varsling_telefon))
    return _message(t, blocks, ways, link=(N_("Til varslingskanalen"), ctx.kommune.varsling_kanal_url))


def leder(ctx: Context) -> Message:
    """Who the asker's nearest leader is, and who is next, for it may be about the nearest."""
    t = ctx.t
    line = _leaders(ctx)
    if not line:
        return Message((t.rich(N_("Jeg fant ingen leder for deg. Du kan gå til verneombudet eller en tillitsvalgt.")),))
    blocks = [t.rich(N_("Lederen din: **{navn}**"), navn=_with_phone(line[0]))]
    if len(line) > 1:
        blocks.append(t.rich(N_("Gjelder det lederen din, kan du gå til **{navn}**."), navn=_with_phone(line[1])))
    return Message(tuple(blocks))


def barn(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """Concern for a child: the child welfare service, and nothing of the content here."""
    t = ctx.t
    contact = ctx.kommune.dor("barn")
    blocks = [
        t.rich(
            N_(
                "**Bekymret for et barn?** Meld fra til barneverntjenesten. Du har egen meldeplikt, og meldingen skal ikke gå gjennom meg. Er barnet i fare nå, ring 112."
            )
        ),
        _phone(t, N_("Telefon til barneverntjenesten: **{telefon}**"), contact.telefon),
        t.rich(N_("Jeg tar ikke imot innholdet, og jeg har ikke lagret det du skrev.")),
    ]
    return _message(t, blocks, ways, link=(N_("Til barneverntjenesten"), contact.url))


def skole(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """A pupil's school environment: the school's own duty to act."""
    t = ctx.t
    blocks = [
        t.rich(
            N_(
                "**Skolemiljøet til elevene** følger skolen opp selv. Si fra til rektor med en gang. Rektor skal undersøke saken og sette inn tiltak."
            )
        ),
        t.rich(N_("Opplysninger om elever skal ikke hit. Jeg har ikke lagret det du skrev.")),
    ]
    return _message(t, blocks, ways, link=(N_("Til skolens rutine"), ctx.kommune.dor("skole").url))


def pasient(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """A patient incident with serious harm: record, specialist system, Helsetilsynet; here only what failed in the system."""
    t = ctx.t
    blocks = [
        t.rich(
            N_(
                "**Alvorlig hendelse for en pasient:** Skriv den i journalen, meld den i fagsystemet, og følg rutinen for varsel til Helsetilsynet. Lederen din skal vite det med en gang."
            )
        ),
        t.rich(
            N_(
                "Her kan du melde det som sviktet i systemet, for eksempel rutine, utstyr eller bemanning, uten pasientopplysninger. Jeg har ikke lagret det du skrev."
            )
        ),
    ]
    return _message(t, blocks, ways, link=(N_("Til rutinen"), ctx.kommune.dor("pasient").url))


def strom(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """Current through the body: always a doctor, and DSB."""
    t = ctx.t
    blocks = [
        t.rich(
            N_("**Gå alltid til lege etter strøm gjennom kroppen, også når du føler deg bra.** Ring 113 ved ubehag."),
            tone="emergency",
        ),
        t.rich(
            N_(
                "Koble fra utstyret hvis det er trygt, og la ingen bruke det. Ulykker med strøm skal også meldes til DSB. Det gjør lederen din."
            )
        ),
    ]
    return _message(t, blocks, ways, link=(N_("Til DSB"), ctx.kommune.dor("strom").url))


def ikt(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """An attack or phishing: the telephone first."""
    t = ctx.t
    phone = ctx.kommune.dor("ikt").telefon
    first = (
        t.rich(N_("**Ring IKT-vakta nå: {telefon}.**"), tone="emergency", telefon=phone)
        if phone
        else t.rich(N_("**Ring IKT-vakta nå.** Jeg har ikke nummeret. Spør lederen din eller sentralbordet."))
    )
    blocks = [
        first,
        t.rich(
            N_(
                "Koble maskinen fra nettet, men la den stå på. Ikke trykk på noe mer. Har du gitt fra deg passordet, bytt det fra en annen maskin."
            )
        ),
    ]
    return _message(t, blocks, ways)


def personvern(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """Personal data gone astray: stop it, call the personvernombud, and a clock of 72 hours."""
    t = ctx.t
    phone = ctx.kommune.dor("personvern").telefon
    holders = org.kommune_rolle(ctx.session, "personvernombud", ctx.today)
    blocks: list[Block] = [
        t.rich(
            N_(
                "**Personopplysninger på avveie:** Stans spredningen først. Be den som har fått noe ved en feil, om å slette det og ikke dele det videre."
            )
        )
    ]
    if phone:
        blocks.append(t.rich(N_("Telefon til personvernombudet: **{telefon}**"), telefon=phone))
    elif holders:
        blocks.append(t.rich(N_("Personvernombud: **{navn}**"), navn=_with_phone(holders[0])))
    blocks.append(
        t.rich(
            N_(
                "Meld avvik med en gang. Fristen til Datatilsynet er 72 timer, også i helger og ferier. Ikke skriv opplysningene som er på avveie."
            )
        )
    )
    return _message(t, blocks, ways)


def klage(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """A citizen's complaint: the kommune's own arrangement."""
    t = ctx.t
    blocks = [
        t.rich(
            N_(
                "**En klage fra en innbygger** går til klageordningen i kommunen, ikke hit. Vis innbyggeren dit, eller spør lederen din."
            )
        ),
        t.rich(N_("Har noe gått galt på jobben, kan du melde avvik om det.")),
    ]
    return _message(t, blocks, ways, link=(N_("Til klageordningen"), ctx.kommune.dor("klage").url))


def forslag(ctx: Context, ways: tuple[Way, ...]) -> Message:
    """A proposal is no avvik."""
    t = ctx.t
    text = N_("**Er dette et forslag til forbedring?** Det sender du rett til lederen din, uten frist og alvorlighet.")
    return _message(t, [t.rich(text)], ways)


def _message(
    t: Translator, blocks: list[Block] | list[Paragraph], ways: tuple[Way, ...], link: tuple[str, str] = ("", "")
) -> Message:
    buttons = [Button(t.text(link[0]), url=link[1])] if link[1] else []
    buttons += [Button(t.text(way.label), {"action": "venter", "value": way.value, "token": ""}) for way in ways]
    return Message(tuple(blocks), tuple(buttons))


def _phone(t: Translator, msgid: str, phone: str) -> Paragraph:
    return t.rich(msgid, telefon=phone) if phone else t.rich(NO_PHONE)


def _leaders(ctx: Context) -> list[Person]:
    if ctx.person is None or ctx.person.id is None:
        return []
    for stilling in org.stillinger(ctx.session, ctx.person.id, ctx.today):
        line = org.linjeledere(ctx.session, ctx.person.id, stilling.node_id, ctx.today)
        if line:
            return line
    return []


def _with_phone(person: Person) -> str:
    return f"{person.navn}, {person.telefon}" if person.telefon else person.navn

"""What is stopped at the door: danger now, what may be varsling, and personal numbers (design 1, rules 5 and 6)."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.context import Context
from dialogs.contract import Block, Button, Message
from dialogs.i18n import N_, Translator
from dialogs.language.guards import Finding
from hms.organisasjon import queries as org

FUNN = {
    "fodselsnummer": N_("et fødselsnummer"),
    "mulig_fodselsnummer": N_("et fødselsnummer"),
    "kontonummer": N_("et kontonummer"),
    "telefon": N_("et telefonnummer"),
    "epost": N_("en e-postadresse"),
    "helse_om_andre": N_("noe om helsa til en annen"),
}

MASKABLE = frozenset(FUNN) - {"helse_om_andre"}


def hold(ctx: Context, text: str, til: str) -> Mapping[str, Any]:
    """Holds a stopped text in memory only, for the buttons of its own card; `til` is the token of the question it answers.

    Returns what those buttons carry beside their value.
    """
    nr = secrets.token_urlsafe(6)
    ctx.minne.legg(f"{ctx.samtale}:{nr}", text)
    return {"action": "stoppet", "token": "", "nr": nr, "til": til}


def in_the_open(t: Translator) -> Message:
    """Said in a channel when a post seems to hold what identifies somebody. It quotes nothing (avvik.md 8)."""
    text = t.rich(
        N_(
            "Innlegget ser ut til å inneholde opplysninger om en person. Slett det, og skriv til meg i den private samtalen."
        )
    )
    return Message((text, t.rich(N_("Jeg har ikke lagret noe."))))


def emergency(t: Translator, *, in_the_open: bool = False) -> Message:
    """Phone numbers first, no greeting, no link (messages.md 13). In the open there is no form to go on with."""
    blocks = (
        t.rich(N_("**RING 113 ved skade, 112 ved vold eller trusler, 110 ved brann.**"), tone="emergency"),
        t.rich(N_("Sikre stedet og få folk i sikkerhet. Denne boten kan ikke tilkalle hjelp.")),
        t.rich(N_("Skriv «fortsett» når dere er trygge, så kan du melde avvik.")),
    )
    if in_the_open:
        return Message(blocks[:2])
    go_on = Button(t.text(N_("Fortsett")), {"action": "venter", "value": "fortsett", "token": ""})
    return Message(blocks, (go_on,))


def varsling(ctx: Context) -> Message:
    """The choice of ways; nothing of what was written is kept (messages.md 14)."""
    t = ctx.t
    blocks: list[Block] = [
        t.rich(
            N_(
                "Det du skriver, kan være et **varsel om kritikkverdige forhold**. Da har du egne rettigheter og vern mot gjengjeldelse, og saken bør gå til varslingsmottaket, ikke i avvikssystemet. Jeg har ikke lagret det du skrev."
            )
        ),
        t.rich(
            N_(
                "Du kan også gå til verneombud eller tillitsvalgt, eller varsle Arbeidstilsynet. Gjelder det noe annet, kan du melde avvik likevel."
            )
        ),
    ]
    if ctx.kommune.varsling_telefon:
        blocks.append(t.rich(N_("Telefon til varslingsmottaket: **{telefon}**"), telefon=ctx.kommune.varsling_telefon))
    link = ctx.kommune.varsling_kanal_url
    buttons = [Button(t.text(N_("Til varslingskanalen")), url=link)] if link else []
    buttons += [
        _waiting(t, N_("Vis verneombudets telefon"), "verneombud"),
        _waiting(t, N_("Det var en bruker, elev eller pårørende"), "tredjeperson"),
        _waiting(t, N_("Dette er et vanlig avvik"), "vanlig"),
    ]
    return Message(tuple(blocks), tuple(buttons))


def verneombud_telefon(ctx: Context) -> Message:
    """Who the asker's safety representatives are, with their numbers."""
    t = ctx.t
    people = []
    if ctx.person is not None and ctx.person.id is not None:
        for stilling in org.stillinger(ctx.session, ctx.person.id, ctx.today):
            people += org.verneombud_for(ctx.session, stilling.node_id, ctx.today)
    people = people or org.hovedverneombud(ctx.session, ctx.today)
    shown = dict.fromkeys(f"{p.navn}, {p.telefon}" if p.telefon else p.navn for p in people)
    if not shown:
        return Message((t.rich(N_("Jeg fant ikke noe verneombud for deg. Du kan gå til en tillitsvalgt.")),))
    return Message(tuple(t.rich(N_("Verneombud: **{navn}**"), navn=line) for line in shown))


def personal(
    ctx: Context,
    findings: Sequence[Finding],
    held: Mapping[str, Any],
    *,
    certain: bool,
    split: Sequence[Block] | None = None,
) -> Message:
    """Stopped before storage (messages.md 15). What is not certain may be sent as it is, if the person says so.

    `held` is what the buttons carry, to find the text (`hold`). `split`: the number began in the message before this one, and this is said about its beginning.
    """
    t = ctx.t
    names = list(dict.fromkeys(t.text(FUNN[finding.kind]) for finding in findings))
    what = t.text(N_(" og ")).join(names)
    alone = N_("Jeg stoppet meldingen, for den inneholder det som ser ut som **{funn}**. Ingenting er lagret hos meg.")
    joined = N_(
        "Jeg stoppet meldingen, for sammen med det du skrev før, ser den ut som **{funn}**. Denne meldingen er ikke lagret."
    )
    blocks: list[Block] = [t.rich(alone if split is None else joined, funn=what)]
    if split is not None:
        blocks.extend(split)
        blocks.append(
            t.rich(
                N_("Nummeret står delt på to meldinger. Slett begge. De ligger i {plattform} til du gjør det."),
                plattform=ctx.plattform,
            )
        )
    elif certain:
        blocks.append(
            t.rich(N_("Slett meldingen din. Den ligger i {plattform} til du gjør det."), plattform=ctx.plattform)
        )
    if all(finding.kind in MASKABLE for finding in findings):
        advice = N_(
            "Du kan sende meldingen uten dette, eller skrive den på nytt uten navn – for eksempel «en ansatt» eller «en bruker»."
        )
        buttons = [Button(t.text(N_("Send uten dette")), {**held, "value": "masker"})]
    else:
        advice = N_("Skriv den gjerne på nytt uten navn – for eksempel «en ansatt» eller «en bruker».")
        buttons = []
    blocks.append(t.rich(advice))
    if not certain:
        buttons.append(Button(t.text(N_("Send som den er")), {**held, "value": "send"}))
    return Message(tuple(blocks), tuple(buttons))


def _waiting(t: Translator, label: str, value: str) -> Button:
    return Button(t.text(label), {"action": "venter", "value": value, "token": ""})

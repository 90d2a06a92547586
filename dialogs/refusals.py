"""Machine code of an HmsError → what to say about it."""

from dialogs.contract import Paragraph
from dialogs.i18n import N_, Translator
from hms.kit.feil import HmsError

REFUSALS = {
    "avvik.ingen_rett": N_("Dette har du ikke tilgang til, eller saken finnes ikke."),
    "avvik.alt_mottatt": N_("Mottak av sak {nummer} er allerede bekreftet."),
    "avvik.kan_ikke_behandle": N_("Denne personen kan ikke behandle saken. Velg en annen."),
    "oppgave.ingen_rett": N_("Dette har du ikke tilgang til, eller oppgaven finnes ikke."),
    "oppgave.ikke_apen": N_("Oppgaven er allerede besvart, eller gjelder ikke lenger."),
    "oppgave.dato": N_("Datoen kan ikke være fram i tid, eller mer enn et år tilbake."),
    "oppgave.ny_frist": N_("Den nye fristen må være senere enn i dag og den gamle fristen, og i {ar} eller før."),
    "oppgave.for_mange_utsettelser": N_(
        "Oppgaven er utsatt {antall} ganger allerede. Snakk med lederen din om hva som hindrer."
    ),
    "oppgave.ingen_over": N_("Jeg finner ingen leder over som kan svare. Kontakt HMS-ansvarlig."),
    "oppgave.ingen_soknad": N_("Søknaden er allerede besvart."),
    "oppgave.kan_ikke_deleger": N_("Denne personen kan ikke få oppgaven. Velg en annen."),
    "oppgave.sluttdato": N_("Delegeringen må slutte i dag eller senere, og vare høyst {maks} måneder."),
    "avvik.samme_behandler": N_("Saken ligger allerede hos denne personen."),
    "fil.for_mange": N_("Det er plass til {maks} bilder i en sak. Ingenting er lagt til."),
}
UNKNOWN = N_("Det fikk jeg ikke til nå. Ingenting er endret.")


def refusal(t: Translator, error: HmsError) -> Paragraph:
    """The refusal in the reader's language."""
    return t.rich(REFUSALS.get(error.code, UNKNOWN), **error.params)

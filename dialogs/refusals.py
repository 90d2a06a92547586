"""Machine code of an HmsError → what to say about it."""

from dialogs.contract import Paragraph
from dialogs.i18n import N_, Translator
from hms.kit.feil import HmsError

REFUSALS = {
    "avvik.ingen_rett": N_("Dette har du ikke tilgang til, eller saken finnes ikke."),
    "avvik.alt_mottatt": N_("Mottak av sak {nummer} er allerede bekreftet."),
    "avvik.kan_ikke_behandle": N_("Denne personen kan ikke behandle saken. Velg en annen."),
    "forbedring.ingen_rett": N_("Dette har du ikke tilgang til, eller forslaget finnes ikke."),
    "personvern.alt_vurdert": N_("Sak {nummer} er allerede vurdert. Klokka er stanset."),
    "avvik.samme_behandler": N_("Saken ligger allerede hos denne personen."),
    "fil.for_mange": N_("Det er plass til {maks} bilder i en sak. Ingenting er lagt til."),
}
UNKNOWN = N_("Det fikk jeg ikke til nå. Ingenting er endret.")


def refusal(t: Translator, error: HmsError) -> Paragraph:
    """The refusal in the reader's language."""
    return t.rich(REFUSALS.get(error.code, UNKNOWN), **error.params)

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
    "avvik.ikke_naa": N_("Dette kan ikke gjøres med sak {nummer} slik den står nå."),
    "avvik.utenfor_matrisen": N_("Velg et tall fra 1 til {storrelse}."),
    "avvik.mulig_under_faktisk": N_("Den mulige konsekvensen kan ikke være lavere enn den faktiske."),
    "avvik.grad_for_lav": N_("Ved alvorlig skade eller død er alvorligheten alltid 4."),
    "avvik.underkategori": N_("Den underkategorien hører ikke til kategorien. Velg en annen."),
    "avvik.ingen_melder": N_("Saken har ingen melder som kan svare."),
    "avvik.droftet": N_("Skriv dagen saken ble drøftet, eller hvorfor den ikke er det."),
    "avvik.ukjent_felt": N_("Det feltet kan ikke skjermes."),
    "avvik.alt_inhabil": N_("Personen er allerede ført opp som inhabil."),
    "avvik.er_melder": N_("Personen har selv meldt saken og kan ikke føres opp som inhabil."),
    "avvik.egen_sak": N_("Du har meldt sak {nummer} selv. En annen må avslutte den."),
    "avvik.ikke_leders": N_("Sak {nummer} lukkes av den som behandler den."),
    "avvik.ikke_vurdert": N_("Sak {nummer} må vurderes før den kan lukkes."),
    "avvik.tiltak_kreves": N_("Risikoen i sak {nummer} krever minst ett tiltak før den kan lukkes."),
    "avvik.ikke_droftet": N_("Før opp når sak {nummer} ble drøftet med verneombudet eller i MKS, eller hvorfor ikke."),
    "avvik.tilbakemelding": N_("Skriv hva melderen skal få vite."),
    "avvik.uten_tiltak": N_("Skriv hvorfor saken lukkes uten at alle tiltak er utført."),
    "avvik.for_sent": N_("Sak {nummer} er lukket for mer enn 14 dager siden. Be lederen eller verneombudet åpne den."),
    "avvik.ingen_varslingsmottak": N_("Ingen har rollen varslingsmottak nå. Ta kontakt med HMS-ansvarlig."),
    "avvik.ukjent_effekt": N_("Velg et av svarene."),
    "tiltak.ingen_rett": N_("Dette tiltaket er ikke åpent for deg."),
    "tiltak.alt_avgjort": N_("Søknaden om ny frist er allerede besvart."),
    "tiltak.frist": N_("Fristen må være i dag eller senere, og høyst to år fram."),
    "tiltak.ansvarlig": N_("Denne personen kan ikke ha tiltaket. Velg en annen."),
    "tiltak.alt_ferdig": N_("Tiltaket er allerede avsluttet."),
    "fil.for_mange": N_("Det er plass til {maks} bilder i en sak. Ingenting er lagt til."),
}
UNKNOWN = N_("Det fikk jeg ikke til nå. Ingenting er endret.")


def refusal(t: Translator, error: HmsError) -> Paragraph:
    """The refusal in the reader's language."""
    return t.rich(REFUSALS.get(error.code, UNKNOWN), **error.params)

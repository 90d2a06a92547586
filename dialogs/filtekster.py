"""Why a file was not taken, in words that say what to do instead. The codes are those of `hms/fil/rules.py`."""

from dialogs.contract import Paragraph
from dialogs.i18n import N_, Translator
from hms.fil import rules

GRUNN = {
    rules.HEIC: N_(
        "Bildet er lagret som HEIC, og det formatet kan jeg ikke lese. Ta et skjermbilde av det og send skjermbildet, "
        "eller velg «Mest kompatibel» under Kamera og Formater i innstillingene på telefonen."
    ),
    rules.PDF: N_(
        "Jeg kan ikke ta imot PDF. Ta et skjermbilde av siden og send det, eller skriv med ord hva den viser."
    ),
    rules.IKKE_BILDE: N_(
        "Jeg kan bare ta imot bilder, som JPEG eller PNG, ikke andre filer. Skriv med ord hva filen viser."
    ),
    rules.TOMT: N_("Filen var tom. Send bildet en gang til."),
    rules.ODELAGT: N_("Jeg klarte ikke å åpne bildet. Ta et skjermbilde av det og send skjermbildet."),
    rules.FOR_STOR: N_("Filen er for stor. Ta et skjermbilde av bildet og send skjermbildet."),
    rules.FOR_MANGE_PUNKTER: N_("Bildet har for høy oppløsning. Ta et skjermbilde av det og send skjermbildet."),
    rules.FOR_MANGE: N_("Det er plass til {maks} bilder i en sak. Resten er ikke tatt med."),
    rules.FREMMED: N_(
        "Jeg har ikke lov til å hente filer derfra. Ta bildet med kameraet i samtalen, eller lim det rett inn i meldingen."
    ),
    rules.UKJENT_TYPE: N_(
        "Jeg kan ta imot bilder (JPEG, PNG), PDF, Word, Excel og PowerPoint, ikke andre filer. Lagre den som PDF, eller lim inn lenka."
    ),
    rules.MAKRO: N_("Filen har makroer, og dem tar jeg ikke imot. Lagre den uten makroer eller som PDF."),
    rules.FOR_STORT_DOKUMENT: N_(
        "Filen er for stor. Legg den i kvalitetssystemet og lim inn lenka, eller lagre den med mindre bilder."
    ),
    rules.IKKE_HENTET: N_("Jeg fikk ikke hentet bildet. Send det en gang til."),
}


def grunn(t: Translator, code: str) -> Paragraph:
    """What to say about a refusal."""
    return t.rich(GRUNN.get(code, GRUNN[rules.IKKE_HENTET]), maks=rules.MAKS_BILDER)

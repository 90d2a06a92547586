"""What `varde doctor` says of the årshjul: mistakes in the rulebook, and what is missing for duties to reach somebody."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from bot.cli.doctor_mer import Linje
from bot.settings import Settings
from hms.arshjul import mangler
from hms.arshjul.queries import les_bilde
from hms.kit.klokke import oslo_date
from hms.regelverk import last

VIST = 10
MANGLER = {
    mangler.INGEN_SIST: "oppgaver uten leder når ingen, for ingen har noen av rollene",
    mangler.FORELDRELOS: "uten en node over seg som gjelder nå, så ingenting kan løftes videre",
    mangler.UTEN_LEDER: "uten leder eller stedfortreder, så oppgavene går til nivået over",
    mangler.UTEN_VERNEOMBUD: "verneområder uten verneombud",
    mangler.UTEN_MKS: "enheter uten MKS-gruppe",
}


def linjer(session: Session, settings: Settings, now: datetime) -> Iterator[Linje]:
    """A line for each kind of lack, with the first names; nothing where the årshjul is switched off."""
    _regelverk, funn = last.sjekk(settings.regelverk)
    feil = sum(not ett.advarsel for ett in funn)
    if feil:
        yield Linje(f"VARDE_REGELVERK: {feil} feil. Kjør «varde regelverk check».", feil=True)
    bilde = les_bilde(session)
    if not settings.arshjul or bilde.topp is None:
        return
    for mangel in mangler.mangler(bilde, oslo_date(now)):
        navn = ", ".join(mangel.hva[:VIST])
        mer = f" og {len(mangel.hva) - VIST} til" if len(mangel.hva) > VIST else ""
        yield Linje(f"Årshjulet: {MANGLER[mangel.slag]}: {navn}{mer}.", feil=mangel.alvorlig)

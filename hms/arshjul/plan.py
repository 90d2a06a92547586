"""Who gets what, when, and why: every step of a time, as values (`varde plan`). Pure: nothing is sent or written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hms.arshjul import rules
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import PER_PERSON, Sak, lever, saker
from hms.arshjul.mottak import Ledd, mottakere
from hms.arshjul.rules import Kalender, Steg
from hms.kit.kalender import SEND_FROM, klokka
from hms.regelverk.aksjon import Aksjon, Regelverk

# A step comes at most so long after its deadline (25 working days, July, the overview) and before it (30 days, quiet).
ETTER = timedelta(days=190)
FOR = timedelta(days=120)


@dataclass(frozen=True)
class Linje:
    """One step of one duty, on the day it is sent (09.00), and who gets it by which role."""

    dag: date
    steg: str
    sak: Sak
    til: tuple[tuple[int, str], ...]

    @property
    def at(self) -> datetime:
        """The moment of sending, Europe/Oslo."""
        return klokka(self.dag, SEND_FROM)


def linjer(regelverk: Regelverk, bilde: Bilde, fra: date, til: date) -> list[Linje]:
    """Every step that is sent from `fra` to `til`, both included, by day, action and subject."""
    alle = [
        linje
        for aksjon in regelverk.aksjoner.values()
        for sak in saker(regelverk, aksjon, bilde, fra - ETTER, _senest(aksjon, til))
        for linje in for_sak(regelverk, aksjon, sak, bilde)
        if fra <= linje.dag <= til
    ]
    return sorted(alle, key=lambda en: (en.dag, en.sak.nokkel))


def _senest(aksjon: Aksjon, til: date) -> date:
    """The last deadline that can have a step up to `til`."""
    if aksjon.kadens.type == PER_PERSON:
        return rules.pluss_mnd(til, aksjon.kadens.frist_mnd + 1)
    return til + FOR


def steg_for(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, kal: Kalender) -> tuple[Steg, ...]:
    """The steps of a duty, with their days."""
    if sak.start is not None:
        return rules.personsteg(
            regelverk.standard, aksjon.kadens.paminn_mnd, sak.start, sak.frist.frist, hardhet=aksjon.hardhet, kal=kal
        )
    return rules.steg(regelverk.standard, sak.frist.frist, aksjon.hardhet, kal)


def for_sak(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, bilde: Bilde) -> Iterator[Linje]:
    """Every step of one duty that nobody has answered, to whoever stands in the roles that day."""
    kal = rules.kalender(regelverk.standard, skole=bilde.noder[sak.node].skole_barnehage)
    for steg in steg_for(regelverk, aksjon, sak, kal):
        if not lever(bilde, aksjon, sak, steg.dag):
            continue
        ledd = mottakere(regelverk, aksjon, sak, steg.niva, org=bilde, paa=steg.dag)
        vanlige = [en for en in ledd if not en.oversikt]
        if vanlige:
            yield Linje(steg.dag, steg.navn, sak, _til(vanlige))
        if len(vanlige) < len(ledd):
            dag = rules.manedens_forste(steg.dag)
            i_oversikten = [
                en for en in mottakere(regelverk, aksjon, sak, steg.niva, org=bilde, paa=dag) if en.oversikt
            ]
            if i_oversikten and lever(bilde, aksjon, sak, dag):
                yield Linje(dag, steg.navn, sak, _til(i_oversikten))


def _til(ledd: list[Ledd]) -> tuple[tuple[int, str], ...]:
    til: dict[int, str] = {}
    for en in ledd:
        for person in en.personer:
            til.setdefault(person, en.rolle)
    return tuple(til.items())

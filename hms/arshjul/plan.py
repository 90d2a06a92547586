"""Who gets what, when, and why: every step of a time, as values (`varde plan`). Pure: nothing is sent or written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from hms.arshjul import rules
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import PER_PERSON, Sak, Tid, kalenderstyrte, planlegges
from hms.arshjul.mottak import KOMMUNEDIREKTOR, Ledd, mottakere
from hms.arshjul.personfrister import er_ukjent, kurset, personstyrte
from hms.arshjul.rules import Kalender, Steg
from hms.kit.kalender import SEND_FROM, klokka
from hms.regelverk.aksjon import Aksjon, Regelverk

# A step comes at most so long after its deadline (25 working days, July, the overview) and before it (30 days, quiet).
ETTER = timedelta(days=190)
FOR = timedelta(days=120)
OVERSIKT = timedelta(days=45)


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
    """Every step that is sent from `fra` to `til`, both included, by day, action and subject.

    Each step is worked out as the organisation stands on its day; one for the chief executive waits for the overview.
    """
    aksjoner = [aksjon for aksjon in regelverk.aksjoner.values() if planlegges(aksjon)]
    alle = [
        linje
        for aksjon in aksjoner
        for start, slutt, saker in _perioder(regelverk, aksjon, bilde, fra - OVERSIKT, til)
        for sak in saker
        for linje in for_sak(regelverk, aksjon, sak, bilde, (start, slutt))
        if fra <= linje.dag <= til
    ]
    return sorted(alle, key=lambda en: (en.dag, en.sak.nokkel))


def saker(regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, paa: date, tid: Tid) -> Iterator[Sak]:
    """The duties that there are on the day `paa`, of those with a deadline in the time `tid`."""
    if not planlegges(aksjon):
        return
    if aksjon.kadens.type == PER_PERSON:
        folk = sorted(bilde.personer.values(), key=lambda p: p.id)
        alle = (s for person in folk for s in personstyrte(regelverk, aksjon, bilde, person, paa=paa, tid=tid))
    else:
        alle = (s for s in kalenderstyrte(regelverk, aksjon, bilde, paa, tid))
    yield from (sak for sak in alle if _finnes(aksjon, sak, bilde, paa))


def _perioder(
    regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, fra: date, til: date
) -> Iterator[tuple[date, date, Iterator[Sak]]]:
    """(first day, last day, the duties) of each time in which what the duties go by does not change."""
    frister: Tid = (fra - ETTER, _senest(aksjon, til))
    if aksjon.kadens.type != PER_PERSON:
        for start, slutt in _deler(bilde.skifter, fra, til):
            yield start, slutt, kalenderstyrte(regelverk, aksjon, bilde, start, frister)
        return
    for person in sorted(bilde.personer.values(), key=lambda p: p.id):
        for start, slutt in _deler(bilde.skifter | bilde.skifter_for(person.id), fra, til):
            yield start, slutt, personstyrte(regelverk, aksjon, bilde, person, paa=start, tid=frister)


def _deler(skifter: frozenset[date], fra: date, til: date) -> Iterator[tuple[date, date]]:
    """The time cut where something changes."""
    starter = [fra, *sorted(dag for dag in skifter if fra < dag <= til)]
    yield from ((start, neste - rules.DAG) for start, neste in pairwise([*starter, til + rules.DAG]))


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


def for_sak(regelverk: Regelverk, aksjon: Aksjon, sak: Sak, bilde: Bilde, tid: Tid) -> Iterator[Linje]:
    """The steps in the time `tid` of one duty that nobody has answered, to whoever stands in the roles that day."""
    fra, til = tid
    kal = kalender(regelverk, bilde, sak, fra)
    for steg in steg_for(regelverk, aksjon, sak, kal):
        if not fra <= steg.dag <= til or not _sendes(aksjon, sak, bilde, steg.dag):
            continue
        ledd = mottakere(regelverk, aksjon, sak, steg.niva, org=bilde, paa=steg.dag)
        vanlige = [en for en in ledd if not en.oversikt]
        if vanlige:
            yield Linje(steg.dag, steg.navn, sak, _til(vanlige))
        if len(vanlige) < len(ledd):
            dag = rules.manedens_forste(steg.dag)
            direktor = bilde.i_rolle(KOMMUNEDIREKTOR, "node", bilde.topp or 0, dag)
            if direktor:
                yield Linje(dag, steg.navn, sak, _til([Ledd(en.rolle, direktor) for en in ledd if en.oversikt]))


def kalender(regelverk: Regelverk, bilde: Bilde, sak: Sak, paa: date) -> Kalender:
    """Working days and quiet periods where the duty lies that day."""
    node = bilde.noder[sak.node]
    return rules.kalender(regelverk.standard, skole=node.skole_barnehage and node.gjelder(paa))


def _finnes(aksjon: Aksjon, sak: Sak, bilde: Bilde, paa: date) -> bool:
    """Not answered by a course, and not about a role that nobody holds."""
    if sak.person is not None:
        tatt = kurset(aksjon, sak.person, sak.start, bilde.kurs)
        return tatt is None or tatt > paa
    post = aksjon.mottaker(sak.del_, sak.niva)
    return post is None or not post.bare_der_rollen_finnes or bilde.innehaver(post.rolle, sak.node, paa)


def _sendes(aksjon: Aksjon, sak: Sak, bilde: Bilde, paa: date) -> bool:
    over_frist = sak.person is not None and paa > sak.frist.frist
    return _finnes(aksjon, sak, bilde, paa) and not (over_frist and er_ukjent(aksjon, sak.person, bilde.kurs))


def _til(ledd: list[Ledd]) -> tuple[tuple[int, str], ...]:
    til: dict[int, str] = {}
    for en in ledd:
        for person in en.personer:
            til.setdefault(person, en.rolle)
    return tuple(til.items())

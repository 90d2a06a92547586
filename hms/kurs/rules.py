"""What is known of somebody's courses (6.2-1, 6.2-3, T-17, T-18, T-20). Pure; civil dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

GRUNNKURS = "grunnkurs"
REPETISJON = "repetisjon"
STOFFKARTOTEK = "stoffkartotek"
FULLE_TIMER = 40  # a shorter grunnkurs needs an agreement between the parties (T-20)
MINST_TIMER, MEST_TIMER = 0.5, 400.0
TIDLIGST = date(1960, 1, 1)

# The last day on which each person took each course; None is known not to have, and no key is unknown.
Oversikt = Mapping[tuple[int, str], date | None]


@dataclass(frozen=True)
class Rad:
    """One row of the history."""

    person: int
    kurs: str
    dato: date | None


def oversikt(rader: Iterable[Rad]) -> dict[tuple[int, str], date | None]:
    """The last of each course for each person. A day goes before «not taken»."""
    siste: dict[tuple[int, str], date | None] = {}
    for rad in rader:
        nokkel = (rad.person, rad.kurs)
        kjent = siste.get(nokkel)
        siste[nokkel] = max((dag for dag in (kjent, rad.dato) if dag is not None), default=None)
    return siste


def gyldig_dato(dag: date, i_dag: date) -> bool:
    """A course has been taken, and not before anybody who works now was born to it."""
    return TIDLIGST <= dag <= i_dag


def gyldige_timer(timer: float) -> bool:
    """Hours that a course can have."""
    return MINST_TIMER <= timer <= MEST_TIMER


def trenger_avtale(kurs: str, timer: float | None) -> bool:
    """Is an agreement called for: a grunnkurs of less than forty hours (T-20)?"""
    return kurs == GRUNNKURS and timer is not None and timer < FULLE_TIMER


def uten_kurs(frist: date, i_dag: date, planlagte: Iterable[date]) -> bool:
    """Is no course planned from today to the deadline (T-17)?"""
    return not any(i_dag <= dag <= frist for dag in planlagte)

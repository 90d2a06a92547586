"""Which information is sent on which day: summaries, overviews, figures. Pure; nothing of it is a reminder (T26)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hms.arshjul import rules
from hms.arshjul.rules import Kalender
from hms.regelverk.aksjon import Aksjon, Regelverk

SAMMENSTILLING = "sammenstilling"
GJENNOMGANG = "gjennomgang"
OVERSIKT = "oversikt"
KVARTALSRAPPORT = "kvartalsrapport"
SAMLERAPPORT = "samlerapport"
OPPHOLD = "opphold"
FRITAK = "fritak"
VERNEDAG = "vernedag"
TIMER = "timer"
MERKNAD = "merknad"
HENDELSE = "hendelse"
TILTAK = "tiltak"  # a reminder of a tiltak, see tiltakslinjer
SLAG = (
    SAMMENSTILLING, GJENNOMGANG, OVERSIKT, KVARTALSRAPPORT, SAMLERAPPORT, OPPHOLD, FRITAK, VERNEDAG, TIMER, MERKNAD, HENDELSE,
    TILTAK,
)  # fmt: skip
FOR_MOTET = timedelta(days=14)
FOR_VERNEDAGEN = timedelta(days=14)
KOMMUNEDIREKTOR = "kommunedirektor"
MANEDLIG = 1
FIRE = 4
DESEMBER = (12, 1)


@dataclass(frozen=True)
class Dag:
    """Information of one kind that falls on a day. `periode` tells it from the next one of the same kind."""

    slag: str
    aksjon: Aksjon
    periode: str


def som_faller(regelverk: Regelverk, paa: date) -> Iterator[Dag]:
    """What the rulebook alone puts on this civil day. Meetings, groups and vernedager have days of their own."""
    kal = rules.kalender(regelverk.standard, skole=False)
    for aksjon in regelverk.aksjoner.values():
        if not aksjon.aktiv:
            continue
        yield from _sammenstilling(aksjon, paa, kal)
        yield from _gjennomgang(aksjon, paa, kal)
        yield from _oversikt(aksjon, paa, kal)
        if aksjon.kadens.min_timer is not None and kal.neste(date(paa.year, *DESEMBER)) == paa:
            yield Dag(TIMER, aksjon, str(paa.year))


def _sammenstilling(aksjon: Aksjon, paa: date, kal: Kalender) -> Iterator[Dag]:
    """On its day, or the last sending day before; and once more when «ikke ferdig ennå» has become «mangler» (T-10)."""
    if aksjon.sammenstilling is None:
        return
    for maned in aksjon.sammenstilling.maneder:
        if kal.egen_dag(date(paa.year, maned, aksjon.sammenstilling.dag)) == paa:
            yield Dag(SAMMENSTILLING, aksjon, f"{paa.year}-{maned:02}")
    if aksjon.mangler_fra is not None and kal.neste(aksjon.mangler_fra.i(paa.year)) == paa:
        yield Dag(SAMMENSTILLING, aksjon, f"{paa.year}-mangler")


def _gjennomgang(aksjon: Aksjon, paa: date, kal: Kalender) -> Iterator[Dag]:
    """The review can be held from this day; what it builds on is shown (T-10). The chief executive's figures come before."""
    if aksjon.tidligst_anbefalt is None or aksjon.vindu is None:
        return
    tidligst = aksjon.tidligst_anbefalt.i(paa.year)
    if kal.neste(tidligst) == paa:
        yield Dag(GJENNOMGANG, aksjon, str(paa.year))
    if aksjon.rapport_til == KOMMUNEDIREKTOR and rules.manedens_forste(tidligst.replace(day=1)) == paa:
        yield Dag(SAMLERAPPORT, aksjon, str(paa.year))


def _oversikt(aksjon: Aksjon, paa: date, kal: Kalender) -> Iterator[Dag]:
    """An information action comes on its month's first working day, or after the quiet period; a monthly one is skipped then."""
    mnd = aksjon.kadens.intervall.standard if aksjon.kadens.intervall is not None else 0
    if not aksjon.informasjon or not mnd:
        return
    for maned in (paa.replace(day=1), rules.pluss_mnd(paa.replace(day=1), -1)):
        if (maned.year * 12 + maned.month - 1) % mnd:
            continue
        dag = kal.neste(rules.manedens_forste(maned))
        if dag == paa and (mnd > MANEDLIG or dag.month == maned.month):
            yield Dag(OVERSIKT, aksjon, f"{maned:%Y-%m}")


def dager_siden(sist: date, paa: date, *, juli_telles: bool) -> int:
    """Calendar days since a meeting, July left out unless it counts (T-19)."""
    alle = (sist + timedelta(days=n) for n in range(1, (paa - sist).days + 1))
    return sum(juli_telles or dag.month != rules.JULI for dag in alle)


def for_lenge(aksjon: Aksjon, sist: date, paa: date, planlagt: int) -> bool:
    """Is it too long since the group met? A plan of four meetings lets more days go by."""
    grense = aksjon.kadens.maks_dager_fire if planlagt == FIRE else aksjon.kadens.maks_dager
    grense = grense or aksjon.kadens.maks_dager
    return grense is not None and dager_siden(sist, paa, juli_telles=aksjon.kadens.juli_telles) > grense

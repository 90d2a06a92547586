"""Deadlines and steps of the årshjul (`domain/kalender.md`, «Når sendes hva»). Pure; civil dates, Europe/Oslo.

What the text leaves open is decided in docs/arshjul-tolkninger.md; the numbers (T1, T2, …) below refer to it.
"""

import calendar
import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hms.kit.kalender import er_virkedag
from hms.regelverk.aksjon import Aksjon, Intervall, Manedsdag, Standard, Vindu

DAG = timedelta(days=1)
ANSVARLIG = 0
JULI = 7
SIST_BRUKTE = 4096  # deadlines whose steps are remembered: the units of a kommune have them in common
SKOLENS_STILLE = (Vindu(Manedsdag(8, 1), Manedsdag(8, 14)), Vindu(Manedsdag(12, 24), Manedsdag(1, 1)))


@dataclass(frozen=True)
class Frist:
    """One period of an action: its name, when it opens, the soft and the hard deadline (last civil days)."""

    periode: str
    apner: date
    frist: date
    myk: date | None = None


@dataclass(frozen=True)
class Steg:
    """A step: its name, the civil day it is sent (09.00), and the level: 0 the responsible, n the nth above.

    `virkedager` are the working days after the deadline, for the steps that are counted so.
    """

    navn: str
    dag: date
    niva: int = ANSVARLIG
    virkedager: int = 0


@dataclass(frozen=True)
class Kalender:
    """Working days and quiet periods of one place."""

    stille: tuple[Vindu, ...]

    def er_stille(self, dag: date) -> bool:
        """Is nobody chased that day?"""
        her = Manedsdag(dag.month, dag.day)
        return any(
            (v.start <= her or her <= v.slutt) if v.krysser_nyttar else v.start <= her <= v.slutt for v in self.stille
        )

    def kan_sendes(self, dag: date) -> bool:
        """A working day that is not quiet."""
        return er_virkedag(dag) and not self.er_stille(dag)

    def egen_dag(self, nominell: date) -> date:
        """The last day up to and with the nominal one on which something can be sent (rule 2)."""
        while not self.kan_sendes(nominell):
            nominell -= DAG
        return nominell

    def neste(self, dag: date) -> date:
        """The first day from this one on which something can be sent."""
        while not self.kan_sendes(dag):
            dag += DAG
        return dag

    def samledag(self, nominell: date) -> date:
        """The last gathering day up to and with the nominal one, outside quiet periods (rules 2 and 3; T2)."""
        uke = nominell - timedelta(days=nominell.weekday())
        while True:
            dag = ukens_samledag(uke)
            if dag is not None and dag <= nominell and not self.er_stille(dag):
                return dag
            uke -= timedelta(days=7)

    def neste_samledag(self, dag: date) -> date:
        """The first gathering day from this one, outside quiet periods."""
        while not (er_samledag(dag) and self.kan_sendes(dag)):
            dag += DAG
        return dag

    def pluss(self, dag: date, virkedager: int) -> date:
        """The day that is so many working days after, days of quiet periods not counted (rule 5)."""
        while virkedager > 0:
            dag += DAG
            virkedager -= self.kan_sendes(dag)
        return dag


def kalender(standard: Standard, *, skole: bool) -> Kalender:
    """The calendar of a node; schools have quiet periods of their own."""
    return Kalender((standard.stille, *SKOLENS_STILLE) if skole else (standard.stille,))


def ukens_samledag(mandag: date) -> date | None:
    """The first working day of the ISO week that begins on this Monday (rule 3)."""
    return next((dag for n in range(7) if er_virkedag(dag := mandag + n * DAG)), None)


def er_samledag(dag: date) -> bool:
    """Is it its week's first working day?"""
    return ukens_samledag(dag - timedelta(days=dag.weekday())) == dag


def manedens_forste(dag: date) -> date:
    """The first day from this one that is its month's first working day (rule 8)."""
    while not (er_virkedag(dag) and not any(er_virkedag(dag.replace(day=n)) for n in range(1, dag.day))):
        dag += DAG
    return dag


def pluss_mnd(dag: date, antall: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    ar, maned = divmod(dag.year * 12 + dag.month - 1 + antall, 12)
    return date(ar, maned + 1, min(dag.day, calendar.monthrange(ar, maned + 1)[1]))


def manedsslutt(ar: int, maned: int) -> date:
    """The last day of the month."""
    return date(ar, maned, calendar.monthrange(ar, maned)[1])


@functools.lru_cache(SIST_BRUKTE)
def steg(standard: Standard, frist: date, hardhet: str, kal: Kalender) -> tuple[Steg, ...]:
    """The steps of a deadline in the calendar, in the order they are named."""
    samlet = kal.samledag if standard.ukessamling else kal.egen_dag
    for_ = [Steg(f"paminn-{n}", samlet(frist - n * DAG)) for n in standard.paminn_dager if n > NAER]
    for_ += [Steg(f"paminn-{n}", kal.egen_dag(frist - n * DAG)) for n in standard.paminn_dager if n <= NAER]
    return (*for_, Steg("frist", kal.egen_dag(frist)), *etter(standard, frist, hardhet, kal))


NAER = 3  # reminders this close to the deadline, or closer, come on a day of their own (rule 2)


@functools.lru_cache(SIST_BRUKTE)
def personsteg(
    standard: Standard, paminn_mnd: tuple[int, ...], start: date, frist: date, *, hardhet: str, kal: Kalender
) -> tuple[Steg, ...]:
    """The steps of one person's deadline: `person-N` N months after the start, then as any other (T5).

    A reminder that would come before the start is late; when it so meets another step, only the highest is sent (rule 6).
    """
    minner = [Steg(f"person-{n}", _persondag(pluss_mnd(start, n), start, kal)) for n in paminn_mnd]
    sene = {steg.dag for n, steg in zip(paminn_mnd, minner, strict=True) if kal.egen_dag(pluss_mnd(start, n)) < start}
    alle = (*minner, *etter(standard, frist, hardhet, kal))
    siste = {steg.dag: steg.navn for steg in alle}
    return tuple(steg for steg in alle if steg.dag not in sene or siste[steg.dag] == steg.navn)


def _persondag(nominell: date, start: date, kal: Kalender) -> date:
    dag = kal.egen_dag(nominell)
    return dag if dag >= start else kal.neste(start)


def etter(standard: Standard, frist: date, hardhet: str, kal: Kalender) -> tuple[Steg, ...]:
    """Chasing and lifting, in working days outside quiet periods after the deadline; `bor` is never lifted (rules 5, 9)."""
    purr = [Steg(f"purr+{n}", kal.pluss(frist, n), ANSVARLIG, n) for n in standard.purr_virkedager]
    if hardhet == "bor":
        return tuple(purr)
    loft = [Steg(f"loft+{n}", kal.pluss(frist, n), ledd, n) for ledd, n in enumerate(standard.loft_virkedager, 1)]
    return (*purr, *loft)


def frister(
    aksjon: Aksjon, fra: date, til: date, *, antall: int | None = None, intervall: Intervall | None = None,
    bruk: tuple[bool, bool] = (False, False), sist: date | None = None, plan: Collection[date] = (),
) -> list[Frist]:  # fmt: skip
    """The periods of a calendar-driven action whose deadline is from `fra` to `til`, both included.

    `antall` is the group's own number a year; `intervall` the part's, shortened by `bruk` (manned day and night, school),
    and counted from `sist`, the day it was last done (T4). `plan`: the dates that have been set; a year with any goes by
    them alone (T25).
    """
    if intervall is not None:
        mnd = intervall.for_bruk(dognbemannet=bruk[0], skole_barnehage=bruk[1])
        alle = _fra_sist(sist, mnd, til) if sist is not None else _blokker(mnd, fra, til)
    else:
        planlagt = {dag.year for dag in plan}
        alle = (
            f
            for ar in range(fra.year, til.year + 1)
            for f in (av_plan(plan, ar) if ar in planlagt else _i_aret(aksjon, ar, antall))
        )
    return [f for f in alle if fra <= f.frist <= til]


def _i_aret(aksjon: Aksjon, ar: int, antall: int | None) -> Iterator[Frist]:
    """The periods with their deadline in the year."""
    match aksjon.kadens.type:
        case "arlig":
            yield from _vindu(aksjon, ar)
        case "hvert_n_ar":
            if _er_aret(aksjon, ar):
                yield from _vindu(aksjon, ar)
        case "kvartalsvis":
            for n, maned in enumerate(aksjon.kadens.maneder, 1):
                yield Frist(f"{ar}-Q{n}", date(ar, maned, 1), manedsslutt(ar, maned))
        case "antall_per_ar":
            yield from _jevnt(aksjon, ar, antall or aksjon.kadens.antall)


def av_plan(plan: Collection[date], ar: int) -> Iterator[Frist]:
    """The dates of a plan in a year, each the deadline of its meeting."""
    apner = date(ar, 1, 1)
    for n, dag in enumerate(sorted(dag for dag in plan if dag.year == ar), 1):
        yield Frist(f"{ar}-{n}", apner, dag)
        apner = dag + DAG


def _vindu(aksjon: Aksjon, ar: int) -> Iterator[Frist]:
    if aksjon.vindu is None:
        return
    apner, frist = aksjon.vindu.som_slutter(ar)
    myk = None
    if aksjon.myk_frist is not None:
        myk = aksjon.myk_frist.i(apner.year if aksjon.myk_frist >= aksjon.vindu.start else frist.year)
    yield Frist(str(ar), apner, frist, myk)


def _er_aret(aksjon: Aksjon, ar: int) -> bool:
    """Is this a year for it? A window belongs to the year it opens in; without a base year it is never (T-37)."""
    if aksjon.kadens.basisar is None or aksjon.vindu is None:
        return False
    siden = aksjon.vindu.som_slutter(ar)[0].year - aksjon.kadens.basisar - aksjon.kadens.forskyvning
    return siden >= 0 and siden % aksjon.kadens.n == 0


def _jevnt(aksjon: Aksjon, ar: int, antall: int) -> Iterator[Frist]:
    """So many a year: in the suggested periods, or evenly at month ends, never in July (T3)."""
    apner = date(ar, 1, 1)
    for n in range(1, antall + 1):
        if n <= len(aksjon.perioder):
            start, frist = aksjon.perioder[n - 1].som_slutter(ar)
        else:
            maned = -(-12 * n // antall)
            start, frist = apner, manedsslutt(ar, maned + (maned == JULI))
        yield Frist(f"{ar}-{n}", start, frist)
        apner = frist + DAG


def _blokker(mnd: int, fra: date, til: date) -> Iterator[Frist]:
    """The ends of blocks of months, counted from year 0, so that 12 gives 31 December and 3 the quarters (T4)."""
    for indeks in range(fra.year * 12 + fra.month - 1, til.year * 12 + til.month):
        if (indeks + 1) % mnd == 0:
            slutt = manedsslutt(*_fra_indeks(indeks))
            forste = indeks - mnd + 1
            yield Frist(slutt.isoformat(), date(*_fra_indeks(forste), 1), slutt)


def _fra_indeks(indeks: int) -> tuple[int, int]:
    return indeks // 12, indeks % 12 + 1


def _fra_sist(sist: date, mnd: int, til: date) -> Iterator[Frist]:
    n = 1
    while (frist := pluss_mnd(sist, n * mnd)) <= til:
        yield Frist(frist.isoformat(), pluss_mnd(sist, (n - 1) * mnd) + DAG, frist)
        n += 1


def for_ny_enhet(frist: Frist, fra: date | None, dager: int) -> Frist | None:
    """The same for a unit that began on `fra`: none before it, and some days to the first time (T-43)."""
    if fra is None or frist.frist >= fra + dager * DAG:
        return frist
    if frist.frist < fra:
        return None
    return Frist(frist.periode, max(frist.apner, fra), fra + dager * DAG, None)

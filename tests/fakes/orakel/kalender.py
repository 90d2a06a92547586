"""Days as kalender.md has them: fridager, virkedager, stille perioder, samledager; one question about one day at a time."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

EN_DAG = timedelta(days=1)
VANLIG, SKOLE = "vanlig", "skole"  # the two calendars of stille perioder
PURR = {1: "purr+1", 5: "purr+5"}  # virkedager etter fristen, til ansvarlig
LOFT = {7: "loft+7", 15: "loft+15", 25: "loft+25"}  # virkedager etter fristen, til ledd 1, 2, 3
SAMLET = (30, 14)  # kalenderdager før fristen, i samlemeldingen
EGEN_DAG = (3, 0)  # kalenderdager før fristen, på egen dag


@cache
def paskedag(ar: int) -> date:
    """Easter Sunday, by Meeus, Jones and Butcher."""
    a, b, c = ar % 19, ar // 100, ar % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maned, dag = divmod(h + m - 7 * n + 114, 31)
    return date(ar, maned, dag + 1)


@cache
def fridager(ar: int) -> frozenset[date]:
    """The official days off, with julaften and nyttårsaften (standard [F]); Sundays come by their weekday."""
    faste = {(1, 1), (5, 1), (5, 17), (12, 24), (12, 25), (12, 26), (12, 31)}
    paske = paskedag(ar)
    bevegelige = {paske + timedelta(days=n) for n in (-3, -2, 0, 1, 39, 49, 50)}
    return frozenset({date(ar, m, d) for m, d in faste} | bevegelige)


def er_virkedag(dag: date) -> bool:
    """Mandag–fredag utenom fridager."""
    return dag.weekday() < 5 and dag not in fridager(dag.year)


def er_stille(dag: date, kalender: str) -> bool:
    """July; for schools also 1–14 August and 24 December – 1 January."""
    md = (dag.month, dag.day)
    if dag.month == 7:
        return True
    return kalender == SKOLE and ((8, 1) <= md <= (8, 14) or md >= (12, 24) or md == (1, 1))


@cache
def kan_sende(dag: date, kalender: str) -> bool:
    """A virkedag outside stille: the only days on which something is sent, and the only ones that are counted."""
    return er_virkedag(dag) and not er_stille(dag, kalender)


@cache
def er_samledag(dag: date) -> bool:
    """The first virkedag of the ISO week."""
    mandag = dag - timedelta(days=dag.weekday())
    return er_virkedag(dag) and not any(er_virkedag(d) for d in dager(mandag, dag - EN_DAG))


@cache
def er_forste_virkedag(dag: date) -> bool:
    """The first virkedag of the month, stille or not."""
    return er_virkedag(dag) and not any(er_virkedag(d) for d in dager(dag.replace(day=1), dag - EN_DAG))


def dager(fra: date, til: date) -> Iterator[date]:
    """Every day from `fra` to `til`, both included; none when `til` is before `fra`."""
    while fra <= til:
        yield fra
        fra += EN_DAG


def siste_samledag(nominell: date, kalender: str) -> date:
    """The last samledag on or before the nominal day on which something may be sent."""
    return _bakover(nominell, lambda d: er_samledag(d) and kan_sende(d, kalender))


def siste_sendedag(nominell: date, kalender: str) -> date:
    """The day itself when something may be sent on it, else the last such day before."""
    return _bakover(nominell, lambda d: kan_sende(d, kalender))


def forste_sendedag(nominell: date, kalender: str) -> date:
    """The day itself when something may be sent on it, else the first such day after."""
    dag = nominell
    while not kan_sende(dag, kalender):
        dag += EN_DAG
    return dag


def _bakover(dag: date, passer: Callable[[date], bool]) -> date:
    while not passer(dag):
        dag -= EN_DAG
    return dag


def virkedager_etter(frist: date, dag: date, kalender: str) -> int:
    """How many virkedager outside stille have passed after the deadline when `dag` is over."""
    return sum(kan_sende(d, kalender) for d in dager(frist + EN_DAG, dag))


@cache
def steg_for_fristen(dag: date, frist: date, kalender: str) -> tuple[str, ...]:
    """The reminders before the deadline that fall on this day."""
    if not kan_sende(dag, kalender) or dag > frist:
        return ()
    steg = [f"paminn-{n}" for n in SAMLET if siste_samledag(frist - n * EN_DAG, kalender) == dag]
    steg += [f"paminn-{n}" if n else "frist" for n in EGEN_DAG if siste_sendedag(frist - n * EN_DAG, kalender) == dag]
    return tuple(steg)


@cache
def steg_etter_fristen(dag: date, frist: date, kalender: str) -> tuple[str, ...]:
    """The purring and the løft that fall on this day."""
    if not kan_sende(dag, kalender) or dag <= frist:
        return ()
    n = virkedager_etter(frist, dag, kalender)
    return (({**PURR, **LOFT})[n],) if n in PURR or n in LOFT else ()


def pluss_maneder(dag: date, maneder: int) -> date:
    """The same day so many months later; the last day of the month where that day does not exist."""
    ar, maned = divmod(dag.year * 12 + dag.month - 1 + maneder, 12)
    return date(ar, maned + 1, min(dag.day, siste_i_maneden(ar, maned + 1).day))


def siste_i_maneden(ar: int, maned: int) -> date:
    """The last day of a month."""
    return date(ar + maned // 12, maned % 12 + 1, 1) - EN_DAG


def maned_dag(ar: int, tekst: str) -> date:
    """A «MM-DD» of the rulebook in a year; 29 February is 28 February where the year has none."""
    maned, dag = (int(del_) for del_ in tekst.split("-"))
    return date(ar, maned, min(dag, siste_i_maneden(ar, maned).day))

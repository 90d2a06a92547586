"""Working days, quiet periods and sending hours (`domain/kalender.md`). Pure; civil dates, Europe/Oslo."""

import functools
from datetime import date, datetime, time, timedelta

import holidays

from hms.kit.klokke import OSLO, oslo

DAY = timedelta(days=1)
FRIDAY = 4
SEND_FROM = time(9)
SEND_TO = time(15)
SEND_TO_FRIDAY = time(13)
DAY_FROM = time(8)
DAY_TO = time(20)
QUIET_MONTH = 7


@functools.cache
def _fridager(ar: int) -> frozenset[date]:
    """Public holidays, and julaften and nyttårsaften, which count as days off by default."""
    return frozenset(holidays.country_holidays("NO", years=ar)) | {date(ar, 12, 24), date(ar, 12, 31)}


def er_virkedag(dag: date) -> bool:
    """Monday to Friday, holidays excepted."""
    return dag.weekday() <= FRIDAY and dag not in _fridager(dag.year)


def er_stille(dag: date) -> bool:
    """In July nobody is chased. Deadlines stand; chasing waits."""
    return dag.month == QUIET_MONTH


def pluss_virkedager(dag: date, antall: int, *, utenom_stille: bool = False) -> date:
    """The day that is `antall` working days after `dag`; with `utenom_stille` days of a quiet period do not count."""
    while antall > 0:
        dag += DAY
        if er_virkedag(dag) and not (utenom_stille and er_stille(dag)):
            antall -= 1
    return dag


def slutten_av(dag: date) -> datetime:
    """The last minute of a civil day, for a deadline «innen onsdag»."""
    return datetime.combine(dag, time(23, 59), OSLO)


def klokka(dag: date, klokkeslett: time) -> datetime:
    """A wall-clock time on a civil day, as a moment."""
    return datetime.combine(dag, klokkeslett, OSLO)


def purretid(moment: datetime, *, alltid: bool = False) -> datetime:
    """The first moment from `moment` on when chasing is allowed: working days 09–15, Fridays to 13, never when quiet.

    `alltid`: quiet periods do not count.
    """
    local = oslo(moment)
    day = local.date()
    if er_virkedag(day) and (alltid or not er_stille(day)):
        if local.time() < SEND_FROM:
            return klokka(day, SEND_FROM)
        if local.time() < (SEND_TO_FRIDAY if day.weekday() == FRIDAY else SEND_TO):
            return moment
    return klokka(pluss_virkedager(day, 1, utenom_stille=not alltid), SEND_FROM)


def dagtid(moment: datetime) -> datetime:
    """Case updates reach people between 08 and 20 (avvik.md 8): this moment, or the next 08.00."""
    local = oslo(moment)
    if DAY_FROM <= local.time() < DAY_TO:
        return moment
    dag = local.date() if local.time() < DAY_FROM else local.date() + DAY
    return klokka(dag, DAY_FROM)

"""The ladder: one pure rule for everything that waits for somebody (design 6). The ladders are data, `stiger.yaml`."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from hms.kit.kalender import SEND_FROM, klokka, pluss_virkedager, purretid
from hms.kit.klokke import oslo_date
from hms.regelverk.filer import les_yaml


@dataclass(frozen=True)
class Trinn:
    """One step: after so many minutes (clock time), working days or calendar days, these people are told.

    Calendar days may be before the starting point; what is sent then waits for a moment when chasing is allowed, a step that tells
    nobody does not. With both kinds of days: so many calendar days, but as many working days after the step before was taken.
    `alltid`: quiet periods do not hold it back. `gjentas`: the last step comes again and again, as far apart as it is from
    the one before it, until somebody answers.
    """

    navn: str
    minutter: int | None
    virkedager: int | None
    til: tuple[str, ...]
    alltid: bool = False
    gjentas: bool = False
    dager: int | None = None

    def etter(self, utgangspunkt: datetime) -> datetime:
        """When the step is due, counted from a moment. Working days skip quiet periods and end at 09.00."""
        if self.minutter is not None:
            return utgangspunkt + timedelta(minutes=self.minutter)
        if self.dager is not None:
            moment = klokka(oslo_date(utgangspunkt) + timedelta(days=self.dager), SEND_FROM)
            return purretid(moment, alltid=self.alltid) if self.til else moment
        dag = pluss_virkedager(oslo_date(utgangspunkt), self.virkedager or 0, utenom_stille=not self.alltid)
        return klokka(dag, SEND_FROM)

    def avstand(self, forrige: "Trinn") -> "Trinn":
        """A step that is as far from its starting point as this one is from the step before it."""
        if self.minutter is not None:
            return replace(self, minutter=self.minutter - (forrige.minutter or 0))
        if self.dager is not None and self.virkedager is not None:
            return replace(self, dager=None, alltid=True)
        if self.dager is not None:
            return replace(self, dager=self.dager - (forrige.dager or 0))
        return replace(self, virkedager=(self.virkedager or 0) - (forrige.virkedager or 0))


@dataclass(frozen=True)
class Stige:
    """A ladder. `fra` says which moment the steps are counted from: «frist» or «meldt»."""

    navn: str
    fra: str
    trinn: tuple[Trinn, ...]


@dataclass(frozen=True)
class Tatt:
    """A step that has been taken, and when."""

    navn: str
    at: datetime


def tatte(rader: Sequence[Mapping[str, str]]) -> list[Tatt]:
    """The steps as they stand in a row's column `trinn`: name and moment (ISO)."""
    return [Tatt(rad["navn"], datetime.fromisoformat(rad["at"])) for rad in rader]


def neste_trinn(stige: Stige, utgangspunkt: datetime, tatt: Sequence[Tatt]) -> tuple[Trinn, datetime] | None:
    """The first step not taken and the moment it is due, or None at the top.

    A step that was taken late pushes the next: each keeps the distance that the ladder has between them, so that
    downtime makes reminders late, never a burst, and nobody is passed over (kalender.md, rule 6).
    """
    done = {step.navn: step.at for step in tatt}
    previous: Trinn | None = None
    for step in stige.trinn:
        if step.navn not in done:
            return step, _tidligst(step, previous, utgangspunkt, done)
        if not step.gjentas:
            previous = step
    last = stige.trinn[-1]
    if not last.gjentas or previous is None:
        return None
    times = sum(navn.startswith(last.navn) for navn in done)
    again = replace(last.avstand(previous), navn=f"{last.navn}·{times + 1}")
    if again.minutter is None:
        return again, again.etter(max(done.values()))
    # By the clock it comes at the same time of day for ever: a late one does not move those that follow. A day of 23 hours
    # has more than its share of whole intervals, so that the next one must be said to come after the last.
    first, interval, sist = last.etter(utgangspunkt), timedelta(minutes=again.minutter), max(done.values())
    neste = first + interval * max(1, (sist - first) // interval + 1)
    return again, neste if neste > sist else neste + interval


def _tidligst(step: Trinn, previous: Trinn | None, utgangspunkt: datetime, done: Mapping[str, datetime]) -> datetime:
    due = step.etter(utgangspunkt)
    return due if previous is None else max(due, step.avstand(previous).etter(done[previous.navn]))


@functools.cache
def stiger() -> Mapping[str, Stige]:
    """The ladders of `stiger.yaml` by name."""
    data: Mapping[str, Any] = les_yaml("stiger.yaml")
    return {
        name: Stige(
            name,
            entry["fra"],
            tuple(_trinn(step, alltid=entry.get("alltid", False)) for step in entry["trinn"]),
        )
        for name, entry in data.items()
    }


def _trinn(data: Mapping[str, Any], *, alltid: bool) -> Trinn:
    after = data["etter"]
    return Trinn(
        navn=data["navn"],
        minutter=after.get("minutter"),
        virkedager=after.get("virkedager"),
        til=tuple(data["til"]),
        alltid=alltid,
        gjentas=data.get("gjentas", False),
        dager=after.get("dager"),
    )


@dataclass(frozen=True)
class Planlagt:
    """A step with a day of its own (årshjul, tiltak): `niva` 0 is the responsible, n the nth above; `virkedager` after the deadline."""

    navn: str
    niva: int
    at: datetime
    virkedager: int = 0


@dataclass(frozen=True)
class Valg:
    """What to do now: the step to send, the ones it makes superfluous, and when to look again."""

    steg: Planlagt | None
    hoppet: tuple[str, ...] = ()
    neste_at: datetime | None = None


def forfalt(
    plan: Sequence[Planlagt], tatt: Mapping[str, datetime | None], now: datetime, pluss: Callable[[date, int], date]
) -> Valg:
    """Rule 6 of kalender.md: after downtime only the highest late step, and nobody is lifted past a level that has had none.

    `tatt` holds the steps taken, with the moment they were sent, or None where they were passed over. A level that has
    had no message gets its own step first; the one above it comes no earlier than the ladder's distance in working days
    after that, counted by `pluss`.
    """
    sendt = [(step, at) for step in plan if (at := tatt.get(step.navn)) is not None]
    igjen = [(step, _fra_forrige(step, sendt, pluss)) for step in plan if step.navn not in tatt]
    sene = [step for step, at in igjen if at <= now]
    nadd = max((step.niva for step, _at in sendt), default=-1)
    lavest = min((step.niva for step in sene), default=0)
    mulige = [step for step in sene if step.niva <= max(nadd + 1, lavest)]
    if not mulige:
        return Valg(None, neste_at=min((at for _step, at in igjen), default=None))
    valgt = mulige[-1]
    hoppet = tuple(step.navn for step in mulige[:-1])
    ferdige = {valgt.navn, *hoppet}
    etter = [
        (step, _fra_forrige(step, [*sendt, (valgt, now)], pluss)) for step, _at in igjen if step.navn not in ferdige
    ]
    return Valg(valgt, hoppet, min((at for _step, at in etter), default=None))


def _fra_forrige(
    step: Planlagt, sendt: Sequence[tuple[Planlagt, datetime]], pluss: Callable[[date, int], date]
) -> datetime:
    """When the step is due, given when the last one of a lower level was sent: a late one keeps the distance."""
    under = [(lavere, at) for lavere, at in sendt if lavere.niva < step.niva]
    if not under:
        return step.at
    forrige, sist = max(under, key=lambda par: par[1])
    if oslo_date(sist) <= oslo_date(forrige.at):
        return step.at
    tidligst = klokka(pluss(oslo_date(sist), step.virkedager - forrige.virkedager), SEND_FROM)
    return max(step.at, tidligst)

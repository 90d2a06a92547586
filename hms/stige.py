"""The ladder: one pure rule for everything that waits for somebody (design 6). The ladders are data, `stiger.yaml`."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hms.kit.kalender import SEND_FROM, klokka, pluss_virkedager
from hms.kit.klokke import oslo_date
from hms.regelverk.filer import les_yaml


@dataclass(frozen=True)
class Trinn:
    """One step: after so many minutes (clock time) or working days, these people are told.

    `alltid`: quiet periods do not hold it back. `gjentas`: the last step comes again and again, as far apart as it is from
    the one before it, until somebody answers.
    """

    navn: str
    minutter: int | None
    virkedager: int | None
    til: tuple[str, ...]
    alltid: bool = False
    gjentas: bool = False

    def etter(self, utgangspunkt: datetime) -> datetime:
        """When the step is due, counted from a moment. Working days skip quiet periods and end at 09.00."""
        if self.minutter is not None:
            return utgangspunkt + timedelta(minutes=self.minutter)
        dag = pluss_virkedager(oslo_date(utgangspunkt), self.virkedager or 0, utenom_stille=not self.alltid)
        return klokka(dag, SEND_FROM)

    def avstand(self, forrige: "Trinn") -> "Trinn":
        """A step that is as far from its starting point as this one is from the step before it."""
        if self.minutter is not None:
            return replace(self, minutter=self.minutter - (forrige.minutter or 0))
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
    return again, again.etter(max(done.values()))


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
    )

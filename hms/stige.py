"""The ladder: one pure rule for everything that waits for somebody (design 6). The ladders are data, `stiger.yaml`."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hms.kit.kalender import SEND_FROM, klokka, pluss_virkedager
from hms.kit.klokke import oslo_date
from hms.regelverk.filer import les_yaml


@dataclass(frozen=True)
class Trinn:
    """One step: after so many minutes (clock time) or working days, these people are told."""

    navn: str
    minutter: int | None
    virkedager: int | None
    til: tuple[str, ...]

    def etter(self, utgangspunkt: datetime) -> datetime:
        """When the step is due, counted from a moment. Working days skip quiet periods and end at 09.00."""
        if self.minutter is not None:
            return utgangspunkt + timedelta(minutes=self.minutter)
        dag = pluss_virkedager(oslo_date(utgangspunkt), self.virkedager or 0, utenom_stille=True)
        return klokka(dag, SEND_FROM)

    def avstand(self, forrige: "Trinn") -> "Trinn":
        """A step that is as far from its starting point as this one is from the step before it."""
        if self.minutter is not None:
            return Trinn(self.navn, self.minutter - (forrige.minutter or 0), None, self.til)
        return Trinn(self.navn, None, (self.virkedager or 0) - (forrige.virkedager or 0), self.til)


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
            due = step.etter(utgangspunkt)
            if previous is not None:
                due = max(due, step.avstand(previous).etter(done[previous.navn]))
            return step, due
        previous = step
    return None


@functools.cache
def stiger() -> Mapping[str, Stige]:
    """The ladders of `stiger.yaml` by name."""
    data: Mapping[str, Any] = les_yaml("stiger.yaml")
    return {
        name: Stige(
            name,
            entry["fra"],
            tuple(
                Trinn(step["navn"], step["etter"].get("minutter"), step["etter"].get("virkedager"), tuple(step["til"]))
                for step in entry["trinn"]
            ),
        )
        for name, entry in data.items()
    }

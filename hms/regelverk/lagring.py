"""How long what is kept, as data: `lagring.yaml`, and the lines of it that a kommune has replaced (avvik.md 8)."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from hms.regelverk.filer import les_yaml

LENGST = 100
FORTALT_I = timedelta(days=62)  # what is told looks a month back, and may wait for July to be over
FASTE = frozenset({"utkast"})


@dataclass(frozen=True)
class Tid:
    """A period: `aar` calendar years, `dager` days of 24 hours, or `timer` hours. One of them is set."""

    aar: int = 0
    dager: int = 0
    timer: int = 0

    def siden(self, now: datetime) -> datetime:
        """The moment that lies this long before `now`; what happened before it has been kept long enough."""
        if not self.aar:
            return now - timedelta(days=self.dager, hours=self.timer)
        leap_day = (now.month, now.day) == (2, 29)
        return now.replace(year=now.year - self.aar, day=28 if leap_day else now.day)

    @property
    def lengde(self) -> timedelta:
        """How long it is, years counted as 365 days."""
        return timedelta(days=self.aar * 365 + self.dager, hours=self.timer)


@dataclass(frozen=True)
class Lagring:
    """All periods. What each counts from stands beside it in `lagring.yaml`."""

    melder: Tid
    sak: Tid
    skaderegister: Tid
    forbedring: Tid
    konto: Tid
    utkast: Tid
    nokler: Tid
    meldinger: Tid
    uleverte: Tid
    opplysninger: Tid
    misforstatt: Tid


@functools.cache
def standard() -> Lagring:
    """The periods of `lagring.yaml`."""
    data: Mapping[str, Any] = les_yaml("lagring.yaml")
    return Lagring(**{name: Tid(**period) for group in data.values() for name, period in group.items()})


@dataclass(frozen=True)
class Egen:
    """The periods with the kommune's own lines in them. `feil`: one line for each mistake; then nothing is to be used."""

    regler: Lagring
    feil: tuple[str, ...] = ()


def les(fil: Path | None) -> Egen:
    """Reads the kommune's own file; no file gives the standard. Every mistake is told at once: file, line, key, what was expected."""
    if fil is None:
        return Egen(standard())
    try:
        data = YAML().load(fil.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Egen(standard(), (f"{fil}: ventet en YAML-fil i UTF-8 som kan leses",))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Egen(standard(), (f"{fil}, linje {line}: ventet gyldig YAML, og hver nøkkel bare én gang",))
    except (YAMLError, ValueError, RecursionError):
        return Egen(standard(), (f"{fil}: ventet gyldig YAML",))
    if data is None:
        return Egen(standard())
    if not isinstance(data, Mapping):
        return Egen(standard(), (f"{fil}, linje 1: ventet gruppe (saker, personer, drift) → navn → tid",))
    found: dict[str, Tid] = {}
    mistakes = tuple(f"{fil}, {line}" for line in _feil(data, found))
    own = standard() if mistakes else replace(standard(), **found)
    return Egen(own, mistakes or tuple(f"{fil}: {line}" for line in _urimelig(own)))


def _feil(data: Mapping[Any, Any], found: dict[str, Tid]) -> Iterator[str]:
    groups: Mapping[str, Mapping[str, Any]] = les_yaml("lagring.yaml")
    for group, periods in data.items():
        line = _linje(data, group)
        if group not in groups or not isinstance(periods, Mapping):
            yield f"linje {line}, «{group}»: ventet en av {', '.join(groups)}, med navn → tid under"
            continue
        for name, period in periods.items():
            where = f"linje {_linje(periods, name)}, «{group}.{name}»"
            own = [key for key in groups[group] if key not in FASTE]
            if name not in own:
                yield f"{where}: ventet en av {', '.join(own)}"
            elif (read := _tid(period)) is None:
                yield f"{where}: ventet {{aar: n}} eller {{dager: n}}, et helt tall fra 1 til {LENGST} år"
            else:
                found[str(name)] = read


def _tid(period: Any) -> Tid | None:
    if not isinstance(period, Mapping) or len(period) != 1:
        return None
    ((unit, number),) = period.items()
    if unit not in {"aar", "dager", "timer"} or not isinstance(number, int) or isinstance(number, bool):
        return None
    read = Tid(**{str(unit): int(number)}) if 0 < number <= LENGST * 366 * 24 else None
    return read if read is not None and read.lengde <= timedelta(days=LENGST * 365) else None


def _urimelig(own: Lagring) -> Iterator[str]:
    """Periods that cannot be: the reporter goes before the case, an injury is kept as long, nothing is told twice."""
    if own.melder.lengde > own.sak.lengde:
        yield "ventet at saker.melder ikke er lengre enn saker.sak"
    if own.skaderegister.lengde < own.sak.lengde:
        yield "ventet at saker.skaderegister ikke er kortere enn saker.sak"
    if own.opplysninger.lengde < FORTALT_I:
        yield f"ventet at drift.opplysninger er minst {FORTALT_I.days} dager, for ellers blir det samme fortalt igjen"


def _linje(data: Any, key: Any) -> int:
    place = getattr(data, "lc", None)
    return int(place.key(key)[0]) + 1 if place is not None and key in data else 1

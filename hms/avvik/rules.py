"""The rules of an avvik: categories, deadlines, states and who may do what. Pure."""

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hms.kit.kalender import pluss_virkedager, slutten_av
from hms.kit.klokke import oslo_date
from hms.regelverk.filer import les_yaml

MELDT = "meldt"
MOTTATT = "mottatt"
VIDERESENDT = "videresendt"
KRITISK = 4
HOY = 3
MAKS_HVA = 1500

MELDER = "melder"
BEHANDLER = "behandler"
LEDER_OVER = "leder_over"
VERNEOMBUD = "verneombud"
LOFTET = "loftet"
ORIENTERT = "orientert"
INHABIL = "inhabil"


@dataclass(frozen=True)
class Kategori:
    """A category: does the verneombud get a copy, and which roles at the kommune are told besides."""

    id: str
    verneombud: bool
    ogsa: tuple[str, ...]


@dataclass(frozen=True)
class Frister:
    """Receipt by a moment (UTC or any zone), assessment and closing by the last civil day."""

    mottatt: datetime
    vurdert: date
    lukket: date | None


@functools.cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = les_yaml("avvik.yaml")
    return data


@functools.cache
def kategorier() -> Mapping[str, Kategori]:
    """The fourteen categories, in the order they are shown."""
    return {
        entry["id"]: Kategori(entry["id"], entry["verneombud"], tuple(entry.get("ogsa", ())))
        for entry in _data()["kategorier"]
    }


def skader() -> tuple[str, ...]:
    """The kinds of injury, mildest first."""
    return tuple(_data()["skader"])


def grad_data(grad: int) -> Mapping[str, Any]:
    """What a grade leads to: deadlines and who is told."""
    data: Mapping[str, Any] = _data()["grader"][grad]
    return data


def laveste_grad(skade: str, grad: int) -> int:
    """The grade, but never under critical when somebody died or was seriously hurt (avvik.md 4)."""
    return KRITISK if skade in ("alvorlig", "dod") else grad


def frister(grad: int, meldt_at: datetime) -> Frister:
    """The deadlines of a case (avvik.md 5): receipt, assessment, and closing or a plan."""
    data = grad_data(grad)
    dag = oslo_date(meldt_at)
    mottatt = data["mottatt"]
    if "timer" in mottatt:
        moment = meldt_at + timedelta(hours=mottatt["timer"])
    else:
        moment = slutten_av(pluss_virkedager(dag, mottatt["virkedager"]))
    return Frister(moment, _dag(dag, data["vurdert"]) or dag, _dag(dag, data["lukket"]))


def _dag(dag: date, avstand: Mapping[str, int] | None) -> date | None:
    if avstand is None:
        return None
    if "virkedager" in avstand:
        return pluss_virkedager(dag, avstand["virkedager"])
    return dag + timedelta(days=avstand["dager"])


FULLT_INNSYN = frozenset(
    {
        "nummer",
        "status",
        "kategori",
        "grad",
        "enhet",
        "frist",
        "hva",
        "sted",
        "nar",
        "skade",
        "melder",
        "tillegg",
        "mer",
        "vedlegg",
    }
)
_KORT = frozenset({"nummer", "status", "kategori", "grad", "enhet", "frist"})
INNSYN: Mapping[str, frozenset[str]] = {
    MELDER: FULLT_INNSYN,
    BEHANDLER: FULLT_INNSYN,
    LEDER_OVER: FULLT_INNSYN,
    VERNEOMBUD: FULLT_INNSYN - {"skade", "vedlegg"},
    LOFTET: _KORT,
    ORIENTERT: _KORT,
}
HANDLINGER: Mapping[str, frozenset[str]] = {
    MELDER: frozenset({"se", "legg_til"}),
    BEHANDLER: frozenset({"se", "bekreft", "send_videre"}),
    LEDER_OVER: frozenset({"se", "bekreft", "send_videre"}),
    VERNEOMBUD: frozenset({"se"}),
    LOFTET: frozenset({"se", "bekreft"}),
    ORIENTERT: frozenset({"se"}),
}


def innsyn(relasjoner: Collection[str], *, fortrolig: bool) -> frozenset[str]:
    """The fields that somebody with these relations to a case may see (avvik.md 8). Inhabil sees nothing."""
    if INHABIL in relasjoner:
        return frozenset()
    seen: set[str] = set()
    for relasjon in relasjoner:
        fields = INNSYN.get(relasjon, frozenset())
        if fortrolig and relasjon in (LEDER_OVER, VERNEOMBUD):
            fields -= {"melder", "vedlegg"}
        seen |= fields
    return frozenset(seen)


def kan(relasjoner: Collection[str], handling: str) -> bool:
    """May somebody with these relations do this: se, legg_til, bekreft, send_videre."""
    if INHABIL in relasjoner:
        return False
    return any(handling in HANDLINGER.get(relasjon, frozenset()) for relasjon in relasjoner)

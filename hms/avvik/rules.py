"""The rules of an avvik: categories, deadlines, states and who may do what. Pure."""

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from hms.avvik.flyt import BEHANDLER, INHABIL, LEDER_OVER, LOFTET, MELDER, ORIENTERT, VARSLINGSMOTTAK, VERNEOMBUD
from hms.kit.kalender import pluss_virkedager, slutten_av
from hms.kit.klokke import oslo_date
from hms.regelverk.filer import les_yaml

KRITISK = 4
MIDDELS = 2
MAKS_HVA = 1500
GRADER = (1, 2, 3, 4)
GJENAPNE_INNEN = timedelta(days=14)
EFFEKT_ETTER = timedelta(days=60)


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


def frister(grad: int, meldt_at: datetime, egne: Mapping[str, int] = MappingProxyType({})) -> Frister:
    """The deadlines of a case (avvik.md 5): receipt, assessment, and closing or a plan.

    `egne` are the kommune's own numbers in place of the document's: working days for `mottatt`, calendar days for
    `vurdert` and `lukket` (T-29). They count for the lower grades; a serious case keeps its shorter ones.
    """
    data = {**grad_data(grad), **(_egne(egne) if grad <= MIDDELS else {})}
    dag = oslo_date(meldt_at)
    mottatt = data["mottatt"]
    if "timer" in mottatt:
        moment = meldt_at + timedelta(hours=mottatt["timer"])
    else:
        moment = slutten_av(pluss_virkedager(dag, mottatt["virkedager"]))
    return Frister(moment, _dag(dag, data["vurdert"]) or dag, _dag(dag, data["lukket"]))


def _egne(egne: Mapping[str, int]) -> Mapping[str, Mapping[str, int]]:
    return {navn: {"virkedager" if navn == "mottatt" else "dager": antall} for navn, antall in egne.items()}


def _dag(dag: date, avstand: Mapping[str, int] | None) -> date | None:
    if avstand is None:
        return None
    if "virkedager" in avstand:
        return pluss_virkedager(dag, avstand["virkedager"])
    return dag + timedelta(days=avstand["dager"])


@dataclass(frozen=True)
class Matrise:
    """A risk matrix: likelihood and consequence from 1 to `storrelse`; products from `gul` and from `rod` on change colour."""

    storrelse: int
    gul: int
    rod: int

    def farge(self, sannsynlighet: int, konsekvens: int) -> str:
        """«gronn», «gul» or «rod». The gravest consequence is never green (avvik.md 4)."""
        product = sannsynlighet * konsekvens
        if product >= self.rod:
            return "rod"
        return "gul" if product >= self.gul or konsekvens == self.storrelse else "gronn"

    def krever_tiltak(self, sannsynlighet: int, konsekvens: int) -> bool:
        """Red, and the two gravest consequences of a five-step matrix (the gravest of a smaller one), call for action."""
        gravest = self.storrelse - 1 if self.storrelse == STOR_MATRISE else self.storrelse
        return konsekvens >= gravest or self.farge(sannsynlighet, konsekvens) == "rod"

    def har(self, *verdier: int) -> bool:
        """Are these values within the matrix?"""
        return all(1 <= verdi <= self.storrelse for verdi in verdier)


STOR_MATRISE = 5


@functools.cache
def matriser() -> Mapping[int, Matrise]:
    """The matrices that a kommune can choose between, by size."""
    return {size: Matrise(size, entry["gul"], entry["rod"]) for size, entry in _data()["matriser"].items()}


def underkategorier(kategori: str) -> tuple[str, ...]:
    """What the handler may choose within a category; none for most."""
    entry = next(entry for entry in _data()["kategorier"] if entry["id"] == kategori)
    return tuple(entry.get("under", ()))


FULLT_INNSYN = frozenset(
    {"nummer", "status", "kategori", "grad", "enhet", "frist", "hva", "sted", "nar", "skade", "melder", "tillegg", "mer",
     "vedlegg", "vurdering", "tiltak", "meldinger", "avslutning"}
)  # fmt: skip
SKJERMBARE = ("hva", "sted", "nar", "mer", "vurdering", "tiltak")
_KORT = frozenset({"nummer", "status", "kategori", "grad", "enhet", "frist"})
_TRAD = frozenset({"meldinger"})
INNSYN: Mapping[str, frozenset[str]] = {
    MELDER: FULLT_INNSYN - {"vurdering"},
    BEHANDLER: FULLT_INNSYN,
    LEDER_OVER: FULLT_INNSYN,
    VERNEOMBUD: FULLT_INNSYN - {"skade", "vedlegg"} - _TRAD,
    LOFTET: _KORT,
    ORIENTERT: _KORT,
    VARSLINGSMOTTAK: FULLT_INNSYN | {"har_sett"},
}
_FORTROLIG = frozenset({"melder", "vedlegg"}) | _TRAD


def innsyn(relasjoner: Collection[str], *, fortrolig: bool, skjermet: Collection[str] = ()) -> frozenset[str]:
    """The fields that somebody with these relations to a case may see (avvik.md 8). Inhabil sees nothing.

    `skjermet` are the fields that the handler has restricted: the verneombud does not see them.
    """
    if INHABIL in relasjoner:
        return frozenset()
    seen: set[str] = set()
    for relasjon in relasjoner:
        fields = INNSYN.get(relasjon, frozenset())
        if fortrolig and relasjon in (LEDER_OVER, VERNEOMBUD):
            fields -= _FORTROLIG
        if relasjon == VERNEOMBUD:
            fields -= frozenset(skjermet)
        seen |= fields
    return frozenset(seen)

"""What the law asks of the employer beside a case (avvik.md 6), worked out from what is known of it. Pure."""

import functools
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hms.avvik import rules
from hms.kit.klokke import oslo
from hms.regelverk.filer import les_yaml

RINGT = "ringt"
SKRIFTLIG = "skriftlig"
KOPI_VO = "kopi_vo"
FORT = "fort"
STEG = (RINGT, SKRIFTLIG, KOPI_VO, FORT)
SKADEREGISTER = "skaderegister"
SKADDE = ("forstehjelp", "lege", "fravaer", "alvorlig", "dod")
LISTER = ("skadetype", "kroppsdel", "arsak", "aktivitet")
FEBRUAR, FEBRUAR_28 = 2, 28  # its 29th comes once in four years


@dataclass(frozen=True)
class Fakta:
    """What the rules look at."""

    kategori: str
    underkategori: str | None
    skade: str
    grad: int


@dataclass(frozen=True)
class Plikt:
    """One duty: the steps to be noted, in order, and the ladder that reminds.

    `frist_timer` and `frist_ar` are the law's own limits, from the report.
    """

    id: str
    steg: tuple[str, ...]
    stige: str
    nar: tuple[Mapping[str, Any], ...]
    frist_timer: int | None = None
    frist_ar: int | None = None

    def frist(self, meldt_at: datetime) -> datetime | None:
        """The law's own limit for a case reported at this moment, or None when it says only «straks» or «snarest»."""
        if self.frist_timer is not None:
            return meldt_at + timedelta(hours=self.frist_timer)
        if self.frist_ar is None:
            return None
        local = oslo(meldt_at)
        day = min(local.day, FEBRUAR_28) if local.month == FEBRUAR else local.day
        return local.replace(year=local.year + self.frist_ar, day=day)


@functools.cache
def plikter() -> Mapping[str, Plikt]:
    """Every duty of `avvik.yaml`, in the order they are shown."""
    return {
        entry["id"]: Plikt(
            entry["id"],
            tuple(entry["steg"]),
            entry["stige"],
            tuple(entry["nar"]),
            entry.get("frist_timer"),
            entry.get("frist_ar"),
        )
        for entry in les_yaml("avvik.yaml")["plikter"]
    }


def gjelder(fakta: Fakta) -> tuple[Plikt, ...]:
    """The duties that a case with these facts brings with it: aml §§ 5-1 and 5-2, ftrl § 13-14, DSB, Datatilsynet."""
    return tuple(plikt for plikt in plikter().values() if any(_holder(vilkar, fakta) for vilkar in plikt.nar))


def mangler(plikt: Plikt, gjort: Collection[str], *, ikke_aktuelt: bool) -> tuple[str, ...]:
    """The steps that have not been noted; none when the duty has been found not to apply."""
    return () if ikke_aktuelt else tuple(steg for steg in plikt.steg if steg not in gjort)


@dataclass(frozen=True)
class Valg:
    """One thing that can be chosen in the register: its name by language, and what of a case tells it beforehand."""

    id: str
    navn: Mapping[str, str]
    av: tuple[str, ...]


@functools.cache
def lister() -> Mapping[str, tuple[Valg, ...]]:
    """The lists of the register of injuries, by field."""
    data = les_yaml("avvik.yaml")[SKADEREGISTER]
    return {
        felt: tuple(
            Valg(entry["id"], {lang: entry[lang] for lang in ("nb", "nn", "en")}, tuple(entry.get("av", ())))
            for entry in data[felt]
        )
        for felt in LISTER
    }


def gyldig_valg(felt: str, verdi: Any) -> bool:
    """Is this one of the things that can be chosen there?"""
    return any(valg.id == verdi for valg in lister()[felt])


def foreslatt(felt: str, underkategori: str | None) -> str | None:
    """What the subcategory of the case tells about a field of the register, or None."""
    return next((valg.id for valg in lister()[felt] if underkategori in valg.av), None)


def _holder(vilkar: Mapping[str, Any], fakta: Fakta) -> bool:
    known = {
        "kategori": fakta.kategori,
        "underkategori": fakta.underkategori,
        "skade": fakta.skade,
        "grad": fakta.grad,
    }
    if vilkar.get("hms", False) and not rules.kategorier()[fakta.kategori].verneombud:
        return False
    return all(known[felt] in verdier for felt, verdier in vilkar.items() if felt != "hms")

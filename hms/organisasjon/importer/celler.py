"""What one cell means: pure functions from the raw cell to the value of its column, or the code of what is wrong."""

import re
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from hms.organisasjon.importer.ark import Kolonne, Slag, Verdi, normal
from hms.organisasjon.importer.fnr import har_fnr

EPOKE_1900 = date(1899, 12, 30)
EPOKE_1904 = date(1904, 1, 1)
FORSTE_AR, SISTE_AR = 1900, 2199
SERIENUMMER = range(15_000, 100_000)  # 1941–2173: what Excel shows when a date cell has lost its format
STORSTE_TALL = 10**15  # beyond it a number is no number that anybody meant
JA = frozenset({"ja", "j", "x", "1", "true", "sant", "sann", "yes"})
NEI = frozenset({"nei", "n", "0", "false", "usant", "usann", "no"})
DATOFORMER = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
EPOST = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@(?:[a-zæøå0-9](?:[a-zæøå0-9-]*[a-zæøå0-9])?\.)+[a-z]{2,}")
LENGSTE_EPOST = 254
TELEFON = re.compile(r"\+?[0-9](?: ?[0-9]){2,15}")
TALL = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
SKILLETEGN = re.compile(r"[;,|\n]")
FORBUDT_I_ID = re.compile(r"[;,|=\n]")


@dataclass(frozen=True)
class Formel:
    """A cell that computes its value."""


@dataclass(frozen=True)
class Feilverdi:
    """A cell that shows #REF!, #N/A and the like."""


@dataclass(frozen=True)
class Prosenttall:
    """A number in a cell formatted as a percentage, already times 100."""

    verdi: float


Raa = str | int | float | bool | datetime | date | time | timedelta | Formel | Feilverdi | Prosenttall | None


class CelleError(Exception):
    """A cell that cannot be read; `kode` as in `feil.KODER`."""

    def __init__(self, kode: str, **params: Any) -> None:
        super().__init__(kode)
        self.kode = kode
        self.params = params


def er_tom(raa: Raa) -> bool:
    """Nothing in the cell that anybody can see."""
    return raa is None or (isinstance(raa, str) and not raa.strip())


def les(kolonne: Kolonne, raa: Raa, epoke: date = EPOKE_1900) -> Verdi:
    """The value of a cell. Raises CelleError. `epoke` is day 0 of the workbook's dates."""
    if isinstance(raa, Formel) or (isinstance(raa, str) and raa.lstrip().startswith("=")):
        raise CelleError("celle.formel")
    if isinstance(raa, Feilverdi):
        raise CelleError("celle.feilverdi")
    if er_tom(raa):
        if kolonne.kreves:
            raise CelleError("celle.mangler")
        return () if kolonne.slag == "refliste" else kolonne.standard
    if isinstance(raa, int) and abs(raa) > STORSTE_TALL:
        raa = str(raa)
    if isinstance(raa, str):
        raa = _renset(raa)
    if kolonne.slag == "dato":
        return _dato(raa, epoke)
    return LESERE[kolonne.slag](kolonne, raa)


def _renset(raa: str) -> str:
    tekst = unicodedata.normalize("NFC", raa.replace("\r\n", "\n").replace("\xa0", " ")).strip()
    if any(unicodedata.category(tegn) in ("Cc", "Cf", "Co", "Cs", "Cn") and tegn not in "\n\t" for tegn in tekst):
        raise CelleError("celle.usynlig_tegn")
    if har_fnr(tekst):
        raise CelleError("celle.fnr")
    return tekst


def _som_tekst(kolonne: Kolonne, raa: Raa, kode: str) -> str:
    """Text, also from a number that was meant as text. Excel has turned «1-2» into a date: that one is refused."""
    if isinstance(raa, bool) or not isinstance(raa, str | int | float):
        raise CelleError("celle.id_er_dato" if kode == "celle.id" and isinstance(raa, datetime | date) else kode)
    if isinstance(raa, float):
        if not raa.is_integer():
            raise CelleError(kode, verdi=str(raa))
        raa = int(raa)
    tekst = " ".join(_renset(str(raa)).split())
    if len(tekst) > kolonne.maks:
        raise CelleError("celle.for_lang", maks=kolonne.maks)
    return tekst


def _tekst(kolonne: Kolonne, raa: Raa) -> str:
    return _som_tekst(kolonne, raa, "celle.tekst")


def _id(kolonne: Kolonne, raa: Raa) -> str:
    tekst = _som_tekst(kolonne, raa, "celle.id")
    if FORBUDT_I_ID.search(tekst):
        raise CelleError("celle.id", verdi=tekst)
    return tekst


def _refliste(kolonne: Kolonne, raa: Raa) -> tuple[str, ...]:
    if not isinstance(raa, str):
        return (_id(kolonne, raa),)
    deler = {_id(kolonne, del_) for del_ in SKILLETEGN.split(raa) if del_.strip()}
    if not deler:
        raise CelleError("celle.id", verdi=raa)
    return tuple(sorted(deler))


def _ja_nei(_kolonne: Kolonne, raa: Raa) -> bool:
    if isinstance(raa, bool):
        return raa
    svar = str(int(raa)) if isinstance(raa, float) and raa.is_integer() else str(raa).strip().casefold()
    if svar in JA or svar in NEI:
        return svar in JA
    raise CelleError("celle.ja_nei", verdi=svar)


def _dato(raa: Raa, epoke: date) -> date:
    dag = _dag(raa, epoke)
    if dag is None or not FORSTE_AR <= dag.year <= SISTE_AR:
        raise CelleError("celle.dato", verdi=str(raa) if isinstance(raa, str | int | float) else "")
    return dag


def _dag(raa: Raa, epoke: date) -> date | None:
    if isinstance(raa, datetime):
        return raa.date() if raa.time() == time() else None
    if isinstance(raa, date):
        return raa
    if isinstance(raa, str) and not re.fullmatch(r"[0-9]{5}", raa):
        return next((dag for form in DATOFORMER if (dag := _etter_form(raa, form))), None)
    if isinstance(raa, str | int | float) and not isinstance(raa, bool):
        nummer = float(raa)
        return epoke + timedelta(days=int(nummer)) if nummer.is_integer() and int(nummer) in SERIENUMMER else None
    return None


def _etter_form(tekst: str, form: str) -> date | None:
    try:
        return datetime.strptime(tekst, form).date()  # noqa: DTZ007 - a civil date has no zone
    except ValueError:
        return None


def _tall(kolonne: Kolonne, raa: Raa) -> int:
    verdi = _desimaltall(raa)
    if verdi is None or not verdi.is_integer() or not 1 <= verdi <= kolonne.maks:
        raise CelleError("celle.tall", fra=1, til=kolonne.maks)
    return int(verdi)


def _timer(kolonne: Kolonne, raa: Raa) -> float:
    """Hours, with half ones: «37,5»."""
    verdi = _desimaltall(raa)
    if verdi is None or not 0 < verdi <= kolonne.maks:
        raise CelleError("celle.timer", til=kolonne.maks)
    return verdi


def _prosent(_kolonne: Kolonne, raa: Raa) -> int:
    verdi = (
        raa.verdi if isinstance(raa, Prosenttall) else _desimaltall(raa.rstrip("% ") if isinstance(raa, str) else raa)
    )
    if verdi is None or not 0 <= verdi <= 100:  # noqa: PLR2004 - per cent
        raise CelleError("celle.tall", fra=0, til=100)
    return int(verdi + 0.5)


def _desimaltall(raa: Raa) -> float | None:
    if isinstance(raa, int | float) and not isinstance(raa, bool):
        return float(raa)
    return float(raa.replace(",", ".")) if isinstance(raa, str) and TALL.fullmatch(raa) else None


def _valg(kolonne: Kolonne, raa: Raa) -> str:
    sokt = normal(raa) if isinstance(raa, str) else ""
    for mulig in kolonne.valg:
        if normal(mulig) == sokt:
            return mulig
    raise CelleError("celle.valg", valg=kolonne.valg, verdi=str(raa))


def _epost(_kolonne: Kolonne, raa: Raa) -> str:
    adresse = raa.lower() if isinstance(raa, str) else ""
    if len(adresse) > LENGSTE_EPOST or not EPOST.fullmatch(adresse):
        raise CelleError("celle.epost")
    return adresse


def _uuid(_kolonne: Kolonne, raa: Raa) -> str:
    try:
        funnet = str(uuid.UUID(raa)) if isinstance(raa, str) else ""
    except ValueError:
        funnet = ""
    if not funnet or funnet != str(raa).lower():
        raise CelleError("celle.uuid")
    return funnet


def _telefon(kolonne: Kolonne, raa: Raa) -> str:
    tekst = _som_tekst(kolonne, raa, "celle.telefon")
    if not TELEFON.fullmatch(tekst):
        raise CelleError("celle.telefon")
    return tekst


LESERE: Mapping[Slag, Callable[[Kolonne, Raa], Verdi]] = MappingProxyType(
    {
        "id": _id,
        "ref": _id,
        "refliste": _refliste,
        "tekst": _tekst,
        "ja_nei": _ja_nei,
        "tall": _tall,
        "timer": _timer,
        "prosent": _prosent,
        "valg": _valg,
        "epost": _epost,
        "uuid": _uuid,
        "telefon": _telefon,
    }
)

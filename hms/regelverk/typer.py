"""The kinds of value that a rulebook may hold. Each is a check: it reports what is wrong and goes on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hms.regelverk.aksjon import SPRAK
from hms.regelverk.funn import Samler, Sted, Type

MANEDSDAG = re.compile(r"(\d\d)-(\d\d)")
STORSTE = 10_000


def tekst(s: Samler, verdi: Any, sted: Sted) -> None:
    """Any text that is not empty."""
    if not isinstance(verdi, str) or not verdi.strip():
        s.feil(sted, "ventet en tekst")


def ja_nei(s: Samler, verdi: Any, sted: Sted) -> None:
    """A yes or no: true or false."""
    if not isinstance(verdi, bool):
        s.feil(sted, "ventet true eller false")


def tall(minst: int = 1, mest: int = STORSTE, *, tomt: bool = False) -> Type:
    """A whole number within bounds; `tomt`: null is good too."""

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        if verdi is None and tomt:
            return
        if isinstance(verdi, bool) or not isinstance(verdi, int) or not minst <= verdi <= mest:
            s.feil(sted, f"ventet et helt tall fra {minst} til {mest}{' eller null' if tomt else ''}")

    return sjekk


def timer(s: Samler, verdi: Any, sted: Sted) -> None:
    """Hours, above nothing."""
    if isinstance(verdi, bool) or not isinstance(verdi, int | float) or not 0 < verdi <= STORSTE:
        s.feil(sted, "ventet et tall over 0")


def en_av(*lovlige: str) -> Type:
    """One of these words."""

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        if verdi not in lovlige:
            s.feil(sted, f"ventet en av: {', '.join(lovlige)}")

    return sjekk


def manedsdag(s: Samler, verdi: Any, sted: Sted) -> None:
    """MM-DD, a day that every year has."""
    treff = MANEDSDAG.fullmatch(verdi) if isinstance(verdi, str) else None
    if treff is None or not _finnes(int(treff[1]), int(treff[2])):
        s.feil(sted, "ventet måned-dag (MM-DD), en dag som finnes hvert år")


def _finnes(maned: int, dag: int) -> bool:
    try:
        date(2023, maned, dag)  # not a leap year
    except ValueError:
        return False
    return True


def dato(s: Samler, verdi: Any, sted: Sted) -> None:
    """A date, or null."""
    if verdi is None or isinstance(verdi, date):
        return
    try:
        date.fromisoformat(verdi)
    except (TypeError, ValueError):
        s.feil(sted, "ventet en dato (ÅÅÅÅ-MM-DD) eller null")


def rolle(s: Samler, verdi: Any, sted: Sted) -> None:
    """A role that is listed under `roller`."""
    if verdi not in s.roller:
        s.feil(sted, "ventet en rolle som står under roller")


def samlekort(s: Samler, verdi: Any, sted: Sted) -> None:
    """A card that is listed under `samlekort`."""
    if verdi not in s.samlekort:
        s.feil(sted, "ventet et kort som står under samlekort")


def liste(av: Type, minst: int = 0, *, ulike: bool = True) -> Type:
    """A list, each item of a kind, nothing twice."""

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        if not isinstance(verdi, list) or len(verdi) < minst:
            s.feil(sted, f"ventet en liste med minst {minst}" if minst else "ventet en liste")
            return
        for plass, ett in enumerate(verdi):
            av(s, ett, sted.under(verdi, plass))
            if ulike and ett in verdi[:plass]:
                s.feil(sted.under(verdi, plass), "ventet hver verdi én gang")

    return sjekk


def en_eller_flere(av: Type) -> Type:
    """One of a kind, or a list of them."""
    flere = liste(av, 1)

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        (flere if isinstance(verdi, list) else av)(s, verdi, sted)

    return sjekk


def eller_null(av: Type) -> Type:
    """A kind, or null."""

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        if verdi is not None:
            av(s, verdi, sted)

    return sjekk


@dataclass(frozen=True)
class Objekt:
    """A map with known keys; `paakrevd` must be there. Called, it checks one."""

    felt: Mapping[str, Type]
    paakrevd: tuple[str, ...] = ()

    def __call__(self, s: Samler, verdi: Any, sted: Sted) -> None:
        if not isinstance(verdi, dict):
            s.feil(sted, f"ventet nøklene {', '.join(self.felt)}")
            return
        self.sjekk(s, {n: (v, sted.under(verdi, n)) for n, v in verdi.items()}, sted)

    def sjekk(self, s: Samler, felt: Mapping[Any, tuple[Any, Sted]], sted: Sted) -> None:
        """The same for values that come from more than one file."""
        for nokkel, (verdi, her) in felt.items():
            type_ = self.felt.get(nokkel)
            if type_ is None:
                s.feil(her, f"ukjent nøkkel; ventet en av: {', '.join(self.felt)}")
            else:
                type_(s, verdi, her)
        for nokkel in self.paakrevd:
            if nokkel not in felt:
                s.feil(sted, f"ventet nøkkelen {nokkel}")


def oppslag(av: Type, nokler: tuple[str, ...] = ()) -> Type:
    """A map from names (of these, if given) to values of one kind."""

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        if not isinstance(verdi, dict):
            s.feil(sted, "ventet et oppslag (nøkkel: verdi)")
            return
        for nokkel, ett in verdi.items():
            her = sted.under(verdi, nokkel)
            if not isinstance(nokkel, str) or (nokler and nokkel not in nokler):
                s.feil(
                    her, f"ukjent nøkkel; ventet en av: {', '.join(nokler)}" if nokler else "ventet en tekst som nøkkel"
                )
            av(s, ett, her)

    return sjekk


def sprak(mer: Mapping[str, Type] | None = None, paakrevd: tuple[str, ...] = ()) -> Type:
    """A text in three languages, with other keys beside it. nn and en may be missing: a warning."""
    objekt = Objekt({**dict.fromkeys(SPRAK, tekst), **(mer or {})}, ("nb", *paakrevd))

    def sjekk(s: Samler, verdi: Any, sted: Sted) -> None:
        objekt(s, verdi, sted)
        if isinstance(verdi, dict):
            for mangler in [ett for ett in SPRAK[1:] if ett not in verdi]:
                s.advarsel(sted, f"mangler {mangler}; bokmål blir vist")

    return sjekk


vindu = Objekt({"start": manedsdag, "slutt": manedsdag}, ("start", "slutt"))

"""What the check of a rulebook finds: one line for each mistake, naming file, line, key and what was expected."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Funn:
    """A mistake, or (`advarsel`) something that works but ought to be seen to. `linje` counts from 1."""

    fil: str
    linje: int
    nokkel: str
    ventet: str
    advarsel: bool = False

    def __str__(self) -> str:
        merke = "advarsel: " if self.advarsel else ""
        return f"{self.fil}:{self.linje}: {merke}{self.nokkel}: {self.ventet}"


class RegelverkError(Exception):
    """The rulebook cannot be used. `funn` holds every mistake."""

    def __init__(self, funn: list[Funn]) -> None:
        super().__init__("\n".join(map(str, funn)))
        self.funn = funn


@dataclass(frozen=True)
class Sted:
    """Where a value stands. `nokkel` is the way to it («aksjoner[AH-01].vindu.start»)."""

    fil: str
    linje: int
    nokkel: str

    def under(self, forelder: Any, nokkel: Any) -> "Sted":
        """The place of a value inside a map or list that has been read with its lines."""
        linjer = getattr(forelder, "lc", None)
        try:
            linje = linjer.key(nokkel)[0] if isinstance(forelder, dict) else linjer.item(nokkel)[0]  # type: ignore[union-attr]
        except (AttributeError, KeyError, TypeError):
            linje = self.linje - 1
        if isinstance(forelder, list):
            navn = forelder[nokkel].get("id", nokkel) if isinstance(forelder[nokkel], dict) else nokkel
            return Sted(self.fil, linje + 1, f"{self.nokkel}[{navn}]")
        return Sted(self.fil, linje + 1, f"{self.nokkel}.{nokkel}" if self.nokkel else str(nokkel))


@dataclass
class Samler:
    """Gathers what is found. `roller` and `samlekort` are the names that may be referred to."""

    roller: frozenset[str] = frozenset()
    samlekort: frozenset[str] = frozenset()
    funn: list[Funn] = field(default_factory=list)

    def feil(self, sted: Sted, ventet: str) -> None:
        self.funn.append(Funn(sted.fil, sted.linje, sted.nokkel, ventet))

    def advarsel(self, sted: Sted, ventet: str) -> None:
        self.funn.append(Funn(sted.fil, sted.linje, sted.nokkel, ventet, advarsel=True))


Type = Callable[[Samler, Any, Sted], None]

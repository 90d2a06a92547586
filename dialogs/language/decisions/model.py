"""What one line of a meeting was read as: plain values, confirmed by a person before they count (design 1.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dialogs.language.katalog import Entry

Kind = Literal["vedtak", "tiltak", "sak", "notat"]


@dataclass(frozen=True)
class Nevnt:
    """Somebody named as responsible. `entries` are those on the roster who fit: none, one, or several (then the bot asks).

    `navn` is the name as written or from the roster; `rolle` is the key of the role when a role was named; `meg` is the
    sender («jeg», «eg»).
    """

    tekst: str
    entries: tuple[Entry, ...] = ()
    navn: str | None = None
    rolle: str | None = None
    meg: bool = False


@dataclass(frozen=True)
class Frist:
    """A deadline: the last civil date that counts, or an anchor (snarest, fortlopende, neste_mote, org_kalender) without a date.

    `alternativer` are the other days it may mean. `arbeidsdag` is the Friday where a whole week was written (mks_lines:
    «uke N» is the Friday). `tekst` and `span` say where it stood. `eksplisitt`: written as a deadline («innen», «frist»).
    """

    dato: date | None
    alternativer: tuple[date, ...]
    anker: str | None
    tekst: str
    span: tuple[int, int]
    eksplisitt: bool
    arbeidsdag: date | None = None
    usikker: bool = False


@dataclass(frozen=True)
class Tiltak:
    """One thing that somebody shall do: `hva` begins with the infinitive where a verb was found."""

    hva: str
    ansvarlig: tuple[Nevnt, ...]
    frist: Frist | None


@dataclass(frozen=True)
class DecisionReading:
    """One line. `kind` and the fields after it are the shape of the decisions bank; `type` is the finer word of mks_lines.

    `text` is the line without its label and without separated clauses. `ansvarlig` are names on the roster; `tvetydig`
    are those that fit equally well. `confidence` is 0 to 1: under 0.6 the bot asks before it proposes anything.
    """

    kind: Kind
    text: str
    ansvarlig: tuple[str, ...] = ()
    frist: date | None = None
    frist_alt: tuple[date, ...] = ()
    frist_anker: str | None = None
    tvetydig: tuple[str, ...] = ()
    type: str = "ingen"
    rule: str = "ingen"
    confidence: float = 0.5
    bekreft: bool = False
    vedtak: str | None = None
    tiltak: tuple[Tiltak, ...] = ()
    nevnte: tuple[Nevnt, ...] = ()
    tiltak_nr: int | None = None
    saksnr: str | None = None

    def expect(self) -> dict[str, Any]:
        """The reading in the shape of the decisions bank's `expect`."""
        shape: dict[str, Any] = {
            "kind": self.kind,
            "text": self.text,
            "ansvarlig": list(self.ansvarlig),
            "frist": self.frist.isoformat() if self.frist else None,
        }
        if self.frist_alt:
            shape["frist_alt"] = [d.isoformat() for d in self.frist_alt]
        if self.frist_anker:
            shape["frist_anker"] = self.frist_anker
        if self.tvetydig:
            shape["tvetydig"] = list(self.tvetydig)
        return shape

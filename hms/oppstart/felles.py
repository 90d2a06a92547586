"""What the go-live imports share: reading the file, a plan that can be shown, and people and places by their ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from hms.kit.lenke import er_lenke
from hms.organisasjon import model
from hms.organisasjon.importer import les_csv, les_xlsx
from hms.organisasjon.importer.ark import Ark, Rad
from hms.organisasjon.importer.feil import Feil, OrgImportError
from hms.organisasjon.importer.tabell import Fremdrift, Innlest, stille
from hms.organisasjon.importer.tolk import Tolket, tolk

NY, ENDRET = "ny", "endret"


@dataclass(frozen=True)
class Endring:
    """One row of the file that changes something: its sheet, new or changed, and its values as they are shown."""

    ark: str
    slag: str
    verdier: tuple[Any, ...]
    merknad: str = ""


@dataclass(frozen=True)
class Plan:
    """What an import would do. `rader` are the checked rows that `endringer` are about, in the same order."""

    endringer: tuple[Endring, ...] = ()
    uendret: int = 0
    rader: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.endringer)


def les(sti: Path, arkene: Sequence[Ark], valgfrie: Sequence[Ark] = (), fremdrift: Fremdrift = stille) -> Tolket:
    """The file as values: a workbook, or one CSV file for the first sheet. Raises OrgImportError with every mistake."""
    tolket = tolk(_innlest(sti, arkene, fremdrift), arkene, valgfrie if sti.suffix.lower() != ".csv" else arkene[1:])
    if any(not feil.rad for feil in tolket.feil):
        raise OrgImportError(tolket.feil)
    return tolket


def _innlest(sti: Path, arkene: Sequence[Ark], fremdrift: Fremdrift) -> Innlest:
    if not sti.is_file():
        return Innlest(feil=[Feil("fil.finnes_ikke")])
    if sti.suffix.lower() in (".xlsx", ".xlsm"):
        return les_xlsx.les(sti, fremdrift, arkene)
    innlest = Innlest()
    if sti.suffix.lower() != ".csv":
        return Innlest(feil=[Feil("fil.ukjent_type_oppstart")])
    les_csv.les_fil(sti, arkene[0], innlest, fremdrift)
    return innlest


class Kontroll:
    """Looks ids up, and gathers what is wrong with the place where it stands."""

    def __init__(self, session: Session, tolket: Tolket, paa: date) -> None:
        self.session = session
        self.tolket = tolket
        self.paa = paa
        self.feil = list(tolket.feil)

    def rader(self, ark: Ark) -> list[tuple[int, Rad]]:
        """The rows of a sheet with their numbers, those with mistakes among them."""
        return [
            (self.tolket.radnummer[ark.navn, id_], rad) for id_, rad in self.tolket.innhold.get(ark.navn, {}).items()
        ]

    def si(self, kode: str, ark: Ark, rad: int, felt: str, **params: Any) -> None:
        """A mistake in a cell."""
        self.feil.append(Feil(kode, ark.navn, rad, ark.kolonne(felt).navn, params))

    def ferdig(self) -> None:
        """Raises OrgImportError when there is any mistake."""
        if self.feil:
            raise OrgImportError(sorted(self.feil, key=lambda en: (en.ark, en.rad)))

    def person(self, ark: Ark, nummer: int, felt: str, verdi: Any) -> int | None:
        """The person with this id, or with this e-mail address."""
        if verdi is None:
            return None
        funnet = self.session.exec(select(model.Person.id).where(model.Person.ekstern_id == str(verdi))).all()
        if not funnet:
            adresse = func.lower(col(model.Person.epost)) == str(verdi).lower()
            funnet = self.session.exec(select(model.Person.id).where(adresse)).all()
        if len(funnet) != 1:
            self.si("person.flere" if funnet else "person.ukjent", ark, nummer, felt, verdi=verdi)
            return None
        return funnet[0]

    def rad_med_id(self, tabell: type[Any], kode: str, ark: Ark, nummer: int, *, felt: str, verdi: Any) -> Any:
        """The node or area with this id that counts today."""
        if verdi is None:
            return None
        rad = self.session.exec(select(tabell).where(tabell.ekstern_id == str(verdi))).first()
        if rad is None or (rad.gyldig_til is not None and rad.gyldig_til < self.paa):
            self.si(kode, ark, nummer, felt, verdi=verdi)
            return None
        return rad

    def lenke(self, ark: Ark, nummer: int, felt: str, verdi: Any) -> str | None:
        """A web address, or nothing."""
        if verdi is None:
            return None
        if not er_lenke(str(verdi)):
            self.si("lenke.ugyldig", ark, nummer, felt)
        return str(verdi)

"""The sheets of the import and their columns, as data. Reading, checking, comparing and the template all follow it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from sqlmodel import SQLModel

from hms.organisasjon.model import (
    NODETYPER,
    PARTER,
    Bygg,
    MksGruppe,
    MksMedlem,
    Node,
    Person,
    Rolle,
    Stilling,
    Verneomrade,
)
from hms.organisasjon.sok import fold
from hms.regelverk.roller import tildelbare

Slag = Literal[
    "id", "tekst", "ja_nei", "dato", "tall", "timer", "prosent", "valg", "epost", "uuid", "telefon", "ref", "refliste"
]
Verdi = str | int | float | bool | date | tuple[str, ...] | None
Rad = dict[str, Verdi]

SPRAK = ("nb", "nn", "en")
# Columns that a kommune may use for notes of its own.
MERKNAD = "merknad"


@dataclass(frozen=True)
class Kolonne:
    """One column: its heading, the field it fills, how its cells are read, and the words for the instructions."""

    navn: str
    felt: str
    slag: Slag
    hjelp: str
    kreves: bool = False
    valg: tuple[str, ...] = ()
    til: str = ""
    maks: int = 200
    standard: Verdi = None
    attr: str = ""
    lenke: bool = False

    @property
    def i_tabellen(self) -> str:
        """The attribute of the table that holds it; empty when the value lives in a table of its own."""
        if self.lenke or self.attr:
            return self.attr
        return {"id": "ekstern_id", "ref": f"{self.felt}_id"}.get(self.slag, self.felt)


@dataclass(frozen=True)
class Ark:
    """One sheet and the table that its rows become. `nokkel` are the fields that name a row."""

    navn: str
    modell: type[SQLModel]
    hjelp: str
    kolonner: tuple[Kolonne, ...]
    nokkel: tuple[str, ...] = ("id",)

    def kolonne(self, felt: str) -> Kolonne:
        """The column that fills a field."""
        return next(kolonne for kolonne in self.kolonner if kolonne.felt == felt)

    def id_av(self, rad: Rad) -> str:
        """What the row is called in this sheet: its id, or the ids of what it joins."""
        return " / ".join(str(rad[felt]) for felt in self.nokkel)


def normal(overskrift: str) -> str:
    """A heading or a sheet name without its typography: «Døgnbemannet », «dognbemannet» and «DØGNBEMANNET» are one."""
    return re.sub(r"[^a-z0-9]", "", fold(overskrift))


ID = Kolonne("id", "id", "id", "Kommunens egen id. Den må være den samme fra gang til gang.", kreves=True, maks=100)
NAVN = Kolonne("navn", "navn", "tekst", "Navnet slik folk kjenner det.", kreves=True)
PERIODE = (
    Kolonne("gyldig_fra", "gyldig_fra", "dato", "Første dag det gjelder. Tom: har alltid gjeldt."),
    Kolonne("gyldig_til", "gyldig_til", "dato", "Siste dag det gjelder. Tom: til videre."),
)

NODER = Ark(
    "Noder",
    Node,
    "Kommunen, sektorene, enhetene (eller stabene) og avdelingene. Akkurat én node har typen kommune.",
    (
        ID,
        Kolonne("type", "type", "valg", "Hva slags node det er.", kreves=True, valg=NODETYPER),
        NAVN,
        Kolonne("forelder", "forelder", "ref", "Id-en til noden over. Tom bare for kommunen.", til="Noder"),
        Kolonne("døgnbemannet", "dognbemannet", "ja_nei", "Er det folk på jobb hele døgnet?", standard=False),
        Kolonne("skole_barnehage", "skole_barnehage", "ja_nei", "Er det en skole eller barnehage?", standard=False),
        Kolonne("beredskapstelefon", "beredskap_telefon", "telefon", "Nummeret som svarer når det haster."),
        *PERIODE,
    ),
)
PERSONER = Ark(
    "Personer",
    Person,
    "Alle ansatte og gjester. Ikke fødselsnummer.",
    (
        ID,
        NAVN,
        Kolonne("epost", "epost", "epost", "E-postadressen i Teams eller Slack."),
        Kolonne("telefon", "telefon", "telefon", "Telefon på jobb."),
        Kolonne("entra_id", "entra_id", "uuid", "Objekt-ID i Entra ID. Tom: personen finnes med e-posten."),
        Kolonne("språk", "sprak", "valg", "Språket Varde bruker. Tom: kommunens målform.", valg=SPRAK),
        Kolonne("gjest", "gjest", "ja_nei", "Ja for den som ikke er ansatt, som BHT og innleide.", standard=False),
        *PERIODE,
    ),
)
STILLINGER = Ark(
    "Stillinger",
    Stilling,
    "Hvem som jobber hvor. En person kan ha flere stillinger.",
    (
        ID,
        Kolonne("person", "person", "ref", "Id-en til personen.", kreves=True, til="Personer"),
        Kolonne("node", "node", "ref", "Id-en til noden der personen jobber.", kreves=True, til="Noder"),
        Kolonne("tittel", "tittel", "tekst", "Stillingstittelen.", kreves=True),
        Kolonne("prosent", "prosent", "prosent", "Hvor stor stillingen er, 0–100. Avrundes til hele prosent."),
        Kolonne("rang", "rang", "tall", "1 er hovedstillingen, 2 den neste.", maks=99, standard=1),
        Kolonne("leder", "leder", "ref", "Id-en til nærmeste leder, når det ikke er nodens leder.", til="Personer"),
        *PERIODE,
    ),
)
ROLLER = Ark(
    "Roller",
    Rolle,
    "Hvem som har hvilken rolle. Rollen bestemmer om «gjelder» er en node, et verneområde eller et bygg.",
    (
        ID,
        Kolonne("rolle", "rolle", "valg", "Rollens kode, se lista under.", kreves=True, valg=tuple(tildelbare())),
        Kolonne("person", "person", "ref", "Id-en til personen.", kreves=True, til="Personer"),
        Kolonne(
            "gjelder",
            "gjelder",
            "id",
            "Id-en til det rollen gjelder. Tom for roller i hele kommunen.",
            maks=100,
            attr="omfang_id",
        ),
        Kolonne("stedfortreder", "stedfortreder", "ja_nei", "Ja: trer inn når ingen har rollen.", standard=False),
        Kolonne("part", "part", "valg", "Siden i AMU. Bare for amu_medlem.", valg=PARTER),
        *PERIODE,
    ),
)
VERNEOMRADER = Ark(
    "Verneområder",
    Verneomrade,
    "Verneområdene, og nodene som hvert av dem dekker. Noder under er med, når ikke et annet område nevner dem.",
    (
        ID,
        NAVN,
        Kolonne(
            "noder",
            "noder",
            "refliste",
            "Id-ene til nodene, med semikolon mellom.",
            kreves=True,
            til="Noder",
            lenke=True,
        ),
        *PERIODE,
    ),
)
BYGG = Ark(
    "Bygg",
    Bygg,
    "Byggene, hvem som eier dem og hvem som bruker dem.",
    (
        ID,
        NAVN,
        Kolonne("adresse", "adresse", "tekst", "Gateadressen."),
        Kolonne("eier", "eier", "ref", "Id-en til noden som eier bygget.", til="Noder", attr="eier_node_id"),
        Kolonne(
            "hovedbruker",
            "hovedbruker",
            "ref",
            "Id-en til noden med ansvar for bygget i bruk.",
            til="Noder",
            lenke=True,
        ),
        Kolonne(
            "brukere",
            "brukere",
            "refliste",
            "Id-ene til andre noder i bygget, med semikolon mellom.",
            til="Noder",
            lenke=True,
        ),
        *PERIODE,
    ),
)
MKS_GRUPPER = Ark(
    "MKS-grupper",
    MksGruppe,
    "MKS-gruppene, og noden som hver av dem hører til.",
    (
        ID,
        NAVN,
        Kolonne("node", "node", "ref", "Id-en til noden.", kreves=True, til="Noder"),
        Kolonne("møter_per_år", "moter_per_ar", "tall", "4–12 møter i året. Tom: kommunens standard.", maks=12),
        Kolonne("kanal", "kanal", "valg", "Der gruppa har kanalen sin.", valg=("teams", "slack")),
        Kolonne("kanal_id", "kanal_id", "tekst", "Kanalens id."),
        *PERIODE,
    ),
)
MKS_MEDLEMMER = Ark(
    "MKS-medlemmer",
    MksMedlem,
    "Hvem som sitter i MKS-gruppene, og for hvilken part.",
    (
        Kolonne(
            "gruppe", "gruppe", "ref", "Id-en til MKS-gruppa.", kreves=True, til="MKS-grupper", attr="mks_gruppe_id"
        ),
        Kolonne("person", "person", "ref", "Id-en til personen.", kreves=True, til="Personer"),
        Kolonne("part", "part", "valg", "a_side: arbeidstaker, g_side: arbeidsgiver.", kreves=True, valg=PARTER),
        Kolonne("organisasjon", "organisasjon", "tekst", "Fagforeningen, for tillitsvalgte."),
        *PERIODE,
    ),
    nokkel=("gruppe", "person"),
)

# In this order every row stands after what it points at; nodes point at each other.
ALLE = (NODER, PERSONER, STILLINGER, VERNEOMRADER, BYGG, MKS_GRUPPER, ROLLER, MKS_MEDLEMMER)
ETTER_NAVN: Mapping[str, Ark] = MappingProxyType({ark.navn: ark for ark in ALLE})

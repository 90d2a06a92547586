"""What a step may use besides its input: the session, the civil clock's reading, who speaks, and the kommune's facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlmodel import Session

from dialogs.i18n import Translator
from hms.avvik.queries import Leser
from hms.ekstern.rules import Oppsett
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.last import standard
from hms.regelverk.rutiner import Rutine
from hms.samtale.rader import Konto


def no_picture(_chart: Mapping[str, Any]) -> str:
    """Where no public address is set, a chart has none either."""
    return ""


def no_wheel(_node_id: int, _ar: int, _person_id: int, _locale: str) -> str:
    """Where no public address is set, a wheel has none either."""
    return ""


def no_link(_fil_id: int, _leser: Leser) -> str:
    """Where no public address is set, a picture has none either."""
    return ""


@dataclass(frozen=True)
class Kontaktpunkt:
    """Where a door leads: a telephone number and a web address, either of them empty when the operator has not set it."""

    telefon: str = ""
    url: str = ""


@dataclass(frozen=True)
class Kommune:
    """What an operator has set: names, numbers and addresses that messages need.

    `fraser` are the kommune's own words, command → phrases. `misforstatt`: lines that were not understood may be kept.
    `ekstern`: avvik go to another system this way, and `ekstern_lenke` is the address of a new case there.
    `gjest_kan_melde`: may guests report (T-03)? `anonym`: may reports be anonymous (avvik.md 7)? `matrise` is the size of the risk matrix in use today: 3, 4 or 5.
    `bilde_lenke` makes the address of a drawn chart; empty where there is no public address.
    `hjul_lenke` makes the address of a unit's wheel of a year, for one reader in one language.
    `kalender_lenke` makes the address of a calendar feed from its secret; None where feeds are not switched on.
    `fil_lenke` makes an attachment's address for one reader, good for some hours; empty where there is none.
    `rutiner` are the kommune's routines, as links.
    `dorer` says where the doors lead, by their keys (avvik.md 1).
    """

    navn: str
    malform: str = "nb"
    telefon_ulykke: str = ""
    varsling_kanal_url: str = ""
    varsling_telefon: str = ""
    plattform: Mapping[str, str] | None = None
    lenker: Mapping[str, str] | None = None
    fraser: Mapping[str, Sequence[str]] = field(default_factory=dict)
    misforstatt: bool = False
    ekstern: Oppsett | None = None
    ekstern_lenke: str = ""
    matrise: int = 5
    gjest_kan_melde: bool = True
    anonym: bool = False
    bilde_lenke: Callable[[Mapping[str, Any]], str] = no_picture
    hjul_lenke: Callable[[int, int, int, str], str] = no_wheel
    kalender_lenke: Callable[[str], str] | None = None
    regelverk: Regelverk = field(default_factory=standard)
    fil_lenke: Callable[[int, Leser], str] = no_link
    rutiner: Sequence[Rutine] = ()
    dorer: Mapping[str, Kontaktpunkt] = field(default_factory=dict)

    def dor(self, key: str) -> Kontaktpunkt:
        """Where this door leads; empty where nothing is set."""
        return self.dorer.get(key, Kontaktpunkt())


class Minne(Protocol):
    """Text that must not be stored: held in this process only, for ten minutes."""

    def legg(self, samtale: str, tekst: str) -> None: ...

    def ta(self, samtale: str) -> str | None: ...

    def hale(self, samtale: str) -> str: ...

    def husk_hale(self, samtale: str, siffer: str) -> None: ...

    def steder(self, samtale: str) -> tuple[str, ...]: ...

    def glem_alt(self, samtale: str) -> None: ...


@dataclass(frozen=True)
class Reader:
    """Who a card or notice is composed for, and from which rows. `now` is the civil moment."""

    session: Session
    now: datetime
    t: Translator
    kommune: Kommune
    leser: Leser

    @property
    def today(self) -> date:
        """The civil date in Europe/Oslo."""
        return oslo_date(self.now)

    @property
    def person(self) -> Person | None:
        """Who it is, by the directory; None for an account that nobody is linked to, and for somebody who has left."""
        found = org.person(self.session, self.leser.person_id) if self.leser.person_id is not None else None
        return found if found is not None and org.er_gyldig(found, self.today) else None


@dataclass(frozen=True)
class Context:
    """One step's surroundings. `now` is the civil moment. `person` is None for someone who is not in the directory."""

    session: Session
    now: datetime
    t: Translator
    kommune: Kommune
    kontakt: Konto
    person: Person | None
    samtale: str
    minne: Minne
    plattform: str = "Teams"

    @property
    def today(self) -> date:
        """The civil date in Europe/Oslo."""
        return oslo_date(self.now)

    @property
    def leser(self) -> Leser:
        """The person or account that speaks, as the rulebook asks for it."""
        return Leser(self.kontakt.person_id, self.kontakt.id)

    @property
    def reader(self) -> Reader:
        """The same, for composing a card to the one who speaks."""
        return Reader(self.session, self.now, self.t, self.kommune, self.leser)

"""The årshjul as values: what is to be done, by whom, how often, how it is shown to be done. Built by `last.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

SPRAK = ("nb", "nn", "en")
NIVA = ("kommune", "sektor", "enhet", "avdeling", "bygg", "person")
PER = ("verneomrade", "bygg", "mks_gruppe", "person")
# The courses of which a history is kept: the 40-hour course, its refresher, training in the chemicals register.
KURS = ("grunnkurs", "repetisjon", "stoffkartotek")
SLAG = ("dato", "lenke", "tall", "mote", "verneombud", "tekst")
AUTO, FORESLA = "auto", "foresla"
HENDELSESTYRT = "hendelse"
KALENDERSTYRT = ("arlig", "hvert_n_ar", "kvartalsvis", "antall_per_ar", "intervall")


@dataclass(frozen=True)
class Tekst:
    """A text in bokmål, and in nynorsk and English where the kommune has given them."""

    nb: str
    nn: str | None = None
    en: str | None = None

    def pa(self, sprak: str) -> str:
        """The text in nb, nn or en; bokmål where it is missing."""
        return {"nn": self.nn, "en": self.en}.get(sprak) or self.nb


@dataclass(frozen=True, order=True)
class Manedsdag:
    """A day of every year. The 29th of February is none."""

    maned: int
    dag: int

    def i(self, ar: int) -> date:
        """The civil date in a year."""
        return date(ar, self.maned, self.dag)


@dataclass(frozen=True)
class Vindu:
    """From one day of the year to another, both included. A window that starts after it ends crosses New Year."""

    start: Manedsdag
    slutt: Manedsdag

    @property
    def krysser_nyttar(self) -> bool:
        """Does it end in the year after it started?"""
        return self.start > self.slutt

    def som_slutter(self, ar: int) -> tuple[date, date]:
        """The first and last day of the window that ends in the year."""
        return self.start.i(ar - 1 if self.krysser_nyttar else ar), self.slutt.i(ar)


@dataclass(frozen=True)
class Intervall:
    """How many months between two times, by what the building is used for (T-13). The shortest that fits counts."""

    standard: int
    dognbemannet: int | None = None
    skole_barnehage: int | None = None

    def for_bruk(self, *, dognbemannet: bool, skole_barnehage: bool) -> int:
        """Months for a place with this use."""
        egne = [self.dognbemannet if dognbemannet else None, self.skole_barnehage if skole_barnehage else None]
        return min([mnd for mnd in egne if mnd is not None], default=self.standard)


@dataclass(frozen=True)
class Delaktivitet:
    """A part of an action with an interval of its own. Its id is the `del` of its oppgaver."""

    id: str
    tittel: Tekst
    intervall: Intervall


@dataclass(frozen=True)
class Kadens:
    """How often. `type` is one of the types of `skjema.SYKLUSER`; the other fields belong to some of them.

    `n` and `basisar` (hvert_n_ar, moved by `forskyvning` years; without a base year nothing is planned), `maneder`
    (kvartalsvis), `antall` between `minst` and `mest` (antall_per_ar), `intervall` and `delaktiviteter` (intervall),
    `start`, `frist_mnd`, `paminn_mnd` (per_person), `utloser` (hendelse). `maks_dager` between two meetings, and
    `maks_dager_fire` where the plan has four; July counts only with `juli_telles` (T-19). `min_timer` a year (T-06).
    """

    type: str
    n: int = 1
    basisar: int | None = None
    forskyvning: int = 0
    maneder: tuple[int, ...] = ()
    antall: int = 0
    minst: int = 1
    mest: int | None = None
    maks_dager: int | None = None
    maks_dager_fire: int | None = None
    juli_telles: bool = True
    min_timer: float | None = None
    utloser: str | None = None
    ved_behov: bool = False
    intervall: Intervall | None = None
    delaktiviteter: tuple[Delaktivitet, ...] = ()
    start: str | None = None
    frist_mnd: int = 0
    paminn_mnd: tuple[int, ...] = ()
    gjelder_foregaende: bool = False


@dataclass(frozen=True)
class Mottaker:
    """Who is responsible: a role on a level. Each gives its own oppgave on each node of that level."""

    rolle: str
    niva: str
    del_: str = ""
    tittel: Tekst | None = None
    sporsmal: Tekst | None = None
    bare_der_rollen_finnes: bool = False


@dataclass(frozen=True)
class Bevis:
    """What shows that it is done. `slag` says what is asked for: a date, a link, a number, an MKS meeting, the verneombud who took part, or words."""

    tekst: Tekst
    slag: str


@dataclass(frozen=True)
class Sammenstilling:
    """A summary for the responsible, on a day of some months: how far `avhenger_av` has come (T-10, T-36)."""

    dag: int
    maneder: tuple[int, ...]


@dataclass(frozen=True)
class Aksjon:
    """One action of the årshjul.

    `rapport_til`: who gets figures before the meeting or the review. `kan_vaere_uaktuelt`: may it be answered «ikke aktuelt»?
    `lukkes_av`: what somebody else does in Varde that answers it («moteplan»).
    `kurs` is the course that a person's duty is about; `bare_roller` narrows it to those who hold one of the roles (T-18),
    and `kan_snevres_til` are the roles that the kommune may narrow it to.
    """

    id: str
    tittel: Tekst
    kilde: str
    ref: tuple[str, ...]
    ansvarlig: tuple[Mottaker, ...]
    kadens: Kadens
    aktiv: bool = True
    informasjon: bool = False
    per: str | None = None
    vindu: Vindu | None = None
    myk_frist: Manedsdag | None = None
    perioder: tuple[Vindu, ...] = ()
    hardhet: str = "skal"
    felles_oppgave: bool = False
    samles_i: str | None = None
    medvirker: tuple[str, ...] = ()
    avhenger_av: tuple[str, ...] = ()
    gjelder_roller: tuple[str, ...] = ()
    bare_roller: tuple[str, ...] = ()
    kan_snevres_til: tuple[str, ...] = ()
    kurs: str | None = None
    merknad_til: tuple[str, ...] = ()
    bevis: tuple[Bevis, ...] = ()
    eskalering: tuple[str, ...] = ()
    eskalering_per_niva: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mangler_fra: Manedsdag | None = None
    tidligst_anbefalt: Manedsdag | None = None
    rapport_til: str | None = None
    sammenstilling: Sammenstilling | None = None
    kan_vaere_uaktuelt: bool = True
    lukkes_av: str | None = None

    def kjede(self, niva: str) -> tuple[str, ...]:
        """The roles from the responsible one and up, for an oppgave on this level."""
        return self.eskalering_per_niva.get(niva, self.eskalering)

    def mottaker(self, del_: str, niva: str) -> Mottaker | None:
        """The entry that an oppgave comes from."""
        mine = [m for m in self.ansvarlig if m.niva == niva]
        return next((m for m in mine if m.del_ == del_), mine[0] if mine else None)

    def navn(self, del_: str, niva: str, sprak: str) -> str:
        """What the oppgave is called: the part's own title before the action's."""
        for del_aktivitet in self.kadens.delaktiviteter:
            if del_aktivitet.id == del_:
                return del_aktivitet.tittel.pa(sprak)
        mottaker = self.mottaker(del_, niva)
        return (mottaker.tittel if mottaker and mottaker.tittel else self.tittel).pa(sprak)


@dataclass(frozen=True)
class Standard:
    """The values that the algorithm «Når sendes hva» uses. Days are calendar days or working days as named.

    `avvik_modus`: is the neglect of a vernerunde's tiltak reported (auto), or are people asked first (foresla)? T-31
    """

    paminn_dager: tuple[int, ...] = (30, 14, 3)
    purr_virkedager: tuple[int, ...] = (1, 5)
    loft_virkedager: tuple[int, ...] = (7, 15, 25)
    stille: Vindu = Vindu(Manedsdag(7, 1), Manedsdag(7, 31))
    lenke_kommer_virkedager: int = 5
    maks_utsettelser: int = 2
    oppstart: date | None = None
    enheter: tuple[str, ...] | None = None
    ny_enhet_dager: int = 60
    stab_som_enhet: bool = True
    hopp_over_samme_person: bool = True
    delegering_maks_mnd: int = 12
    ukessamling: bool = True
    dokument_versjon: str | None = None
    stans_tekst: str | None = None
    avvik_modus: str = AUTO


@dataclass(frozen=True)
class Listepunkt:
    """An item of the minimum list of documentation (6.3.2-3): on which levels it is asked for, and which actions prove it."""

    id: str
    navn: Tekst
    niva: tuple[str, ...]
    aksjoner: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minsteliste:
    """The minimum list, the action that reviews it, and what its colours mean."""

    aksjon: str
    punkter: tuple[Listepunkt, ...]
    farger: Mapping[str, Tekst]


@dataclass(frozen=True)
class Regelverk:
    """The whole årshjul of this kommune. `stempel` changes when anything in it does.

    `avvikfrister`: the kommune's own numbers of days in place of those of `avvik.yaml` (T-29).
    """

    aksjoner: Mapping[str, Aksjon]
    standard: Standard
    naermeste: Mapping[str, str | None]
    rollenavn: Mapping[str, Tekst]
    niva: Mapping[str, tuple[str, ...]]
    samlekort: Mapping[str, Tekst]
    stempel: str
    avvikfrister: Mapping[str, int] = field(default_factory=dict)

    def rolle(self, id_: str, sprak: str) -> str:
        """What the role is called here; an unknown one by its id."""
        navn = self.rollenavn.get(id_)
        return id_ if navn is None else navn.pa(sprak)

    minsteliste: Minsteliste | None = None

    def med(self, **aktive: bool) -> "Regelverk":
        """The same with actions switched on or off; an id is written with an underscore (LV_01=True)."""
        endret = {id_.replace("_", "-"): paa for id_, paa in aktive.items()}
        nye = {id_: replace(a, aktiv=endret.get(id_, a.aktiv)) for id_, a in self.aksjoner.items()}
        return replace(self, aksjoner=nye)

"""Invented kommuner for Hypothesis: orphans, vacant roles, schools, two holders, ended and new units, people who come and go."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from tests.fakes.orakel import ByggV, MksV, NodeV, OrgView, PersonV, RolleV, StillingV, VerneomradeV

LEDER_PA = {
    "kommune": "kommunedirektor", "sektor": "kommunalsjef", "enhet": "enhetsleder", "stab": "enhetsleder", "avdeling": "avdelingsleder",
}  # fmt: skip
FORELDRE = {
    "sektor": ("kommune",),
    "enhet": ("sektor", "kommune"),
    "stab": ("kommune", "sektor"),
    "avdeling": ("enhet", "stab", "avdeling"),
}
KOMMUNEROLLER = (
    "hms_ansvarlig", "kvalitetssjef", "hovedverneombud", "amu_medlem", "akan_utvalg", "smittevernansvarlig", "amu_medlem",
)  # fmt: skip
FORSTE_DAG = date(2024, 1, 1)
DAGER = 5 * 366


@dataclass
class _Bygger:
    """Makes one kommune from the choices of `r`."""

    r: Random
    noder: list[NodeV] = field(default_factory=list)
    personer: list[PersonV] = field(default_factory=list)
    roller: list[RolleV] = field(default_factory=list)

    def sjanse(self, av: float) -> bool:
        return self.r.random() < av

    def dag(self) -> date:
        return FORSTE_DAG + timedelta(days=self.r.randrange(DAGER))

    def tid(self, av: float) -> dict[str, date | None]:
        """Mostly open at both ends; else from some day, to some day, or both."""
        fra = self.dag() if self.sjanse(av) else None
        til = (fra or self.dag()) + timedelta(days=self.r.randrange(700)) if self.sjanse(av / 2) else None
        return {"fra": fra, "til": til}

    def person(self) -> str:
        return self.r.choice(self.personer).id

    def node(self, *typer: str) -> str | None:
        mulige = [n.id for n in self.noder if n.type in typer]
        return self.r.choice(mulige) if mulige else None

    def rolle(self, navn: str, omfang: str, omfang_type: str = "node", **mer: bool) -> None:
        nummer = f"R{len(self.roller) + 1}"
        self.roller.append(
            RolleV(nummer, **self.tid(0.25), rolle=navn, person=self.person(), omfang_type=omfang_type, omfang=omfang, **mer)
        )  # fmt: skip

    def bygg(self) -> OrgView:
        self.personer = [
            PersonV(f"P{n}", **self.tid(0.12), gjest=self.sjanse(0.1)) for n in range(1, self.r.randint(5, 14))
        ]
        self._noder()
        self._lederroller()
        for navn in KOMMUNEROLLER:
            if self.sjanse(0.6):
                self.rolle(navn, "K", stedfortreder=self.sjanse(0.15))
        for n in self.noder:
            if n.type in ("enhet", "stab", "avdeling") and self.sjanse(0.3):
                self.rolle("kjemikalieansvarlig", n.id)
        org = OrgView(
            noder=tuple(self.noder), personer=tuple(self.personer), stillinger=self._stillinger(),
            verneomrader=self._verneomrader(), bygg=self._bygg(), mks_grupper=self._grupper(), kurs=self._kurs(),
        )  # fmt: skip
        return OrgView(**{**vars(org), "roller": tuple(self.roller)})

    def _noder(self) -> None:
        self.noder = [NodeV("K", type="kommune")]
        typer = ["sektor"] * self.r.randint(1, 2) + [
            self.r.choice(("enhet", "enhet", "stab")) for _ in range(self.r.randint(1, 4))
        ]
        typer += ["avdeling"] * self.r.randint(0, 3)
        for n, type_ in enumerate(typer, 1):
            forelder = None if self.sjanse(0.06) else self.node(*FORELDRE[type_])
            self.noder.append(
                NodeV(
                    f"N{n}", **self.tid(0.15), type=type_, forelder=forelder,
                    dognbemannet=self.sjanse(0.25), skole_barnehage=self.sjanse(0.25),
                )
            )  # fmt: skip
        if self.sjanse(0.3):
            self._etterfolger()

    def _etterfolger(self) -> None:
        """One node ends, and another takes over the day after."""
        plass = self.r.randrange(1, len(self.noder))
        gammel, slutt = self.noder[plass], self.dag()
        if gammel.fra is not None and gammel.fra > slutt:
            return
        self.noder[plass] = NodeV(**{**vars(gammel), "til": slutt, "etterfolger": "NY"})
        self.noder.append(
            NodeV("NY", slutt + timedelta(days=1), type=gammel.type, forelder=gammel.forelder, skole_barnehage=gammel.skole_barnehage)
        )  # fmt: skip

    def _lederroller(self) -> None:
        for n in self.noder:
            for _ in range(self.r.choice((0, 1, 1, 1, 1, 2))):
                self.rolle(LEDER_PA[n.type], n.id)
            if self.sjanse(0.2):
                self.rolle(LEDER_PA[n.type], n.id, stedfortreder=True)

    def _stillinger(self) -> tuple[StillingV, ...]:
        return tuple(
            StillingV(
                f"S{p.id}-{k}", **self.tid(0.25), person=p.id, node=self.r.choice(self.noder).id, rang=k,
                leder=hvem if self.sjanse(0.15) and (hvem := self.person()) != p.id else None,
            )
            for p in self.personer
            for k in range(1, self.r.choice((1, 2, 2, 2, 3)))
        )  # fmt: skip

    def _verneomrader(self) -> tuple[VerneomradeV, ...]:
        funnet = []
        for n in range(1, self.r.randint(1, 4)):
            noder = tuple({self.r.choice(self.noder).id for _ in range(self.r.randint(1, 2))})
            funnet.append(VerneomradeV(f"V{n}", **self.tid(0.15), noder=tuple(sorted(noder))))
            if self.sjanse(0.7):
                self.rolle("verneombud", f"V{n}", "verneomrade")
        return tuple(funnet)

    def _bygg(self) -> tuple[ByggV, ...]:
        funnet = []
        for n in range(1, self.r.randint(1, 4)):
            brukere = tuple(sorted({self.r.choice(self.noder).id for _ in range(self.r.randint(0, 2))}))
            hoved = self.r.choice(self.noder).id if self.sjanse(0.8) else None
            funnet.append(
                ByggV(f"B{n}", **self.tid(0.15), hovedbruker=hoved, brukere=tuple(b for b in brukere if b != hoved))
            )
            if self.sjanse(0.5):
                self.rolle("byggeier", f"B{n}", "bygg")
        return tuple(funnet)

    def _grupper(self) -> tuple[MksV, ...]:
        return tuple(
            MksV(f"M{n}", **self.tid(0.15), node=self.r.choice(self.noder).id, moter_per_ar=self.r.choice((None, 4, 5, 6, 12)))
            for n in range(1, self.r.randint(1, 4))
        )  # fmt: skip

    def _kurs(self) -> dict[str, date | None]:
        return {
            p.id: self.r.choice((None, self.dag() - timedelta(days=2600), self.dag()))
            for p in self.personer
            if self.sjanse(0.5)
        }


def kommuner() -> st.SearchStrategy[OrgView]:
    """Kommuner of up to a dozen nodes, with something wrong in most of them."""
    return st.randoms(use_true_random=False).map(lambda r: _Bygger(r).bygg())

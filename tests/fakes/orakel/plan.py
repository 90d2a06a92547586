"""The plan: for each day and each obligation, which step the text says is due that day, and to whom."""

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from tests.fakes.orakel.kalender import (
    LOFT,
    VANLIG,
    dager,
    er_forste_virkedag,
    er_stille,
    forste_sendedag,
    kan_sende,
    pluss_maneder,
    siste_sendedag,
    steg_etter_fristen,
    steg_for_fristen,
)
from tests.fakes.orakel.mottakere import DIREKTOR, Mottaker, ansvarlige, loftes_til
from tests.fakes.orakel.org import Dagsbilde, OrgView
from tests.fakes.orakel.personer import personstyrte
from tests.fakes.orakel.plikter import Plikt, kalenderstyrte

OSLO = ZoneInfo("Europe/Oslo")
SENDETID = time(9)
REGELVERK = Path(__file__).resolve().parents[3] / "hms" / "regelverk" / "arshjul.yaml"
GRUNNKURS = "TX-04"


@dataclass(frozen=True)
class Linje:
    """One step of one obligation, to those who get it in one message that day. `node`, `subject` are the kommune's ids."""

    at: datetime
    step: str
    action: str
    del_: str | None
    subject: str
    node: str | None
    period: str
    deadline: date
    to: tuple[tuple[str, str], ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Oppstart:
    """Go-live: no step for a deadline before `dato`, and only for `enheter` and what is below them (None: all)."""

    dato: date | None = None
    enheter: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Valg:
    """The readings that a reader may well dispute, so that both can be tried; TOLKNINGER.md has the numbers."""

    bare_hoyeste_samme_dag: bool = False  # tolkning 7
    purr_ved_bor: bool = True  # tolkning 16
    oversikt_i_juli: bool = True  # tolkning 12


def les_regelverk() -> Any:
    """The rulebook as it stands in the repository."""
    return deepcopy(_lest())


@cache
def _lest() -> Any:
    return YAML(typ="safe").load(REGELVERK.read_text(encoding="utf-8"))


def plan(
    aksjoner: list[dict[str, Any]], org: OrgView, year_from: int, year_to: int, oppstart: Oppstart | None = None,
    *, valg: Valg | None = None, roller: dict[str, Any] | None = None,
) -> list[Linje]:  # fmt: skip
    """Everything that is sent from 1 January `year_from` to 31 December `year_to`, in the order it is sent.

    Nobody ever answers, and nothing is ever late. An action with `aktiv: false` is left out.
    """
    gang = _Gang(aksjoner, org, oppstart or Oppstart(), valg or Valg(), roller or les_regelverk()["roller"])
    # Kommunedirektør's overview in January gathers what has been due since the one in December.
    linjer = [linje for dag in dager(date(year_from - 1, 11, 1), date(year_to, 12, 31)) for linje in gang.dag(dag)]
    ordnet = sorted(linjer, key=lambda x: (x.at, x.action, x.del_ or "", x.subject, x.node or "", x.deadline))
    return [linje for linje in ordnet if linje.at.year >= year_from]


class _Gang:
    """The walk through the days: it keeps the organisation as it stands, and what waits for kommunedirektør."""

    def __init__(
        self, aksjoner: list[dict[str, Any]], org: OrgView, oppstart: Oppstart, valg: Valg, roller: dict[str, Any]
    ) -> None:
        self.aksjoner = [a for a in aksjoner if a.get("aktiv", True) and a.get("type", "oppgave") == "oppgave"]
        self.org, self.oppstart, self.valg, self.roller = org, oppstart, valg, roller
        self.venter: list[tuple[Plikt, str, str]] = []
        self.bilde: Dagsbilde = org.pa(date.min)
        self.ar = 0
        self.plikter: list[Plikt] = []

    def dag(self, dag: date) -> list[Linje]:
        """What is sent on this day."""
        if self.ar != dag.year or dag in self.org.skifter:
            self.ar, self.bilde = dag.year, self.org.pa(dag)
            self.plikter = [p for p in self._alle_plikter(dag.year) if self._er_med(p)]
        linjer = []
        for plikt, steg in self._forfaller(dag):
            til = self._til(plikt, steg)
            self.venter += [(plikt, steg, m.rolle) for m in til if m.direktor]
            if andre := [m for m in til if not m.direktor]:
                linjer.append(_linje(dag, plikt, steg, andre))
        return linjer + self._oversikt(dag)

    def _alle_plikter(self, ar: int) -> Iterator[Plikt]:
        for aksjon in self.aksjoner:
            if aksjon["syklus"]["type"] == "per_person":
                yield from personstyrte(aksjon, self.bilde, self.roller)
                continue
            for frist_ar in (ar - 1, ar, ar + 1):
                yield from kalenderstyrte(aksjon, frist_ar, self.bilde, self.roller)

    def _er_med(self, plikt: Plikt) -> bool:
        """Oppstart: the deadline is not before the day, and the unit is one of those that have begun."""
        dato, enheter = self.oppstart.dato, self.oppstart.enheter
        if dato and plikt.frist < dato:
            return False
        return enheter is None or any(n.id in enheter for n in self.bilde.linje(plikt.node))

    def _forfaller(self, dag: date) -> Iterator[tuple[Plikt, str]]:
        etter_frist: dict[tuple[date, str], tuple[str, ...]] = {}
        for plikt in self.plikter:
            if not kan_sende(dag, plikt.kalender):
                continue
            nokkel = (plikt.frist, plikt.kalender)
            if nokkel not in etter_frist:
                etter_frist[nokkel] = _steg(dag, *nokkel)
            steg = etter_frist[nokkel] if plikt.person_mnd is None else _personsteg(plikt, dag, etter_frist[nokkel])
            sendes = [s for s in steg if self._sendes(plikt, s, dag)]
            yield from ((plikt, s) for s in (sendes[-1:] if self.valg.bare_hoyeste_samme_dag else sendes))

    def _sendes(self, plikt: Plikt, steg: str, dag: date) -> bool:
        """Hardhet bor is never lifted; who has the course, is done; an unknown course is never over its deadline."""
        over_frist = dag > plikt.frist
        if plikt.bor and (steg in LOFT.values() or (over_frist and not self.valg.purr_ved_bor)):
            return False
        if plikt.aksjon != GRUNNKURS:
            return True
        person = plikt.gjelder[1]
        if person not in self.org.kurs:
            return not over_frist
        tatt = self.org.kurs[person]
        return tatt is None or tatt > dag

    def _til(self, plikt: Plikt, steg: str) -> list[Mottaker]:
        loft = list(LOFT.values())
        if steg in loft:
            return loftes_til(plikt, loft.index(steg) + 1, self.bilde, self.roller)
        return ansvarlige(plikt, self.bilde, self.roller)

    def _oversikt(self, dag: date) -> list[Linje]:
        """What has been due to kommunedirektør since the last overview, to whoever is kommunedirektør today."""
        if not er_forste_virkedag(dag) or (er_stille(dag, VANLIG) and not self.valg.oversikt_i_juli):
            return []
        samlet = defaultdict(list)
        for plikt, steg, rolle in self.venter:
            kommune = self.bilde.pa_niva(plikt.node or "", "kommune")
            for person in self.bilde.innehavere(DIREKTOR, "node", kommune.id) if kommune else ():
                samlet[plikt, steg].append(Mottaker(person, rolle, True))
        self.venter = []
        return [_linje(dag, plikt, steg, list(dict.fromkeys(til))) for (plikt, steg), til in samlet.items()]


def _steg(dag: date, frist: date, kalender: str) -> tuple[str, ...]:
    """Nothing is due more than 130 days from its deadline, however July and Christmas fall."""
    if abs((dag - frist).days) > 130:
        return ()
    return steg_for_fristen(dag, frist, kalender) + steg_etter_fristen(dag, frist, kalender)


def _personsteg(plikt: Plikt, dag: date, av_fristen: tuple[str, ...]) -> tuple[str, ...]:
    """The months of `paminn_mnd` counted from the start, each on its own day; they stand in for all steps before the deadline.

    One that would come before the start waits for the first possible day; when it so meets a later step, only that one is sent.
    """
    treff, ventet = [], False
    for n in plikt.person_mnd or ():
        sendes = siste_sendedag(pluss_maneder(plikt.start, n), plikt.kalender)
        for_tidlig = sendes < plikt.start
        if (forste_sendedag(plikt.start, plikt.kalender) if for_tidlig else sendes) == dag:
            treff.append(f"person-{n}")
            ventet = ventet or for_tidlig
    steg = (*treff, *(av_fristen if dag > plikt.frist else ()))
    return steg[-1:] if ventet else steg


def _linje(dag: date, plikt: Plikt, steg: str, til: list[Mottaker]) -> Linje:
    return Linje(
        at=datetime.combine(dag, SENDETID, OSLO), step=steg, action=plikt.aksjon, del_=plikt.del_,
        subject=":".join(plikt.gjelder), node=plikt.node, period=plikt.periode, deadline=plikt.frist,
        to=tuple((m.person, m.rolle) for m in til), why=plikt.ref,
    )  # fmt: skip

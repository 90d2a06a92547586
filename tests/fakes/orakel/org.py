"""The organisation as the oracle sees it: plain rows with periods, and what they say on one day."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

ENHETSTYPER = ("enhet", "stab")  # T-39


@dataclass(frozen=True)
class Rad:
    """A row with a period; both ends count, and empty means unknown or open."""

    id: str
    fra: date | None = None
    til: date | None = None

    def gjelder(self, dag: date) -> bool:
        """Whether the row counts on this day."""
        return (self.fra is None or self.fra <= dag) and (self.til is None or dag <= self.til)


@dataclass(frozen=True)
class NodeV(Rad):
    type: str = "enhet"
    forelder: str | None = None
    navn: str = ""
    dognbemannet: bool = False
    skole_barnehage: bool = False
    etterfolger: str | None = None


@dataclass(frozen=True)
class PersonV(Rad):
    navn: str = ""
    gjest: bool = False


@dataclass(frozen=True)
class StillingV(Rad):
    person: str = ""
    node: str = ""
    rang: int = 1
    leder: str | None = None


@dataclass(frozen=True)
class RolleV(Rad):
    rolle: str = ""
    person: str = ""
    omfang_type: str = "node"
    omfang: str = ""
    stedfortreder: bool = False


@dataclass(frozen=True)
class VerneomradeV(Rad):
    navn: str = ""
    noder: tuple[str, ...] = ()


@dataclass(frozen=True)
class ByggV(Rad):
    navn: str = ""
    hovedbruker: str | None = None
    brukere: tuple[str, ...] = ()


@dataclass(frozen=True)
class MksV(Rad):
    navn: str = ""
    node: str = ""
    moter_per_ar: int | None = None


@dataclass(frozen=True)
class OrgView:
    """The whole organisation through time; the order of the rows is the order of the list (T-25).

    `kurs`: person id → date of the grunnkurs; None: known not to have taken it; absent: unknown.
    """

    noder: tuple[NodeV, ...] = ()
    personer: tuple[PersonV, ...] = ()
    stillinger: tuple[StillingV, ...] = ()
    roller: tuple[RolleV, ...] = ()
    verneomrader: tuple[VerneomradeV, ...] = ()
    bygg: tuple[ByggV, ...] = ()
    mks_grupper: tuple[MksV, ...] = ()
    kurs: dict[str, date | None] = field(default_factory=dict)

    @cached_property
    def skifter(self) -> frozenset[date]:
        """The days on which somebody or something comes or goes."""
        alle = (
            *self.noder,
            *self.personer,
            *self.stillinger,
            *self.roller,
            *self.verneomrader,
            *self.bygg,
            *self.mks_grupper,
        )
        kommer = {rad.fra for rad in alle if rad.fra}
        return frozenset(kommer | {rad.til + timedelta(days=1) for rad in alle if rad.til and rad.til < date.max})

    def pa(self, dag: date) -> "Dagsbilde":
        """Only what counts on this day."""
        personer = tuple(p for p in self.personer if p.gjelder(dag))
        finnes = {p.id for p in personer}
        utsnitt = replace(
            self,
            noder=tuple(n for n in self.noder if n.gjelder(dag)),
            personer=personer,
            stillinger=tuple(s for s in self.stillinger if s.gjelder(dag) and s.person in finnes),
            roller=tuple(r for r in self.roller if r.gjelder(dag) and r.person in finnes),
            verneomrader=tuple(v for v in self.verneomrader if v.gjelder(dag)),
            bygg=tuple(b for b in self.bygg if b.gjelder(dag)),
            mks_grupper=tuple(m for m in self.mks_grupper if m.gjelder(dag)),
        )
        return Dagsbilde(hele=self, na=utsnitt)


@dataclass(frozen=True)
class Dagsbilde:
    """The organisation on one day (`na`), with the whole of it (`hele`) for what is gone and who came when."""

    hele: OrgView
    na: OrgView

    @cached_property
    def node(self) -> dict[str, NodeV]:
        return {n.id: n for n in self.na.noder}

    @cached_property
    def person(self) -> dict[str, PersonV]:
        return {p.id: p for p in self.na.personer}

    @cached_property
    def _roller(self) -> dict[tuple[str, str, str], list[RolleV]]:
        oppslag = defaultdict(list)
        for r in self.na.roller:
            oppslag[r.rolle, r.omfang_type, r.omfang].append(r)
        return oppslag

    @cached_property
    def _alle_noder(self) -> dict[str, NodeV]:
        return {n.id: n for n in self.hele.noder}

    def linje(self, node: str | None) -> list[NodeV]:
        """The node and everything above it; what is gone is passed by, to its successor or else to what it lay under."""
        linja: list[NodeV] = []
        sett: set[str] = set()
        while node in self._alle_noder and node not in sett:
            sett.add(node)
            if levende := self.levende(node):
                linja.append(self.node[levende])
            sett.add(levende or node)
            node = self._alle_noder[levende or node].forelder
        return linja

    def pa_niva(self, node: str, niva: str) -> NodeV | None:
        """The nearest node of a level, from the node itself and upwards; the kommune is everybody's, orphans' too."""
        typer = ENHETSTYPER if niva == "enhet" else (niva,)
        steder = [*self.linje(node), *(self.noder_pa("kommune") if niva == "kommune" else ())]
        return next((n for n in steder if n.type in typer), None)

    def noder_pa(self, niva: str) -> list[NodeV]:
        """All nodes of a level; stab is a kind of enhet."""
        typer = ENHETSTYPER if niva == "enhet" else (niva,)
        return [n for n in self.na.noder if n.type in typer]

    def levende(self, node: str | None) -> str | None:
        """The node, or the one that follows it when it is gone."""
        sett = set()
        while node and node not in self.node and node not in sett:
            sett.add(node)
            node = self._alle_noder[node].etterfolger if node in self._alle_noder else None
        return node if node in self.node else None

    def er_skole(self, node: str | None) -> bool:
        """Whether the node itself is marked as school or kindergarten."""
        return node in self.node and self.node[node].skole_barnehage

    def innehavere(self, rolle: str, omfang_type: str, omfang: str) -> tuple[str, ...]:
        """The holders in the order of the list; without any, the deputies (T-28)."""
        rader = self._roller.get((rolle, omfang_type, omfang), [])
        faste = dict.fromkeys(r.person for r in rader if not r.stedfortreder)
        return tuple(faste or dict.fromkeys(r.person for r in rader))

    def har_fast(self, rolle: str, node: str) -> bool:
        """Whether somebody holds the role itself at the node."""
        return any(not r.stedfortreder for r in self._roller.get((rolle, "node", node), []))

    def omrader_for(self, node: str) -> list[str]:
        """The verneområder that cover a node: those that name it, else those that name the nearest node above it."""
        for n in self.linje(node):
            navngir = [v.id for v in self.na.verneomrader if n.id in v.noder]
            if navngir:
                return navngir
        return []

    def omrader_i(self, enhet: str) -> list[str]:
        """The verneområder inside a unit: those that cover it, or anything below it."""
        under = [n.id for n in self.na.noder if any(o.id == enhet for o in self.linje(n.id))]
        return list(dict.fromkeys(v for n in under for v in self.omrader_for(n)))

    def hovedstilling(self, person: str) -> StillingV | None:
        """The first position by rang."""
        return min((s for s in self.na.stillinger if s.person == person), key=lambda s: s.rang, default=None)

    def ny_siden(self, node: str) -> date | None:
        """Since when the unit exists; who follows another is as old as that one (T-43)."""
        egen = next(n for n in self.hele.noder if n.id == node)
        alder, linje = [egen.fra], {node}
        while forgjengere := [n for n in self.hele.noder if n.etterfolger in linje and n.id not in linje]:
            alder += [n.fra for n in forgjengere]
            linje |= {n.id for n in forgjengere}
        kjent = [fra for fra in alder if fra]
        return min(kjent) if len(kjent) == len(alder) else None

"""The organisation as values, as the årshjul needs it. Built from the tables by `queries.py`, or by a test by hand."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Gyldig:
    """Something that counts from one civil day to another, both included; an empty end is open."""

    fra: date | None = None
    til: date | None = None

    def gjelder(self, paa: date) -> bool:
        """Does it count that day?"""
        return (self.fra is None or self.fra <= paa) and (self.til is None or self.til >= paa)


@dataclass(frozen=True, slots=True)
class Node(Gyldig):
    """A place in the line."""

    id: int
    ekstern_id: str
    type: str
    navn: str
    forelder: int | None = None
    dognbemannet: bool = False
    skole_barnehage: bool = False
    etterfolger: int | None = None


@dataclass(frozen=True, slots=True)
class Person(Gyldig):
    """Somebody in the directory."""

    id: int
    ekstern_id: str
    navn: str
    gjest: bool = False


@dataclass(frozen=True, slots=True)
class Stilling(Gyldig):
    """A position; `leder` goes before the node's own leader."""

    person: int
    node: int
    rang: int = 1
    leder: int | None = None


@dataclass(frozen=True, slots=True)
class Rolle(Gyldig):
    """A role held within a scope. `vikar_for`: a deputy for this holder, who is away in the period."""

    id: int
    rolle: str
    person: int
    omfang_type: str
    omfang_id: int
    stedfortreder: bool = False
    vikar_for: int | None = None


@dataclass(frozen=True, slots=True)
class Omrade(Gyldig):
    """A verneområde and the nodes that it names."""

    id: int
    ekstern_id: str
    navn: str
    noder: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bygg(Gyldig):
    """A building, its main user first among its users."""

    id: int
    ekstern_id: str
    navn: str
    hovedbruker: int | None
    brukere: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gruppe(Gyldig):
    """An MKS group."""

    id: int
    ekstern_id: str
    navn: str
    node: int
    moter: int | None = None


@dataclass(frozen=True)
class Bilde:
    """The whole organisation, ended rows too. All reads are by civil date.

    `sist_gjort` by (aksjon, del, gjelder_type, gjelder_id), `moteplaner` by (aksjon, gjelder_type, gjelder_id).
    `kurs`: when each person took each course («grunnkurs», …); None is known not to have, and who is not there is unknown.
    """

    noder: Mapping[int, Node]
    personer: Mapping[int, Person]
    stillinger: tuple[Stilling, ...] = ()
    roller: tuple[Rolle, ...] = ()
    omrader: tuple[Omrade, ...] = ()
    bygg: tuple[Bygg, ...] = ()
    grupper: tuple[Gruppe, ...] = ()
    sist_gjort: Mapping[tuple[str, str, str, str], date] = field(default_factory=dict)
    moteplaner: Mapping[tuple[str, str, str], tuple[date, ...]] = field(default_factory=dict)
    kurs: Mapping[tuple[int, str], date | None] = field(default_factory=dict)

    @functools.cached_property
    def _roller(self) -> Mapping[tuple[str, str, int], tuple[Rolle, ...]]:
        samlet: dict[tuple[str, str, int], list[Rolle]] = {}
        for rolle in sorted(self.roller, key=lambda r: r.id):
            samlet.setdefault((rolle.rolle, rolle.omfang_type, rolle.omfang_id), []).append(rolle)
        return {nokkel: tuple(rader) for nokkel, rader in samlet.items()}

    @functools.cached_property
    def _stillinger(self) -> Mapping[int, tuple[Stilling, ...]]:
        samlet: dict[int, list[Stilling]] = {}
        for stilling in self.stillinger:
            samlet.setdefault(stilling.person, []).append(stilling)
        return {person: tuple(sorted(rader, key=lambda s: s.rang)) for person, rader in samlet.items()}

    @functools.cached_property
    def _omrader(self) -> Mapping[int, tuple[Omrade, ...]]:
        samlet: dict[int, list[Omrade]] = {}
        for omrade in self.omrader:
            for node in omrade.noder:
                samlet.setdefault(node, []).append(omrade)
        return {node: tuple(rader) for node, rader in samlet.items()}

    @functools.cached_property
    def omrade(self) -> Mapping[int, Omrade]:
        """The verneområder by id."""
        return {omrade.id: omrade for omrade in self.omrader}

    @functools.cached_property
    def barn(self) -> Mapping[int, tuple[int, ...]]:
        """The nodes right under each node."""
        samlet: dict[int, list[int]] = {}
        for node in self.noder.values():
            if node.forelder is not None:
                samlet.setdefault(node.forelder, []).append(node.id)
        return {forelder: tuple(barn) for forelder, barn in samlet.items()}

    @functools.cached_property
    def topp(self) -> int | None:
        """The kommune's own node: the first that has not ended."""
        kommuner = [n for n in self.noder.values() if n.type == "kommune"]
        return min(kommuner, key=lambda n: (n.til is not None, n.id)).id if kommuner else None

    @functools.cached_property
    def skifter(self) -> frozenset[date]:
        """The days on which nodes, areas, buildings and groups come and go."""
        return _skifter((*self.noder.values(), *self.omrader, *self.bygg, *self.grupper))

    def skifter_for(self, person: int) -> frozenset[date]:
        """The days on which somebody, or a position or a role of hers, comes or goes."""
        egen = (self.personer[person],) if person in self.personer else ()
        return _skifter((*egen, *self.stillinger_til(person), *self.roller_til(person)))

    @functools.cached_property
    def forgjengere(self) -> Mapping[int, tuple[int, ...]]:
        """The nodes that each node has taken over after."""
        samlet: dict[int, list[int]] = {}
        for node in self.noder.values():
            if node.etterfolger is not None:
                samlet.setdefault(node.etterfolger, []).append(node.id)
        return {node: tuple(rader) for node, rader in samlet.items()}

    def ny_siden(self, node: int) -> date | None:
        """Since when the unit exists, if that is known; who follows another is as old as that one (T-43)."""
        alle = {node}
        igjen = [node]
        while igjen:
            nye = [n for n in self.forgjengere.get(igjen.pop(), ()) if n not in alle]
            alle.update(nye)
            igjen.extend(nye)
        fra = [self.noder[n].fra for n in alle]
        kjent = [dag for dag in fra if dag is not None]
        return min(kjent) if len(kjent) == len(fra) else None

    def levende(self, node: int | None, paa: date) -> int | None:
        """The node, or the one that has followed it, if any counts that day."""
        sett: set[int] = set()
        while node is not None and node in self.noder and node not in sett:
            if self.noder[node].gjelder(paa):
                return node
            sett.add(node)
            node = self.noder[node].etterfolger
        return None

    def linje(self, node: int | None, paa: date) -> list[Node]:
        """The node and those above it that count that day, nearest first, by way of the successors of what has ended."""
        linja: list[Node] = []
        sett: set[int] = set()
        while node is not None and node in self.noder and node not in sett:
            sett.add(node)
            her = self.noder[node]
            if her.gjelder(paa):
                linja.append(her)
                node = her.forelder
            else:
                node = self.levende(node, paa) or her.forelder
        return linja

    def over(self, node: int, paa: date, *typer: str) -> int | None:
        """The nearest node of these types that day, the node itself or above it."""
        return next((n.id for n in self.linje(node, paa) if n.type in typer), None)

    def under(self, node: int, paa: date | None = None) -> Iterable[int]:
        """The node and everything under it; with a day, only what counts that day, and what came with those it followed."""
        igjen, sett = [node], {node}
        while igjen:
            her = igjen.pop()
            if paa is None or self.noder[her].gjelder(paa):
                yield her
            barn = self.barn.get(her, ()) if paa is None else self._under(her, paa)
            nye = [b for b in barn if b not in sett]
            sett.update(nye)
            igjen.extend(nye)

    def _under(self, node: int, paa: date) -> Iterator[int]:
        """One level down: children, not those whose successor stands elsewhere; and the ended nodes that this one followed."""
        for barn in self.barn.get(node, ()):
            if self.levende(barn, paa) in (barn, None):
                yield barn
        for gammel in self.forgjengere.get(node, ()):
            if not self.noder[gammel].gjelder(paa):
                yield gammel

    def i_rolle(self, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> tuple[int, ...]:
        """The holders that day, or else the deputies (T-28); for one who is away, the stand-in. Nobody who has ended."""
        rader = [r for r in self._roller.get((rolle, omfang_type, omfang_id), ()) if self._har(r, paa)]
        vikarer: dict[int | None, list[int]] = {}
        for r in rader:
            vikarer.setdefault(r.vikar_for, []).append(r.person)
        faste = [p for r in rader if not r.stedfortreder for p in vikarer.get(r.person, [r.person])]
        return tuple(dict.fromkeys(faste or [r.person for r in rader]))

    def innehaver(self, rolle: str, node: int, paa: date) -> bool:
        """Does somebody hold the role itself there that day? A deputy does not."""
        return any(not r.stedfortreder and self._har(r, paa) for r in self._roller.get((rolle, "node", node), ()))

    def roller_til(self, person: int) -> tuple[Rolle, ...]:
        """Every role row of somebody."""
        return self._per_person.get(person, ())

    @functools.cached_property
    def _per_person(self) -> Mapping[int, tuple[Rolle, ...]]:
        samlet: dict[int, list[Rolle]] = {}
        for rolle in self.roller:
            samlet.setdefault(rolle.person, []).append(rolle)
        return {person: tuple(rader) for person, rader in samlet.items()}

    def stillinger_til(self, person: int) -> tuple[Stilling, ...]:
        """Every position of somebody, the main one first."""
        return self._stillinger.get(person, ())

    def er_her(self, person: int, paa: date) -> bool:
        """Does the person count that day?"""
        return person in self.personer and self.personer[person].gjelder(paa)

    def hovedstilling(self, person: int, paa: date) -> tuple[int, int | None] | None:
        """Where the person's main position is that day, and the leader that it names."""
        return next(((s.node, s.leder) for s in self.stillinger_til(person) if s.gjelder(paa)), None)

    def omrader_i(self, enhet: int, paa: date) -> list[Omrade]:
        """The verneområder that cover the unit or anything in it; the nearest node that an area names decides (T-16)."""
        funnet: dict[int, Omrade] = {}
        for node in self.under(enhet, paa):
            for her in self.linje(node, paa):
                egne = [o for o in self._omrader.get(her.id, ()) if o.gjelder(paa)]
                if egne:
                    funnet.update({o.id: o for o in egne})
                    break
        return [funnet[nokkel] for nokkel in sorted(funnet)]

    def _har(self, rolle: Rolle, paa: date) -> bool:
        return rolle.gjelder(paa) and self.er_her(rolle.person, paa)


def _skifter(rader: Iterable[Gyldig]) -> frozenset[date]:
    alle = list(rader)
    kommer = {rad.fra for rad in alle if rad.fra is not None}
    return frozenset(
        kommer | {rad.til + timedelta(days=1) for rad in alle if rad.til is not None and rad.til < date.max}
    )

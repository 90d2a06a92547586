"""The organisation as values, as the årshjul needs it. Built from the tables by `queries.py`, or by a test by hand."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

LEDERROLLE = {
    "kommune": "kommunedirektor",
    "sektor": "kommunalsjef",
    "enhet": "enhetsleder",
    "stab": "enhetsleder",
    "avdeling": "avdelingsleder",
}
LENGSTE_LINJE = 20


@dataclass(frozen=True, kw_only=True)
class Gyldig:
    """Something that counts from one civil day to another, both included; an empty end is open."""

    fra: date | None = None
    til: date | None = None

    def gjelder(self, paa: date) -> bool:
        """Does it count that day?"""
        return (self.fra is None or self.fra <= paa) and (self.til is None or self.til >= paa)


@dataclass(frozen=True)
class Node(Gyldig):
    """A place in the line."""

    id: int
    ekstern_id: str
    type: str
    navn: str
    forelder: int | None = None
    dognbemannet: bool = False
    skole_barnehage: bool = False


@dataclass(frozen=True)
class Person(Gyldig):
    """Somebody in the directory."""

    id: int
    ekstern_id: str
    navn: str
    gjest: bool = False


@dataclass(frozen=True)
class Stilling(Gyldig):
    """A position; `leder` goes before the node's own leader."""

    person: int
    node: int
    rang: int = 1
    leder: int | None = None


@dataclass(frozen=True)
class Rolle(Gyldig):
    """A role held within a scope."""

    id: int
    rolle: str
    person: int
    omfang_type: str
    omfang_id: int
    stedfortreder: bool = False


@dataclass(frozen=True)
class Omrade(Gyldig):
    """A verneområde and the nodes that it names."""

    id: int
    ekstern_id: str
    navn: str
    noder: tuple[int, ...]


@dataclass(frozen=True)
class Bygg(Gyldig):
    """A building, its main user first among its users."""

    id: int
    ekstern_id: str
    navn: str
    hovedbruker: int | None
    brukere: tuple[int, ...] = ()


@dataclass(frozen=True)
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

    def linje(self, node: int) -> list[Node]:
        """The node and those above it, nearest first."""
        linja: list[Node] = []
        her = self.noder.get(node)
        while her is not None and len(linja) < LENGSTE_LINJE:
            linja.append(her)
            her = self.noder.get(her.forelder) if her.forelder is not None else None
        return linja

    def over(self, node: int, *typer: str) -> int | None:
        """The nearest node of these types, the node itself or above it."""
        return next((n.id for n in self.linje(node) if n.type in typer), None)

    def under(self, node: int) -> Iterable[int]:
        """The node and everything under it."""
        igjen = [node]
        while igjen:
            her = igjen.pop()
            yield her
            igjen.extend(self.barn.get(her, ()))

    def i_rolle(self, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> tuple[int, ...]:
        """The holders that day, or else the deputies (T-28). Nobody who has ended."""
        rader = [r for r in self._roller.get((rolle, omfang_type, omfang_id), ()) if self._har(r, paa)]
        holdere = [r.person for r in rader if not r.stedfortreder] or [r.person for r in rader]
        return tuple(dict.fromkeys(holdere))

    def har_rollen(self, person: int, roller: Iterable[str], fra: date, paa: date) -> bool:
        """Does the person that day hold one of the roles, from that start?"""
        onsket = set(roller)
        return any(
            r.person == person and r.rolle in onsket and r.fra == fra and not r.stedfortreder and self._har(r, paa)
            for r in self.roller_til(person)
        )

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

    def hovednode(self, person: int, paa: date) -> int | None:
        """Where the person's main position is that day."""
        return next((s.node for s in self.stillinger_til(person) if s.gjelder(paa)), None)

    def naermeste_leder(self, person: int, node: int, paa: date) -> tuple[int, str] | None:
        """Who leads the person, and by which role; nobody leads himself (T-05)."""
        ledere = [
            (funnet[0], rolle)
            for n in self.linje(node)
            if (funnet := self.i_rolle(rolle := LEDERROLLE[n.type], "node", n.id, paa))
        ]
        egen = next(
            (s.leder for s in self.stillinger_til(person) if s.node == node and s.leder and s.gjelder(paa)), None
        )
        if egen is not None and (leder := self.personer.get(egen)) is not None and leder.gjelder(paa):
            plass = next((n for n, (hvem, _) in enumerate(ledere) if hvem == egen), None)
            ledere = ledere[plass:] if plass is not None else [(egen, "naermeste_leder"), *ledere]
        return next(((hvem, rolle) for hvem, rolle in ledere if hvem != person), None)

    def omrader_i(self, enhet: int, paa: date) -> list[Omrade]:
        """The verneområder that cover the unit or anything in it; the nearest node that an area names decides (T-16)."""
        funnet: dict[int, Omrade] = {}
        for node in self.under(enhet):
            if not self.noder[node].gjelder(paa):
                continue
            for her in self.linje(node):
                egne = [o for o in self._omrader.get(her.id, ()) if o.gjelder(paa)]
                if egne:
                    funnet.update({o.id: o for o in egne})
                    break
        return [funnet[nokkel] for nokkel in sorted(funnet)]

    def omrader_pa(self, node: int) -> tuple[Omrade, ...]:
        """The areas that name the node."""
        return self._omrader.get(node, ())

    def _har(self, rolle: Rolle, paa: date) -> bool:
        person = self.personer.get(rolle.person)
        return rolle.gjelder(paa) and person is not None and person.gjelder(paa)

"""The obligations: one for each action, part, subject and period, as the organisation stands on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.fakes.orakel.kalender import SKOLE, VANLIG, pluss_maneder
from tests.fakes.orakel.org import ByggV, Dagsbilde, MksV, NodeV, PersonV, Rad, RolleV
from tests.fakes.orakel.perioder import Periode, perioder

NY_ENHET = timedelta(days=60)  # T-43
LINJENIVA = ("kommune", "sektor", "enhet", "avdeling")


@dataclass(frozen=True)
class Plikt:
    """One oppgave. `roller` answer for it together; `kjede` is the chain from the first of them upwards."""

    aksjon: str
    del_: str | None
    gjelder: tuple[str, str]
    node: str | None
    periode: str
    start: date
    frist: date
    roller: tuple[tuple[str, str], ...]  # role and the level it is looked up at
    kjede: tuple[tuple[str, str], ...]
    kalender: str
    bor: bool
    ref: tuple[str, ...]
    person_mnd: tuple[int, ...] | None = None  # only for person-driven: the months at which the steps are


@dataclass(frozen=True)
class _Post:
    """One entry of `ansvarlig`, with the action it belongs to and the day's organisation."""

    aksjon: dict[str, Any]
    post: dict[str, Any]
    bilde: Dagsbilde
    roller: dict[str, Any]

    @property
    def niva(self) -> str:
        """The entry's own level goes before the action's."""
        return self.post.get("niva", self.aksjon["niva"])

    def kjede(self) -> tuple[tuple[str, str], ...]:
        """The chain from the entry's role and upwards, each role with the level it is looked up at."""
        rolle = self.post["rolle"]
        kjede = self.aksjon.get("eskalering_per_niva", {}).get(self.niva, self.aksjon["eskalering"])
        kjede = kjede[kjede.index(rolle) :] if rolle in kjede else [rolle, *kjede]
        return tuple((r, self.niva if r == rolle else rollens_niva(self.roller, r)) for r in kjede)

    def plikt(self, del_: str | None, gjelder: tuple[str, str], node: str | None, periode: Periode) -> Plikt:
        """The obligation of one subject in one period; with `felles_oppgave` all entries answer for it (T-25)."""
        aksjon, syklus = self.aksjon, self.aksjon["syklus"]
        svarer = aksjon["ansvarlig"] if aksjon.get("felles_oppgave") else [self.post]
        return Plikt(
            aksjon=aksjon["id"], del_=del_, gjelder=gjelder, node=node, periode=periode.navn, start=periode.start, frist=periode.frist,
            roller=tuple((p["rolle"], p.get("niva", aksjon["niva"])) for p in svarer), kjede=self.kjede(),
            kalender=SKOLE if self.bilde.er_skole(node) else VANLIG,
            bor="bor" in (aksjon.get("hardhet"), syklus.get("hardhet")), ref=tuple(aksjon["ref"]),
            person_mnd=tuple(syklus["paminn_mnd"]) if syklus["type"] == "per_person" else None,
        )  # fmt: skip


def rollens_niva(roller: dict[str, Any], rolle: str) -> str:
    """The level a role belongs to; the first, when it may lie on several."""
    niva: str | list[str] = roller[rolle]["niva"]
    return niva if isinstance(niva, str) else niva[0]


def kalenderstyrte(aksjon: dict[str, Any], ar: int, bilde: Dagsbilde, roller: dict[str, Any]) -> Iterator[Plikt]:
    """The obligations of an action with deadline in a year."""
    finn = {None: _noder, "verneomrade": _verneomrader, "bygg": _bygg, "mks_gruppe": _mks_grupper}[aksjon.get("per")]
    poster = aksjon["ansvarlig"][:1] if aksjon.get("felles_oppgave") else aksjon["ansvarlig"]
    for post in (_Post(aksjon, p, bilde, roller) for p in poster):
        for gjelder, node, rad in finn(post):
            for del_, periode in _deler(post, ar, rad):
                frist = _frist(periode, bilde.ny_siden(node))
                if frist and (gjelder == "node" or rad.fra is None or rad.fra <= periode.frist):
                    yield post.plikt(del_, (gjelder, rad.id), node, periode._replace(frist=frist))


# Each of these gives (kind of subject, responsible node, the subject).
Funn = Iterator[tuple[str, str, Rad]]


def _noder(post: _Post) -> Funn:
    for node in post.bilde.noder_pa(post.niva):
        if not post.post.get("bare_der_rollen_finnes") or post.bilde.har_fast(post.post["rolle"], node.id):
            yield "node", node.id, node


def _verneomrader(post: _Post) -> Funn:
    """An area that covers two units comes once for each (T-41)."""
    omrader = {v.id: v for v in post.bilde.na.verneomrader}
    for enhet in post.bilde.noder_pa(post.niva):
        for omrade in post.bilde.omrader_i(enhet.id):
            yield "verneomrade", enhet.id, omrader[omrade]


def _bygg(post: _Post) -> Funn:
    """The oppgave is with the unit of the main user (T-35)."""
    for bygg in post.bilde.na.bygg:
        if bruker := _hovedbruker(bygg, post.bilde):
            enhet = post.bilde.pa_niva(bruker, "enhet")
            yield "bygg", enhet.id if enhet else bruker, bygg


def _mks_grupper(post: _Post) -> Funn:
    """Only the groups at the entry's own level (T-19b)."""
    for gruppe in post.bilde.na.mks_grupper:
        node = post.bilde.levende(gruppe.node)
        if node in [n.id for n in post.bilde.noder_pa(post.niva)]:
            yield "mks_gruppe", node, gruppe


def _hovedbruker(bygg: ByggV, bilde: Dagsbilde) -> str | None:
    """The main user, or the first other user when there is none."""
    return next((n for b in (bygg.hovedbruker, *bygg.brukere) if (n := bilde.levende(b))), None)


def _deler(post: _Post, ar: int, rad: Rad) -> Iterator[tuple[str | None, Periode]]:
    """(part, period): a delaktivitet is a part, with an interval after the building's use."""
    deler = post.aksjon["syklus"].get("delaktiviteter")
    if deler is None:
        antall = rad.moter_per_ar if isinstance(rad, MksV) else None
        yield from ((post.post.get("del"), periode) for periode in perioder(post.aksjon, ar, antall=antall))
        return
    bruk = post.bilde.node[_hovedbruker(rad, post.bilde) if isinstance(rad, ByggV) else rad.id]
    for aktivitet in deler:
        yield from (
            (aktivitet["id"], periode) for periode in perioder(post.aksjon, ar, maneder=_maneder(aktivitet, bruk))
        )


def _maneder(aktivitet: dict[str, Any], bruk: NodeV) -> int:
    """The shortest interval among those that fit the use; the standard one when none does."""
    passer = [
        aktivitet[f"{n}_mnd"]
        for n in ("dognbemannet", "skole_barnehage")
        if getattr(bruk, n) and f"{n}_mnd" in aktivitet
    ]
    return min(passer, default=aktivitet["standard_mnd"])


def _frist(periode: Periode, ny: date | None) -> date | None:
    """A unit that came while the window was open has 60 days; one that came after it has no such period (T-43)."""
    if ny is None or ny <= periode.start:
        return periode.frist
    return max(periode.frist, ny + NY_ENHET) if ny <= periode.frist else None


def personstyrte(aksjon: dict[str, Any], bilde: Dagsbilde, roller: dict[str, Any]) -> Iterator[Plikt]:
    """The obligations of an action for each person; somebody whose start is unknown has none."""
    post, sett = _Post(aksjon, aksjon["ansvarlig"][0], bilde, roller), set()
    for person, start, node in _starter(aksjon, bilde):
        if (person, start) not in sett:
            sett.add((person, start))
            periode = Periode(start.isoformat(), start, pluss_maneder(start, aksjon["syklus"]["frist_mnd"]))
            yield post.plikt(post.post.get("del"), ("person", person), node, periode)


def _starter(aksjon: dict[str, Any], bilde: Dagsbilde) -> Iterator[tuple[str, date, str | None]]:
    """(person, the day the clock starts, the node the line is read from)."""
    match aksjon["syklus"]["start"]:
        case "rolle_start":
            for rolle in bilde.na.roller:
                if (
                    rolle.rolle in aksjon["gjelder_roller"]
                    and not rolle.stedfortreder
                    and _nettopp(rolle, aksjon, bilde)
                ):
                    yield rolle.person, rolle.fra, _node_for(rolle, aksjon, bilde)
        case "kurs_dato":
            for person, dato in bilde.hele.kurs.items():
                if dato and person in bilde.person and _er_med(person, aksjon.get("konfig", {}), bilde):
                    yield person, dato, _arbeidssted(person, bilde, None)
        case "ansatt_dato":
            for ansatt in bilde.na.personer:
                stilling, start = bilde.hovedstilling(ansatt.id), _ansatt(ansatt, bilde)
                if stilling and start and not ansatt.gjest:
                    yield ansatt.id, start, stilling.node


def _er_med(person: str, konfig: dict[str, Any], bilde: Dagsbilde) -> bool:
    """Everybody with a course, unless the kommune has narrowed it to those who hold one of the roles now (T-18)."""
    if konfig.get("standard") != "aktive_roller":
        return True
    return any(
        r.person == person and r.rolle in konfig["aktive_roller"] and not r.stedfortreder for r in bilde.na.roller
    )


def _nettopp(rolle: RolleV, fra: date, aksjon: dict[str, Any], bilde: Dagsbilde) -> bool:
    """Whether the role began a run: the day before, the person held none of the roles that the action is about."""
    dagen_for = fra - timedelta(days=1)
    egne = [
        r
        for r in bilde.hele.roller
        if r.person == rolle.person and r.rolle in aksjon["gjelder_roller"] and not r.stedfortreder
    ]
    return not any(r.gjelder(dagen_for) for r in egne)


def _node_for(rolle: RolleV, aksjon: dict[str, Any], bilde: Dagsbilde) -> str | None:
    """For the nearest leader: the person's own position. For a leader of the role's unit: where the role is."""
    sted = _sted(rolle, bilde)
    if aksjon["ansvarlig"][0]["rolle"] != "naermeste_leder":
        return sted
    return _arbeidssted(rolle.person, bilde, sted)


def _arbeidssted(person: str, bilde: Dagsbilde, ellers: str | None) -> str | None:
    stilling = bilde.hovedstilling(person)
    return stilling.node if stilling else ellers


def _sted(rolle: RolleV, bilde: Dagsbilde) -> str | None:
    """The node of a role's scope: for a verneområde its first node, for a building its main user's."""
    match rolle.omfang_type:
        case "node":
            return bilde.levende(rolle.omfang)
        case "verneomrade":
            noder = next((v.noder for v in bilde.na.verneomrader if v.id == rolle.omfang), ())
            return next((n for node in noder if (n := bilde.levende(node))), None)
        case "bygg":
            return next((_hovedbruker(b, bilde) for b in bilde.na.bygg if b.id == rolle.omfang), None)
        case _:
            return next((bilde.levende(m.node) for m in bilde.na.mks_grupper if m.id == rolle.omfang), None)


def _ansatt(person: PersonV, bilde: Dagsbilde) -> date | None:
    """When the person came; else the first of the positions, if the beginning of every one of them is known."""
    egne = [s.fra for s in bilde.hele.stillinger if s.person == person.id]
    kjent = [fra for fra in egne if fra]
    return person.fra or (min(kjent) if kjent and len(kjent) == len(egne) else None)

"""The obligations: one for each action, part, subject and period, as the organisation stands on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.fakes.orakel.kalender import pluss_maneder
from tests.fakes.orakel.org import ENHETSTYPER, Dagsbilde, Rad, RolleV
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
    skole: bool
    bor: bool
    ref: tuple[str, ...]
    person_mnd: tuple[int, ...] | None = None  # only for person-driven: the months at which the steps are
    frist_mnd: int = 0


def kalenderstyrte(aksjon: dict[str, Any], ar: int, bilde: Dagsbilde, roller: dict[str, Any]) -> Iterator[Plikt]:
    """The obligations of an action with deadline in a year."""
    poster = aksjon["ansvarlig"][:1] if aksjon.get("felles_oppgave") else aksjon["ansvarlig"]
    for post in poster:
        for gjelder, node, rad in _gjelder(aksjon, post, bilde):
            for del_, periode in _deler(aksjon, post, ar, rad, bilde):
                frist = _frist(periode, bilde.ny_siden(node) if node in bilde.node else None)
                if frist and (gjelder == "node" or rad.fra is None or rad.fra <= periode.frist):
                    yield _plikt(aksjon, post, bilde, roller, del_, (gjelder, rad.id), node, periode._replace(frist=frist))


def _plikt(aksjon, post, bilde, roller, del_, gjelder, node, periode, **person) -> Plikt:
    niva = post.get("niva", aksjon["niva"])
    svarer = aksjon["ansvarlig"] if aksjon.get("felles_oppgave") else [post]
    kjede = aksjon.get("eskalering_per_niva", {}).get(niva, aksjon["eskalering"])
    kjede = kjede[kjede.index(post["rolle"]) :] if post["rolle"] in kjede else [post["rolle"], *kjede]
    return Plikt(
        aksjon=aksjon["id"], del_=del_, gjelder=gjelder, node=node, periode=periode.navn, start=periode.start, frist=periode.frist,
        roller=tuple((p["rolle"], p.get("niva", aksjon["niva"])) for p in svarer),
        kjede=tuple((r, niva if r == post["rolle"] else _rollens_niva(roller, r)) for r in kjede),
        skole=bilde.er_skole(node), bor="bor" in (aksjon.get("hardhet"), aksjon["syklus"].get("hardhet")),
        ref=tuple(aksjon["ref"]), **person,
    )  # fmt: skip


def _rollens_niva(roller: dict[str, Any], rolle: str) -> str:
    niva = roller[rolle]["niva"]
    return niva if isinstance(niva, str) else niva[0]


def _gjelder(aksjon: dict[str, Any], post: dict[str, Any], bilde: Dagsbilde) -> Iterator[tuple[str, str, Rad]]:
    """(kind of subject, responsible node, the subject) of a post; a subject per verneområde comes once for each unit."""
    niva = post.get("niva", aksjon["niva"])
    match aksjon.get("per"):
        case None:
            for node in bilde.noder_pa(niva):
                if not post.get("bare_der_rollen_finnes") or bilde.har_fast(post["rolle"], node.id):
                    yield "node", node.id, node
        case "verneomrade":
            omrader = {v.id: v for v in bilde.na.verneomrader}
            for enhet in bilde.noder_pa(niva):
                for omrade in bilde.omrader_i(enhet.id):
                    yield "verneomrade", enhet.id, omrader[omrade]
        case "bygg":
            for bygg in bilde.na.bygg:
                if bruker := _hovedbruker(bygg, bilde):
                    enhet = bilde.pa_niva(bruker, "enhet")
                    yield "bygg", enhet.id if enhet else bruker, bygg
        case "mks_gruppe":
            for gruppe in bilde.na.mks_grupper:
                node = bilde.node.get(bilde.levende(gruppe.node) or "")
                if node and node.type in (ENHETSTYPER if niva == "enhet" else (niva,)):
                    yield "mks_gruppe", node.id, gruppe


def _hovedbruker(bygg, bilde: Dagsbilde) -> str | None:
    """The main user, or the first other user when there is none."""
    return next((n for b in (bygg.hovedbruker, *bygg.brukere) if (n := bilde.levende(b))), None)


def _deler(aksjon, post, ar: int, rad, bilde: Dagsbilde) -> Iterator[tuple[str | None, Periode]]:
    """(part, period): a delaktivitet is a part, with an interval after the building's use."""
    if deler := aksjon["syklus"].get("delaktiviteter"):
        bruk = bilde.node[_hovedbruker(rad, bilde)]
        for aktivitet in deler:
            for periode in perioder(aksjon, ar, maneder=_maneder(aktivitet, bruk)):
                yield aktivitet["id"], periode
        return
    for periode in perioder(aksjon, ar, antall=getattr(rad, "moter_per_ar", None)):
        yield post.get("del"), periode


def _maneder(aktivitet: dict[str, Any], bruk) -> int:
    """The shortest interval among those that fit the use; the standard one when none does."""
    passer = [aktivitet[f"{n}_mnd"] for n in ("dognbemannet", "skole_barnehage") if getattr(bruk, n) and f"{n}_mnd" in aktivitet]
    return min(passer, default=aktivitet["standard_mnd"])


def _frist(periode: Periode, ny: date | None) -> date | None:
    """A unit that came while the window was open has 60 days; one that came after it has no such period (T-43)."""
    if ny is None or ny <= periode.start:
        return periode.frist
    return max(periode.frist, ny + NY_ENHET) if ny <= periode.frist else None


def personstyrte(aksjon: dict[str, Any], bilde: Dagsbilde, roller: dict[str, Any]) -> Iterator[Plikt]:
    """The obligations of an action for each person; somebody whose start is unknown has none."""
    syklus, post, sett = aksjon["syklus"], aksjon["ansvarlig"][0], set()
    for person, start, node in _starter(aksjon, bilde):
        if (person, start) in sett:
            continue
        sett.add((person, start))
        periode = Periode(start.isoformat(), start, pluss_maneder(start, syklus["frist_mnd"]))
        mnd = {"person_mnd": tuple(syklus["paminn_mnd"]), "frist_mnd": syklus["frist_mnd"]}
        yield _plikt(aksjon, post, bilde, roller, post.get("del"), ("person", person), node, periode, **mnd)


def _starter(aksjon: dict[str, Any], bilde: Dagsbilde) -> Iterator[tuple[str, date, str | None]]:
    """(person, the day the clock starts, the node the line is read from)."""
    match aksjon["syklus"]["start"]:
        case "rolle_start":
            for rolle in bilde.na.roller:
                if rolle.rolle in aksjon["gjelder_roller"] and not rolle.stedfortreder and _nettopp(rolle, aksjon, bilde):
                    yield rolle.person, rolle.fra, _node_for(rolle, aksjon, bilde)
        case "kurs_dato":
            for person, dato in bilde.hele.kurs.items():
                if dato and person in bilde.person and _er_med(person, aksjon.get("konfig", {}), bilde):
                    yield person, dato, _arbeidssted(person, bilde, None)
        case "ansatt_dato":
            for person in bilde.na.personer:
                stilling = bilde.hovedstilling(person.id)
                start = _ansatt(person, bilde)
                if stilling and start and not person.gjest:
                    yield person.id, start, stilling.node


def _er_med(person: str, konfig: dict[str, Any], bilde: Dagsbilde) -> bool:
    """Everybody with a course, unless the kommune has narrowed it to those who hold one of the roles now (T-18)."""
    if konfig.get("standard") != "aktive_roller":
        return True
    return any(r.person == person and r.rolle in konfig["aktive_roller"] and not r.stedfortreder for r in bilde.na.roller)


def _nettopp(rolle: RolleV, aksjon: dict[str, Any], bilde: Dagsbilde) -> bool:
    """Whether the role began a run: the day before, the person held none of the roles that the action is about."""
    if rolle.fra is None:
        return False
    dagen_for = rolle.fra - timedelta(days=1)
    egne = [r for r in bilde.hele.roller if r.person == rolle.person and r.rolle in aksjon["gjelder_roller"] and not r.stedfortreder]
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


def _ansatt(person, bilde: Dagsbilde) -> date | None:
    """When the person came; else the first of the positions, if the beginning of every one of them is known."""
    egne = [s.fra for s in bilde.hele.stillinger if s.person == person.id]
    return person.fra or (min(egne) if egne and None not in egne else None)

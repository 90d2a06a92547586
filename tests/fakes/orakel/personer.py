"""The obligations whose clock starts with a person: a role, a course, a first day at work."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.fakes.orakel.kalender import pluss_maneder
from tests.fakes.orakel.org import Dagsbilde, PersonV, RolleV
from tests.fakes.orakel.perioder import Periode
from tests.fakes.orakel.plikter import Plikt, Post, hovedbruker

Start = tuple[str, date, str | None]  # the person, the day the clock starts, the node the line is read from


def personstyrte(aksjon: dict[str, Any], bilde: Dagsbilde, roller: dict[str, Any]) -> Iterator[Plikt]:
    """The obligations of an action for each person; somebody whose start is unknown has none."""
    finn = {"rolle_start": _rollestart, "kurs_dato": _kursdato, "ansatt_dato": _ansattdato}[aksjon["syklus"]["start"]]
    post, sett = Post(aksjon, aksjon["ansvarlig"][0], bilde, roller), set()
    for person, start, node in finn(aksjon, bilde):
        if (person, start) not in sett:
            sett.add((person, start))
            periode = Periode(start.isoformat(), start, pluss_maneder(start, aksjon["syklus"]["frist_mnd"]))
            yield post.plikt(post.post.get("del"), ("person", person), node, periode)


def _rollestart(aksjon: dict[str, Any], bilde: Dagsbilde) -> Iterator[Start]:
    """Those who hold one of the roles now, from the day they took it up; each role by itself."""
    for rolle in bilde.na.roller:
        if rolle.rolle in aksjon["gjelder_roller"] and not rolle.stedfortreder and rolle.fra:
            yield rolle.person, rolle.fra, _rollens_node(rolle, aksjon, bilde)


def _kursdato(aksjon: dict[str, Any], bilde: Dagsbilde) -> Iterator[Start]:
    for person, dato in bilde.hele.kurs.items():
        if dato and person in bilde.person and _er_med(person, aksjon.get("konfig", {}), bilde):
            yield person, dato, _arbeidssted(person, bilde, None)


def _er_med(person: str, konfig: dict[str, Any], bilde: Dagsbilde) -> bool:
    """Everybody with a course, unless the kommune has narrowed it to those who hold one of the roles now (T-18)."""
    if konfig.get("standard") != "aktive_roller":
        return True
    na = [r for r in bilde.na.roller if r.person == person and not r.stedfortreder]
    return any(r.rolle in konfig["aktive_roller"] for r in na)


def _ansattdato(_aksjon: dict[str, Any], bilde: Dagsbilde) -> Iterator[Start]:
    """Everybody with a position, guests left out."""
    for ansatt in bilde.na.personer:
        stilling, start = bilde.hovedstilling(ansatt.id), _ansatt(ansatt, bilde)
        if stilling and start and not ansatt.gjest:
            yield ansatt.id, start, stilling.node


def _ansatt(person: PersonV, bilde: Dagsbilde) -> date | None:
    """When the person came; else the first of the positions, if the beginning of every one of them is known."""
    egne = [s.fra for s in bilde.hele.stillinger if s.person == person.id]
    kjent = [fra for fra in egne if fra]
    return person.fra or (min(kjent) if kjent and len(kjent) == len(egne) else None)


def _rollens_node(rolle: RolleV, aksjon: dict[str, Any], bilde: Dagsbilde) -> str | None:
    """For the nearest leader: the person's own position. For a leader of the role's unit: the unit where the role is."""
    sted, post = _sted(rolle, bilde), aksjon["ansvarlig"][0]
    if post["rolle"] == "naermeste_leder":
        return _arbeidssted(rolle.person, bilde, sted)
    sted = sted or _arbeidssted(rolle.person, bilde, None)
    enhet = bilde.pa_niva(sted, post["niva"]) if sted else None
    return enhet.id if enhet else sted


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
            return next((hovedbruker(b, bilde) for b in bilde.na.bygg if b.id == rolle.omfang), None)
        case _:
            return next((bilde.levende(m.node) for m in bilde.na.mks_grupper if m.id == rolle.omfang), None)

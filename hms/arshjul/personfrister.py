"""The duties whose clock starts with a person: a role, a course, a first day at work. Pure, as things stand on a day."""

from collections.abc import Iterator
from datetime import date

from hms.arshjul import rules
from hms.arshjul.bilde import Bilde, Person, Rolle
from hms.arshjul.emner import TYPER, Sak, Tid, er_i_gang, hovedbruker
from hms.arshjul.rules import Frist
from hms.kurs.rules import GRUNNKURS, Oversikt
from hms.regelverk.aksjon import Aksjon, Mottaker, Regelverk

Start = tuple[date, int | None]  # the day the clock starts, the node that it started at


def personstyrte(
    regelverk: Regelverk, aksjon: Aksjon, bilde: Bilde, person: Person, *, paa: date, tid: Tid
) -> Iterator[Sak]:
    """The duties of one person with a deadline in the time `tid`, as things stand on the day `paa`."""
    if not person.gjelder(paa):
        return
    post, (fra, til) = aksjon.ansvarlig[0], tid
    tidligst = max(fra, regelverk.standard.oppstart or fra)
    for start, sted in _starter(aksjon, bilde, person, paa).items():
        frist = rules.pluss_mnd(start, aksjon.kadens.frist_mnd)
        node = _node(post, bilde, person, sted, paa)
        if node is None or not tidligst <= frist <= til or not er_i_gang(regelverk, bilde, node, paa):
            continue
        yield Sak(
            aksjon.id, post.del_, post.niva, post.rolle, "person", person.ekstern_id, node,
            Frist(start.isoformat(), start, frist), person=person.id, start=start,
        )  # fmt: skip


def _starter(aksjon: Aksjon, bilde: Bilde, person: Person, paa: date) -> dict[date, int | None]:
    """When something began for this person that still goes on. What is not known is left out (rule 10)."""
    match aksjon.kadens.start:
        case "rolle_start":
            return _rollestart(aksjon, bilde, person, paa)
        case "kurs_dato":
            tatt = bilde.kurs.get((person.id, GRUNNKURS))
            med = not aksjon.bare_roller or any(r.rolle in aksjon.bare_roller for r in _roller(bilde, person, paa))
            return {tatt: None} if tatt is not None and med else {}
    ansatt = _ansatt(bilde, person)
    arbeider = bilde.hovedstilling(person.id, paa) is not None and not person.gjest
    return {ansatt: None} if ansatt is not None and arbeider else {}


def _rollestart(aksjon: Aksjon, bilde: Bilde, person: Person, paa: date) -> dict[date, int | None]:
    """Each role by itself, from the day it was taken up (6.2-1: «starter ved registrert rolle»); two on one day are one."""
    funnet: dict[date, int | None] = {}
    for rad in _roller(bilde, person, paa):
        if rad.rolle in aksjon.gjelder_roller and rad.fra is not None:
            funnet.setdefault(rad.fra, omfangsnode(bilde, rad, paa))
    return funnet


def _roller(bilde: Bilde, person: Person, paa: date) -> list[Rolle]:
    """The roles that the person holds that day; a deputy holds none."""
    mine = (r for r in bilde.roller_til(person.id) if r.gjelder(paa) and not r.stedfortreder)
    return sorted(mine, key=lambda r: r.id)


def _ansatt(bilde: Bilde, person: Person) -> date | None:
    """When the person came; else the first of the positions, if the beginning of every one of them is known."""
    fra = [s.fra for s in bilde.stillinger_til(person.id)]
    kjent = [dag for dag in fra if dag is not None]
    return person.fra or (min(kjent) if kjent and len(kjent) == len(fra) else None)


def _node(post: Mottaker, bilde: Bilde, person: Person, sted: int | None, paa: date) -> int | None:
    """Where the duty lies: at the person's main position; for another role's duty, on its level where the role is held."""
    stilling = bilde.hovedstilling(person.id, paa)
    eget = stilling[0] if stilling is not None else sted
    if post.niva == "person":
        return eget
    her = sted if sted is not None else eget
    over = bilde.over(her, paa, *TYPER[post.niva]) if her is not None else None
    return her if over is None else over


def omfangsnode(bilde: Bilde, rad: Rolle, paa: date) -> int | None:
    """The node that a role's scope belongs to that day: for a verneområde its first, for a building its main user's."""
    match rad.omfang_type:
        case "node":
            return bilde.levende(rad.omfang_id, paa)
        case "verneomrade":
            omrade = bilde.omrade.get(rad.omfang_id)
            noder = omrade.noder if omrade is not None and omrade.gjelder(paa) else ()
            return next((n for node in noder if (n := bilde.levende(node, paa)) is not None), None)
        case "bygg":
            return next((hovedbruker(bilde, b, paa) for b in bilde.bygg if b.id == rad.omfang_id), None)
    grupper = (g for g in bilde.grupper if g.id == rad.omfang_id and g.gjelder(paa))
    return next((bilde.levende(g.node, paa) for g in grupper), None)


def kurset(aksjon: Aksjon, person: int, start: date | None, tatt: Oversikt) -> date | None:
    """The day of the course that answers somebody's duty. A refresher answers only for the course it came after."""
    dag = tatt.get((person, aksjon.kurs or ""))
    if dag is None or (aksjon.kadens.start == "kurs_dato" and start is not None and dag <= start):
        return None
    return dag


def er_ukjent(aksjon: Aksjon, person: int | None, tatt: Oversikt) -> bool:
    """Is nothing known of whether the person has the grunnkurs? Unknown is never overdue (rule 10)."""
    return aksjon.kurs == GRUNNKURS and person is not None and (person, GRUNNKURS) not in tatt

"""Which courses somebody's roles call for, and what is known of them (TX-04, TX-05, TX-07). Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from hms.arshjul.personfrister import kurset
from hms.arshjul.rules import pluss_mnd
from hms.kurs import queries as kurs
from hms.kurs.rules import GRUNNKURS
from hms.organisasjon import model
from hms.organisasjon import queries as org
from hms.regelverk.aksjon import Aksjon, Regelverk

LEDERE = frozenset(org.LEDERROLLE.values())


@dataclass(frozen=True)
class Kursstatus:
    """One course of one person: the day it was taken, whether anything is known, and the deadline where there is one.

    `bor`: the deadline is a recommendation, shown as a remark when it is over (T-17).
    """

    person: int
    kurs: str
    dato: date | None
    kjent: bool
    frist: date | None
    bor: bool


def status(session: Session, regelverk: Regelverk, person_id: int, paa: date) -> list[Kursstatus]:
    """What the person's roles call for that day, in the order of the rulebook."""
    tatt = kurs.oversikt(session, [person_id])
    roller = [r for r in org.roller_til(session, person_id, paa) if not r.stedfortreder]
    funnet = []
    for aksjon in regelverk.aksjoner.values():
        if aksjon.kurs is None or not aksjon.aktiv:
            continue
        if aksjon.kadens.start == "kurs_dato":
            funnet += _repetisjon(aksjon, person_id, tatt, {r.rolle for r in roller})
            continue
        mine = [r for r in roller if r.rolle in aksjon.gjelder_roller]
        kjente = [r.gyldig_fra for r in mine if r.gyldig_fra is not None]
        frist = pluss_mnd(min(kjente), aksjon.kadens.frist_mnd) if kjente and len(kjente) == len(mine) else None
        if mine:
            nokkel = (person_id, aksjon.kurs)
            funnet.append(
                Kursstatus(person_id, aksjon.kurs, tatt.get(nokkel), nokkel in tatt, frist, aksjon.hardhet == "bor")
            )
    return funnet


def _repetisjon(
    aksjon: Aksjon, person_id: int, tatt: Mapping[tuple[int, str], date | None], roller: set[str]
) -> list[Kursstatus]:
    start = tatt.get((person_id, GRUNNKURS))
    if start is None or (aksjon.bare_roller and roller.isdisjoint(aksjon.bare_roller)):
        return []
    frist = pluss_mnd(start, aksjon.kadens.frist_mnd)
    dato = kurset(aksjon, person_id, start, tatt)
    return [Kursstatus(person_id, aksjon.kurs or "", dato, kjent=True, frist=frist, bor=aksjon.hardhet == "bor")]


def ledet_av(session: Session, person_id: int, paa: date) -> set[int]:
    """The nodes that the person leads that day, and those below them; a deputy leads where there is no holder."""
    egne = {
        r.omfang_id
        for r in org.roller_til(session, person_id, paa)
        if r.omfang_type == "node"
        and r.rolle in LEDERE
        and (not r.stedfortreder or not org.holdere(session, r.rolle, "node", r.omfang_id, paa))
    }
    return egne | {n.id for node in egne for n in org.etterkommere(session, node, paa)}


def folk(session: Session, noder: set[int] | None, paa: date) -> list[int]:
    """Those who work at these nodes that day, by name; with None everybody who works in the kommune."""
    sporring = (
        select(model.Stilling.person_id)
        .join(model.Person, col(model.Person.id) == col(model.Stilling.person_id))
        .where(org.gyldig(model.Stilling, paa), org.gyldig(model.Person, paa))
    )
    if noder is not None:
        sporring = sporring.where(col(model.Stilling.node_id).in_(noder))
    return list(dict.fromkeys(session.exec(sporring.order_by(col(model.Person.navn), col(model.Person.id)))))

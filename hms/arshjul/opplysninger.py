"""Lays out what people are told beside their duties. It stands in the day's card and is worded from current rows (T26)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from hms.arshjul import mottak, opplysningsdager, rules
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import Sak, maler
from hms.arshjul.model import ArshjulOpplysning, ArshjulPlan
from hms.arshjul.opplysningsdager import Dag
from hms.arshjul.queries import Levende, les_bilde
from hms.kit.klokke import oslo_date
from hms.kit.sporring import sett_inn_nye, sett_inn_om_ny
from hms.organisasjon.model import Node
from hms.regelverk.aksjon import Aksjon, Mottaker, Regelverk

Les = Callable[[Callable[[Session], Any]], Any]
Arbeid = Callable[[Session], int]
# What has days of its own: (session, rulebook, organisation, day) → what is to be told by then. Each is told once.
Kilde = Callable[[Session, Regelverk, Bilde, date], Iterable["Beskjed"]]
BIT = 200
# After so long a stop what was to be told is no news any more; the next of its kind comes in its time.
HUSKES = timedelta(days=31)
EMNE = {"verneomrade": "omrade", "bygg": "bygg", "mks_gruppe": "gruppe"}


@dataclass(frozen=True)
class Beskjed:
    """One thing to tell: of which kind, about what, for which duty's holders; or else to these `personer`."""

    slag: str
    sak: Sak
    periode: str
    gjelder_type: str
    gjelder_id: int
    personer: tuple[int, ...] | None = None
    oversikt: bool = False


def arbeid(les: Les, regelverk: Regelverk, now: datetime, kilder: Sequence[Kilde] = ()) -> Iterator[Arbeid]:
    """The slices that lay out what falls today, and since the last look; nothing if that is done. `les` reads."""
    paa = oslo_date(now)
    kjent = les(lambda s: s.get(ArshjulPlan, 1))
    if kjent is None or (kjent.opplyst_til is not None and kjent.opplyst_til >= paa):
        return
    fra = max(kjent.opplyst_til or paa - rules.DAG, paa - HUSKES) + rules.DAG
    start = regelverk.standard.oppstart
    if start is None or start <= paa:
        bilde: Bilde = les(les_bilde)
        alle = list(_beskjeder(regelverk, bilde, fra, paa))
        for kilde in kilder:
            alle += les(partial(_fra_kilde, kilde=kilde, regelverk=regelverk, bilde=bilde, paa=paa))
        skoler = {node.id for node in bilde.noder.values() if node.skole_barnehage}
        rader = [rad for ett in alle for rad in _rader(regelverk, bilde, ett, paa, skole=ett.sak.node in skoler)]
        for start_ in range(0, len(rader), BIT):
            yield partial(_legg, rader=rader[start_ : start_ + BIT])
    yield partial(_ferdig, paa=paa)


def _fra_kilde(session: Session, *, kilde: Kilde, regelverk: Regelverk, bilde: Bilde, paa: date) -> list[Beskjed]:
    return list(kilde(session, regelverk, bilde, paa))


def _beskjeder(regelverk: Regelverk, bilde: Bilde, fra: date, paa: date) -> Iterator[Beskjed]:
    """The newest of each kind and action: after downtime only the last is told."""
    siste: dict[tuple[str, str], Dag] = {}
    dag = fra
    while dag <= paa:
        siste.update({(ett.slag, ett.aksjon.id): ett for ett in opplysningsdager.som_faller(regelverk, dag)})
        dag += rules.DAG
    for ett in siste.values():
        yield from _for_dag(regelverk, bilde, ett, paa)


def _for_dag(regelverk: Regelverk, bilde: Bilde, dag: Dag, paa: date) -> Iterator[Beskjed]:
    match dag.slag:
        case opplysningsdager.SAMLERAPPORT:
            for sak in topp(bilde, dag.aksjon, paa):
                personer = bilde.i_rolle(mottak.KOMMUNEDIREKTOR, "node", sak.node, paa)
                yield beskjed(dag.slag, sak, dag.periode, personer=personer, oversikt=True)
        case opplysningsdager.TIMER:
            for sak in topp(bilde, dag.aksjon, paa):
                yield beskjed(dag.slag, sak, dag.periode)
        case _:
            for sak in maler(regelverk, dag.aksjon, bilde, paa):
                yield beskjed(dag.slag, sak, dag.periode)


def beskjed(slag: str, sak: Sak, periode: str, **mer: Any) -> Beskjed:
    """About the subject of a duty, to its holders."""
    felt = EMNE.get(sak.gjelder_type)
    return Beskjed(slag, sak, periode, sak.gjelder_type, getattr(sak, felt) if felt else sak.node, **mer)


def topp(bilde: Bilde, aksjon: Aksjon, paa: date) -> Iterator[Sak]:
    """The kommune itself, for what the action's first holder is told of all of it."""
    if bilde.topp is not None:
        yield sak_pa(bilde, aksjon, aksjon.ansvarlig[0], bilde.topp, paa)


def sak_pa(bilde: Bilde, aksjon: Aksjon, post: Mottaker, node: int, paa: date) -> Sak:
    """The action at a node, for this entry of it."""
    frist = rules.Frist("", paa, paa)
    return Sak(aksjon.id, post.del_, post.niva, post.rolle, "node", bilde.noder[node].ekstern_id, node, frist)


def _legg(session: Session, *, rader: Sequence[dict[str, Any]]) -> int:
    sett_inn_nye(session, ArshjulOpplysning, rader)
    return len(rader)


def legg(session: Session, regelverk: Regelverk, ett: Beskjed, paa: date) -> int:
    """Lays one out for each who shall have it, on the first day it can be sent. Once for each period, whoever asks."""
    node = session.get(Node, ett.sak.node)
    rader = _rader(regelverk, Levende(session), ett, paa, skole=node is not None and node.skole_barnehage)
    return sum(sett_inn_om_ny(session, ArshjulOpplysning, rad, "id") is not None for rad in rader)


def _rader(
    regelverk: Regelverk, org: mottak.Organisasjon, ett: Beskjed, paa: date, *, skole: bool
) -> Iterator[dict[str, Any]]:
    kal = rules.kalender(regelverk.standard, skole=skole)
    for person, oversikt in _til(regelverk, org, ett, paa):
        yield {
            "slag": ett.slag,
            "aksjon": ett.sak.aksjon,
            "gjelder_type": ett.gjelder_type,
            "gjelder_id": ett.gjelder_id,
            "periode": ett.periode,
            "dag": rules.manedens_forste(paa) if oversikt else kal.neste(paa),
            "person_id": person,
            "oversikt": oversikt,
            "sendt": False,
        }


def _til(regelverk: Regelverk, org: mottak.Organisasjon, ett: Beskjed, paa: date) -> Iterable[tuple[int, bool]]:
    if ett.personer is not None:
        return [(person, ett.oversikt) for person in ett.personer]
    aksjon = regelverk.aksjoner[ett.sak.aksjon]
    ledd = mottak.mottakere(regelverk, aksjon, ett.sak, rules.ANSVARLIG, org=org, paa=paa)
    return [(person, en.oversikt) for en in ledd for person in en.personer]


def _ferdig(session: Session, *, paa: date) -> int:
    rad = session.get(ArshjulPlan, 1)
    if rad is not None:
        rad.opplyst_til = paa
        session.add(rad)
    return 0


def rydd(session: Session, eldre_enn: date, grense: int) -> int:
    """Forgets some of what was told before a civil day. Returns how many rows went.

    That it is long since a group met stays: it is told once for each meeting, however long ago that was (T35).
    """
    gamle = select(ArshjulOpplysning.id).where(
        col(ArshjulOpplysning.sendt),
        ArshjulOpplysning.dag < eldre_enn,
        ArshjulOpplysning.slag != opplysningsdager.OPPHOLD,
    )
    return (
        session.connection()
        .execute(delete(ArshjulOpplysning).where(col(ArshjulOpplysning.id).in_(gamle.limit(grense))))
        .rowcount
    )


def for_dagen(session: Session, person_id: int, dag: date) -> list[ArshjulOpplysning]:
    """What somebody is told in the card of a day, in the order it was laid out."""
    sporring = select(ArshjulOpplysning).where(
        ArshjulOpplysning.person_id == person_id, ArshjulOpplysning.dag == dag, ArshjulOpplysning.sendt
    )
    return list(session.exec(sporring.order_by(col(ArshjulOpplysning.id))))

"""A new leader is handed over to, once for each start of a role: what lies there, what was delegated, whom to ask."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlmodel import Session, col, select

from hms.arshjul import planlegging, queries
from hms.arshjul.model import APEN, ArshjulPlan, Oppgave, Overlevering
from hms.arshjul.planlegging import Arbeid, Les
from hms.avvik import flyt
from hms.avvik.model import Avvik
from hms.kit.kalender import purretid
from hms.kit.klokke import oslo_date
from hms.kit.sporring import sett_inn_nye
from hms.organisasjon import queries as org
from hms.organisasjon.model import Person, Rolle
from hms.outbox import service as outbox
from hms.regelverk.aksjon import Regelverk
from hms.tiltak.model import Tiltak
from hms.tiltak.rules import UFERDIGE

SETT = 2  # the row of ArshjulPlan that says what the roles were last looked through for
FORTELLES, NOTERES = 10, 500  # roles of a slice
KOMMER = timedelta(days=90)


@dataclass(frozen=True)
class Innhold:
    """What comes with a role on a day. `kommer` are duties that have not opened; `forrige` are former holders still at work."""

    oppgaver: list[Oppgave]
    kommer: list[Oppgave]
    avvik: list[Avvik]
    tiltak: list[Tiltak]
    forrige: list[int]


def arbeid(les: Les, regelverk: Regelverk, now: datetime) -> Iterator[Arbeid]:
    """The slices that see the roles which have begun; nothing while the organisation and the day are the same.

    The first time of all they are only noted: nobody is new then.
    """
    paa = oslo_date(now)
    merke: str = les(lambda s: planlegging.stempel(s, regelverk, paa))
    kjent = les(lambda s: s.get(ArshjulPlan, SETT))
    if kjent is not None and kjent.stempel == merke:
        return
    nye: Sequence[int] = les(partial(_usette, roller=med_ansvar(regelverk), paa=paa))
    fortell = kjent is not None
    bit = FORTELLES if fortell else NOTERES
    for start in range(0, len(nye), bit):
        yield partial(_se, ider=nye[start : start + bit], now=now, fortell=fortell)
    yield partial(_ferdig, merke=merke, now=now)


def med_ansvar(regelverk: Regelverk) -> set[str]:
    """The leaders' roles, and the others that duties lie with."""
    return {*org.LEDERROLLE.values(), *(m.rolle for a in regelverk.aksjoner.values() for m in a.ansvarlig)}


def innhold(session: Session, regelverk: Regelverk, rolle: Rolle, paa: date) -> Innhold:
    """What the role brings with it that day."""
    noder = _noder(session, rolle, paa)
    alle = queries.mine(session, regelverk, rolle.person_id, paa)
    kommer = queries.i_tida(session, noder, paa, paa + KOMMER)
    for_ = forgjengere(session, rolle, paa)
    return Innhold(
        oppgaver=[rad for rad in alle if rad.node_id in noder],
        kommer=[rad for rad in kommer if rad.status == APEN and rad.apner > paa and rad.rolle == rolle.rolle],
        avvik=_avvik(session, for_, noder),
        tiltak=_tiltak(session, for_, noder),
        forrige=[id_ for id_ in for_ if _er_her(session, id_, paa)],
    )


def forgjengere(session: Session, rolle: Rolle, paa: date) -> list[int]:
    """Those who held the role there before and do no longer, the last one first."""
    sporring = select(Rolle).where(
        Rolle.rolle == rolle.rolle,
        Rolle.omfang_type == rolle.omfang_type,
        Rolle.omfang_id == rolle.omfang_id,
        Rolle.person_id != rolle.person_id,
        col(Rolle.for_id).is_(None),
    )
    rader = [r for r in session.exec(sporring) if not org.er_gyldig(r, paa) or not _er_her(session, r.person_id, paa)]
    rader = [r for r in rader if r.gyldig_fra is None or r.gyldig_fra <= paa]
    return list(dict.fromkeys(r.person_id for r in sorted(rader, key=lambda r: r.gyldig_til or date.max, reverse=True)))


def _usette(session: Session, *, roller: Collection[str], paa: date) -> Sequence[int]:
    sporring = (
        select(col(Rolle.id))
        .join(Person, col(Person.id) == col(Rolle.person_id))
        .where(
            col(Rolle.rolle).in_(roller),
            col(Rolle.stedfortreder).is_(False),
            org.gyldig(Rolle, paa),
            org.gyldig(Person, paa),
            col(Rolle.id).not_in(select(Overlevering.rolle_id)),
        )
    )
    return [id_ for id_ in session.exec(sporring.order_by(col(Rolle.id))) if id_ is not None]


def _se(session: Session, *, ider: Sequence[int], now: datetime, fortell: bool) -> int:
    sett_inn_nye(session, Overlevering, [{"rolle_id": id_, "sett": oslo_date(now)} for id_ in ider])
    if not fortell:
        return 0
    return sum(_fortell(session, session.get(Rolle, id_), now) for id_ in ider)


def _fortell(session: Session, rolle: Rolle | None, now: datetime) -> bool:
    """One who held the role the day before, by another row, has not begun."""
    if rolle is None or _hadde(session, rolle, oslo_date(now)):
        return False
    varsel = outbox.Varsel(
        dedup_key=f"overlevering:{rolle.id}",
        nokkel="overlevering",
        mottaker={"person": rolle.person_id},
        parametre={"rolle": rolle.id},
        ikke_for=purretid(now, alltid=True),
    )
    return outbox.varsel(session, varsel) is not None


def _hadde(session: Session, rolle: Rolle, paa: date) -> bool:
    dagen_for = (rolle.gyldig_fra or paa) - timedelta(days=1)
    sporring = select(Rolle.id).where(
        Rolle.rolle == rolle.rolle,
        Rolle.person_id == rolle.person_id,
        Rolle.omfang_type == rolle.omfang_type,
        Rolle.omfang_id == rolle.omfang_id,
        Rolle.id != rolle.id,
        col(Rolle.stedfortreder).is_(False),
        org.gyldig(Rolle, dagen_for),
    )
    return session.exec(sporring).first() is not None


def _ferdig(session: Session, *, merke: str, now: datetime) -> int:
    return planlegging.merk(session, SETT, merke, now)


def _noder(session: Session, rolle: Rolle, paa: date) -> set[int]:
    """The node of the role and those below it; none for a role that is held elsewhere."""
    if rolle.omfang_type != "node":
        return set()
    return {rolle.omfang_id, *(node.id for node in org.etterkommere(session, rolle.omfang_id, paa))}


def _avvik(session: Session, behandlere: Sequence[int], noder: Collection[int]) -> list[Avvik]:
    sporring = select(Avvik).where(
        col(Avvik.behandler_id).in_(behandlere), col(Avvik.node_id).in_(noder), col(Avvik.status).in_(flyt.APNE)
    )
    return list(session.exec(sporring.order_by(col(Avvik.grad).desc(), col(Avvik.id))))


def _tiltak(session: Session, ansvarlige: Sequence[int], noder: Collection[int]) -> list[Tiltak]:
    sporring = select(Tiltak).where(
        col(Tiltak.ansvarlig_id).in_(ansvarlige), col(Tiltak.node_id).in_(noder), col(Tiltak.status).in_(UFERDIGE)
    )
    return list(session.exec(sporring.order_by(col(Tiltak.frist), col(Tiltak.id))))


def _er_her(session: Session, person_id: int, paa: date) -> bool:
    person = org.person(session, person_id)
    return person is not None and org.er_gyldig(person, paa)

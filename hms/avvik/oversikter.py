"""The overviews of broken deadlines: the verneombud's every week, the HMS-ansvarlig's every day (avvik.md 5). Nothing broken: not sent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from hms.avvik import flyt, lister, queries
from hms.avvik.lister import Filter
from hms.avvik.model import Avvik, AvvikInhabil, AvvikOversikt
from hms.kit.kalender import SEND_FROM, er_stille, er_virkedag, purretid
from hms.kit.klokke import oslo, oslo_date
from hms.kit.sporring import sett_inn_eller_endre
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox import service as outbox
from hms.outbox.adressering import Mottakere
from hms.outbox.model import Prioritet

UKE = "uke"
DAG = "dag"
HMS_ANSVARLIG = "hms_ansvarlig"
NOTICE = "avvik_oversikt"
IGJEN = "avvik_oversikt_igjen"
OVER_FRIST = Filter("over_frist")
ALVORLIG = 3
BIT = 8

Les = Callable[[Callable[[Session], Any]], Any]
Arbeid = Callable[[Session], int]


def faller(dag: date) -> Mapping[str, str]:
    """The overviews of this civil day, and the period of each: none on a day off, and no weekly one in July.

    The week's comes on its first such day. A day or a week in which nothing ran is not made up for: what is broken still, stands in
    the next.
    """
    if not er_virkedag(dag):
        return {}
    ar, uke, _ = dag.isocalendar()
    return {DAG: dag.isoformat()} | ({} if er_stille(dag) else {UKE: f"{ar}-W{uke:02}"})


def arbeid(les: Les, now: datetime) -> Iterator[Arbeid]:
    """The slices that enqueue what falls today, from 09.00 on; nothing if that is done. `les` reads."""
    if oslo(now).time() < SEND_FROM:
        return
    kjent: Mapping[str, str] = les(lambda s: {rad.slag: rad.periode for rad in s.exec(select(AvvikOversikt))})
    for slag, periode in faller(oslo_date(now)).items():
        if kjent.get(slag) == periode:
            continue
        for mottakere in les(partial(_mottakere, slag=slag, now=now)):
            yield partial(_legg_ut, slag=slag, periode=periode, mottakere=mottakere, now=now)
        yield partial(_ferdig, slag=slag, periode=periode)


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": hms_ansvarlig | verneombud, "avvik_oversikt": …}; a verneombud's goes to the hovedverneombud in the last resort."""
    if mottaker["rolle"] == HMS_ANSVARLIG:
        alle = _ider(org.kommune_rolle(session, HMS_ANSVARLIG, paa))
        stedfortredere = _ider(org.stedfortredere(session, HMS_ANSVARLIG, "node", org.kommune(session).id, paa))
        return Mottakere(alle, tuple(i for i in stedfortredere if i not in alle))
    person_id: int = mottaker["verneombud"]
    return Mottakere((person_id,), tuple(i for i in _ider(org.hovedverneombud(session, paa)) if i != person_id))


def kan_lese(session: Session, mottaker: Mapping[str, Any], person_id: int | None, paa: date) -> bool:
    """Is this somebody whom the overview is meant for now?"""
    found = finn(session, mottaker, paa)
    return person_id in (*found.alle, *found.reserve)


def hos_verneombud(session: Session, person_id: int, leser_id: int, now: datetime) -> list[Avvik]:
    """The HMS cases past their deadline that this verneombud follows, as the reader may see them; the gravest and oldest first."""
    paa = oslo_date(now)
    areas = lister.verneomrader(session, person_id, paa) + lister.ledige_verneomrader(session, person_id, paa)
    # A verneombud whom a case is about is passed over, and the hovedverneombud has it.
    near = or_(lister.i_noen(areas), col(Avvik.id).in_(select(AvvikInhabil.avvik_id)))
    found = _brutt(session, now, near, lister.apen_for(leser_id))
    return [avvik for avvik in found if any(p.id == person_id for p in queries.verneombud(session, avvik, paa))]


def i_kommunen(session: Session, leser_id: int, now: datetime) -> Sequence[Avvik]:
    """All cases past their deadline that are not about the reader; the gravest and oldest first. In July the grave ones only."""
    return _brutt(session, now, lister.apen_for(leser_id), _na(now))


def _na(now: datetime) -> ColumnElement[bool]:
    """The condition that a case is one to speak of now: in a quiet period nobody hears of the lower severities (kalender.md)."""
    return col(Avvik.grad) >= (ALVORLIG if er_stille(oslo_date(now)) else 1)


def _brutt(session: Session, now: datetime, *hvilke: ColumnElement[bool]) -> Sequence[Avvik]:
    query = select(Avvik).where(lister.valgt(OVER_FRIST, now), *hvilke)
    return session.exec(query.order_by(col(Avvik.grad).desc(), col(Avvik.id))).all()


def _mottakere(session: Session, *, slag: str, now: datetime) -> list[list[dict[str, Any]]]:
    """Whom the outbox is to look up, in slices. For the week one for each verneombud, for the day the role."""
    saker = _brutt(session, now, _na(now))
    if slag == DAG:
        return [[{"rolle": HMS_ANSVARLIG, NOTICE: DAG}]] if saker else []
    paa = oslo_date(now)
    personer = sorted({person.id for avvik in saker for person in queries.verneombud(session, avvik, paa)})
    alle = [{"rolle": flyt.VERNEOMBUD, NOTICE: UKE, "verneombud": person} for person in personer]
    return [alle[n : n + BIT] for n in range(0, len(alle), BIT)]


def _legg_ut(
    session: Session, *, slag: str, periode: str, mottakere: Sequence[Mapping[str, Any]], now: datetime
) -> int:
    for mottaker in mottakere:
        hvem = mottaker.get("verneombud", HMS_ANSVARLIG)
        outbox.varsel(
            session,
            outbox.Varsel(
                dedup_key=f"{NOTICE}:{slag}:{periode}:{hvem}",
                nokkel=NOTICE,
                mottaker=mottaker,
                parametre={"slag": slag, "periode": periode, "verneombud": mottaker.get("verneombud")},
                prioritet=Prioritet.MASSE,
                kort=f"{NOTICE}:{slag}:{periode}:{hvem}",
                ikke_for=purretid(now, alltid=True),
            ),
        )
    return len(mottakere)


def vis_om_igjen(session: Session, avvik: Avvik) -> None:
    """Every overview in which the case may stand, since it was reported, is written over with what is true now (avvik.md 8)."""
    meldt = oslo_date(avvik.meldt_at)
    ar, uke, _ = meldt.isocalendar()
    for card in outbox.kort_som(session, f"{NOTICE}:"):
        slag, periode, hvem = card.split(":")[1:4]
        if periode >= (f"{ar}-W{uke:02}" if slag == UKE else meldt.isoformat()):
            verneombud = int(hvem) if slag == UKE else None
            parametre = {"slag": slag, "periode": periode, "verneombud": verneombud}
            outbox.oppdater(session, kort=card, nokkel=IGJEN, parametre=parametre)


def _ider(people: Sequence[Person]) -> tuple[int, ...]:
    return tuple(person.id for person in people)


def _ferdig(session: Session, *, slag: str, periode: str) -> int:
    sett_inn_eller_endre(session, AvvikOversikt, {"slag": slag, "periode": periode}, "slag")
    return 0

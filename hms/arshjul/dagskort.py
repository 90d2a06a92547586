"""Gathers what each person gets that day in one card (rules 3, 4 and 8)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from hms.arshjul.bilde import Bilde
from hms.arshjul.model import APEN, ArshjulLinje, ArshjulOpplysning, Oppgave
from hms.arshjul.mottak import KOMMUNEDIREKTOR
from hms.arshjul.sending import KURSPLAN, mottakere
from hms.arshjul.utsnitt import les_utsnitt
from hms.kit.kalender import SEND_FROM, er_virkedag, purretid
from hms.kit.klokke import oslo, oslo_date
from hms.kit.sporring import sett_inn_om_ny
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.regelverk.aksjon import Regelverk

Tabell = type[ArshjulLinje] | type[ArshjulOpplysning]


def venter_paa_kort(session: Session, now: datetime, grense: int, utenom: Collection[int] = ()) -> list[int]:
    """The first people who have something for today's card, about so many lines together. Only on a working day from 09.00."""
    dag = oslo_date(now)
    if not er_virkedag(dag) or oslo(now).time() < SEND_FROM:
        return []
    return _neste(session, dag, grense, utenom)


def legg_ut(session: Session, now: datetime, regelverk: Regelverk, personer: Sequence[int], grense: int) -> None:
    """Enqueues the cards of these people, with so many of their lines.

    A line of somebody who has given up the role since it was written goes to whoever has it now.

    A line that comes after the day's card has been enqueued is written into that card (rule 4).
    """
    dag = oslo_date(now)
    egne = {*_plikter(session, regelverk, personer, dag, grense), *_opplysninger(session, personer, dag)}
    session.flush()
    for mottaker in sorted(egne):
        _kort(session, now, mottaker, dag)


def rydd(session: Session, eldre_enn: date, grense: int) -> int:
    """Forgets some of what stood on the cards before a civil day, of duties that have ended. Returns how many rows went."""
    ferdige = select(Oppgave.id).where(Oppgave.status != APEN)
    gamle = select(ArshjulLinje.id).where(
        col(ArshjulLinje.sendt), ArshjulLinje.dag < eldre_enn, col(ArshjulLinje.oppgave_id).in_(ferdige)
    )
    gone = delete(ArshjulLinje).where(col(ArshjulLinje.id).in_(gamle.limit(grense)))
    return session.connection().execute(gone).rowcount


def _neste(session: Session, dag: date, grense: int, utenom: Collection[int]) -> list[int]:
    """The first people who have something that waits for today's card: as many as have so many lines together, one at least."""
    linjer = select(ArshjulLinje.person_id, func.count()).where(*_venter(ArshjulLinje, dag))
    linjer = linjer.where(col(ArshjulLinje.person_id).not_in(utenom))
    linjer = linjer.group_by(col(ArshjulLinje.person_id)).order_by(col(ArshjulLinje.person_id)).limit(grense)
    fortalt = select(ArshjulOpplysning.person_id).where(*_venter(ArshjulOpplysning, dag)).distinct()
    fortalt = fortalt.where(col(ArshjulOpplysning.person_id).not_in(utenom))
    fortalt = fortalt.order_by(col(ArshjulOpplysning.person_id)).limit(grense)
    venter = Counter(dict(session.exec(linjer).all()))
    venter.update(session.exec(fortalt).all())
    personer: list[int] = []
    for person in sorted(venter):
        grense -= venter[person]
        if personer and grense < 0:
            break
        personer.append(person)
    return personer


def _venter(tabell: Tabell, dag: date) -> tuple[Any, ...]:
    return col(tabell.sendt).is_(False), tabell.dag <= dag


def _plikter(session: Session, regelverk: Regelverk, personer: Sequence[int], dag: date, grense: int) -> set[int]:
    """The waiting lines of these people go into today's cards. Who gets one?"""
    sporring = (
        select(ArshjulLinje, Oppgave)
        .join(Oppgave, col(Oppgave.id) == col(ArshjulLinje.oppgave_id))
        .where(col(ArshjulLinje.person_id).in_(personer), *_venter(ArshjulLinje, dag))
        .order_by(col(ArshjulLinje.person_id), col(ArshjulLinje.id))
    )
    par = session.exec(sporring.limit(grense)).all()
    bilde = les_utsnitt(session, [rad for _linje, rad in par], dag)
    til: set[int] = set()
    for linje, rad in par:
        if _gikk_videre(session, regelverk, linje, rad, bilde=bilde, dag=dag):
            continue
        linje.sendt = True
        if rad.status == APEN:
            linje.dag = dag
            til.add(linje.person_id)
    return til


def _opplysninger(session: Session, personer: Sequence[int], dag: date) -> Sequence[int]:
    """What these people are told goes into today's cards. Who is told something?"""
    vilkar = (col(ArshjulOpplysning.person_id).in_(personer), *_venter(ArshjulOpplysning, dag))
    til = session.exec(select(ArshjulOpplysning.person_id).where(*vilkar).distinct()).all()
    if til:
        session.connection().execute(update(ArshjulOpplysning).where(*vilkar).values(sendt=True, dag=dag))
    return til


def _gikk_videre(
    session: Session, regelverk: Regelverk, linje: ArshjulLinje, rad: Oppgave, *, bilde: Bilde, dag: date
) -> bool:
    """Has the role passed to others since the line was written? Then it becomes theirs."""
    andre = _innehavere(regelverk, linje, rad, bilde, dag) if rad.status == APEN else []
    if not andre or linje.person_id in {person for _rolle, person in andre}:
        return False
    verdier = linje.model_dump(exclude={"id"})
    session.delete(linje)
    session.flush()
    for rolle, person in andre:
        sett_inn_om_ny(session, ArshjulLinje, {**verdier, "person_id": person, "rolle": rolle}, "id")
    return True


def _innehavere(
    regelverk: Regelverk, linje: ArshjulLinje, rad: Oppgave, bilde: Bilde, dag: date
) -> list[tuple[str, int]]:
    """Who the line would be for that day, by which role; nobody where it follows no role."""
    if linje.oversikt:
        return [(linje.rolle, person) for person in bilde.i_rolle(KOMMUNEDIREKTOR, "node", bilde.topp or 0, dag)]
    aksjon = regelverk.aksjoner.get(rad.aksjon)
    if linje.steg == KURSPLAN or aksjon is None:
        return []
    ledd = mottakere(regelverk, aksjon, rad, bilde, niva=linje.niva, dag=dag)
    return [(ett.rolle, person) for ett in ledd if not ett.oversikt for person in ett.personer]


def _kort(session: Session, now: datetime, person: int, dag: date) -> None:
    kort = f"arshjul:{person}:{dag.isoformat()}"
    parametre: Mapping[str, Any] = {"person": person, "dag": dag.isoformat()}
    ny = outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=kort,
            nokkel="arshjul_dag",
            mottaker={"rolle": "arshjul", "arshjul": person},
            parametre=parametre,
            prioritet=Prioritet.MASSE,
            kort=kort,
            ikke_for=purretid(now, alltid=True),
        ),
    )
    if ny is None:
        outbox.oppdater(session, kort=kort, nokkel="arshjul_dag", parametre=parametre)

"""Takes the steps that are due, and gathers what each person gets that day in one card (rules 3, 4, 6 and 8)."""

import functools
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from hms.arshjul import mottak, queries, rules, svar
from hms.arshjul.emner import TYPER
from hms.arshjul.model import APEN, BORTFALT, UTFORT, ArshjulLedig, ArshjulLinje, ArshjulOpplysning, Oppgave
from hms.arshjul.mottak import KOMMUNEDIREKTOR, Ledd
from hms.arshjul.personfrister import er_ukjent
from hms.arshjul.plan import steg_for
from hms.arshjul.queries import Levende
from hms.arshjul.rules import ANSVARLIG, Kalender, Steg
from hms.kit import revisjon
from hms.kit.kalender import SEND_FROM, er_virkedag, klokka, purretid
from hms.kit.klokke import oslo, oslo_date
from hms.kit.sporring import Setning, sett_inn_om_ny
from hms.kurs import queries as kurs
from hms.kurs.rules import GRUNNKURS, uten_kurs
from hms.organisasjon import queries as org
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.regelverk.aksjon import Aksjon, Regelverk
from hms.stige import Planlagt, Valg, forfalt

log = structlog.get_logger(__name__)

DELEGERT = "delegert"
LENKE = "lenke"  # not a step of the plan: a line that says that the link did not come
HMS_ANSVARLIG = "hms_ansvarlig"
KURSPLAN = "kursplan"  # the name of the line that says that no course is planned; not a step of the duty

IKKE_LEDIG = Setning(
    delete(ArshjulLedig).where(
        col(ArshjulLedig.rolle) == bindparam("rolle"), col(ArshjulLedig.node_id) == bindparam("node_id")
    )
)


def forfalte(session: Session, now: datetime, grense: int) -> Sequence[Oppgave]:
    """The open duties whose time has come, oldest first, locked for this transaction."""
    # No condition on the status, or SQLite looks through all that are open; what has ended has no `neste_at`.
    sporring = select(Oppgave).where(col(Oppgave.neste_at) <= now)
    sporring = sporring.order_by(col(Oppgave.neste_at), col(Oppgave.id)).limit(grense)
    return session.exec(sporring.with_for_update(skip_locked=True)).all()


def ta_steg(session: Session, now: datetime, regelverk: Regelverk, rad: Oppgave) -> str | None:
    """Takes the step that is due, if any, and says which. Its lines wait for the day's card."""
    aksjon = regelverk.aksjoner.get(rad.aksjon)
    i_gang = rad.status in (APEN, UTFORT)
    if not i_gang or aksjon is None or not queries.lever(session, aksjon, rad, oslo_date(now)):
        rad.status, rad.neste_at = BORTFALT if rad.status == APEN else rad.status, None
        session.add(rad)
        return None
    kal = kalender_for(session, regelverk, rad)
    if rad.status == UTFORT:
        _apne_igjen(session, now, regelverk, aksjon, rad)
    valg = _valg(regelverk, aksjon, rad, kal, now)
    steg = valg.steg
    if steg is None:
        rad.neste_at = valg.neste_at
        session.add(rad)
        return None
    dag = _sendedag(now, kal)
    if (
        dag > rad.frist
        and aksjon.kurs
        and er_ukjent(aksjon, rad.person_id, kurs.oversikt(session, [rad.person_id or 0]))
    ):
        rad.trinn, rad.neste_at = [*rad.trinn, {"navn": steg.navn, "at": None}], valg.neste_at
        session.add(rad)
        return None
    ledd = _mottakere(session, regelverk, aksjon, rad, niva=steg.niva, dag=dag)
    if not ledd and steg.niva == ANSVARLIG:
        log.warning("arshjul.ingen_mottaker", oppgave=rad.id)
        rad.neste_at = klokka(kal.neste(dag + rules.DAG), SEND_FROM)
        session.add(rad)
        return None
    _linjer(
        session,
        rad,
        steg,
        ledd,
        dag=dag,
        forsinket=oslo_date(steg.at) < dag,
        levende=Levende(session),
        regelverk=regelverk,
    )
    if aksjon.kurs == GRUNNKURS and dag <= rad.frist:
        _uten_kurs(session, rad, rules.kalender(regelverk.standard, skole=False), dag)
    sendt = now.isoformat() if ledd else None
    hoppet: list[dict[str, str | None]] = [{"navn": navn, "at": None} for navn in valg.hoppet]
    rad.trinn = [*rad.trinn, *hoppet, {"navn": steg.navn, "at": sendt}]
    rad.neste_at = valg.neste_at
    session.add(rad)
    return steg.navn if ledd else None


def _apne_igjen(session: Session, now: datetime, regelverk: Regelverk, aksjon: Aksjon, rad: Oppgave) -> None:
    """The link that was to come did not: the duty is open again, and whoever has it reads so in the day's card."""
    rad.status, rad.lenke_innen, rad.lenke_uteble = APEN, None, True
    dag = _sendedag(now, kalender_for(session, regelverk, rad))
    ledd = _mottakere(session, regelverk, aksjon, rad, niva=ANSVARLIG, dag=dag)
    steg = Planlagt(LENKE, ANSVARLIG, klokka(dag, SEND_FROM))
    _linjer(session, rad, steg, ledd, dag=dag, forsinket=False, levende=Levende(session), regelverk=regelverk)
    svar.vis_pa_nytt(session, rad)
    revisjon.skriv(session, now, "oppgave.lenke_uteble", objekt=f"oppgave:{rad.id}", aktor="varde")


def neste_steg_at(session: Session, regelverk: Regelverk, rad: Oppgave, now: datetime) -> datetime | None:
    """When the duty is to be looked at again, after its deadline or its answer has changed."""
    aksjon = regelverk.aksjoner[rad.aksjon]
    return _valg(regelverk, aksjon, rad, kalender_for(session, regelverk, rad), now).neste_at


def planlagte(regelverk: Regelverk, aksjon: Aksjon, rad: Oppgave, kal: Kalender) -> list[Planlagt]:
    """The steps of the duty as the ladder knows them."""
    return _som_planlagt(steg_for(regelverk, aksjon, queries.sak(rad), kal))


@functools.lru_cache(rules.SIST_BRUKTE)
def _som_planlagt(steg: Sequence[Steg]) -> list[Planlagt]:
    return [Planlagt(ett.navn, ett.niva, klokka(ett.dag, SEND_FROM), ett.virkedager) for ett in steg]


def _valg(regelverk: Regelverk, aksjon: Aksjon, rad: Oppgave, kal: Kalender, now: datetime) -> Valg:
    tatt = {str(ett["navn"]): datetime.fromisoformat(at) if (at := ett["at"]) else None for ett in rad.trinn}
    return forfalt(planlagte(regelverk, aksjon, rad, kal), tatt, now, kal.pluss)


def kalender_for(session: Session, regelverk: Regelverk, rad: Oppgave) -> Kalender:
    """Working days and quiet periods where the duty lies."""
    node = org.node(session, rad.node_id)
    return rules.kalender(regelverk.standard, skole=node is not None and node.skole_barnehage)


def _sendedag(now: datetime, kal: Kalender) -> date:
    """The day on which something that is decided now can be sent."""
    return kal.neste(oslo_date(purretid(now, alltid=True)))


def _mottakere(
    session: Session, regelverk: Regelverk, aksjon: Aksjon, rad: Oppgave, *, niva: int, dag: date
) -> list[Ledd]:
    levende = Levende(session)
    ledd = list(mottak.mottakere(regelverk, aksjon, queries.sak(rad), niva, org=levende, paa=dag))
    if niva == ANSVARLIG and rad.delegert_til is not None and _har_delegat(session, rad, rad.delegert_til, dag):
        over_frist = dag > rad.frist
        return [Ledd(DELEGERT, (rad.delegert_til,)), *(ledd if over_frist else [])]
    return ledd


def _har_delegat(session: Session, rad: Oppgave, person_id: int, dag: date) -> bool:
    """Is the work given to somebody that day who has not left?"""
    person = org.person(session, person_id)
    return queries.er_delegat(rad, person_id, dag) and person is not None and org.er_gyldig(person, dag)


def _linjer(
    session: Session, rad: Oppgave, steg: Planlagt, ledd: Sequence[Ledd], *, dag: date, forsinket: bool,
    levende: Levende, regelverk: Regelverk,
) -> None:  # fmt: skip
    ledig = steg.niva == ANSVARLIG and _er_ny_ledighet(session, regelverk, rad, levende, dag)
    for ett in ledd:
        for person in ett.personer:
            verdier = {
                "oppgave_id": rad.id,
                "runde": rad.utsettelser,
                "steg": steg.navn,
                "niva": steg.niva,
                "dag": rules.manedens_forste(dag) if ett.oversikt else dag,
                "person_id": person,
                "rolle": ett.rolle,
                "oversikt": ett.oversikt,
                "ledig": ledig,
                "forsinket": forsinket and not ett.oversikt,
                "sendt": False,
            }
            sett_inn_om_ny(session, ArshjulLinje, verdier, "id")


def _uten_kurs(session: Session, rad: Oppgave, kal: Kalender, dag: date) -> None:
    """No course is planned inside the person's deadline: HMS-ansvarlig is told once, in the week's card (T-17)."""
    if not uten_kurs(rad.frist, dag, kurs.planlagte(session, GRUNNKURS, dag, rad.frist)):
        return
    for person in org.kommune_rolle(session, HMS_ANSVARLIG, dag):
        verdier = {
            "oppgave_id": rad.id,
            "runde": rad.utsettelser,
            "steg": KURSPLAN,
            "niva": ANSVARLIG,
            "dag": kal.neste_samledag(dag),
            "person_id": person.id,
            "rolle": HMS_ANSVARLIG,
            "oversikt": False,
            "ledig": False,
            "forsinket": False,
            "sendt": False,
        }
        sett_inn_om_ny(session, ArshjulLinje, verdier, "id")


def _er_ny_ledighet(session: Session, regelverk: Regelverk, rad: Oppgave, levende: Levende, dag: date) -> bool:
    """Is the role vacant, and has nobody been told of it yet?"""
    if rad.rolle not in regelverk.niva or rad.niva not in TYPER:
        return False
    if not mottak.ledig(regelverk, queries.sak(rad), levende, dag):
        IKKE_LEDIG.kjor(session, rolle=rad.rolle, node_id=rad.node_id)
        return False
    verdier = {"rolle": rad.rolle, "node_id": rad.node_id, "fortalt": dag}
    return sett_inn_om_ny(session, ArshjulLedig, verdier, "rolle") is not None


def legg_ut(session: Session, now: datetime, regelverk: Regelverk, grense: int) -> list[int]:
    """Enqueues the cards of so many people who have lines for today, and tells who. Only on a working day from 09.00.

    A line of somebody who has given up the role since it was written goes to whoever has it now.

    A line that comes after the day's card has been enqueued is written into that card (rule 4).
    """
    dag = oslo_date(now)
    if not er_virkedag(dag) or oslo(now).time() < SEND_FROM:
        return []
    personer = sorted(
        {person for tabell in (ArshjulLinje, ArshjulOpplysning) for person in _venter(session, tabell, dag, grense)}
    )
    personer = personer[:grense]
    for person in personer:
        _legg_ut_for(session, now, regelverk, person, dag=dag)
    return personer


def _venter(session: Session, tabell: type[ArshjulLinje | ArshjulOpplysning], dag: date, grense: int) -> Sequence[int]:
    """The first people who have something that waits for today's card."""
    sporring = select(tabell.person_id).where(col(tabell.sendt).is_(False), tabell.dag <= dag)
    return session.exec(sporring.distinct().order_by(col(tabell.person_id)).limit(grense)).all()


def _legg_ut_for(session: Session, now: datetime, regelverk: Regelverk, person: int, *, dag: date) -> None:
    sporring = (
        select(ArshjulLinje, Oppgave)
        .join(Oppgave, col(Oppgave.id) == col(ArshjulLinje.oppgave_id))
        .where(ArshjulLinje.person_id == person, col(ArshjulLinje.sendt).is_(False), ArshjulLinje.dag <= dag)
    )
    egne: set[int] = set()
    for linje, rad in session.exec(sporring).all():
        if _gikk_videre(session, regelverk, linje, rad, dag):
            continue
        linje.sendt = True
        if rad.status == APEN:
            linje.dag = dag
            linje.person_id = _direktor(session, linje, dag)
            egne.add(linje.person_id)
        session.add(linje)
    fortelles = select(ArshjulOpplysning).where(
        ArshjulOpplysning.person_id == person, col(ArshjulOpplysning.sendt).is_(False), ArshjulOpplysning.dag <= dag
    )
    for opplysning in session.exec(fortelles).all():
        opplysning.sendt, opplysning.dag = True, dag
        egne.add(person)
        session.add(opplysning)
    session.flush()
    for mottaker in sorted(egne):
        _kort(session, now, mottaker, dag)


def _gikk_videre(session: Session, regelverk: Regelverk, linje: ArshjulLinje, rad: Oppgave, dag: date) -> bool:
    """Has the role passed to others since the line was written? Then it becomes theirs."""
    aksjon = regelverk.aksjoner.get(rad.aksjon)
    if linje.oversikt or linje.steg == KURSPLAN or aksjon is None or rad.status != APEN:
        return False
    ledd = _mottakere(session, regelverk, aksjon, rad, niva=linje.niva, dag=dag)
    andre = [(ett.rolle, person) for ett in ledd if not ett.oversikt for person in ett.personer]
    if not andre or linje.person_id in {person for _rolle, person in andre}:
        return False
    verdier = linje.model_dump(exclude={"id"})
    session.delete(linje)
    session.flush()
    for rolle, person in andre:
        sett_inn_om_ny(session, ArshjulLinje, {**verdier, "person_id": person, "rolle": rolle}, "id")
    return True


def _direktor(session: Session, linje: ArshjulLinje, dag: date) -> int:
    """Whoever is chief executive on the day of the overview, for a line that has waited for it."""
    topp = Levende(session).topp
    if not linje.oversikt or topp is None:
        return linje.person_id
    na = Levende(session).i_rolle(KOMMUNEDIREKTOR, "node", topp, dag)
    return na[0] if na and linje.person_id not in na else linje.person_id


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

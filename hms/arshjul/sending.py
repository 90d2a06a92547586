"""Takes the steps that are due: each becomes a line for whoever has the role that day (rules 3, 4, 6 and 8)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from hms.arshjul import mottak, queries, rules, svar
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import TYPER
from hms.arshjul.model import APEN, BORTFALT, UTFORT, ArshjulLedig, ArshjulLinje, Oppgave
from hms.arshjul.mottak import Ledd
from hms.arshjul.personfrister import er_ukjent
from hms.arshjul.plan import steg_for
from hms.arshjul.rules import ANSVARLIG, Kalender, Steg
from hms.arshjul.utsnitt import les_utsnitt, lever
from hms.kit import revisjon
from hms.kit.kalender import SEND_FROM, klokka, purretid
from hms.kit.klokke import oslo_date
from hms.kit.sporring import Setning, sett_inn_nye, sett_inn_om_ny
from hms.kurs import queries as kurs
from hms.kurs.rules import GRUNNKURS, uten_kurs
from hms.organisasjon import queries as org
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


def ta_steg(session: Session, now: datetime, regelverk: Regelverk, rader: Sequence[Oppgave]) -> list[str | None]:
    """Takes the step that is due of each duty, if any, and says which. The lines wait for the day's card."""
    takene = _Takene(session, now, regelverk, les_utsnitt(session, rader, oslo_date(now)))
    tatt = [takene.ta(rad) for rad in rader]
    sett_inn_nye(session, ArshjulLinje, takene.linjer)
    return tatt


@dataclass
class _Takene:
    """Steps of several duties, taken together: what is read is read once, and the lines are written at the end."""

    session: Session
    now: datetime
    regelverk: Regelverk
    bilde: Bilde
    linjer: list[dict[str, Any]] = field(default_factory=list)

    def ta(self, rad: Oppgave) -> str | None:
        """Takes the step of one duty."""
        aksjon = self.regelverk.aksjoner.get(rad.aksjon)
        i_gang = rad.status in (APEN, UTFORT)
        if not i_gang or aksjon is None or not lever(aksjon, rad, self.bilde, oslo_date(self.now)):
            rad.status, rad.neste_at = BORTFALT if rad.status == APEN else rad.status, None
            return None
        kal = rules.kalender(self.regelverk.standard, skole=self.bilde.noder[rad.node_id].skole_barnehage)
        if rad.status == UTFORT:
            self._apne_igjen(aksjon, rad, kal)
        valg = _valg(self.regelverk, aksjon, rad, kal, self.now)
        steg, rad.neste_at = valg.steg, valg.neste_at
        if steg is None:
            return None
        dag = _sendedag(self.now, kal)
        if dag > rad.frist and er_ukjent(aksjon, rad.person_id, self.bilde.kurs):
            rad.trinn = [*rad.trinn, {"navn": steg.navn, "at": None}]
            return None
        ledd = mottakere(self.regelverk, aksjon, rad, self.bilde, niva=steg.niva, dag=dag)
        if not ledd and steg.niva == ANSVARLIG:
            log.warning("arshjul.ingen_mottaker", oppgave=rad.id)
            rad.neste_at = klokka(kal.neste(dag + rules.DAG), SEND_FROM)
            return None
        ledig = steg.niva == ANSVARLIG and self._er_ny_ledighet(rad, dag)
        self._skriv(rad, steg, ledd, dag=dag, ledig=ledig, forsinket=oslo_date(steg.at) < dag)
        if aksjon.kurs == GRUNNKURS and dag <= rad.frist:
            self._uten_kurs(rad, dag)
        hoppet: list[dict[str, str | None]] = [{"navn": navn, "at": None} for navn in valg.hoppet]
        rad.trinn = [*rad.trinn, *hoppet, {"navn": steg.navn, "at": self.now.isoformat() if ledd else None}]
        return steg.navn if ledd else None

    def _apne_igjen(self, aksjon: Aksjon, rad: Oppgave, kal: Kalender) -> None:
        """The link that was to come did not: the duty is open again, and whoever has it reads so in the day's card."""
        rad.status, rad.lenke_innen, rad.lenke_uteble = APEN, None, True
        dag = _sendedag(self.now, kal)
        ledd = mottakere(self.regelverk, aksjon, rad, self.bilde, niva=ANSVARLIG, dag=dag)
        steg = Planlagt(LENKE, ANSVARLIG, klokka(dag, SEND_FROM))
        self._skriv(rad, steg, ledd, dag=dag, ledig=self._er_ny_ledighet(rad, dag))
        svar.vis_pa_nytt(self.session, rad)
        revisjon.skriv(self.session, self.now, "oppgave.lenke_uteble", objekt=f"oppgave:{rad.id}", aktor="varde")

    def _skriv(
        self,
        rad: Oppgave,
        steg: Planlagt,
        ledd: Sequence[Ledd],
        *,
        dag: date,
        ledig: bool = False,
        forsinket: bool = False,
    ) -> None:
        self.linjer += (
            {
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
            for ett in ledd
            for person in ett.personer
        )

    def _uten_kurs(self, rad: Oppgave, dag: date) -> None:
        """No course is planned inside the person's deadline: HMS-ansvarlig is told once, in the week's card (T-17)."""
        if not uten_kurs(rad.frist, dag, self._planlagte_kurs):
            return
        samledag = rules.kalender(self.regelverk.standard, skole=False).neste_samledag(dag)
        hvem = tuple(p.id for p in org.kommune_rolle(self.session, HMS_ANSVARLIG, dag) if p.id is not None)
        steg = Planlagt(KURSPLAN, ANSVARLIG, klokka(samledag, SEND_FROM))
        self._skriv(rad, steg, [Ledd(HMS_ANSVARLIG, hvem)], dag=samledag)

    @functools.cached_property
    def _planlagte_kurs(self) -> list[date]:
        return kurs.planlagte(self.session, GRUNNKURS, oslo_date(self.now))

    def _er_ny_ledighet(self, rad: Oppgave, dag: date) -> bool:
        """Is the role vacant, and has nobody been told of it yet?"""
        if rad.rolle not in self.regelverk.niva or rad.niva not in TYPER:
            return False
        nokkel = (rad.rolle, rad.node_id)
        if not mottak.ledig(self.regelverk, queries.sak(rad), self.bilde, dag):
            if nokkel in self._fortalt:
                self._fortalt.discard(nokkel)
                IKKE_LEDIG.kjor(self.session, rolle=rad.rolle, node_id=rad.node_id)
            return False
        if nokkel in self._fortalt:
            return False
        self._fortalt.add(nokkel)
        verdier = {"rolle": rad.rolle, "node_id": rad.node_id, "fortalt": dag}
        return sett_inn_om_ny(self.session, ArshjulLedig, verdier, "rolle") is not None

    @functools.cached_property
    def _fortalt(self) -> set[tuple[str, int]]:
        """The vacancies that somebody has been told of, at these places."""
        sporring = select(ArshjulLedig.rolle, ArshjulLedig.node_id)
        return set(self.session.exec(sporring.where(col(ArshjulLedig.node_id).in_(self.bilde.noder))))


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


def mottakere(
    regelverk: Regelverk, aksjon: Aksjon, rad: Oppgave, bilde: Bilde, *, niva: int, dag: date
) -> Sequence[Ledd]:
    """Who gets a step of this level that day: whoever the work is given to, then, when it is late, the responsible too."""
    ledd = mottak.mottakere(regelverk, aksjon, queries.sak(rad), niva, org=bilde, paa=dag)
    til = rad.delegert_til
    if niva == ANSVARLIG and til is not None and queries.er_delegat(rad, til, dag) and bilde.er_her(til, dag):
        return [Ledd(DELEGERT, (til,)), *(ledd if dag > rad.frist else [])]
    return ledd

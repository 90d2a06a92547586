"""Plans of meetings: an MKS group's, the AMU's, the meetings with the BHT. A plan's dates are the deadlines (T-19, T-07, T-08b)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from hms.arshjul import mottak
from hms.arshjul.emner import Sak, typer_for
from hms.arshjul.model import APEN, UTFORT, Oppgave, PlanlagtMote
from hms.arshjul.planlegging import MOTEPLAN
from hms.arshjul.queries import Levende
from hms.arshjul.rules import ANSVARLIG, JULI, Frist
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.kalender import er_virkedag
from hms.kit.klokke import oslo_date
from hms.organisasjon import model
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node
from hms.regelverk.aksjon import Aksjon, Regelverk

KVARTALER = 4
KVARTALSVIS = "kvartalsvis"
PER_GRUPPE = "mks_gruppe"
DAGER_I_UKA = 7
ONSDAG = 2
FA = 8  # so few meetings that none of them falls in the same month as another when July becomes August
MIDT_I = 8  # the second Wednesday lies from the eighth on


@dataclass(frozen=True)
class Planemne:
    """What a plan is for: the action, and the group or the kommune. `navn` is the group's; empty for the kommune."""

    sak: Sak
    navn: str
    minst: int
    mest: int
    vanlig: int

    @property
    def nokkel(self) -> str:
        """A word for it that a card can carry."""
        return f"{self.sak.aksjon}/{self.sak.gjelder_type}/{self.sak.gjelder_id}"


def mine(session: Session, regelverk: Regelverk, person_id: int | None, paa: date) -> list[Planemne]:
    """What this person sets the plan for: the leader on the level of the group (T-19b), the HMS-ansvarlig for AMU and BHT."""
    levende = Levende(session)
    funnet = []
    for aksjon in regelverk.aksjoner.values():
        if person_id is None or not _har_plan(aksjon):
            continue
        for emne in _emner(session, regelverk, aksjon, person_id, paa):
            ledd = mottak.mottakere(regelverk, aksjon, emne.sak, ANSVARLIG, org=levende, paa=paa)
            if any(person_id in ett.personer for ett in ledd):
                funnet.append(emne)
    return funnet


def _har_plan(aksjon: Aksjon) -> bool:
    planlegges = aksjon.kadens.type == KVARTALSVIS or aksjon.per == PER_GRUPPE
    return aksjon.aktiv and planlegges and aksjon.kadens.type in (KVARTALSVIS, "antall_per_ar")


def _emner(session: Session, regelverk: Regelverk, aksjon: Aksjon, person_id: int, paa: date) -> Sequence[Planemne]:
    if aksjon.per != PER_GRUPPE:
        topp = org.kommune(session)
        antall = len(aksjon.kadens.maneder)
        return [Planemne(_sak(aksjon, regelverk, topp, None, paa), "", antall, 12, antall)]
    noder = {r.omfang_id for r in org.roller_til(session, person_id, paa) if r.omfang_type == "node"}
    under = noder | {n.id for node in noder for n in org.etterkommere(session, node, paa)}
    sporring = select(model.MksGruppe).where(col(model.MksGruppe.node_id).in_(under), org.gyldig(model.MksGruppe, paa))
    emner = []
    for gruppe in session.exec(sporring.order_by(col(model.MksGruppe.navn))):
        node = org.node(session, gruppe.node_id)
        if node is not None and any(node.type in typer_for(regelverk, post.niva) for post in aksjon.ansvarlig):
            k = aksjon.kadens
            sak = _sak(aksjon, regelverk, node, gruppe, paa)
            emner.append(Planemne(sak, gruppe.navn, k.minst, k.mest or 12, gruppe.moter_per_ar or k.antall))
    return emner


def _sak(aksjon: Aksjon, regelverk: Regelverk, node: Node, gruppe: model.MksGruppe | None, paa: date) -> Sak:
    post = next((p for p in aksjon.ansvarlig if node.type in typer_for(regelverk, p.niva)), aksjon.ansvarlig[0])
    type_, id_ = ("node", node.ekstern_id) if gruppe is None else (PER_GRUPPE, gruppe.ekstern_id)
    return Sak(
        aksjon.id, post.del_, post.niva, post.rolle, type_, id_, node.id, Frist("", paa, paa),
        gruppe=gruppe.id if gruppe else None,
    )  # fmt: skip


def sjekk(emne: Planemne, ar: int, datoer: Collection[date]) -> None:
    """Is it a plan? At least one meeting a quarter, none in July, none twice, no more than the document lets them have.

    Raises plan.ar, plan.dobbelt, plan.juli, plan.antall, plan.kvartal.
    """
    if any(dag.year != ar for dag in datoer):
        raise HmsError("plan.ar", ar=ar)
    if len(set(datoer)) != len(datoer):
        raise HmsError("plan.dobbelt")
    if any(dag.month == JULI for dag in datoer):
        raise HmsError("plan.juli")
    if not emne.minst <= len(datoer) <= emne.mest:
        raise HmsError("plan.antall", minst=emne.minst, mest=emne.mest, antall=len(datoer))
    if len({(dag.month - 1) // 3 for dag in datoer}) < KVARTALER:
        raise HmsError("plan.kvartal")


def sett(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, nokkel: str, *,
    ar: int, datoer: Collection[date],
) -> Planemne:  # fmt: skip
    """Sets a year's dates in place of those that were there. A duty to make the plan is done with it (`lukkes_av`).

    Raises plan.ingen_rett, and what `sjekk` raises.
    """
    paa = oslo_date(now)
    emne = next((ett for ett in mine(session, regelverk, person_id, paa) if ett.nokkel == nokkel), None)
    if emne is None or not paa.year - 1 <= ar <= paa.year + 1:
        raise HmsError("plan.ingen_rett")
    sjekk(emne, ar, datoer)
    session.connection().execute(
        delete(PlanlagtMote).where(
            col(PlanlagtMote.aksjon) == emne.sak.aksjon,
            col(PlanlagtMote.gjelder_type) == emne.sak.gjelder_type,
            col(PlanlagtMote.gjelder_id) == emne.sak.gjelder_id,
            col(PlanlagtMote.dato) >= date(ar, 1, 1),
            col(PlanlagtMote.dato) <= date(ar, 12, 31),
        )
    )
    for dag in sorted(datoer):
        mote = PlanlagtMote(
            aksjon=emne.sak.aksjon, gjelder_type=emne.sak.gjelder_type, gjelder_id=emne.sak.gjelder_id,
            dato=dag, satt_av=person_id,
        )  # fmt: skip
        session.add(mote)
    session.flush()
    _lukk(session, now, regelverk, emne, person_id=person_id, ar=ar)
    revisjon.skriv(
        session, now, "moteplan.satt", objekt=MOTEPLAN, aktor=f"person:{person_id}",
        data={"plan": emne.nokkel, "ar": ar, "antall": len(datoer)},
    )  # fmt: skip
    return emne


def _lukk(
    session: Session, now: datetime, regelverk: Regelverk, emne: Planemne, *, person_id: int | None, ar: int
) -> None:
    """The duty to make this plan is done: its evidence is the plan itself."""
    lukkes = [aksjon.id for aksjon in regelverk.aksjoner.values() if aksjon.lukkes_av == MOTEPLAN]
    sporring = select(Oppgave).where(
        col(Oppgave.aksjon).in_(lukkes),
        Oppgave.gjelder_type == emne.sak.gjelder_type,
        Oppgave.gjelder_id == emne.sak.gjelder_id,
        Oppgave.status == APEN,
        Oppgave.frist >= date(ar, 1, 1),
        Oppgave.frist <= date(ar, 12, 31),
    )
    for rad in session.exec(sporring):
        rad.status, rad.utfort_at, rad.utfort_av, rad.utfort_dato = UTFORT, now, person_id, oslo_date(now)
        rad.neste_at = None
        rad.bevis = [*rad.bevis, {"slag": MOTEPLAN, "verdi": emne.nokkel}]
        session.add(rad)


def datoer(session: Session, emne: Planemne, ar: int) -> list[date]:
    """The dates that have been set for the year, in order."""
    sporring = select(col(PlanlagtMote.dato)).where(
        PlanlagtMote.aksjon == emne.sak.aksjon,
        PlanlagtMote.gjelder_type == emne.sak.gjelder_type,
        PlanlagtMote.gjelder_id == emne.sak.gjelder_id,
        PlanlagtMote.dato >= date(ar, 1, 1),
        PlanlagtMote.dato <= date(ar, 12, 31),
    )
    return list(session.exec(sporring.order_by(col(PlanlagtMote.dato))))


def forslag(ar: int, antall: int, maneder: Collection[int] = ()) -> list[date]:
    """So many dates spread over a year, on the second Wednesday of a month, never in July; in these months if they are given."""
    uten_juli = [maned for maned in range(1, 13) if maned != JULI]
    jevnt = [-(-12 * n // antall) for n in range(1, antall + 1)]
    if antall > FA:
        jevnt = [uten_juli[-(-len(uten_juli) * n // antall) - 1] for n in range(1, antall + 1)]
    valgte = sorted(maneder) or [maned + (maned == JULI) for maned in jevnt]
    funnet: list[date] = []
    for maned in valgte:
        dag = date(ar, maned, MIDT_I)
        dag += timedelta(days=(ONSDAG - dag.weekday()) % DAGER_I_UKA)
        dag += timedelta(days=2 * DAGER_I_UKA) if dag in funnet else timedelta()
        while not er_virkedag(dag):
            dag += timedelta(days=1)
        funnet.append(dag)
    return funnet

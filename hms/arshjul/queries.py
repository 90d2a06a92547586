"""Reads of the årshjul: the organisation as values, one duty, somebody's duties. Nothing here writes."""

import sys
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from hms.arshjul import bilde
from hms.arshjul.bilde import Bilde
from hms.arshjul.emner import Sak
from hms.arshjul.model import APEN, BORTFALT, UTFORT, ArshjulLinje, ArshjulOpplysning, Oppgave, PlanlagtMote
from hms.arshjul.mottak import kjede, mottakere
from hms.arshjul.ring import Plikt
from hms.arshjul.rules import Frist
from hms.kurs import queries as kurs
from hms.organisasjon import model
from hms.organisasjon import queries as org
from hms.organisasjon.husk import husk
from hms.organisasjon.rader import Node
from hms.regelverk.aksjon import Regelverk

MANGE = 2000


def les_bilde(session: Session) -> Bilde:
    """The whole organisation as values, ended rows too. For a plan; a reminder asks for what it needs (`Levende`)."""
    omradenoder = _samlet(session.exec(select(model.VerneomradeNode.verneomrade_id, model.VerneomradeNode.node_id)))
    hoved: dict[int, int] = {}
    brukere: dict[int, list[int]] = {}
    for rad in session.exec(select(model.ByggBruker).order_by(col(model.ByggBruker.node_id))):
        if rad.hovedbruker:
            hoved[rad.bygg_id] = rad.node_id
        else:
            brukere.setdefault(rad.bygg_id, []).append(rad.node_id)
    return Bilde(
        noder={rad.id: som_node(rad) for rad in _alle(session, model.Node)},
        personer={rad.id: som_person(rad) for rad in _alle(session, model.Person)},
        stillinger=tuple(som_stilling(rad) for rad in _alle(session, model.Stilling)),
        roller=tuple(som_rolle(rad) for rad in _alle(session, model.Rolle)),
        omrader=tuple(
            bilde.Omrade(rad.id, rad.ekstern_id, rad.navn, tuple(sorted(omradenoder.get(rad.id, ()))), **_tid(rad))
            for rad in _alle(session, model.Verneomrade)
        ),
        bygg=tuple(
            bilde.Bygg(rad.id, rad.ekstern_id, rad.navn, hoved.get(rad.id), tuple(brukere.get(rad.id, ())), **_tid(rad))
            for rad in _alle(session, model.Bygg)
        ),
        grupper=tuple(
            bilde.Gruppe(rad.id, rad.ekstern_id, rad.navn, rad.node_id, rad.moter_per_ar, **_tid(rad))
            for rad in _alle(session, model.MksGruppe)
        ),
        sist_gjort=sist_gjort(session),
        moteplaner=moteplaner(session),
        kurs=kurs.oversikt(session),
    )


def _alle(session: Session, tabell: Any) -> Any:
    """Every row, by id: its columns and no object of the session, a part at a time. There may be half a million."""
    sporring = sql_select(*tabell.__table__.columns).order_by(tabell.id)
    return session.execute(sporring, execution_options={"yield_per": MANGE})


def _samlet(par: Any) -> Mapping[int, list[int]]:
    samlet: dict[int, list[int]] = {}
    for eier, node in par:
        samlet.setdefault(eier, []).append(node)
    return samlet


def _tid(rad: Any) -> dict[str, Any]:
    return {"fra": rad.gyldig_fra, "til": rad.gyldig_til}


def som_node(rad: Any) -> bilde.Node:
    """A row of the table as the rules know it; the three below likewise."""
    return bilde.Node(
        rad.id,
        rad.ekstern_id,
        rad.type,
        rad.navn,
        rad.forelder_id,
        rad.dognbemannet,
        rad.skole_barnehage,
        rad.etterfolger_id,
        **_tid(rad),
    )


def som_person(rad: Any) -> bilde.Person:
    return bilde.Person(rad.id, rad.ekstern_id, rad.navn, rad.gjest, **_tid(rad))


def som_stilling(rad: Any) -> bilde.Stilling:
    return bilde.Stilling(rad.person_id, rad.node_id, rad.rang, rad.leder_id, **_tid(rad))


def som_rolle(rad: Any) -> bilde.Rolle:
    hvor = (sys.intern(rad.omfang_type), rad.omfang_id)
    return bilde.Rolle(rad.id, sys.intern(rad.rolle), rad.person_id, *hvor, rad.stedfortreder, rad.for_id, **_tid(rad))


class Levende:
    """The organisation as the tables have it now, asked a little at a time (`mottak.Organisasjon`)."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def topp(self) -> int | None:
        return husk(self.session, ("arshjul-topp",), lambda: _topp(self.session))

    def linje(self, node: int, paa: date) -> list[Node]:
        return [her for her in org.linje(self.session, node) if org.er_gyldig(her, paa)]

    def i_rolle(self, rolle: str, omfang_type: str, omfang_id: int, paa: date) -> tuple[int, ...]:
        funnet = org.holdere(self.session, rolle, omfang_type, omfang_id, paa)
        funnet = funnet or org.stedfortredere(self.session, rolle, omfang_type, omfang_id, paa)
        return tuple(person.id for person in funnet if person.id is not None)

    def hovedstilling(self, person: int, paa: date) -> tuple[int, int | None] | None:
        return next(((s.node_id, s.leder_id) for s in org.stillinger(self.session, person, paa)), None)

    def er_her(self, person: int, paa: date) -> bool:
        rad = org.person(self.session, person)
        return rad is not None and org.er_gyldig(rad, paa)


def _topp(session: Session) -> int | None:
    sporring = select(model.Node.id).where(model.Node.type == "kommune")
    return session.exec(sporring.order_by(col(model.Node.gyldig_til).is_not(None), col(model.Node.id))).first()


def sak(rad: Oppgave) -> Sak:
    """The row as the rules know it."""
    return Sak(
        rad.aksjon, rad.del_, rad.niva, rad.rolle, rad.gjelder_type, rad.gjelder_id, rad.node_id,
        Frist(rad.periode, rad.apner, rad.frist, rad.myk_frist), rad.omrade_id, rad.bygg_id, rad.gruppe_id,
        rad.person_id, rad.start,
    )  # fmt: skip


def mine(
    session: Session,
    regelverk: Regelverk,
    person_id: int,
    paa: date,
    *,
    fram: timedelta = timedelta(),
) -> list[Oppgave]:
    """The open duties that lie with this person that day, by deadline: opened already (or within so long a time)."""
    noder = {r.omfang_id for r in org.roller_til(session, person_id, paa) if r.omfang_type == "node"}
    under = {her.id for node in noder for her in org.etterkommere(session, node, paa)} | noder
    delegert = (col(Oppgave.delegert_til) == person_id) & (col(Oppgave.delegert_slutt) >= paa)
    fatt = select(ArshjulLinje.oppgave_id).where(ArshjulLinje.person_id == person_id)
    sporring = select(Oppgave).where(
        Oppgave.status == APEN,
        or_(col(Oppgave.node_id).in_(under), delegert, col(Oppgave.id).in_(fatt)),
        Oppgave.apner <= paa + fram,
    )
    levende = Levende(session)
    rader = session.exec(sporring.order_by(col(Oppgave.frist), col(Oppgave.id)))
    return [rad for rad in rader if er_min(regelverk, rad, levende, person_id, paa)]


def er_min(regelverk: Regelverk, rad: Oppgave, levende: Levende, person_id: int, paa: date) -> bool:
    """Does the duty lie with this person that day?"""
    if rad.aksjon not in regelverk.aksjoner:
        return False
    return er_delegat(rad, person_id, paa) or person_id in ansvarlige(regelverk, rad, levende, paa)


def venter_lenke(session: Session, person_id: int) -> list[Oppgave]:
    """The duties that this person has said are done, with a link that is still to come."""
    sporring = select(Oppgave).where(
        Oppgave.status == UTFORT, Oppgave.utfort_av == person_id, col(Oppgave.lenke_innen).is_not(None)
    )
    return list(session.exec(sporring.order_by(col(Oppgave.lenke_innen), col(Oppgave.id))))


def er_delegat(rad: Oppgave, person_id: int, paa: date) -> bool:
    """Has the duty been given to this person, and is that time not over?"""
    return rad.delegert_til == person_id and rad.delegert_slutt is not None and paa <= rad.delegert_slutt


def ansvarlige(regelverk: Regelverk, rad: Oppgave, levende: Levende, paa: date) -> set[int]:
    """Who holds the duty that day, stand-ins for a vacant role among them."""
    aksjon = regelverk.aksjoner[rad.aksjon]
    return {p for ledd in mottakere(regelverk, aksjon, sak(rad), 0, org=levende, paa=paa) for p in ledd.personer}


def over(regelverk: Regelverk, rad: Oppgave, levende: Levende, paa: date) -> list[int]:
    """Those above in the duty's chain, nearest first."""
    ledd = kjede(regelverk, regelverk.aksjoner[rad.aksjon], sak(rad), levende, paa)
    return [person for ett in ledd[1:] for person in ett.personer]


def siste_dag(session: Session, person_id: int, paa: date) -> date | None:
    """The civil day of the newest card that somebody has got."""
    dager = [
        session.exec(
            select(func.max(tabell.dag)).where(tabell.person_id == person_id, tabell.sendt, tabell.dag <= paa)
        ).one()
        for tabell in (ArshjulLinje, ArshjulOpplysning)
    ]
    return max((dag for dag in dager if dag is not None), default=None)


def linjer(session: Session, person_id: int, dag: date) -> list[tuple[ArshjulLinje, Oppgave]]:
    """The lines of somebody's card of a day, by deadline; answered ones among them."""
    sporring = (
        select(ArshjulLinje, Oppgave)
        .join(Oppgave, col(Oppgave.id) == col(ArshjulLinje.oppgave_id))
        .where(ArshjulLinje.person_id == person_id, ArshjulLinje.dag == dag, ArshjulLinje.sendt)
        .order_by(col(Oppgave.frist), col(Oppgave.id), col(ArshjulLinje.id))
    )
    return list(session.exec(sporring))


def i_tida(session: Session, noder: Collection[int], fra: date, til: date) -> list[Oppgave]:
    """The duties of these nodes whose deadline falls in a time, by deadline."""
    sporring = select(Oppgave).where(
        col(Oppgave.node_id).in_(noder), Oppgave.frist >= fra, Oppgave.frist <= til, Oppgave.status != BORTFALT
    )
    return list(session.exec(sporring.order_by(col(Oppgave.frist), col(Oppgave.id))))


def aret(session: Session, noder: Collection[int], ar: int) -> list[Plikt]:
    """The duties of these nodes that touch the year, counted; those about one person are not among them."""
    like: tuple[Any, ...] = (
        Oppgave.aksjon, Oppgave.del_, Oppgave.niva, Oppgave.apner, Oppgave.frist, Oppgave.status,
    )  # fmt: skip
    sporring = sql_select(*like, func.count()).where(*_i_aret(noder, ar), col(Oppgave.status) != BORTFALT)
    return [Plikt(*en) for en in session.execute(sporring.group_by(*like).order_by(*like))]


def nokler_i_aret(session: Session, noder: Collection[int], ar: int) -> set[tuple[str, str, str, str, str]]:
    """What those duties are unique on, those that fell away among them."""
    nokkel: tuple[Any, ...] = (
        Oppgave.aksjon, Oppgave.del_, Oppgave.gjelder_type, Oppgave.gjelder_id, Oppgave.periode,
    )  # fmt: skip
    return {(a, d, t, i, p) for a, d, t, i, p in session.execute(sql_select(*nokkel).where(*_i_aret(noder, ar)))}


def _i_aret(noder: Collection[int], ar: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Oppgave.node_id).in_(noder),
        col(Oppgave.person_id).is_(None),
        col(Oppgave.apner) <= date(ar, 12, 31),
        col(Oppgave.frist) >= date(ar, 1, 1),
    )


def grunnlag(session: Session, regelverk: Regelverk, rad: Oppgave, paa: date) -> list[tuple[str, int, list[Oppgave]]]:
    """What the duty builds on (`avhenger_av`): each action, how many are answered, and those that are open, below its node.

    The same year counts, or else the year before: the survey is run before New Year and followed up after.
    """
    noder = {rad.node_id, *(n.id for n in org.etterkommere(session, rad.node_id, paa))}
    funnet = []
    for aksjon in regelverk.aksjoner[rad.aksjon].avhenger_av:
        for ar in (rad.frist.year, rad.frist.year - 1):
            rader = i_aret(session, aksjon, noder, ar)
            if rader:
                apne = [ett for ett in rader if ett.status == APEN]
                funnet.append((aksjon, len(rader) - len(apne), apne))
                break
    return funnet


def i_aret(session: Session, aksjon: str, noder: Collection[int], ar: int) -> list[Oppgave]:
    """The duties of an action with their deadline in the year, at these nodes."""
    sporring = select(Oppgave).where(
        Oppgave.aksjon == aksjon,
        col(Oppgave.node_id).in_(noder),
        Oppgave.status != BORTFALT,
        Oppgave.frist >= date(ar, 1, 1),
        Oppgave.frist <= date(ar, 12, 31),
    )
    return list(session.exec(sporring.order_by(col(Oppgave.node_id), col(Oppgave.id))))


def moteplaner(session: Session) -> dict[tuple[str, str, str], tuple[date, ...]]:
    """The dates that have been set, by action and subject."""
    planer: dict[tuple[str, str, str], list[date]] = {}
    for mote in session.exec(select(PlanlagtMote).order_by(col(PlanlagtMote.dato))):
        planer.setdefault((mote.aksjon, mote.gjelder_type, mote.gjelder_id), []).append(mote.dato)
    return {nokkel: tuple(datoer) for nokkel, datoer in planer.items()}


def sist_gjort(session: Session) -> dict[tuple[str, str, str, str], date]:
    """When each action was last done for each subject."""
    nokkel: tuple[Any, ...] = (Oppgave.aksjon, Oppgave.del_, Oppgave.gjelder_type, Oppgave.gjelder_id)
    siste = func.max(Oppgave.utfort_dato)
    sporring = sql_select(*nokkel, siste).where(col(Oppgave.status) == UTFORT, col(Oppgave.utfort_dato).is_not(None))
    return {(a, d, t, i): dag for a, d, t, i, dag in session.execute(sporring.group_by(*nokkel)) if dag is not None}

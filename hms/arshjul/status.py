"""How far the årshjul has come: for summaries, overviews, reports. Numbers and open duties, never who is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from hms.arshjul import queries
from hms.arshjul.model import APEN, BORTFALT, UTFORT, ArshjulLinje, Oppgave
from hms.arshjul.rules import er_samledag
from hms.organisasjon import model
from hms.organisasjon import queries as org

SEKTOR = "sektor"
LENGST_SIDEN = timedelta(days=31)


@dataclass(frozen=True)
class Sektorstatus:
    """The duties of a sector that are due this year up to a day, how many are answered, how many are overdue."""

    navn: str
    alle: int
    besvart: int
    over_frist: int


def framdrift(session: Session, aksjon: str, node_id: int, ar: int, paa: date) -> tuple[int, list[Oppgave]]:
    """How many duties of an action are answered in a year at the node and below it, and those that are open."""
    noder = {node_id, *(n.id for n in org.etterkommere(session, node_id, paa))}
    rader = queries.i_aret(session, aksjon, noder, ar)
    apne = [rad for rad in rader if rad.status == APEN]
    return len(rader) - len(apne), apne


def sektorer(session: Session, fra: date, til: date) -> list[Sektorstatus]:
    """The sectors with the duties whose deadline falls in the time, by name; what lies outside any sector is left out."""
    telling: dict[int, tuple[int, int, int]] = {}
    nokkel: tuple[Any, ...] = (Oppgave.node_id, Oppgave.status)
    sporring = sql_select(*nokkel, func.count()).where(
        col(Oppgave.frist) >= fra, col(Oppgave.frist) <= til, col(Oppgave.status) != BORTFALT
    )
    for node_id, status, antall in session.execute(sporring.group_by(*nokkel)):
        sektor = next((her.id for her in org.linje(session, node_id) if her.type == SEKTOR), None)
        if sektor is not None:
            alle, besvart, over = telling.get(sektor, (0, 0, 0))
            apen = status == APEN
            telling[sektor] = (alle + antall, besvart + antall * (not apen), over + antall * apen)
    funnet = [Sektorstatus(node.navn, *tall) for id_, tall in telling.items() if (node := org.node(session, id_))]
    return sorted(funnet, key=lambda en: en.navn)


def i_hele_kommunen(session: Session, fra: date, til: date) -> tuple[int, int]:
    """How many duties were due in the time and are done, and how many of them are open still."""
    sporring = select(Oppgave.status).where(Oppgave.frist >= fra, Oppgave.frist <= til)
    rader = session.exec(sporring).all()
    return rader.count(UTFORT), rader.count(APEN)


def apnet(session: Session, person_id: int, dag: date) -> list[Oppgave]:
    """What has opened for somebody since the last gathering card, and has no line of its own in this one (rule 1; T20).

    Only what the person's own roles hold where they are held: a line to begin with, nobody stands in for it.
    """
    levende = queries.Levende(session)
    roller = [
        and_(col(Oppgave.rolle) == rolle.rolle, col(Oppgave.node_id) == rolle.omfang_id)
        for rolle in org.roller_til(session, person_id, dag)
        if rolle.omfang_type == "node" and person_id in levende.i_rolle(rolle.rolle, "node", rolle.omfang_id, dag)
    ]
    if not roller:
        return []
    med = {rad.id for _linje, rad in queries.linjer(session, person_id, dag)}
    sporring = select(Oppgave).where(
        Oppgave.status == APEN,
        Oppgave.apner > _sist_samlet(session, person_id, dag),
        Oppgave.apner <= dag,
        Oppgave.frist >= dag,
        col(Oppgave.delegert_til).is_(None),
        or_(*roller),
    )
    rader = session.exec(sporring.order_by(col(Oppgave.frist), col(Oppgave.id)))
    return [rad for rad in rader if rad.id not in med]


def _sist_samlet(session: Session, person_id: int, dag: date) -> date:
    """The day of the last gathering card before this one, but no longer ago than a month."""
    sporring = select(col(ArshjulLinje.dag)).where(
        ArshjulLinje.person_id == person_id,
        ArshjulLinje.dag < dag,
        ArshjulLinje.dag > dag - LENGST_SIDEN,
        ArshjulLinje.sendt,
    )
    samlet = [tidligere for tidligere in session.exec(sporring.distinct()) if er_samledag(tidligere)]
    return max([dag - LENGST_SIDEN, *samlet])


def samlet_med(session: Session, aksjoner: Sequence[str], rad: Oppgave) -> list[Oppgave]:
    """The duties that are shown on the same card: those of these actions, at the same node or building, in the same year."""
    sporring = select(Oppgave).where(
        col(Oppgave.aksjon).in_(aksjoner),
        Oppgave.node_id == rad.node_id,
        Oppgave.frist >= date(rad.frist.year, 1, 1),
        Oppgave.frist <= date(rad.frist.year, 12, 31),
        Oppgave.status != BORTFALT,
    )
    sporring = sporring.where(col(Oppgave.bygg_id).is_(None) if rad.bygg_id is None else Oppgave.bygg_id == rad.bygg_id)
    return list(session.exec(sporring.order_by(col(Oppgave.frist), col(Oppgave.aksjon), col(Oppgave.id))))


def mks_grupper(session: Session, rad: Oppgave, paa: date) -> list[tuple[str, list[str]]]:
    """The MKS groups that take part in a duty, with their members: its own, or those of its node, or of those below it."""
    noder = {n.id for n in org.etterkommere(session, rad.node_id, paa)}
    for vilkar in (
        model.MksGruppe.id == rad.gruppe_id,
        model.MksGruppe.node_id == rad.node_id,
        col(model.MksGruppe.node_id).in_(noder),
    ):
        sporring = select(model.MksGruppe).where(vilkar, org.gyldig(model.MksGruppe, paa))
        grupper = session.exec(sporring.order_by(col(model.MksGruppe.navn))).all()
        if grupper:
            return [(gruppe.navn, _medlemmer(session, gruppe.id or 0, paa)) for gruppe in grupper]
    return []


def _medlemmer(session: Session, gruppe_id: int, paa: date) -> list[str]:
    sporring = select(model.MksMedlem.person_id).where(
        model.MksMedlem.mks_gruppe_id == gruppe_id, org.gyldig(model.MksMedlem, paa)
    )
    personer = [org.person(session, person) for person in session.exec(sporring)]
    return sorted(person.navn for person in personer if person is not None and org.er_gyldig(person, paa))

"""Duties that an event starts («tilsyn varslet»), and those that the document asks for «ellers ved behov»: begun by somebody in charge."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from hms.arshjul import mottak, opplysninger, planlegging, rules, sending
from hms.arshjul.emner import typer_for
from hms.arshjul.model import APEN, Oppgave
from hms.arshjul.opplysninger import Beskjed
from hms.arshjul.opplysningsdager import HENDELSE
from hms.arshjul.queries import Levende, sak
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import model
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node
from hms.regelverk.aksjon import HENDELSESTYRT, Aksjon, Mottaker, Regelverk

MKS_GRUPPE = "mks_gruppe"
LENGST = timedelta(days=730)
MAKS_OM = 120


def aksjoner(regelverk: Regelverk) -> list[Aksjon]:
    """The actions that an event starts, in the order of the rulebook."""
    return [a for a in regelverk.aksjoner.values() if a.aktiv and a.kadens.type == HENDELSESTYRT and a.per is None]


def kan_begynne(session: Session, person_id: int | None, paa: date, node_id: int) -> bool:
    """Is this the leader of the node, somebody above in its line, or the HMS-ansvarlig?"""
    if person_id is None:
        return False
    ledere = {p.id for p in org.linjeledere(session, None, node_id, paa)}
    return person_id in ledere or any(p.id == person_id for p in org.kommune_rolle(session, "hms_ansvarlig", paa))


def begynn(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, aksjon_id: str, *,
    node_id: int, frist: date, om: str,
) -> Oppgave:  # fmt: skip
    """Starts the duty at the node's unit, with its steps from the deadline, and tells those who take part.

    Raises hendelse.ingen_rett, hendelse.dato, hendelse.finnes (the same unit, the same deadline).
    """
    paa = oslo_date(now)
    aksjon = regelverk.aksjoner.get(aksjon_id)
    funnet = _sted(session, regelverk, aksjon, node_id) if aksjon is not None and _kan_startes(aksjon) else None
    if aksjon is None or funnet is None or not kan_begynne(session, person_id, paa, node_id):
        raise HmsError("hendelse.ingen_rett")
    if not paa <= frist <= paa + LENGST:
        raise HmsError("hendelse.dato")
    post, node = funnet
    rad = Oppgave(
        aksjon=aksjon.id, del_=post.del_, niva=post.niva, rolle=post.rolle, gjelder_type="node",
        gjelder_id=node.ekstern_id, periode=f"{planlegging.HENDELSE}{frist.isoformat()}", node_id=node.id,
        apner=paa, frist=frist, status=APEN, om=om[:MAKS_OM].strip() or None,
    )  # fmt: skip
    if _finnes(session, rad):
        raise HmsError("hendelse.finnes")
    session.add(rad)
    session.flush()
    steg = sending.planlagte(regelverk, aksjon, rad, sending.kalender_for(session, regelverk, rad))
    rad.trinn = [{"navn": ett.navn, "at": None} for ett in steg if oslo_date(ett.at) < paa]
    rad.neste_at = sending.neste_steg_at(session, regelverk, rad, now)
    personer = tuple(p for p in dict.fromkeys(_til(session, regelverk, aksjon, rad, paa)) if p != person_id)
    beskjed = Beskjed(HENDELSE, sak(rad), "start", "oppgave", rad.id or 0, personer)
    opplysninger.legg(session, regelverk, beskjed, paa)
    revisjon.skriv(
        session, now, "oppgave.hendelse", objekt=f"oppgave:{rad.id}", aktor=f"person:{person_id}",
        data={"aksjon": aksjon.id, "utloser": aksjon.kadens.utloser, "frist": frist.isoformat()},
    )  # fmt: skip
    return rad


def _kan_startes(aksjon: Aksjon) -> bool:
    return aksjon.aktiv and aksjon.per is None and (aksjon.kadens.type == HENDELSESTYRT or aksjon.kadens.ved_behov)


def _sted(session: Session, regelverk: Regelverk, aksjon: Aksjon, node_id: int) -> tuple[Mottaker, Node] | None:
    """The entry of the action, and the node of its level: the node itself or the nearest above."""
    for her in org.linje(session, node_id):
        post = next((p for p in aksjon.ansvarlig if her.type in typer_for(regelverk, p.niva)), None)
        if post is not None:
            return post, her
    return None


def _finnes(session: Session, rad: Oppgave) -> bool:
    sporring = select(Oppgave.id).where(
        Oppgave.aksjon == rad.aksjon,
        Oppgave.del_ == rad.del_,
        Oppgave.gjelder_type == rad.gjelder_type,
        Oppgave.gjelder_id == rad.gjelder_id,
        Oppgave.periode == rad.periode,
    )
    return session.exec(sporring).first() is not None


def _til(session: Session, regelverk: Regelverk, aksjon: Aksjon, rad: Oppgave, paa: date) -> Iterator[int]:
    """The responsible, and whoever takes part: the MKS group's members, and the holders of the other roles."""
    levende = Levende(session)
    for ledd in mottak.mottakere(regelverk, aksjon, sak(rad), rules.ANSVARLIG, org=levende, paa=paa):
        if not ledd.oversikt:
            yield from ledd.personer
    for rolle in aksjon.medvirker:
        if rolle == MKS_GRUPPE:
            yield from _mks_medlemmer(session, rad.node_id, paa)
        else:
            omfang = mottak.omfang(regelverk, rolle, sak(rad), levende, paa)
            yield from levende.i_rolle(rolle, *omfang, paa) if omfang is not None else ()


def _mks_medlemmer(session: Session, node_id: int, paa: date) -> list[int]:
    sporring = (
        select(model.MksMedlem.person_id)
        .join(model.MksGruppe, col(model.MksGruppe.id) == col(model.MksMedlem.mks_gruppe_id))
        .where(model.MksGruppe.node_id == node_id, org.gyldig(model.MksGruppe, paa), org.gyldig(model.MksMedlem, paa))
    )
    return list(session.exec(sporring.order_by(col(model.MksMedlem.person_id))))

"""Reads of the årshjul: the organisation as values, one duty, somebody's duties. Nothing here writes."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from hms.arshjul import bilde
from hms.arshjul.bilde import Bilde
from hms.organisasjon import model


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
        noder={rad.id: _node(rad) for rad in _alle(session, model.Node)},
        personer={rad.id: _person(rad) for rad in _alle(session, model.Person)},
        stillinger=tuple(_stilling(rad) for rad in _alle(session, model.Stilling)),
        roller=tuple(_rolle(rad) for rad in _alle(session, model.Rolle)),
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
    )


def _alle(session: Session, tabell: Any) -> Any:
    return session.exec(select(tabell).order_by(tabell.id))


def _samlet(par: Any) -> Mapping[int, list[int]]:
    samlet: dict[int, list[int]] = {}
    for eier, node in par:
        samlet.setdefault(eier, []).append(node)
    return samlet


def _tid(rad: Any) -> dict[str, Any]:
    return {"fra": rad.gyldig_fra, "til": rad.gyldig_til}


def _node(rad: Any) -> bilde.Node:
    return bilde.Node(
        rad.id, rad.ekstern_id, rad.type, rad.navn, rad.forelder_id, rad.dognbemannet, rad.skole_barnehage, **_tid(rad)
    )


def _person(rad: Any) -> bilde.Person:
    return bilde.Person(rad.id, rad.ekstern_id, rad.navn, rad.gjest, **_tid(rad))


def _stilling(rad: Any) -> bilde.Stilling:
    return bilde.Stilling(rad.person_id, rad.node_id, rad.rang, rad.leder_id, **_tid(rad))


def _rolle(rad: Any) -> bilde.Rolle:
    return bilde.Rolle(rad.id, rad.rolle, rad.person_id, rad.omfang_type, rad.omfang_id, rad.stedfortreder, **_tid(rad))

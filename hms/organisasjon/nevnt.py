"""Whom and what a text may name: a few of the whole directory, for the reader of names to choose among. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlmodel import Session, col, select

from hms.organisasjon import model, queries, sok
from hms.organisasjon.husk import husk
from hms.organisasjon.rader import Person

FLEST = 60
KORTEST = 4
MANGE_ORD = 80
ALLE: dict[str, type[Any]] = {"node": model.Node, "verneomrade": model.Verneomrade, "bygg": model.Bygg}


@dataclass(frozen=True)
class Sted:
    """A node, verneområde or building, with the type of the node."""

    slag: str
    id: int
    navn: str
    nodetype: str | None = None


@dataclass(frozen=True)
class _Register:
    """Folded words of names, and whose they are."""

    eiere: dict[str, tuple[int, ...]]
    ordene: tuple[str, ...]


def personer(session: Session, tekst: str) -> list[Person]:
    """People, ended ones too, with a word of their name in the text; one typo is forgiven in a word with a capital letter."""
    register = husk(session, "nevnt-personer", lambda: _register(_navn(session, model.Person)))
    funnet = [queries.person(session, nokkel) for nokkel in _treff(register, tekst)]
    return [person for person in funnet if person is not None]


def steder(session: Session, tekst: str, paa: date) -> list[Sted]:
    """The places that count that day and have a word of their name in the text."""
    funnet: list[Sted] = []
    for slag, tabell in ALLE.items():
        register = husk(session, ("nevnt", slag), lambda tabell=tabell: _register(_navn(session, tabell)))  # type: ignore[misc]
        for nokkel in _treff(register, tekst):
            rad = session.get(tabell, nokkel)
            if rad is not None and queries.er_gyldig(rad, paa):
                funnet.append(Sted(slag, nokkel, rad.navn, getattr(rad, "type", None)))
    return funnet


def _navn(session: Session, tabell: Any) -> Iterable[tuple[int, str]]:
    return [
        (nokkel, navn)
        for nokkel, navn in session.exec(select(tabell.id, tabell.navn).order_by(col(tabell.id)))
        if nokkel
    ]


def _register(navn: Iterable[tuple[int, str]]) -> _Register:
    eiere: dict[str, list[int]] = {}
    for nokkel, hele in navn:
        for ett in dict.fromkeys(sok.fold(hele).split()):
            eiere.setdefault(ett, []).append(nokkel)
    return _Register({ord_: tuple(hvem) for ord_, hvem in eiere.items()}, tuple(o for o in eiere if len(o) >= KORTEST))


def _treff(register: _Register, tekst: str) -> list[int]:
    """Those who share most words with the text first."""
    poeng: dict[int, int] = {}
    for skrevet in tekst.replace("/", " ").split()[:MANGE_ORD]:
        for ett in sok.fold(skrevet).split():
            for funnet in _like(register, ett, stor=skrevet[:1].isupper()):
                for nokkel in register.eiere[funnet]:
                    poeng[nokkel] = poeng.get(nokkel, 0) + 1
    return sorted(poeng, key=lambda nokkel: (-poeng[nokkel], nokkel))[:FLEST]


def _like(register: _Register, ett: str, *, stor: bool) -> list[str]:
    for form in (ett, ett.removesuffix("s")):
        if form in register.eiere:
            return [form]
    if not stor or len(ett) < KORTEST:
        return []
    return [
        str(treff[0]) for treff in process.extract(ett, register.ordene, scorer=OSA.distance, score_cutoff=1, limit=5)
    ]


def ved(session: Session, noder: Iterable[int], paa: date) -> list[Sted]:
    """The verneområder that name these nodes, and the buildings that they use or own, that count that day."""
    ider = list(noder)
    omrader = select(model.Verneomrade).join(
        model.VerneomradeNode, col(model.VerneomradeNode.verneomrade_id) == col(model.Verneomrade.id)
    )
    bygg = select(model.Bygg).join(model.ByggBruker, col(model.ByggBruker.bygg_id) == col(model.Bygg.id))
    funnet = [
        Sted("verneomrade", rad.id or 0, rad.navn)
        for rad in session.exec(omrader.where(col(model.VerneomradeNode.node_id).in_(ider)).distinct())
        if queries.er_gyldig(rad, paa)
    ]
    return funnet + [
        Sted("bygg", rad.id or 0, rad.navn)
        for rad in session.exec(bygg.where(col(model.ByggBruker.node_id).in_(ider)).distinct())
        if queries.er_gyldig(rad, paa)
    ]

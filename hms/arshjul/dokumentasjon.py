"""The documentation of the units by the minimum list (6.3.2-3): read for many at once, and links put in by hand."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from hms.arshjul import dokumentliste
from hms.arshjul.dokumentliste import Rad, Stand
from hms.arshjul.emner import TYPER
from hms.arshjul.model import APEN, BORTFALT, Dokument, Oppgave
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Node
from hms.regelverk.aksjon import Listepunkt, Minsteliste, Regelverk

TILBAKE = timedelta(days=3 * 366)
NIVA_FOR = {type_: niva for niva, typer in TYPER.items() for type_ in typer}


@dataclass(frozen=True)
class Linje:
    """An item of a unit's list, and how it stands."""

    punkt: Listepunkt
    stand: Stand


def punkter(liste: Minsteliste, node: Node) -> list[Listepunkt]:
    """The items that are asked for at the node: none at a department, whose documents are its unit's."""
    niva = NIVA_FOR.get(node.type)
    return [punkt for punkt in liste.punkter if niva in punkt.niva]


def med_liste(session: Session, regelverk: Regelverk, noder: Collection[int]) -> list[Node]:
    """Those of the nodes that have a list, from the top of the kommune."""
    liste = regelverk.minsteliste
    funnet = [node for id_ in noder if (node := org.node(session, id_)) is not None]
    orden = list(TYPER)
    med = [node for node in funnet if liste is not None and punkter(liste, node)]
    return sorted(med, key=lambda node: (orden.index(NIVA_FOR[node.type]), node.navn))


def lister(session: Session, regelverk: Regelverk, noder: Sequence[Node], paa: date) -> dict[int, list[Linje]]:
    """The list of each node, in the document's order."""
    liste = regelverk.minsteliste
    if liste is None:
        return {}
    linjer = {node.id or 0: [her.id or 0 for her in org.linje(session, node.id or 0)] for node in noder}
    under = {
        node.id or 0: {n.id or 0 for n in org.etterkommere(session, node.id or 0, paa)}
        for node in noder
        if NIVA_FOR[node.type] == "enhet"
    }
    alle = {id_ for linje in linjer.values() for id_ in linje} | {id_ for nede in under.values() for id_ in nede}
    rader = _rader(session, {liste.aksjon, *(a for punkt in liste.punkter for a in punkt.aksjoner)}, alle, paa)
    egne = _dokumenter(session, linjer)
    bok = _Bok(regelverk, liste, rader, paa)
    return {
        node.id or 0: [
            Linje(
                punkt,
                bok.stand(
                    punkt,
                    node,
                    linjer[node.id or 0],
                    under.get(node.id or 0, set()),
                    egne.get((node.id or 0, punkt.id)),
                ),
            )
            for punkt in punkter(liste, node)
        ]
        for node in noder
    }


@dataclass(frozen=True)
class _Bok:
    """Everything that was read, to judge items by."""

    regelverk: Regelverk
    liste: Minsteliste
    rader: dict[tuple[str, int], list[Rad]]
    paa: date

    def stand(
        self, punkt: Listepunkt, node: Node, linje: Sequence[int], under: Collection[int], dokument: Dokument | None
    ) -> Stand:
        aksjoner = [self.regelverk.aksjoner[id_] for id_ in punkt.aksjoner if id_ in self.regelverk.aksjoner]
        niva = NIVA_FOR[node.type]
        her = [a.id for a in aksjoner if any(post.niva == niva for post in a.ansvarlig)]
        stander = [dokumentliste.av_plikter(self._hos(id_, [linje[0], *under]), self.paa) for id_ in her]
        if not her:
            stander += [dokumentliste.av_plikter(self._over(a.id, linje[1:]), self.paa) for a in aksjoner]
        if dokument is not None:
            gjennomgang = self._hos(self.liste.aksjon, linje[:1])
            stander.append(dokumentliste.av_lenke(dokument.lenke, dokument.gjennomgatt, gjennomgang, self.paa))
        ingen = all(stand.grunn == dokumentliste.MANGLER for stand in stander)
        if ingen and aksjoner and all(a.kadens.type == "hendelse" for a in aksjoner):
            return Stand(dokumentliste.UTEN, dokumentliste.UAKTUELT)
        return dokumentliste.beste(stander)

    def _hos(self, aksjon: str, noder: Iterable[int]) -> list[Rad]:
        return [rad for node in noder for rad in self.rader.get((aksjon, node), ())]

    def _over(self, aksjon: str, linje: Sequence[int]) -> list[Rad]:
        """Of the nearest above that has any."""
        return next((self.rader[aksjon, node] for node in linje if (aksjon, node) in self.rader), [])


def _rader(
    session: Session, aksjoner: Collection[str], noder: Collection[int], paa: date
) -> dict[tuple[str, int], list[Rad]]:
    felt: tuple[Any, ...] = (
        Oppgave.node_id, Oppgave.aksjon, Oppgave.gjelder_id, Oppgave.status, Oppgave.frist, Oppgave.apner,
        Oppgave.utfort_dato, Oppgave.bevis, Oppgave.lenke_innen,
    )  # fmt: skip
    sporring = sql_select(*felt).where(
        col(Oppgave.aksjon).in_(aksjoner), col(Oppgave.node_id).in_(noder), col(Oppgave.status) != BORTFALT,
        col(Oppgave.frist) >= paa - TILBAKE, or_(col(Oppgave.apner) <= paa, col(Oppgave.status) != APEN),
    )  # fmt: skip
    funnet: dict[tuple[str, int], list[Rad]] = {}
    for node, aksjon, emne, status, frist, apner, utfort, bevis, kommer in session.execute(sporring):
        rad = Rad(aksjon, emne, status, frist, apner, utfort, _lenke(bevis), kommer is not None)
        funnet.setdefault((aksjon, node), []).append(rad)
    return funnet


def _lenke(bevis: Sequence[dict[str, str]]) -> str:
    return next((en["verdi"] for en in reversed(bevis) if en.get("slag") == "lenke"), "")


def _dokumenter(session: Session, noder: Collection[int]) -> dict[tuple[int, str], Dokument]:
    rader = session.exec(select(Dokument).where(col(Dokument.node_id).in_(noder)))
    return {(rad.node_id, rad.punkt): rad for rad in rader}


def kan_legge_inn(session: Session, person_id: int | None, node_id: int, paa: date) -> bool:
    """May this person put in links for the node: a leader of it or above, or the HMS-ansvarlig?"""
    if person_id is None:
        return False
    ledere = [*org.linjeledere(session, None, node_id, paa), *org.kommune_rolle(session, "hms_ansvarlig", paa)]
    return any(leder.id == person_id for leder in ledere)


def legg_inn(
    session: Session, now: datetime, regelverk: Regelverk, person_id: int | None, *,
    node_id: int, punkt: str, lenke: str, gjennomgatt: date,
) -> Dokument:  # fmt: skip
    """A link for an item of a node, and the civil day it was reviewed; it takes the place of the one before.

    Raises dokument.ingen_rett, dokument.punkt (not an item of that node), dokument.dato (in the future).
    """
    paa, node = oslo_date(now), org.node(session, node_id)
    if node is None or not kan_legge_inn(session, person_id, node_id, paa):
        raise HmsError("dokument.ingen_rett")
    if regelverk.minsteliste is None or punkt not in {en.id for en in punkter(regelverk.minsteliste, node)}:
        raise HmsError("dokument.punkt")
    if gjennomgatt > paa:
        raise HmsError("dokument.dato")
    for_ = session.exec(select(Dokument).where(Dokument.node_id == node_id, Dokument.punkt == punkt)).one_or_none()
    rad = for_ or Dokument(node_id=node_id, punkt=punkt, lenke=lenke, gjennomgatt=gjennomgatt, lagt_inn_at=now)
    rad.lenke, rad.gjennomgatt, rad.person_id, rad.lagt_inn_at = lenke, gjennomgatt, person_id, now
    session.add(rad)
    session.flush()
    data = {"punkt": punkt, "gjennomgatt": gjennomgatt.isoformat()}
    revisjon.skriv(session, now, "dokument.lagt_inn", objekt=f"node:{node_id}", aktor=f"person:{person_id}", data=data)
    return rad

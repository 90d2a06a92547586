"""The part of the organisation that some duties are about, as values: read at once for many, where a plan reads all of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlmodel import Session, col

from hms.arshjul import bilde
from hms.arshjul.bilde import Bilde
from hms.arshjul.model import Oppgave
from hms.arshjul.personfrister import kurset
from hms.arshjul.queries import Levende, som_node, som_person, som_rolle, som_stilling
from hms.kurs import queries as kurs
from hms.organisasjon import model
from hms.regelverk.aksjon import Aksjon

IDER: BindParameter[int] = bindparam("ider", expanding=True)


def _rader(tabell: Any, *vilkar: Any) -> Any:
    return select(*tabell.__table__.columns).where(*vilkar).order_by(tabell.id)


def _ikke_over(tabell: Any) -> Any:
    return or_(tabell.gyldig_til.is_(None), tabell.gyldig_til >= bindparam("paa"))


def _linjene() -> Any:
    """The nodes and all above them, and those that have followed any of these."""
    felt = (col(model.Node.id), col(model.Node.forelder_id), col(model.Node.etterfolger_id))
    linja = select(*felt).where(felt[0].in_(IDER)).cte("linja", recursive=True)
    linja = linja.union(select(*felt).where(or_(felt[0] == linja.c.forelder_id, felt[0] == linja.c.etterfolger_id)))
    return _rader(model.Node, felt[0].in_(select(linja.c.id)))


LINJENE = _linjene()
ROLLER = _rader(
    model.Rolle,
    col(model.Rolle.omfang_type) == bindparam("type"),
    col(model.Rolle.omfang_id).in_(IDER),
    _ikke_over(model.Rolle),
)
ROLLER_TIL = _rader(model.Rolle, col(model.Rolle.person_id).in_(IDER), _ikke_over(model.Rolle))
STILLINGER = _rader(model.Stilling, col(model.Stilling.person_id).in_(IDER), _ikke_over(model.Stilling))
PERSONER = _rader(model.Person, col(model.Person.id).in_(IDER))


def _gyldighet(tabell: Any) -> Any:
    return select(tabell.id, tabell.gyldig_fra, tabell.gyldig_til).where(tabell.id.in_(IDER))


OMRADER, BYGG, GRUPPER = (_gyldighet(tabell) for tabell in (model.Verneomrade, model.Bygg, model.MksGruppe))


def les_utsnitt(session: Session, rader: Sequence[Oppgave], paa: date) -> Bilde:
    """Those who can get a step of these duties on a day, or later, and what the duties are about. Areas and groups without their places."""

    def les(sporring: Any, ider: Iterable[int | None], **verdier: Any) -> Any:
        kjente = sorted({en for en in ider if en is not None})
        return session.execute(sporring, {"ider": kjente, **verdier}).all() if kjente else ()

    om, omrader, bygg, grupper = (
        {getattr(rad, felt) for rad in rader} - {None} for felt in ("person_id", "omrade_id", "bygg_id", "gruppe_id")
    )
    stillinger = tuple(som_stilling(en) for en in les(STILLINGER, om, paa=paa))
    steder = {*(rad.node_id for rad in rader), *(en.node for en in stillinger), Levende(session).topp}
    noder = {en.id: som_node(en) for en in les(LINJENE, steder)}
    i_roller = (
        *les(ROLLER, noder, type="node", paa=paa),
        *les(ROLLER, omrader, type="verneomrade", paa=paa),
        *les(ROLLER, bygg, type="bygg", paa=paa),
        *les(ROLLER_TIL, om, paa=paa),
    )
    roller = {en.id: som_rolle(en) for en in i_roller}
    hvem = {*om, *(rad.delegert_til for rad in rader), *(en.leder for en in stillinger)}
    hvem |= {en.person for en in roller.values()}
    return Bilde(
        noder=noder,
        personer={en.id: som_person(en) for en in les(PERSONER, hvem)},
        stillinger=stillinger,
        roller=tuple(roller.values()),
        omrader=tuple(bilde.Omrade(id_, "", "", (), fra=fra, til=til) for id_, fra, til in les(OMRADER, omrader)),
        bygg=tuple(bilde.Bygg(id_, "", "", None, fra=fra, til=til) for id_, fra, til in les(BYGG, bygg)),
        grupper=tuple(bilde.Gruppe(id_, "", "", 0, fra=fra, til=til) for id_, fra, til in les(GRUPPER, grupper)),
        kurs=kurs.oversikt(session, om) if om else {},
    )


def lever(aksjon: Aksjon, rad: Oppgave, org: Bilde, paa: date) -> bool:
    """Is there still somebody and something that the duty is about that day?"""
    if rad.person_id is None:
        node = org.noder.get(rad.node_id)
        om = ((rad.omrade_id, org.omrader), (rad.bygg_id, org.bygg), (rad.gruppe_id, org.grupper))
        return (
            node is not None and node.gjelder(paa) and all(id_ is None or _gjelder(id_, alle, paa) for id_, alle in om)
        )
    if not org.er_her(rad.person_id, paa):
        return False
    tatt = kurset(aksjon, rad.person_id, rad.start, org.kurs)
    if tatt is not None and tatt <= paa:
        return False
    if aksjon.kadens.start != "rolle_start":
        return True
    roller = (rolle for rolle in org.roller_til(rad.person_id) if rolle.gjelder(paa) and not rolle.stedfortreder)
    return any(rolle.rolle in aksjon.gjelder_roller and rolle.fra == rad.start for rolle in roller)


def _gjelder(id_: int, alle: Sequence[bilde.Omrade | bilde.Bygg | bilde.Gruppe], paa: date) -> bool:
    return any(en.id == id_ and en.gjelder(paa) for en in alle)

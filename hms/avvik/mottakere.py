"""Who shall have a notice about an avvik, worked out on the day it is sent (design 5, rule 1.3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from hms.avvik import flyt, personvern, queries
from hms.avvik.model import Avvik
from hms.organisasjon import queries as org
from hms.outbox.adressering import Mottakere


def finn(session: Session, mottaker: Mapping[str, Any], paa: date) -> Mottakere:
    """Resolves {"rolle": behandler | ledd_N | verneombud | orienterte | personvernombud, "avvik": id}."""
    avvik = session.get(Avvik, mottaker["avvik"])
    if avvik is None:
        return Mottakere(())
    rolle = mottaker["rolle"]
    if rolle == flyt.VERNEOMBUD:
        return _verneombud(session, avvik, paa)
    if rolle == flyt.VARSLINGSMOTTAK:
        return Mottakere(_ids(queries.varslingsmottak(session, avvik, paa)), plikt=True)
    if rolle == "orienterte":
        known = set(_verneombud(session, avvik, paa).alle)
        return Mottakere(tuple(i for i in _ids(queries.orienterte(session, avvik, paa)) if i not in known))
    if rolle == personvern.ROLLE:
        return Mottakere(_ids(personvern.ombudene(session, avvik, paa)), plikt=True)
    line = _ids(queries.linja(session, avvik, paa))
    last = _ids(queries.siste_utvei(session, avvik, paa))
    if rolle == flyt.BEHANDLER:
        handler = org.person(session, avvik.behandler_id) if avvik.behandler_id is not None else None
        if avvik.behandler_id is None or handler is None or not org.er_gyldig(handler, paa):
            return Mottakere(line[:1], line[1:] + last, plikt=True)
        return Mottakere((avvik.behandler_id,), line + last, plikt=True)
    ledd = int(rolle.removeprefix("ledd_")) - 1
    return Mottakere(line[ledd : ledd + 1], line[ledd + 1 :] + last, plikt=True)


def _verneombud(session: Session, avvik: Avvik, paa: date) -> Mottakere:
    own = _ids(queries.verneombud(session, avvik, paa))
    reporter = queries.melder(session, avvik)
    alle = tuple(i for i in own if reporter is None or i != reporter.person_id)
    ute = queries.inhabile(session, avvik.id or 0)
    if reporter is not None and reporter.person_id is not None:
        ute |= {reporter.person_id}
    senior = tuple(i for i in _ids(org.hovedverneombud(session, paa)) if i not in ute and i not in own)
    return Mottakere(alle, senior if alle else ())


def _ids(people: Any) -> tuple[int, ...]:
    return tuple(person.id for person in people if person.id is not None)

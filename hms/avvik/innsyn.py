"""Who has had a case before their eyes: a line in the audit for each look, and the cards that were sent (avvik.md 8)."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from hms.avvik import flyt, queries
from hms.avvik.model import Avvik
from hms.avvik.queries import Leser
from hms.avvik.service import skriv_revisjon
from hms.kit.revisjon import Revisjon
from hms.organisasjon.model import Person
from hms.samtale.model import Kontakt, Kort

SETT = "avvik.sett"
PERSON = "person:"


def logg(session: Session, now: datetime, leser: Leser, avvik: Avvik) -> None:
    """Somebody has asked to see the case. The reporter's own looks are not kept."""
    reporter = queries.melder(session, avvik)
    if reporter is None or not queries.er_melder(reporter, leser):
        skriv_revisjon(session, now, avvik, SETT, leser=leser, data={})


def har_sett(session: Session, avvik: Avvik) -> list[Person]:
    """Those who were shown the case before it was restricted, by name; the reporter is not among them."""
    looked = select(Revisjon.aktor).where(Revisjon.objekt == f"avvik:{avvik.id}")
    looked = looked.where(col(Revisjon.aktor).startswith(PERSON))
    if avvik.skjermet_at is not None:
        looked = looked.where(col(Revisjon.skjedd_at) <= avvik.skjermet_at)
    people = {int(actor.removeprefix(PERSON)) for actor in session.exec(looked)}
    cards = select(Kontakt.person_id).join(Kort, col(Kort.samtale_id) == col(Kontakt.samtale_id))
    live = [f"avvik:{avvik.id}:{som}" for som in (flyt.BEHANDLER, flyt.VERNEOMBUD, flyt.ORIENTERT)]
    told = col(Kort.nokkel).startswith(f"om-avvik:{avvik.id}:", autoescape=True)
    about = or_(col(Kort.nokkel).in_(live), told)
    people |= {person_id for person_id in session.exec(cards.where(about)) if person_id is not None}
    reporter = queries.melder(session, avvik)
    if reporter is not None:
        people.discard(reporter.person_id or 0)
    if not people:
        return []
    return list(session.exec(select(Person).where(col(Person.id).in_(people)).order_by(col(Person.navn))).all())

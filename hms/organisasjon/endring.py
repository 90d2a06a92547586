"""What a person's own doings change in the organisation; everything else comes with the import."""

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from hms.kit.sporring import Setning
from hms.organisasjon.husk import endret
from hms.organisasjon.model import Person

SPRAK = Setning(update(Person).where(col(Person.id) == bindparam("person_id")).values(sprak=bindparam("til")))
ENTRA_ID = Setning(update(Person).where(col(Person.id) == bindparam("person_id")).values(entra_id=bindparam("til")))


def sett_sprak(session: Session, person_id: int, sprak: str) -> None:
    """The language that the person has chosen: nb, nn or en."""
    SPRAK.kjor(session, person_id=person_id, til=sprak)
    endret(session)


def knytt_konto(session: Session, person_id: int, entra_id: str) -> None:
    """The person's account on the platform, which nobody else has."""
    ENTRA_ID.kjor(session, person_id=person_id, til=entra_id)
    endret(session)

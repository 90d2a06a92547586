"""What a person's own doings change in the organisation; everything else comes with the import."""

import secrets
from datetime import date

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from hms.kit.sporring import Setning
from hms.organisasjon.husk import endret
from hms.organisasjon.model import Person, Rolle

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


def gi_rolle(
    session: Session, rolle: str, person_id: int, omfang: tuple[str, int], *,
    fra: date, til: date | None = None, stedfortreder: bool = False, for_id: int | None = None, part: str | None = None,
) -> Rolle:  # fmt: skip
    """A role row given in chat, with an id that no file has (docs/adr/0017). `omfang` is its type and id."""
    rad = Rolle(
        ekstern_id=f"samtale-{secrets.token_hex(8)}",
        rolle=rolle,
        person_id=person_id,
        omfang_type=omfang[0],
        omfang_id=omfang[1],
        stedfortreder=stedfortreder,
        for_id=for_id,
        part=part,
        fra_samtale=True,
        gyldig_fra=fra,
        gyldig_til=til,
    )
    session.add(rad)
    session.flush()
    return rad


def avslutt_rolle(session: Session, rad: Rolle, siste: date) -> None:
    """The last civil day that a role counts; the next import does not open it again in silence."""
    rad.gyldig_til, rad.fra_samtale = siste, True
    session.add(rad)
    session.flush()

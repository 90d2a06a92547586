"""What has been kept long enough, a part at a time: the units of work that the tick repeats until each has nothing left."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import structlog
from sqlmodel import Session

from hms.kit.klokke import oslo_date
from hms.lagring import person, saker
from hms.organisasjon.model import Person
from hms.regelverk.lagring import Lagring

log = structlog.get_logger(__name__)

Del = Callable[[Session], list[int]]
Finn = Callable[[Session, datetime, Lagring, int | None], Sequence[int]]
Slett = Callable[[Session, datetime, int], None]


def _sluttede(session: Session, now: datetime, regler: Lagring, grense: int | None) -> Sequence[int]:
    return person.sluttede(session, oslo_date(regler.konto.siden(now)), grense)


def _slett_person(session: Session, now: datetime, person_id: int) -> None:
    one = session.get_one(Person, person_id)
    person.slett(session, now, one, tross_plikter=True, aktor=saker.VARDE)


# In the order in which they make way for each other.
SLAG: Mapping[str, tuple[Finn, Slett]] = {
    "navn": (saker.foreldede_navn, saker.slett_navn),
    "sak": (saker.foreldede_saker, saker.slett_sak),
    "ekstern": (saker.foreldede_eksterne, saker.slett_ekstern),
    "forbedring": (saker.foreldede_forslag, saker.slett_forslag),
    "person": (_sluttede, _slett_person),
}


def deler(now: datetime, regler: Lagring, grense: int) -> Iterator[Del]:
    """One unit for each kind. It gives 1 for each row that it erased and 0 for each that it could not, and nothing when none is left.

    A row that cannot be erased is logged by its id and passed over for this round.
    """
    for slag, (finn, slett) in SLAG.items():
        yield _del(slag, now, regler, finn, slett, grense=grense)


def antall(session: Session, now: datetime, regler: Lagring) -> dict[str, int]:
    """How many rows of each kind would be erased now; for the operator's report."""
    return {slag: len(finn(session, now, regler, None)) for slag, (finn, _slett) in SLAG.items()}


def _del(slag: str, now: datetime, regler: Lagring, finn: Finn, slett: Slett, *, grense: int) -> Del:
    stuck: set[int] = set()

    def work(session: Session) -> list[int]:
        found = [i for i in finn(session, now, regler, grense + len(stuck)) if i not in stuck]
        return [one(session, row_id) for row_id in found]

    def one(session: Session, row_id: int) -> int:
        try:
            with session.begin_nested():
                slett(session, now, row_id)
        except Exception as error:  # noqa: BLE001 - one row that cannot go must not keep the others
            log.error("lagring.ikke_slettet", slag=slag, id=row_id, error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
            stuck.add(row_id)
            return 0
        return 1

    return work

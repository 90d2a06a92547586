"""An outbox row → a message on its way: worded from current rows, in the reader's language, when it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog
from sqlmodel import Session, col, select

from bot.channels.base import Target
from dialogs import wire
from dialogs.context import Kommune, Reader
from dialogs.contract import Message
from dialogs.i18n import N_, addressed, translator
from dialogs.notices.register import BY_KEY as NOTICES
from hms.avvik.queries import Leser
from hms.kit.klokke import Klokke
from hms.organisasjon import queries as org
from hms.outbox import adressering
from hms.outbox.model import Prioritet, Utboks
from hms.samtale.model import Kontakt, Kort, Samtale

log = structlog.get_logger(__name__)

REPEAT = N_("Mulig gjentakelse: du kan ha fått denne meldingen før.")


@dataclass(frozen=True)
class Job:
    """One row on its way out. `card_id` is set for an update of a message that is there already.

    `begun`: the row is in `sending` already, as a turn's own replies are.
    """

    row_id: int
    conversation_id: int
    channel: str
    target: Target
    message: Message
    card: str | None = None
    card_id: str | None = None
    attempts: int = 1
    unclear: int = 0
    repeat: bool = False
    priority: int = Prioritet.SVAR
    notice: bool = False
    begun: bool = True


class Composer:
    """Words rows. `civil` gives the moment that deadlines are told against."""

    def __init__(self, civil: Klokke, kommune: Kommune) -> None:
        self.civil = civil
        self.kommune = kommune

    def all(self, session: Session, rows: Sequence[Utboks]) -> list[Job | None]:
        """A job for each row; None for what is no longer true."""
        return [self._one(session, row) for row in rows]

    def _one(self, session: Session, row: Utboks) -> Job | None:
        place = session.get(Samtale, row.samtale_id)
        if place is None or row.id is None:
            return None
        message = wire.from_json(row.kropp) if row.kropp is not None else self._notice(session, row)
        if message is None:
            return None
        if row.gjentakelse and not row.oppdatering:
            note = translator(_reader(session, row)[2], self.kommune.malform).rich(REPEAT, tone="small")
            message = replace(message, blocks=(note, *message.blocks))
        card_id = None
        if row.oppdatering:
            where = (Kort.nokkel == row.kort, Kort.samtale_id == row.samtale_id)
            card_id = session.exec(select(Kort.platform_id).where(*where)).one_or_none()
            if card_id is None:
                return None
        return Job(
            row_id=row.id,
            conversation_id=row.samtale_id or 0,
            channel=place.kanal,
            target=Target(place.leietaker, place.ekstern_id, place.adresse),
            message=message,
            card=row.kort,
            card_id=card_id,
            attempts=row.forsok + 1,
            unclear=row.uklare,
            repeat=row.gjentakelse,
            priority=row.prioritet,
            notice=row.type == "varsel",
            begun=False,
        )

    def _notice(self, session: Session, row: Utboks) -> Message | None:
        notice = NOTICES.get(row.nokkel or "")
        if notice is None:
            log.error("relay.unknown_notice", key=row.nokkel)
            return None
        person_id, contact_id, locale = _reader(session, row)
        if not row.oppdatering and adressering.har_sluttet(session, person_id, self.civil.now()):
            return None  # a card that is there already is written over by what a stranger may see
        t = translator(locale, self.kommune.malform)
        who = Reader(session, self.civil.now(), t, self.kommune, Leser(person_id, contact_id))
        message = notice.compose(who, row.parametre)
        return addressed(message, t) if message is not None else None


def _reader(session: Session, row: Utboks) -> tuple[int | None, int | None, str | None]:
    """Whom a notice is worded for: the person of the row, or whoever the conversation belongs to."""
    # PostgreSQL would put an account that nobody is linked to first, SQLite last
    known_first = col(Kontakt.person_id).desc().nulls_last()
    query = select(Kontakt).where(Kontakt.samtale_id == row.samtale_id).order_by(known_first, col(Kontakt.id))
    contact = session.exec(query).first()
    person_id = row.person_id or (contact.person_id if contact else None)
    person = org.person(session, person_id) if person_id is not None else None
    locale = person.sprak if person else (contact.sprak if contact else None)
    return person_id, contact.id if contact else None, locale

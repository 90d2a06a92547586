"""What is done with a proposal: sent to the nearest leader, read. Each function runs inside the caller's transaction."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from hms.avvik.queries import Leser
from hms.forbedring.model import Forbedring
from hms.kit import nummer, revisjon, sider
from hms.kit.feil import HmsError
from hms.kit.kalender import dagtid
from hms.kit.klokke import oslo, oslo_date
from hms.kit.sider import Side
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox import service as outbox

SERIE = "FOR"
LEDER = "leder"
NOTICE = "forbedring_kort"


def send(session: Session, now: datetime, leser: Leser, *, hva: str, node_id: int) -> Forbedring:
    """Registers a proposal and tells the nearest leader, between 08 and 20."""
    ar = oslo(now).year
    lopenr = nummer.neste_nummer(session, SERIE, ar)
    known = leser.person_id is not None
    row = Forbedring(
        nummer=f"{SERIE}-{ar}-{lopenr:04d}",
        hva=hva,
        node_id=node_id,
        person_id=leser.person_id,
        kontakt_id=None if known else leser.kontakt_id,
        sendt_at=now,
    )
    session.add(row)
    session.flush()
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"forbedring:{row.id}:ny",
            nokkel=NOTICE,
            mottaker={"rolle": LEDER, "forbedring": row.id},
            parametre={"forbedring": row.id},
            kort=f"forbedring:{row.id}",
            ikke_for=dagtid(now),
        ),
    )
    aktor = f"person:{leser.person_id}" if known else f"kontakt:{leser.kontakt_id}"
    revisjon.skriv(session, now, "forbedring.sendt", objekt=f"forbedring:{row.id}", aktor=aktor, data={"node": node_id})
    return row


def lest(session: Session, now: datetime, leser: Leser, forbedring_id: int) -> Forbedring:
    """The leader says that it is read; the one who proposed it sees that. Raises forbedring.ingen_rett. Twice is once."""
    row = session.get(Forbedring, forbedring_id, with_for_update=True)
    if row is None or leser.person_id is None or not er_mottaker(session, row, leser, oslo_date(now)):
        raise HmsError("forbedring.ingen_rett")
    if row.lest_at is None:
        row.lest_at, row.lest_av = now, leser.person_id
        session.add(row)
        session.flush()
        revisjon.skriv(
            session, now, "forbedring.lest", objekt=f"forbedring:{row.id}", aktor=f"person:{leser.person_id}", data={}
        )
    return row


def ledere(session: Session, row: Forbedring, paa: date) -> list[Person]:
    """Who it goes to, nearest first: the leaders above the one who proposed it, in that unit, or else the HMS-ansvarlig."""
    line = org.linjeledere(session, row.person_id, row.node_id, paa)
    return line or [one for one in org.kommune_rolle(session, "hms_ansvarlig", paa) if one.id != row.person_id]


def er_mottaker(session: Session, row: Forbedring, leser: Leser, paa: date) -> bool:
    """Is the reader one of the leaders whom it may have come to?"""
    return any(person.id == leser.person_id for person in ledere(session, row, paa))


def mine(session: Session, leser: Leser, fra: int = 0) -> Side[Forbedring]:
    """A page of the proposals that this reader has sent, newest first."""
    query = select(Forbedring)
    if leser.person_id is not None:
        query = query.where(Forbedring.person_id == leser.person_id)
    else:
        query = query.where(Forbedring.kontakt_id == leser.kontakt_id)
    return sider.hent(session, query.order_by(col(Forbedring.id).desc()), fra)

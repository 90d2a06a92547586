"""Book-keeping of a turn: keys that have been seen, the conversation's lock and state, tokens that have been used."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from hms.fil import service as fil
from hms.kit.klokke import oslo_date
from hms.kit.sporring import sett_inn_om_ny
from hms.organisasjon import queries as org
from hms.samtale.model import Kontakt, Mottatt, Operasjon, Samtale

UTKAST_VARER = timedelta(hours=24)
SAMTALE = (
    select(Samtale)
    .where(
        Samtale.kanal == bindparam("kanal"),
        Samtale.leietaker == bindparam("leietaker"),
        Samtale.ekstern_id == bindparam("ekstern_id"),
    )
    .with_for_update(key_share=True)  # rows that point at it may come meanwhile
)
KONTAKT = select(Kontakt).where(
    Kontakt.kanal == bindparam("kanal"),
    Kontakt.leietaker == bindparam("leietaker"),
    Kontakt.bruker_id == bindparam("bruker_id"),
)


def motta(session: Session, nokkel: str, now: datetime) -> Mapping[str, Any] | None:
    """Takes an event's key. Returns None the first time, and the stored result when the event has been dealt with."""
    if sett_inn_om_ny(session, Mottatt, {"nokkel": nokkel, "mottatt_at": now, "resultat": {}}, "nokkel") is not None:
        return None
    seen = session.get(Mottatt, nokkel)
    return seen.resultat if seen else {}


def lagre_resultat(session: Session, nokkel: str, resultat: Mapping[str, Any]) -> None:
    """Keeps what the platform is answered, for the event's next delivery."""
    session.connection().execute(update(Mottatt).where(col(Mottatt.nokkel) == nokkel).values(resultat=dict(resultat)))


def las_samtale(
    session: Session,
    kanal: str,
    leietaker: str,
    ekstern_id: str,
    *,
    omfang: str,
    adresse: Mapping[str, Any],
    nytt: bool = True,
) -> Samtale:
    """The conversation, made if it is new, locked for the rest of the transaction, with the newest address.

    `nytt` False: the event has been dealt with before, so it says nothing of where the conversation is now.
    """
    place = {"kanal": kanal, "leietaker": leietaker, "ekstern_id": ekstern_id}
    found = session.exec(SAMTALE, params=place).one_or_none()
    if found is None:
        values = {"kanal": kanal, "leietaker": leietaker, "ekstern_id": ekstern_id, "omfang": omfang}
        empty = {"adresse": dict(adresse), "tilstand": {}, "versjon": 0, "borte": False}
        sett_inn_om_ny(session, Samtale, {**values, **empty}, "id")
        found = session.exec(SAMTALE, params=place).one()
    if nytt and (found.adresse != adresse or found.borte):
        found.adresse = dict(adresse)
        found.borte = False
        session.add(found)
    return found


def las_pa_nytt(session: Session, samtale_id: int) -> Samtale:
    """A conversation by its id, locked for the rest of the transaction."""
    return session.exec(select(Samtale).where(Samtale.id == samtale_id).with_for_update(key_share=True)).one()


def lagre_tilstand(session: Session, samtale: Samtale, tilstand: Mapping[str, Any], now: datetime) -> None:
    """The conversation's next state. What somebody wrote in it is kept for 24 hours of civil time from its last change."""
    samtale.tilstand = dict(tilstand)
    samtale.versjon += 1
    samtale.utkast_til = now + UTKAST_VARER if tilstand else None
    session.add(samtale)


def slett_gamle_utkast(session: Session, now: datetime, grense: int = 100) -> int:
    """Erases drafts whose day is over. Returns how many."""
    query = select(Samtale).where(col(Samtale.utkast_til) <= now).limit(grense)
    query = query.with_for_update(skip_locked=True, key_share=True)
    rows = session.exec(query).all()
    fil.slett_utkast_i(session, [row.id or 0 for row in rows])
    for row in rows:
        row.tilstand = {}
        row.versjon += 1
        row.utkast_til = None
        session.add(row)
    return len(rows)


def kontakt_for(
    session: Session, kanal: str, leietaker: str, bruker_id: str, *, aad_object_id: str | None, navn: str | None
) -> Kontakt:
    """The account, made if it is new."""
    account = {"kanal": kanal, "leietaker": leietaker, "bruker_id": bruker_id}
    found = session.exec(KONTAKT, params=account).one_or_none()
    if found is None:
        values = {"kanal": kanal, "leietaker": leietaker, "bruker_id": bruker_id, "hilst": False}
        sett_inn_om_ny(session, Kontakt, values, "id")
        found = session.exec(KONTAKT, params=account).one()
    if aad_object_id and found.aad_object_id != aad_object_id:
        found.aad_object_id = aad_object_id
        session.add(found)
    if navn and found.navn != navn:
        found.navn = navn
        session.add(found)
    return found


def knytt_person(session: Session, kontakt: Kontakt, epost: str | None, now: datetime) -> None:
    """Links an account to a person: by Entra object id once that is known, else by the e-mail that the channel looked up."""
    paa = oslo_date(now)
    person = org.person_med_entra_id(session, kontakt.aad_object_id, paa) if kontakt.aad_object_id else None
    if person is None and epost:
        candidate = org.person_med_epost(session, epost, paa)
        if candidate is not None and candidate.entra_id in (None, kontakt.aad_object_id):
            person = candidate
            # Somebody who has ended may hold it still: a person who comes back under a new id is linked all the same.
            if kontakt.aad_object_id and not org.har_entra_id(session, kontakt.aad_object_id):
                person.entra_id = kontakt.aad_object_id
                session.add(person)
    person_id = person.id if person else None
    if kontakt.person_id != person_id:
        kontakt.person_id = person_id
        session.add(kontakt)


def husk_personlig(session: Session, kontakt: Kontakt, samtale: Samtale) -> bool:
    """Remembers the personal conversation of an account. True if it is new, and what waits for that person may go."""
    if kontakt.samtale_id == samtale.id:
        return False
    kontakt.samtale_id = samtale.id
    session.add(kontakt)
    session.flush()
    return True


def avinstallert(session: Session, samtale: Samtale) -> None:
    """The bot was removed from a conversation: nothing is sent there until it is back."""
    fil.slett_utkast_i(session, [samtale.id or 0])
    samtale.borte = True
    samtale.tilstand = {}
    samtale.utkast_til = None
    samtale.versjon += 1
    session.add(samtale)
    session.connection().execute(update(Kontakt).where(col(Kontakt.samtale_id) == samtale.id).values(samtale_id=None))


def brukt(session: Session, token: str) -> Mapping[str, Any] | None:
    """The result of the first use of a button's token, or None if it has not been used."""
    row = session.get(Operasjon, token)
    return row.resultat if row else None


def bruk(session: Session, token: str, samtale_id: int, now: datetime, resultat: Mapping[str, Any]) -> None:
    """Marks a token as used, with the result that its next use gets."""
    values = {"token": token, "samtale_id": samtale_id, "brukt_at": now, "resultat": dict(resultat)}
    sett_inn_om_ny(session, Operasjon, values, "token")


def rydd(session: Session, eldre_enn: datetime, grense: int = 500) -> int:
    """Forgets keys and tokens from before a moment (machine time), some of each at a time. Returns how many rows went."""
    gone = 0
    for table, key, moment in (
        (Mottatt, Mottatt.nokkel, Mottatt.mottatt_at),
        (Operasjon, Operasjon.token, Operasjon.brukt_at),
    ):
        old = select(key).where(col(moment) < eldre_enn).limit(grense)
        gone += session.connection().execute(delete(table).where(col(key).in_(old))).rowcount
    return gone


def personlig_samtale(session: Session, person_id: int) -> tuple[Kontakt, Samtale] | None:
    """Where a person is reached: an account with a personal conversation that the bot has not been removed from."""
    query = (
        select(Kontakt, Samtale)
        .join(Samtale, col(Kontakt.samtale_id) == col(Samtale.id))
        .where(Kontakt.person_id == person_id, col(Samtale.borte).is_(False))
        .order_by(col(Kontakt.id).desc())
    )
    return session.exec(query).first()


def sprak_for(session: Session, samtale: Samtale) -> str | None:
    """The language of the person (or account) that a personal conversation belongs to, if one is chosen."""
    known_first = (col(Kontakt.person_id).desc().nulls_last(), col(Kontakt.id))
    contact = session.exec(select(Kontakt).where(Kontakt.samtale_id == samtale.id).order_by(*known_first)).first()
    if contact is None:
        return None
    person = org.person(session, contact.person_id) if contact.person_id is not None else None
    return (person.sprak if person else None) or contact.sprak

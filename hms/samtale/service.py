"""Book-keeping of a turn: keys that have been seen, the conversation's lock and state, tokens that have been used."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, null, update
from sqlmodel import Session, col, select

from hms.fil import service as fil
from hms.kit.klokke import oslo_date
from hms.kit.sporring import Setning, kolonner, sett_inn_om_ny
from hms.organisasjon import endring
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.regelverk.lagring import standard
from hms.samtale.model import Kontakt, Mottatt, Operasjon, Samtale
from hms.samtale.rader import Konto, Sted

UTKAST_VARER = standard().utkast.lengde
GLEM_ETTER = timedelta(minutes=15)  # a platform that was not answered has come again by then
DETTE = col(Samtale.id) == bindparam("samtale_id")
DENNE = col(Kontakt.id) == bindparam("konto_id")
STEDER = select(*kolonner(Samtale, Sted)).with_for_update(key_share=True)  # rows that point at it may come meanwhile
STED = Setning(
    STEDER.where(
        Samtale.kanal == bindparam("kanal"),
        Samtale.leietaker == bindparam("leietaker"),
        Samtale.ekstern_id == bindparam("ekstern_id"),
    )
)
STED_MED_ID = Setning(STEDER.where(DETTE))
FLYTT = Setning(update(Samtale).where(DETTE).values(adresse=bindparam("til"), borte=False))
GLEM = Setning(update(Samtale).where(DETTE).values(glem_at=bindparam("til")))
BORTE = Setning(update(Samtale).where(DETTE).values(borte=True))
NY_TILSTAND = Setning(
    update(Samtale)
    .where(DETTE)
    .values(tilstand=bindparam("ny"), versjon=Samtale.versjon + 1, utkast_til=bindparam("til"))
)
KONTO = Setning(
    select(*kolonner(Kontakt, Konto)).where(
        Kontakt.kanal == bindparam("kanal"),
        Kontakt.leietaker == bindparam("leietaker"),
        Kontakt.bruker_id == bindparam("bruker_id"),
    )
)
NY_KONTO = Setning(update(Kontakt).where(DENNE).values(aad_object_id=bindparam("aad"), navn=bindparam("navnet")))
NY_PERSON = Setning(update(Kontakt).where(DENNE).values(person_id=bindparam("person")))
NY_SAMTALE = Setning(update(Kontakt).where(DENNE).values(samtale_id=bindparam("samtale")))
NYTT_SPRAK = Setning(update(Kontakt).where(DENNE).values(sprak=bindparam("til")))
HILST = Setning(update(Kontakt).where(DENNE).values(hilst=True))
INGEN_SAMTALE = Setning(
    update(Kontakt).where(col(Kontakt.samtale_id) == bindparam("samtale")).values(samtale_id=null())
)
PERSONLIG = Setning(
    select(col(Samtale.id))
    .join(Kontakt, col(Kontakt.samtale_id) == col(Samtale.id))
    .where(col(Kontakt.person_id) == bindparam("person_id"), col(Samtale.borte).is_(False))
    .order_by(col(Kontakt.id).desc())
    .limit(1)
)
DENNE_NOKKELEN = col(Mottatt.nokkel) == bindparam("denne")
RESULTAT = Setning(select(col(Mottatt.resultat)).where(DENNE_NOKKELEN))
NYTT_RESULTAT = Setning(update(Mottatt).where(DENNE_NOKKELEN).values(resultat=bindparam("til")))
BRUKT = Setning(select(col(Operasjon.resultat)).where(col(Operasjon.token) == bindparam("token")))


def motta(session: Session, nokkel: str, now: datetime) -> Mapping[str, Any] | None:
    """Takes an event's key. Returns None the first time, and the stored result when the event has been dealt with."""
    if sett_inn_om_ny(session, Mottatt, {"nokkel": nokkel, "mottatt_at": now, "resultat": {}}, "nokkel") is not None:
        return None
    return RESULTAT.verdi(session, denne=nokkel) or {}


def lagre_resultat(session: Session, nokkel: str, resultat: Mapping[str, Any]) -> None:
    """Keeps what the platform is answered, for the event's next delivery."""
    NYTT_RESULTAT.kjor(session, denne=nokkel, til=dict(resultat))


def las_samtale(
    session: Session,
    kanal: str,
    leietaker: str,
    ekstern_id: str,
    *,
    omfang: str,
    adresse: Mapping[str, Any],
    nytt: bool = True,
) -> Sted:
    """The conversation, made if it is new, locked for the rest of the transaction, with the newest address.

    `nytt` False: the event has been dealt with before, so it says nothing of where the conversation is now.
    """
    place = {"kanal": kanal, "leietaker": leietaker, "ekstern_id": ekstern_id}
    row = STED.en(session, **place)
    if row is None:
        empty = {"adresse": dict(adresse), "tilstand": {}, "versjon": 0, "borte": False}
        sett_inn_om_ny(session, Samtale, {**place, "omfang": omfang, **empty}, "id")
        row = STED.en(session, **place) or ()
    found = Sted(*row)
    if nytt and (found.adresse != adresse or found.borte):
        FLYTT.kjor(session, samtale_id=found.id, til=dict(adresse))
        found = replace(found, adresse=dict(adresse), borte=False)
    return found


def las_pa_nytt(session: Session, samtale_id: int) -> Sted:
    """A conversation by its id, locked for the rest of the transaction."""
    return Sted(*(STED_MED_ID.en(session, samtale_id=samtale_id) or ()))


def lagre_tilstand(session: Session, samtale_id: int, tilstand: Mapping[str, Any], now: datetime) -> None:
    """The conversation's next state. What somebody wrote in it is kept for 24 hours of civil time from its last change."""
    NY_TILSTAND.kjor(session, samtale_id=samtale_id, ny=dict(tilstand), til=now + UTKAST_VARER if tilstand else None)


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
) -> Konto:
    """The account, made if it is new."""
    account = {"kanal": kanal, "leietaker": leietaker, "bruker_id": bruker_id}
    row = KONTO.en(session, **account)
    if row is None:
        sett_inn_om_ny(session, Kontakt, {**account, "hilst": False}, "id")
        row = KONTO.en(session, **account) or ()
    found = Konto(*row)
    known = replace(found, aad_object_id=aad_object_id or found.aad_object_id, navn=navn or found.navn)
    if known != found:
        NY_KONTO.kjor(session, konto_id=known.id, aad=known.aad_object_id, navnet=known.navn)
    return known


def knytt_person(session: Session, konto: Konto, epost: str | None, now: datetime) -> Konto:
    """Links an account to a person: by Entra object id once that is known, else by the e-mail that the channel looked up."""
    person = _person_for(session, konto, epost, now)
    linked = replace(konto, person_id=person.id if person else None)
    if linked != konto:
        NY_PERSON.kjor(session, konto_id=konto.id, person=linked.person_id)
    return linked


def _person_for(session: Session, konto: Konto, epost: str | None, now: datetime) -> Person | None:
    paa, entra_id = oslo_date(now), konto.aad_object_id
    person = org.person_med_entra_id(session, entra_id, paa) if entra_id else None
    if person is not None or not epost:
        return person
    candidate = org.person_med_epost(session, epost, paa)
    if candidate is None or candidate.entra_id not in (None, entra_id):
        return None
    # Somebody who has ended may hold it still: a person who comes back under a new id is linked all the same.
    if entra_id and not org.har_entra_id(session, entra_id):
        endring.knytt_konto(session, candidate.id, entra_id)
    return candidate


def gi_samtale(session: Session, konto: Konto, samtale_id: int) -> bool:
    """Remembers the personal conversation of an account. True if it is new, and what waits for that person may go."""
    if konto.samtale_id == samtale_id:
        return False
    NY_SAMTALE.kjor(session, konto_id=konto.id, samtale=samtale_id)
    return True


def gi_person(session: Session, konto: Konto, person_id: int) -> None:
    """Links an account to a person whom somebody else has found."""
    if konto.person_id != person_id:
        NY_PERSON.kjor(session, konto_id=konto.id, person=person_id)


def velg_sprak(session: Session, konto_id: int, sprak: str) -> None:
    """The language that somebody who is not in the directory has chosen."""
    NYTT_SPRAK.kjor(session, konto_id=konto_id, til=sprak)


def hilst(session: Session, konto_id: int) -> None:
    """The account has had its welcome."""
    HILST.kjor(session, konto_id=konto_id)


def glem(session: Session, samtale_id: int, now: datetime) -> None:
    """What was said there just now is to leave no trace: `hms.lagring.spor` erases it when no platform asks again."""
    GLEM.kjor(session, samtale_id=samtale_id, til=now + GLEM_ETTER)


def avinstallert(session: Session, samtale_id: int) -> None:
    """The bot was removed from a conversation: nothing is sent there until it is back."""
    fil.slett_utkast_i(session, [samtale_id])
    NY_TILSTAND.kjor(session, samtale_id=samtale_id, ny={}, til=None)
    BORTE.kjor(session, samtale_id=samtale_id)
    INGEN_SAMTALE.kjor(session, samtale=samtale_id)


def brukt(session: Session, token: str) -> Mapping[str, Any] | None:
    """The result of the first use of a button's token, or None if it has not been used."""
    return BRUKT.verdi(session, token=token)


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


def personlig_samtale(session: Session, person_id: int) -> int | None:
    """Where a person is reached: the personal conversation of an account, which the bot has not been removed from."""
    samtale_id: int | None = PERSONLIG.verdi(session, person_id=person_id)
    return samtale_id


def sprak_for(session: Session, samtale_id: int) -> str | None:
    """The language of the person (or account) that a personal conversation belongs to, if one is chosen."""
    known_first = (col(Kontakt.person_id).desc().nulls_last(), col(Kontakt.id))
    contact = session.exec(select(Kontakt).where(Kontakt.samtale_id == samtale_id).order_by(*known_first)).first()
    if contact is None:
        return None
    person = org.person(session, contact.person_id) if contact.person_id is not None else None
    return (person.sprak if person else None) or contact.sprak

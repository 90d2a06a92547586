"""Enqueue in the caller's transaction, claim, mark (design 3). All times here are machine time, but `ikke_for`."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, true, update
from sqlmodel import Session, col, select

from hms.kit.sporring import sett_inn_om_ny
from hms.outbox.model import (
    DOD,
    FERDIGE,
    LEID,
    SENDES,
    TVETYDIG,
    UTDATERT,
    VENTER,
    Prioritet,
    Utboks,
)
from hms.outbox.setninger import (
    ELDRE_KORT,
    FORBIGATT,
    LEDIGE,
    LEVERT,
    NY_MOTTAKER,
    SENDES_NA,
    STRAKS,
    UTEN_ADRESSE,
    VEKK_KONTO,
    VEKK_PERSON,
    VENTER_FORAN,
)
from hms.samtale.model import Kort

LEIE = timedelta(seconds=60)
SKRIV_IGJEN = timedelta(minutes=10)
MAKS_SKRIVEFORSOK = 4
IKKE_SKREVET = "ikke_skrevet"
# A card that was worded before this moment, and has no platform id yet.
UNDERVEIS = and_(
    col(Utboks.oppdatering).is_(False),
    or_(
        col(Utboks.status).in_((LEID, SENDES, TVETYDIG)),
        and_(col(Utboks.status) == VENTER, col(Utboks.type) == "svar"),
    ),
)


@dataclass(frozen=True)
class Varsel:
    """A notice: its key and ids, and who shall have it. `ikke_for` is civil time; `kort` makes it a live card."""

    dedup_key: str
    nokkel: str
    mottaker: Mapping[str, Any]
    parametre: Mapping[str, Any] = field(default_factory=dict)
    prioritet: Prioritet = Prioritet.VARSEL
    kort: str | None = None
    ikke_for: datetime | None = None


@dataclass(frozen=True)
class Svar:
    """A reply of a turn, frozen. `nokkel` and `parametre` name the notice that takes its place if the person is away."""

    dedup_key: str
    samtale_id: int
    kropp: Mapping[str, Any]
    prioritet: Prioritet = Prioritet.SVAR
    kort: str | None = None
    nokkel: str | None = None
    parametre: Mapping[str, Any] = field(default_factory=dict)


def varsel(session: Session, varsel: Varsel) -> int | None:
    """Enqueues a notice. One with the same `dedup_key` is already on its way: then nothing happens, and None comes back."""
    values = {
        "dedup_key": varsel.dedup_key,
        "type": "varsel",
        "status": VENTER,
        "prioritet": int(varsel.prioritet),
        "mottaker": dict(varsel.mottaker),
        "nokkel": varsel.nokkel,
        "parametre": dict(varsel.parametre),
        "kort": varsel.kort,
        "ikke_for": varsel.ikke_for,
    }
    return sett_inn_om_ny(session, Utboks, {**_tom(), **values}, "id")


def svar(session: Session, svar: Svar, eier: str, now: datetime) -> tuple[int | None, bool]:
    """Enqueues a reply. Returns its id, and whether this process sends it at once (nothing else waits in its conversation)."""
    at_once = VENTER_FORAN.en(session, samtale_id=svar.samtale_id, eier=eier) is None
    values = {
        "dedup_key": svar.dedup_key,
        "type": "svar",
        "status": SENDES if at_once else VENTER,
        "prioritet": int(svar.prioritet),
        "samtale_id": svar.samtale_id,
        "mottaker": {},
        "kropp": dict(svar.kropp),
        "kort": svar.kort,
        "nokkel": svar.nokkel,
        "parametre": dict(svar.parametre),
        "leie_eier": eier if at_once else None,
        "leie_til": now + LEIE if at_once else None,
        "forsok": 1 if at_once else 0,
    }
    row_id: int | None = sett_inn_om_ny(session, Utboks, {**_tom(), **values}, "id")
    return row_id, at_once


def oppdater(session: Session, *, kort: str, nokkel: str, parametre: Mapping[str, Any]) -> None:
    """Asks for a live card to be shown afresh in every conversation that has it, or is about to get it.

    Only the newest update is sent: older ones that still wait become obsolete.
    """
    under_way = select(Utboks.samtale_id).where(Utboks.kort == kort, UNDERVEIS)
    # In this order: a card that arrives between the two questions is found by the second.
    places = {place for place in session.exec(under_way) if place is not None}
    places |= set(session.exec(select(Kort.samtale_id).where(Kort.nokkel == kort)))
    if not places:
        return
    session.connection().execute(
        update(Utboks)
        .where(
            col(Utboks.kort) == kort,
            col(Utboks.oppdatering),
            col(Utboks.status) == VENTER,
            col(Utboks.samtale_id).in_(places),
        )
        .values(status=UTDATERT, ferdig_at=func.now())
    )
    number = session.connection().execute(select(func.coalesce(func.max(Utboks.id), 0))).scalar_one()
    for place in sorted(places):
        values = {
            "dedup_key": f"{kort}:{place}:oppdatering:{number}",
            "type": "varsel",
            "status": VENTER,
            "prioritet": int(Prioritet.VARSEL),
            "samtale_id": place,
            "mottaker": {},
            "nokkel": nokkel,
            "parametre": dict(parametre),
            "kort": kort,
            "oppdatering": True,
        }
        sett_inn_om_ny(session, Utboks, {**_tom(), **values}, "id")


def kort_som(session: Session, stamme: str, rommer: str = "") -> list[str]:
    """The keys of the live cards that begin so and hold this, sent or about to be."""
    found: dict[str, None] = {}
    for column, where in ((col(Kort.nokkel), true()), (col(Utboks.kort), UNDERVEIS)):
        like = (column.startswith(stamme, autoescape=True), column.contains(rommer, autoescape=True))
        found |= dict.fromkeys(key for key in session.exec(select(column).where(where, *like).distinct()) if key)
    return list(found)


def rens_svar(session: Session, samtale_id: int, ren: Callable[[Any], Any]) -> None:
    """Cleans the replies of a conversation that have not been sent yet."""
    waiting = select(Utboks).where(
        Utboks.samtale_id == samtale_id, col(Utboks.kropp).is_not(None), col(Utboks.status).not_in(FERDIGE)
    )
    for row in session.exec(waiting).all():
        row.kropp = ren(row.kropp)
        session.add(row)


def uten_adresse(session: Session, now: datetime, sivil: datetime, grense: int = 100) -> Sequence[Utboks]:
    """Notices that are due and have no conversation yet, locked."""
    return session.exec(UTEN_ADRESSE, params={"now": now, "sivil": sivil, "grense": grense}).all()


def lei(
    session: Session, eier: str, now: datetime, sivil: datetime, grense: int = 100, *, hastverk: bool = False
) -> Sequence[Utboks]:
    """Leases due rows, most urgent first, at most one a conversation, in the conversation's order.

    An update waits until its card has a platform id, and holds nothing back. A row that waits for a retry holds back what is behind it; one whose
    civil time has not come does not.
    """
    hoyst = Prioritet.SVAR if hastverk else Prioritet.MASSE
    rows = session.exec(LEDIGE, params={"now": now, "sivil": sivil, "hoyst": int(hoyst), "grense": grense}).all()
    for row in rows:
        row.status = LEID
        row.leie_eier = eier
        row.leie_til = now + LEIE
        session.add(row)
    return rows


def sendes(session: Session, ider: Sequence[int], eier: str, now: datetime) -> set[int]:
    """Marks leased rows as being sent, before the POST. Returns those that are still ours."""
    return {row_id for row_id in ider if SENDES_NA.kjor(session, row_id=row_id, eier=eier, til=now + LEIE)}


def sendt(session: Session, row_id: int, now: datetime, platform_id: str) -> None:
    """Delivered. The body of a reply is erased; a live card's platform id is kept.

    Where the conversation has that card already, the older message goes on under a key of its own («avvik:42:behandler:eldre:7»):
    what it shows can still be written over.
    """
    found = LEVERT.en(session, row_id=row_id, plattform=platform_id, at=now)
    if found is None:
        return
    kort, oppdatering, samtale_id = found
    if kort is not None and not oppdatering and samtale_id is not None:
        values = {"nokkel": kort, "samtale_id": samtale_id, "platform_id": platform_id}
        if sett_inn_om_ny(session, Kort, values, "id") is None:
            eldre = f"{kort}:eldre:{row_id}"
            if ELDRE_KORT.kjor(session, kort=kort, samtale_id=samtale_id, plattform=platform_id, eldre=eldre):
                sett_inn_om_ny(session, Kort, values, "id")
                row = session.get_one(Utboks, row_id)
                if row.nokkel is not None:
                    oppdater(session, kort=eldre, nokkel=row.nokkel, parametre=row.parametre)


def prov_igjen(session: Session, row_id: int, neste_at: datetime, grunn: str, *, uklart: bool) -> None:
    """Not delivered, or perhaps not: to be tried again at a moment."""
    row = session.get(Utboks, row_id)
    if row is None or row.status in FERDIGE:
        return
    row.status = TVETYDIG if uklart else VENTER
    row.gjentakelse = row.gjentakelse or uklart
    row.uklare += 1 if uklart else 0
    row.neste_at = neste_at
    row.grunn = grunn
    row.leie_eier, row.leie_til = None, None
    session.add(row)


def utdatert(session: Session, row_id: int, now: datetime) -> None:
    """No longer true, so never sent."""
    row = session.get(Utboks, row_id)
    if row is not None and row.status not in FERDIGE:
        _ferdig(session, row, UTDATERT, now)
        kortet_kom_ikke(session, row, now)


def dod(session: Session, row_id: int, now: datetime, grunn: str) -> None:
    """Given up: it stands on the list of undeliverable messages. Updates of a card that never came go with it.

    An update that is given up is obsolete: whoever has the card was told once, and the next update tells the rest.
    """
    row = session.get(Utboks, row_id)
    if row is None or row.status in FERDIGE:
        return
    row.grunn = grunn
    _ferdig(session, row, UTDATERT if row.oppdatering else DOD, now)
    kortet_kom_ikke(session, row, now)


def kortet_kom_ikke(session: Session, row: Utboks, now: datetime) -> None:
    """The row's card will not come to its conversation: updates that wait for it there wait for nothing."""
    if row.kort is not None and not row.oppdatering:
        session.connection().execute(
            update(Utboks)
            .where(
                col(Utboks.kort) == row.kort,
                col(Utboks.samtale_id) == row.samtale_id,
                col(Utboks.oppdatering),
                col(Utboks.status) == VENTER,
            )
            .values(status=UTDATERT, ferdig_at=now)
        )


def legg_tilbake(session: Session, row_id: int) -> None:
    """Taken to be sent, but something before it in the conversation has to wait: it waits behind that."""
    row = session.get(Utboks, row_id)
    if row is None or row.status in FERDIGE:
        return
    if row.status == SENDES:
        row.forsok = max(0, row.forsok - 1)
    row.status = VENTER
    row.leie_eier, row.leie_til = None, None
    session.add(row)


def ikke_skrevet(session: Session, row_id: int, now: datetime) -> None:
    """It could not be worded, which is a fault of ours: tried a few times more, then on the list of undeliverable messages."""
    row = session.get(Utboks, row_id)
    if row is None or row.status in FERDIGE:
        return
    row.forsok += 1
    if row.forsok >= MAKS_SKRIVEFORSOK:
        dod(session, row_id, now, IKKE_SKREVET)
    else:
        prov_igjen(session, row_id, now + SKRIV_IGJEN, IKKE_SKREVET, uklart=False)


def tell_forlatte(session: Session, now: datetime, eier: str, *, eneste: bool, i_hende: Collection[int] = ()) -> int:
    """Takes back what a stopped process held: leased rows wait again, rows found in `sending` are ambiguous.

    `eneste`: no other process sends, so everything that is not `eier`'s is left behind, whatever its lease says. Of its
    own, `eier` takes back what it no longer has in its hands (`i_hende`) when the lease is over. Returns the number of ambiguous rows.
    """
    foreign = or_(col(Utboks.leie_eier).is_(None), col(Utboks.leie_eier) != eier)
    over = col(Utboks.leie_til) < now
    dropped = and_(col(Utboks.leie_eier) == eier, over, col(Utboks.id).not_in(i_hende))
    left = or_(foreign if eneste else and_(foreign, over), dropped)
    free = {"leie_eier": None, "leie_til": None}
    connection = session.connection()
    connection.execute(update(Utboks).where(col(Utboks.status) == LEID, left).values(status=VENTER, **free))
    found = connection.execute(
        update(Utboks)
        .where(col(Utboks.status) == SENDES, left)
        .values(status=TVETYDIG, gjentakelse=True, uklare=Utboks.uklare + 1, **free)
    )
    return found.rowcount


def forny(session: Session, ider: Collection[int], eier: str, now: datetime) -> None:
    """What waits in this process for the platform's pace is still in its hands: its lease runs anew."""
    if ider:
        mine = (col(Utboks.id).in_(ider), col(Utboks.leie_eier) == eier, col(Utboks.status).in_((LEID, SENDES)))
        session.connection().execute(update(Utboks).where(*mine).values(leie_til=now + LEIE))


def _ferdig(session: Session, row: Utboks, status: str, now: datetime) -> None:
    row.status = status
    row.ferdig_at = now
    row.kropp = None
    row.leie_eier, row.leie_til = None, None
    session.add(row)


def _tom() -> dict[str, Any]:
    return {
        "parametre": {},
        "oppdatering": False,
        "forsok": 0,
        "uklare": 0,
        "gjentakelse": False,
        "neste_at": STRAKS,
    }


def vekk_ventende(session: Session, person_id: int | None, kontakt_id: int | None = None) -> None:
    """What could not be delivered for want of a conversation is tried again: this person's, this account's, and the
    duties that nobody could get.

    A duty that was on its way past this person may come back to him or her. None: an account that nobody is linked to.
    """
    if person_id is not None:
        for row_id, mottaker in FORBIGATT.alle(session):
            uten = [one for one in mottaker["uten"] if one != person_id]
            NY_MOTTAKER.kjor(session, row_id=row_id, til={**mottaker, "uten": uten})
    konto = json.dumps({"kontakt": kontakt_id})
    if person_id is None:
        VEKK_KONTO.kjor(session, konto=konto)
    else:
        VEKK_PERSON.kjor(session, konto=konto, person_id=person_id)

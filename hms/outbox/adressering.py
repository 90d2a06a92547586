"""From a role to a person to a conversation, on the day a notice is sent (rule 1.3): who, and where he or she is reached."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import or_, true
from sqlmodel import Session, col, select

from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.outbox import service
from hms.outbox.model import Prioritet, Utboks
from hms.outbox.setninger import STRAKS
from hms.samtale.model import Kontakt
from hms.samtale.service import personlig_samtale

SE_IGJEN = timedelta(hours=1)
SE_SNART_IGJEN = timedelta(minutes=1)
INGEN_SAMTALE = "ingen_samtale"
INGEN_KAN_NAS = "ingen_kan_nas"
SLUTTET = "sluttet"
SOSKEN = re.compile(r":p\d+$")


@dataclass(frozen=True)
class Mottakere:
    """`alle` get one each. `reserve` are tried in order when none of them can be reached; empty = it waits.

    `plikt`: somebody must have it, so it waits (and is seen to wait) even when every role is vacant.
    """

    alle: tuple[int, ...]
    reserve: tuple[int, ...] = ()
    plikt: bool = False


Finn = Callable[[Session, Mapping[str, Any], Any], Mottakere]


@dataclass(frozen=True)
class Apnes:
    """A person whose personal conversation has to be opened on the platform before a row can be sent."""

    person_id: int
    entra_id: str
    prioritet: int = Prioritet.VARSEL


def adresser(
    session: Session,
    rows: Collection[Utboks],
    finn: Finn,
    *,
    now: datetime,
    sivil: datetime,
    uapnelig: Collection[int],
    utsatt: Mapping[int, datetime] = MappingProxyType({}),
) -> list[Apnes]:
    """Gives each row a conversation, or says which have to be opened first. A row for several people becomes one for each.

    `uapnelig` are persons whose conversation could not be opened just now; `utsatt` are those for whom the platform asked
    us to come again at a moment (machine time): a row waits for them, unless it is urgent. A duty climbs to the next who can be reached;
    what belongs to one person waits for that person, with a reason, and stands on the list of undeliverable messages.
    """
    opening: dict[int, Apnes] = {}
    for row in rows:
        found = _adresser_en(session, row, finn, now=now, sivil=sivil, uapnelig=uapnelig, utsatt=utsatt)
        if found is not None and found.prioritet <= opening.get(found.person_id, found).prioritet:
            opening[found.person_id] = found
    return list(opening.values())


def _adresser_en(
    session: Session,
    row: Utboks,
    finn: Finn,
    *,
    now: datetime,
    sivil: datetime,
    uapnelig: Collection[int],
    utsatt: Mapping[int, datetime],
) -> Apnes | None:
    if "kontakt" in row.mottaker:
        _til_konto(session, row, now=now, sivil=sivil)
        return None
    candidates = _kandidater(session, row, finn, sivil)
    if candidates is None:
        service.utdatert(session, row.id or 0, now)
        return None
    if "rolle" not in row.mottaker and har_sluttet(session, row.mottaker["person"], sivil):
        service.dod(session, row.id or 0, now, SLUTTET)
        return None
    tried = set(row.mottaker.get("uten", ()))
    for person_id in candidates:
        if person_id in tried:
            continue
        place = personlig_samtale(session, person_id)
        if place is not None:
            row.person_id, row.samtale_id = person_id, place
            session.add(row)
            return None
        if person_id in utsatt and row.prioritet > Prioritet.NOD:
            row.neste_at = utsatt[person_id]
            session.add(row)
            return None
        person = org.person(session, person_id)
        if person is not None and person.entra_id and person_id not in uapnelig:
            return Apnes(person_id, person.entra_id, row.prioritet)
    # Next time everybody is tried anew: whoever blocked the bot may have let it in again.
    row.mottaker = {key: value for key, value in row.mottaker.items() if key != "uten"}
    if len(candidates) == 1:
        row.person_id = candidates[0]
    _vent(session, row, now, INGEN_SAMTALE if len(candidates) == 1 else INGEN_KAN_NAS)
    return None


def _til_konto(session: Session, row: Utboks, *, now: datetime, sivil: datetime) -> None:
    """A row for an account that was not linked to anybody when it was enqueued."""
    contact = session.get(Kontakt, row.mottaker["kontakt"])
    if contact is not None and har_sluttet(session, contact.person_id, sivil):
        service.dod(session, row.id or 0, now, SLUTTET)
    elif contact is None or contact.samtale_id is None:
        _vent(session, row, now, INGEN_SAMTALE)
    else:
        row.samtale_id = contact.samtale_id
        session.add(row)


def _kandidater(session: Session, row: Utboks, finn: Finn, sivil: datetime) -> tuple[int, ...] | None:
    """Who to try, in order; None when nobody shall have it (any more)."""
    fixed = row.mottaker.get("person")
    if "rolle" not in row.mottaker:
        return (fixed,) if fixed is not None else None
    found = finn(session, row.mottaker, oslo_date(sivil))
    if fixed is not None and fixed in found.alle:
        return (fixed, *found.reserve)
    root = SOSKEN.sub("", row.dedup_key)
    covered = _dekket(session, row, root)
    left = [person_id for person_id in found.alle if person_id not in covered]
    if not left:
        if found.alle:
            return None
        return found.reserve or (() if found.plikt else None)
    first, *others = left
    for person_id in others:
        service.varsel(
            session,
            service.Varsel(
                dedup_key=f"{root}:p{person_id}",
                nokkel=row.nokkel or "",
                mottaker={**row.mottaker, "person": person_id},
                parametre=row.parametre,
                prioritet=Prioritet(row.prioritet),
                kort=row.kort,
                ikke_for=row.ikke_for,
            ),
        )
    row.mottaker = {**row.mottaker, "person": first}
    session.add(row)
    return (first, *found.reserve)


def _dekket(session: Session, row: Utboks, root: str) -> set[int]:
    """Who has the same notice, or is about to get it, by another row of the same root."""
    same = or_(col(Utboks.dedup_key) == root, col(Utboks.dedup_key).startswith(f"{root}:p", autoescape=True))
    # They have the card in common, and that has an index.
    card = col(Utboks.kort) == row.kort if row.kort is not None else true()
    siblings = session.exec(select(Utboks).where(card, same, Utboks.id != row.id)).all()
    return {sibling.mottaker["person"] for sibling in siblings if "person" in sibling.mottaker}


def har_sluttet(session: Session, person_id: int | None, sivil: datetime) -> bool:
    """Is this somebody who has left, and gets nothing about a case any more?"""
    person = org.person(session, person_id) if person_id is not None else None
    return person is not None and not org.er_gyldig(person, oslo_date(sivil))


def ikke_sendt(session: Session, row_id: int, now: datetime, sivil: datetime) -> None:
    """There was nothing to send: no longer true, or its reader has left meanwhile, and then a duty goes to the next."""
    row = session.get(Utboks, row_id)
    if row is not None and "rolle" in row.mottaker and har_sluttet(session, row.person_id, sivil):
        klatre(session, row_id, now, SLUTTET)
    else:
        service.utdatert(session, row_id, now)


def klatre(session: Session, row_id: int, now: datetime, grunn: str) -> None:
    """The person cannot be reached there: a duty goes to the next, the rest waits for that person."""
    row = session.get(Utboks, row_id)
    if row is None:
        return
    service.kortet_kom_ikke(session, row, now)
    row.forsok, row.uklare = 0, 0
    if row.type == "svar" and row.nokkel is not None:
        _bli_varsel(session, row)
    if row.person_id is not None and "rolle" in row.mottaker:
        row.mottaker = {**row.mottaker, "uten": [*row.mottaker.get("uten", ()), row.person_id]}
        row.person_id, row.samtale_id = None, None
        service.prov_igjen(session, row_id, STRAKS, grunn, uklart=False)
    elif row.type == "varsel" and not row.oppdatering:
        row.samtale_id = None
        service.prov_igjen(session, row_id, now + _pause(row), grunn, uklart=False)
    else:
        service.dod(session, row_id, now, grunn)


def til_side(session: Session, row_id: int, now: datetime, grunn: str) -> None:
    """A fault of ours in sending it: it steps aside, so that its conversation is not mute, and is tried again later."""
    row = session.get(Utboks, row_id)
    if row is None:
        return
    service.kortet_kom_ikke(session, row, now)
    if row.type == "varsel" and not row.oppdatering:
        row.forsok, row.samtale_id = 0, None
        service.prov_igjen(session, row_id, now + _pause(row), grunn, uklart=False)
    else:
        service.dod(session, row_id, now, grunn)


def _pause(row: Utboks) -> timedelta:
    return SE_SNART_IGJEN if row.prioritet == Prioritet.NOD else SE_IGJEN


def _bli_varsel(session: Session, row: Utboks) -> None:
    """A reply that has to reach its person some day: from now on it is worded when it can be sent, and its body is erased."""
    theirs = select(Kontakt.id).where(Kontakt.samtale_id == row.samtale_id).order_by(col(Kontakt.id).desc())
    contact_id = session.exec(theirs).first()
    if contact_id is not None:
        row.type, row.kropp = "varsel", None
        row.mottaker = {"kontakt": contact_id}


def _vent(session: Session, row: Utboks, now: datetime, grunn: str) -> None:
    row.neste_at = now + _pause(row)
    row.grunn = grunn
    session.add(row)

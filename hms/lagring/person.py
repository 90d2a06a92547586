"""Erasing a person: what would go, what stays and why, and the erasing itself. The cases and the audit stay whole (avvik.md 8)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, cast, delete, func, or_, update
from sqlmodel import Session, SQLModel, col, select

from hms.avvik import flyt
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder
from hms.ekstern.model import EksternSak
from hms.ekstern.rules import IKKE_OVERFORT, MELDER
from hms.kit import revisjon
from hms.kit.feil import HmsError
from hms.kit.klokke import oslo_date
from hms.lagring import navn, tre
from hms.lagring.saker import er_skadesak
from hms.organisasjon import queries as org
from hms.organisasjon.model import Person
from hms.outbox.model import Utboks
from hms.samtale.model import Kontakt, Kort, Mottatt, Samtale
from hms.tiltak.model import Tiltak, Uavklart
from hms.tiltak.rules import UFERDIGE

DRIFT = "drift"
UTEN_NAVN = "–"
# Rows that are dealt with by themselves.
BUNDNE = frozenset(tre.tabell(table).name for table in (AvvikMelder, Kontakt, Utboks))


@dataclass(frozen=True)
class Plikter:
    """What the person has to do still: open cases by number, open actions by id, roles held, and reports to carry over."""

    saker: tuple[str, ...] = ()
    tiltak: tuple[int, ...] = ()
    roller: tuple[str, ...] = ()
    meldinger: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.saker or self.tiltak or self.roller or self.meldinger)


@dataclass(frozen=True)
class Slettplan:
    """What erasing this person comes to. `beholdt`: cases in which somebody was hurt, whose names are kept while a claim may come.

    `navn`: is the name erased from the directory too? Only of somebody who has left, and whom no case has to name.
    """

    person_id: int
    plikter: Plikter
    meldt: tuple[str, ...]
    beholdt: tuple[str, ...]
    inhabil: int
    kontoer: int
    utkast: int
    meldinger: int
    kort: int
    navn: bool


def finn(session: Session, hvem: str) -> Person:
    """The person with this stable id or e-mail address, ended or not. Raises HmsError person.ukjent, person.flere."""
    wanted = hvem.strip()
    by_id = session.exec(select(Person).where(Person.ekstern_id == wanted)).one_or_none()
    if by_id is not None:
        return by_id
    found = session.exec(select(Person).where(func.lower(col(Person.epost)) == wanted.lower())).all()
    if len(found) != 1:
        raise HmsError("person.flere" if found else "person.ukjent")
    return found[0]


def plikter(session: Session, person_id: int, paa: date) -> Plikter:
    """The open duties of a person on a civil day."""
    cases = select(Avvik.nummer).where(Avvik.behandler_id == person_id, col(Avvik.status).in_(flyt.APNE))
    actions = select(Tiltak.id).where(Tiltak.ansvarlig_id == person_id, col(Tiltak.status).in_(UFERDIGE))
    own = or_(col(EksternSak.person_id) == person_id, col(EksternSak.kontakt_id).in_(kontoer(session, person_id)[0]))
    carried = select(EksternSak.referanse).where(EksternSak.vei == MELDER, EksternSak.status == IKKE_OVERFORT, own)
    return Plikter(
        saker=tuple(session.exec(cases.order_by(col(Avvik.id)))),
        tiltak=tuple(i for i in session.exec(actions.order_by(col(Tiltak.id))) if i is not None),
        roller=tuple(role.rolle for role in org.roller_til(session, person_id, paa)),
        meldinger=tuple(session.exec(carried.order_by(col(EksternSak.id)))),
    )


def planlegg(session: Session, now: datetime, person: Person) -> Slettplan:
    """What `slett` would do now."""
    person_id = person.id or 0
    accounts, places = kontoer(session, person_id)
    reported = meldte(session, person_id, accounts)
    kept = tuple(case.nummer for case in reported if er_skadesak(case))
    paa = oslo_date(now)
    left = not org.er_gyldig(person, paa)
    return Slettplan(
        person_id=person_id,
        plikter=plikter(session, person_id, paa),
        meldt=tuple(case.nummer for case in reported if not er_skadesak(case)),
        beholdt=kept,
        inhabil=_antall(session, AvvikInhabil, _inhabil_i_avsluttede(person_id)) if left else 0,
        kontoer=len(accounts),
        utkast=_antall(session, Samtale, col(Samtale.id).in_(places) & col(Samtale.utkast_til).is_not(None)),
        meldinger=_antall(session, Utboks, meldinger_til(person_id, accounts, places)),
        kort=_antall(session, Kort, col(Kort.samtale_id).in_(places)),
        navn=not kept and left,
    )


def slett(
    session: Session, now: datetime, person: Person, *, tross_plikter: bool = False, aktor: str = DRIFT
) -> Slettplan:
    """Erases what names the person, and says what went. Raises HmsError person.har_plikter unless `tross_plikter`.

    Text of the cases stays: a name that somebody wrote there is removed with `feilsendt.fjern`. Whoever is still in the
    directory stays there, for the next import would bring the name back.
    """
    plan = planlegg(session, now, person)
    if plan.plikter and not tross_plikter:
        raise HmsError("person.har_plikter")
    accounts, places = kontoer(session, plan.person_id)
    cases = {(navn.AVVIK, case.id or 0) for case in meldte(session, plan.person_id, accounts)}
    named = cases | (navn.nevnt(session, plan.person_id, places) if plan.navn else set())
    sent = navn.sendt_inn(session, plan.person_id, accounts)
    _slett_meldt(session, plan.person_id, accounts)
    run = session.connection().execute
    if plan.inhabil:
        run(delete(AvvikInhabil).where(_inhabil_i_avsluttede(plan.person_id)))
    _losne(session, plan.person_id, accounts)
    run(delete(Utboks).where(meldinger_til(plan.person_id, accounts, places)))
    _slett_samtaler(session, places)
    tre.slett(session, tre.tabell(Kontakt), accounts)
    if plan.navn:
        _slett_navn(session, person)
    navn.skriv_om(session, named | sent)
    counts = {"meldt": len(plan.meldt), "beholdt": len(plan.beholdt), "kontoer": plan.kontoer, "navn": plan.navn}
    revisjon.skriv(session, now, "person.slettet", objekt=f"person:{plan.person_id}", aktor=aktor, data=counts)
    return plan


def kontoer(session: Session, person_id: int) -> tuple[list[int], list[int]]:
    """The ids of the person's accounts, and of the personal conversations with them."""
    found = session.exec(select(Kontakt).where(Kontakt.person_id == person_id)).all()
    places = {one.samtale_id for one in found if one.samtale_id is not None}
    personal = select(Samtale.id).where(col(Samtale.id).in_(places), Samtale.omfang == "personal")
    return [one.id for one in found if one.id is not None], [i for i in session.exec(personal) if i is not None]


def meldte(session: Session, person_id: int, accounts: Collection[int]) -> Sequence[Avvik]:
    """The cases that the person reported, from any of the accounts, oldest first."""
    query = select(Avvik).join(AvvikMelder, col(AvvikMelder.avvik_id) == col(Avvik.id))
    return session.exec(query.where(_er_melder(person_id, accounts)).order_by(col(Avvik.id))).all()


def _er_melder(person_id: int, accounts: Collection[int]) -> ColumnElement[bool]:
    return or_(col(AvvikMelder.person_id) == person_id, col(AvvikMelder.kontakt_id).in_(accounts))


def _slett_meldt(session: Session, person_id: int, accounts: Collection[int]) -> None:
    """The links from cases to the reporter; where one has to stay, it is to the person, so that the account can go."""
    for case in meldte(session, person_id, accounts):
        link = col(AvvikMelder.avvik_id) == case.id
        if er_skadesak(case):
            keep = update(AvvikMelder).where(link).values(person_id=person_id, kontakt_id=None)
            session.connection().execute(keep)
        else:
            session.connection().execute(delete(AvvikMelder).where(link))


def _losne(session: Session, person_id: int, accounts: Collection[int]) -> None:
    """What else the person has sent in stays without a name: rows with an empty-able `person_id` or `kontakt_id`."""
    for til, name, ids in ((Person, "person_id", [person_id]), (Kontakt, "kontakt_id", list(accounts))):
        for column in tre.pekere(tre.tabell(til)):
            if column.name == name and column.nullable and column.table.name not in BUNDNE:
                session.connection().execute(update(column.table).where(column.in_(ids)).values({name: None}))


def _inhabil_i_avsluttede(person_id: int) -> ColumnElement[bool]:
    """While a case is open, or the person works here, whom it is about has to be known, to be kept out of it."""
    ended = select(col(Avvik.id)).where(col(Avvik.status).in_(flyt.AVSLUTTET))
    return (col(AvvikInhabil.person_id) == person_id) & col(AvvikInhabil.avvik_id).in_(ended)


def meldinger_til(person_id: int, accounts: Collection[int], places: Collection[int]) -> ColumnElement[bool]:
    """Outbox rows to the person, by whatever way they are addressed."""
    to = cast(col(Utboks.mottaker), String)
    written = [f'{{"person": {person_id}}}', *(f'{{"kontakt": {account}}}' for account in accounts)]
    return or_(col(Utboks.person_id) == person_id, col(Utboks.samtale_id).in_(places), to.in_(written))


def _slett_samtaler(session: Session, places: Sequence[int]) -> None:
    """Personal conversations with drafts, cards and tokens; keys of events that hold their address."""
    for address in session.exec(select(Samtale.ekstern_id).where(col(Samtale.id).in_(places))).all():
        seen = col(Mottatt.nokkel).contains(address, autoescape=True)
        session.connection().execute(delete(Mottatt).where(seen))
    theirs = update(Kontakt).where(col(Kontakt.samtale_id).in_(places)).values(samtale_id=None)
    session.connection().execute(theirs)
    tre.slett(session, tre.tabell(Samtale), places)


def _slett_navn(session: Session, person: Person) -> None:
    person.ekstern_id = f"slettet-{person.id}"
    person.navn, person.epost, person.telefon, person.entra_id = UTEN_NAVN, None, None, None
    session.add(person)
    session.flush()


def _antall(session: Session, table: type[SQLModel], condition: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(table).where(condition)).one()


def sluttede(session: Session, until: date, grense: int | None = None) -> list[int]:
    """Persons whose last day in the directory was before `until` and who are named still, but by no case and no duty.

    All of them, or some that are locked.
    """
    reporters = select(col(AvvikMelder.person_id)).where(col(AvvikMelder.person_id).is_not(None))
    accounts = select(col(AvvikMelder.kontakt_id)).where(col(AvvikMelder.kontakt_id).is_not(None))
    through = select(col(Kontakt.person_id)).where(col(Kontakt.id).in_(accounts), col(Kontakt.person_id).is_not(None))
    handlers = select(col(Avvik.behandler_id)).where(
        col(Avvik.status).in_(flyt.APNE), col(Avvik.behandler_id).is_not(None)
    )
    doers = select(col(Tiltak.ansvarlig_id)).where(col(Tiltak.status).in_(UFERDIGE))
    named = select(col(Uavklart.ansvarlig_id)).where(
        col(Uavklart.tiltak_id).is_(None), col(Uavklart.ansvarlig_id).is_not(None)
    )
    query = select(Person.id).where(col(Person.gyldig_til) < until, Person.navn != UTEN_NAVN)
    for held in (reporters, through, handlers, doers, named):
        query = query.where(col(Person.id).not_in(held))
    if grense is not None:
        query = query.limit(grense).with_for_update(skip_locked=True)
    return [i for i in session.exec(query.order_by(col(Person.id))) if i is not None]

"""Reads about avvik: one case, somebody's cases, and what somebody is to a case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from hms.avvik import flyt, rules
from hms.avvik.model import Avvik, AvvikInhabil, AvvikMelder, AvvikMelding, AvvikTillegg
from hms.kit import sider
from hms.kit.sider import Side
from hms.kit.sporring import Setning
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox.model import Utboks
from hms.stige import Stige, stiger

EGNE_FRISTER = "avvikfrister"  # what a session knows of the kommune: its own numbers of days (T-29)


@dataclass(frozen=True)
class Leser:
    """Who asks: a person of the directory, or only an account."""

    person_id: int | None
    kontakt_id: int | None


def med_nummer(session: Session, nummer: str) -> Avvik | None:
    """The case with this number («AVV-2026-0042»), whatever the letters' size."""
    return session.exec(select(Avvik).where(Avvik.nummer == nummer.strip().upper())).one_or_none()


def mine(session: Session, leser: Leser, fra: int = 0) -> Side[Avvik]:
    """A page of the cases that this reader reported, newest first."""
    query = select(Avvik).join(AvvikMelder, col(AvvikMelder.avvik_id) == col(Avvik.id))
    if leser.person_id is not None:
        query = query.where(AvvikMelder.person_id == leser.person_id)
    else:
        query = query.where(AvvikMelder.kontakt_id == leser.kontakt_id)
    return sider.hent(session, query.order_by(col(Avvik.id).desc()), fra)


def til_behandling(session: Session, person_id: int, fra: int = 0) -> Side[Avvik]:
    """A page of the cases that this person handles and has not closed, most serious and oldest first."""
    query = select(Avvik).where(Avvik.behandler_id == person_id, col(Avvik.status).in_(flyt.APNE))
    return sider.hent(session, query.order_by(col(Avvik.grad).desc(), col(Avvik.id)), fra)


def melder(session: Session, avvik: Avvik) -> AvvikMelder | None:
    """The row that says who reported; None once it is erased, or for a case that Varde made itself."""
    return session.get(AvvikMelder, avvik.id)


def melder_kan_svare(session: Session, avvik: Avvik, paa: date) -> bool:
    """Is there a reporter, who has not left?"""
    reporter = melder(session, avvik)
    return reporter is not None and (reporter.person_id is None or er_her(session, reporter.person_id, paa))


def inhabile(session: Session, avvik_id: int) -> frozenset[int]:
    """The persons whom the case is about."""
    return frozenset(session.exec(select(AvvikInhabil.person_id).where(AvvikInhabil.avvik_id == avvik_id)))


def tillegg(session: Session, avvik_id: int) -> Sequence[AvvikTillegg]:
    """What the reporter added after sending, oldest first."""
    return session.exec(
        select(AvvikTillegg).where(AvvikTillegg.avvik_id == avvik_id).order_by(col(AvvikTillegg.id))
    ).all()


def linja(session: Session, avvik: Avvik, paa: date) -> list[Person]:
    """The leaders above the handler, nearest first. The reporter and those whom the case is about are not among them.

    A case that no leader can have (the kommunedirektør's own) goes to the HMS-ansvarlig, who finds a handler.
    """
    ute = set(inhabile(session, avvik.id or 0))
    ute |= {avvik.behandler_id or 0, avvik.avvist_av or 0}  # who rejected a case does not get it back on appeal
    reporter = melder(session, avvik)
    if reporter is not None and reporter.person_id is not None:
        ute.add(reporter.person_id)
    leaders = org.linjeledere(session, avvik.behandler_id, avvik.node_id, paa, uten=ute)
    if not leaders and avvik.behandler_id is None:
        return _hms_ansvarlige(session, paa, ute)
    return leaders


def siste_utvei(session: Session, avvik: Avvik, paa: date) -> list[Person]:
    """The HMS-ansvarlig, who gets what nobody in the line can be given; never the reporter or one whom the case is about."""
    ute = set(inhabile(session, avvik.id or 0)) | {person.id for person in linja(session, avvik, paa)}
    reporter = melder(session, avvik)
    if reporter is not None:
        ute.add(reporter.person_id or 0)
    return _hms_ansvarlige(session, paa, ute)


def _hms_ansvarlige(session: Session, paa: date, ute: Collection[int | None]) -> list[Person]:
    """Who holds the role and is not out of the case; or else the deputies, who act where the holder may not."""
    top = org.kommune(session).id
    for finn in (org.holdere, org.stedfortredere):
        found = [person for person in finn(session, "hms_ansvarlig", "node", top, paa) if person.id not in ute]
        if found:
            return found
    return []


def verneombud(session: Session, avvik: Avvik, paa: date) -> list[Person]:
    """The safety representatives who get a copy: the area's, or else the senior one; never a leader, never inhabil."""
    if not rules.kategorier()[avvik.kategori].verneombud:
        return []
    ute = inhabile(session, avvik.id or 0)
    found = [p for p in org.verneombud_for(session, avvik.node_id, paa) if p.id not in ute]
    return found or [p for p in org.hovedverneombud(session, paa) if p.id not in ute]


def varslingsmottak(session: Session, avvik: Avvik, paa: date) -> list[Person]:
    """The reception for whistleblowing, without those whom the case is about."""
    ute = inhabile(session, avvik.id or 0)
    return [person for person in org.kommune_rolle(session, "varslingsmottak", paa) if person.id not in ute]


def frister(session: Session, grad: int, meldt_at: datetime) -> rules.Frister:
    """The deadlines of a case as this kommune counts them."""
    return rules.frister(grad, meldt_at, session.info.get(EGNE_FRISTER, {}))


def orienterte(session: Session, avvik: Avvik, paa: date) -> list[Person]:
    """Those who are told of the case because of its grade or category (avvik.md 5), beside handler and verneombud."""
    data = rules.grad_data(avvik.grad)
    people: dict[int, Person] = {}
    levels = {node.id: node.type for node in org.linje(session, avvik.node_id)}
    for node_id, node_type in levels.items():
        if node_type in data["linja"] and node_id is not None:
            leader = org.leder_av(session, node_id, paa)
            if leader is not None and leader.id is not None:
                people[leader.id] = leader
    for rolle in (*data["roller"], *rules.kategorier()[avvik.kategori].ogsa):
        holders = (
            org.hovedverneombud(session, paa) if rolle == "hovedverneombud" else org.kommune_rolle(session, rolle, paa)
        )
        people.update({person.id: person for person in holders if person.id is not None})
    ute = inhabile(session, avvik.id or 0) | {avvik.behandler_id}
    return [person for person_id, person in people.items() if person_id not in ute]


def fortalte(session: Session, avvik: Avvik, paa: date) -> dict[str, frozenset[int]]:
    """Who is told of a new case beside its handler, by role: nobody where a role is vacant, or its holder is kept out of the case.

    The reporter is among them as any other: that one of them need not be told would say who reported.
    """
    verneombudet = {person.id for person in verneombud(session, avvik, paa)}
    told = {person.id for person in orienterte(session, avvik, paa)} | verneombudet
    linja_over = {person.id for person in org.linjeledere(session, None, avvik.node_id, paa)}
    roller = {
        "lederlinja": linja_over if rules.grad_data(avvik.grad)["linja"] else set(),
        "verneombud": {p.id for p in org.verneombud_for(session, avvik.node_id, paa)} & verneombudet,
        "hovedverneombud": {p.id for p in org.hovedverneombud(session, paa)},
        "hms_ansvarlig": {p.id for p in org.kommune_rolle(session, "hms_ansvarlig", paa)},
    }
    return {rolle: frozenset(people & told) for rolle, people in roller.items()}


def relasjoner(session: Session, avvik: Avvik, leser: Leser, paa: date) -> frozenset[str]:
    """What the reader is to the case: the keys of `rules.INNSYN`. Empty for a stranger."""
    person_id = leser.person_id
    reporter = melder(session, avvik)
    if person_id is not None and person_id in inhabile(session, avvik.id or 0):
        own = reporter is not None and er_melder(
            reporter, leser
        )  # one's own case is one's own, whatever others say of it
        return frozenset({flyt.MELDER if own else flyt.INHABIL})
    person = org.person(session, person_id) if person_id is not None else None
    if person is not None and not org.er_gyldig(person, paa):
        return frozenset()
    found: set[str] = set()
    if reporter is not None and er_melder(reporter, leser):
        found.add(flyt.MELDER)
    if person_id is None:
        return frozenset(found)
    if avvik.status == flyt.SKJERMET and any(p.id == person_id for p in varslingsmottak(session, avvik, paa)):
        found.add(flyt.VARSLINGSMOTTAK)
    if person_id == avvik.behandler_id:
        found.add(flyt.BEHANDLER)
    found |= _gitt_til(session, avvik, person_id, paa)
    if any(person_id == person.id for person in orienterte(session, avvik, paa)):
        found.add(flyt.ORIENTERT)
    return frozenset(found)


def _gitt_til(session: Session, avvik: Avvik, person_id: int, paa: date) -> set[str]:
    """What somebody is to a case by the line and the verneområde, and by what he or she was given in another's place."""
    found: set[str] = set()
    given = _gitt(session, avvik, person_id)
    line = [leader.id for leader in linja(session, avvik, paa)]
    last = [person.id for person in siste_utvei(session, avvik, paa)]
    if line[:1] == [person_id] or (person_id in line and flyt.BEHANDLER in given):
        found.add(flyt.LEDER_OVER)
    if person_id in last and any(_er_plikt(rolle) for rolle in given):
        found.add(flyt.LEDER_OVER)
    reached = {line[n] for n in _loftet_til(avvik) if n < len(line)}
    if person_id in reached or (person_id in line and any(_er_plikt(rolle) for rolle in given)):
        found.add(flyt.LOFTET)
    copied = [person.id for person in verneombud(session, avvik, paa)]
    senior = org.hovedverneombud(session, paa) if flyt.VERNEOMBUD in given else []
    if person_id in copied or any(person_id == person.id for person in senior):
        found.add(flyt.VERNEOMBUD)
    return found


def _gitt(session: Session, avvik: Avvik, person_id: int) -> frozenset[str]:
    """The roles for which this person was given the case since its present handler got it (rule 1.3).

    A duty climbs to whoever can be reached, and it is no use there if its buttons say no. A copy for the verneombud
    does not depend on the handler.
    """
    stem = f"avvik:{avvik.id}:"
    rows = GITT.alle(session, person_id=person_id, stamme=stem, over=f"{stem[:-1]};")
    now = stempel(avvik)
    return frozenset(
        str(mottaker.get("rolle"))
        for key, mottaker, parametre in rows
        if mottaker.get("rolle") == flyt.VERNEOMBUD or parametre.get("hos") == now or key.startswith(f"{stem}{now}:")
    )


def _gitt_setning(dialekt: str) -> Select[*tuple[Any, ...]]:
    """What a person was sent of a case, not counting updates of cards.

    SQLite would look through all that the person was ever sent, so it is told to go by the key: from the stem «avvik:42:»
    to the first that comes after everything that begins so. PostgreSQL orders text as its locale does.
    """
    til, key = col(Utboks.person_id), col(Utboks.dedup_key)
    if dialekt == "sqlite":
        about = and_(til + 0 == bindparam("person_id"), key >= bindparam("stamme"), key < bindparam("over"))
    else:
        about = and_(til == bindparam("person_id"), key.startswith(bindparam("stamme")))
    return sql_select(key, col(Utboks.mottaker), col(Utboks.parametre)).where(about, col(Utboks.oppdatering).is_(False))


GITT = Setning(_gitt_setning)


def _er_plikt(rolle: str) -> bool:
    return rolle == flyt.BEHANDLER or rolle.startswith("ledd_")


def stempel(avvik: Avvik) -> str:
    """A short word for «since the present handler got the case»."""
    return format(int(avvik.hos_behandler_fra.timestamp() * 1000), "x")


def er_her(session: Session, person_id: int, paa: date) -> bool:
    """Does this person work here that day?"""
    person = org.person(session, person_id)
    return person is not None and org.er_gyldig(person, paa)


def ser_melder(session: Session, avvik: Avvik, leser: Leser, paa: date) -> bool:
    """May the reader see who reported? Who may not, must not find it by trying names either (avvik.md 7)."""
    return "melder" in rules.innsyn(relasjoner(session, avvik, leser, paa), fortrolig=avvik.fortrolig)


def er_melder(reporter: AvvikMelder, leser: Leser) -> bool:
    """Did this reader report it? Somebody in the directory is known by the person, whatever the account."""
    if reporter.person_id is not None:
        return reporter.person_id == leser.person_id
    return reporter.kontakt_id is not None and reporter.kontakt_id == leser.kontakt_id


def port(avvik: Avvik) -> str | None:
    """What the case waits for (`flyt.port`)."""
    return flyt.port(
        avvik.status,
        mottatt=avvik.mottatt_at is not None,
        vurdert=avvik.vurdert_at is not None,
        effekt_gjenstar=avvik.effekt_frist is not None and avvik.effekt is None,
    )


def stigen(avvik: Avvik) -> Stige | None:
    """The ladder that runs while the case waits, or None when it waits for nothing."""
    venter = port(avvik)
    if venter is None:
        return None
    return stiger()["avvik_effekt" if venter == "effekt" else f"avvik_{venter}_{avvik.grad}"]


def meldinger(session: Session, avvik_id: int) -> Sequence[AvvikMelding]:
    """The thread between handler and reporter, oldest first."""
    query = select(AvvikMelding).where(AvvikMelding.avvik_id == avvik_id)
    return session.exec(query.order_by(col(AvvikMelding.id))).all()


def _loftet_til(avvik: Avvik) -> set[int]:
    """Which levels above the handler (0 = the nearest) the ladder has reached."""
    ladder = stigen(avvik)
    if ladder is None:
        return set()
    taken = {step["navn"] for step in avvik.trinn}
    return {
        int(til[5:]) - 1 for step in ladder.trinn if step.navn in taken for til in step.til if til.startswith("ledd_")
    }

"""Lists and counts of cases, each within the rights of the one who asks (avvik.md 8): leaders, verneombud, the MKS group."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, or_, true
from sqlmodel import Session, col, func, select

from hms.avvik import flyt, rules
from hms.avvik.model import Avvik, AvvikInhabil
from hms.kit import sider
from hms.kit.klokke import OSLO, oslo
from hms.kit.sider import Side
from hms.organisasjon import queries as org
from hms.organisasjon.model import MksGruppe, MksMedlem, VerneomradeNode
from hms.organisasjon.verneomrader import uten_verneombud
from hms.outbox import service as outbox
from hms.tiltak import queries as tiltak_queries

PSYKOSOSIALT = "psykososialt"
UTVALG = ("apne", "over_frist", "hos_meg", "lukket")
NOTICE = "avvik_liste"
SKILLE = ":x"
HELE_KOMMUNEN = ("hms_ansvarlig", "kvalitetssjef", "amu_medlem", "kommunedirektor", "hovedverneombud")
FA = 5


@dataclass(frozen=True)
class Filter:
    """Which cases: open, overdue, closed ones, or the open ones that lie with oneself; from a severity on."""

    utvalg: str = "apne"
    grad_fra: int = 1


@dataclass(frozen=True)
class Omrade:
    """What somebody may see a list of: the nodes, and of which categories (None: all of them)."""

    noder: frozenset[int]
    kategorier: frozenset[str] | None


@dataclass(frozen=True)
class MksListe:
    """What an MKS group goes through: HMS cases, and those of which it only learns how many there are."""

    saker: Side[Avvik]
    psykososialt: int
    skjermet: int


@dataclass(frozen=True)
class Maned:
    """One month: how many cases were reported and how many closed in it (Europe/Oslo)."""

    ar: int
    maned: int
    meldt: int
    lukket: int


def omrader(session: Session, person_id: int, paa: date) -> list[Omrade]:
    """What the person leads, and the verneområder that he or she is verneombud of, with all that lies below."""
    found: list[Omrade] = []
    for rolle in org.roller_i_kraft(session, person_id, paa):
        if rolle.omfang_type == "node":
            node = org.node(session, rolle.omfang_id)
            if node is not None and org.LEDERROLLE.get(node.type) == rolle.rolle:
                found.append(Omrade(_under(session, rolle.omfang_id, paa), None))
    return [*found, *verneomrader(session, person_id, paa)]


def verneomrader(session: Session, person_id: int, paa: date) -> list[Omrade]:
    """The HMS cases that the person follows as verneombud of an area."""
    return [
        Omrade(_verneomrade(session, person_id, rolle.omfang_id, paa), _hms_kategorier())
        for rolle in org.roller_i_kraft(session, person_id, paa)
        if rolle.rolle == flyt.VERNEOMBUD and rolle.omfang_type == "verneomrade"
    ]


def ledige_verneomrader(session: Session, person_id: int, paa: date) -> list[Omrade]:
    """The HMS cases where there is no verneombud: to the hovedverneombud, who gets the copies of them (krav 5.0-5)."""
    if all(person.id != person_id for person in org.hovedverneombud(session, paa)):
        return []
    noder = uten_verneombud(session, paa)
    return [Omrade(noder, _hms_kategorier())] if noder else []


def ser_hele_kommunen(session: Session, person_id: int, paa: date) -> bool:
    """Does the person hold a role that is told the figures of the whole kommune?"""
    return any(rolle.rolle in HELE_KOMMUNEN for rolle in org.roller_i_kraft(session, person_id, paa))


def ser_tall(session: Session, person_id: int, paa: date) -> bool:
    """Is the person told any figures: those of an area, or of the whole kommune?"""
    return bool(omrader(session, person_id, paa)) or ser_hele_kommunen(session, person_id, paa)


def saker(session: Session, person_id: int, now: datetime, utvalg: Filter, fra: int = 0) -> Side[Avvik]:
    """A page of the cases that lie with the person, or in what he or she leads or is verneombud of; the gravest and oldest first.

    Cases that are about the person, or have been restricted, are not among them.
    """
    within = _innenfor(session, person_id, now)
    if utvalg.utvalg == "hos_meg":
        within = col(Avvik.behandler_id) == person_id
    query = select(Avvik).where(within, apen_for(person_id), valgt(utvalg, now))
    query = query.where(col(Avvik.grad) >= utvalg.grad_fra)
    return sider.hent(session, query.order_by(col(Avvik.grad).desc(), col(Avvik.id)), fra)


def tilstander(session: Session, person_id: int, now: datetime) -> dict[str, int]:
    """How many of the same cases are in each open state, in the order of the workflow; states without any are left out."""
    return _per_tilstand(session, person_id, _innenfor(session, person_id, now))


def tilstander_i(session: Session, person_id: int, areas: Collection[Omrade] | None) -> dict[str, int]:
    """The same for all cases in these areas; None is the whole kommune."""
    return _per_tilstand(session, person_id, i_noen(areas))


def _per_tilstand(session: Session, person_id: int, within: ColumnElement[bool]) -> dict[str, int]:
    query = select(Avvik.status, func.count()).where(within, apen_for(person_id), col(Avvik.status).in_(flyt.APNE))
    found = dict(session.exec(query.group_by(Avvik.status)).all())
    return {status: found[status] for status in flyt.STATUSER if status in found}


def har_liste(session: Session, person_id: int, now: datetime) -> bool:
    """Is there anything that the person may see a list of: an area, or a case that is or was handled?"""
    handled = select(Avvik.id).where(Avvik.behandler_id == person_id).limit(1)
    return bool(_folger(session, person_id, now)) or session.exec(handled).first() is not None


def _folger(session: Session, person_id: int, now: datetime) -> list[Omrade]:
    paa = oslo(now).date()
    own = omrader(session, person_id, paa) + ledige_verneomrader(session, person_id, paa)
    return own + _fagomrader(session, person_id, paa)


def _fagomrader(session: Session, person_id: int, paa: date) -> list[Omrade]:
    """The categories that somebody is told of in the whole kommune, whatever the grade: the personvernombud's, for one."""
    roller = {rolle.rolle for rolle in org.roller_i_kraft(session, person_id, paa) if rolle.omfang_type == "node"}
    kategorier = frozenset(k.id for k in rules.kategorier().values() if roller.intersection(k.ogsa))
    return [Omrade(_under(session, org.kommune(session).id, paa), kategorier)] if kategorier else []


def _innenfor(session: Session, person_id: int, now: datetime) -> ColumnElement[bool]:
    return or_(col(Avvik.behandler_id) == person_id, i_noen(_folger(session, person_id, now)))


def i_noen(areas: Collection[Omrade] | None) -> ColumnElement[bool]:
    """The condition that a case lies in one of the areas; None: anywhere."""
    return true() if areas is None else or_(false(), *(_i(area) for area in areas))


def mks_grupper(session: Session, person_id: int, paa: date) -> Sequence[MksGruppe]:
    """The MKS groups that the person is a member of."""
    query = select(MksGruppe).join(MksMedlem, col(MksMedlem.mks_gruppe_id) == col(MksGruppe.id))
    query = query.where(MksMedlem.person_id == person_id, org.gyldig(MksMedlem, paa), org.gyldig(MksGruppe, paa))
    return session.exec(query.order_by(col(MksGruppe.id))).all()


def mks_liste(
    session: Session, person_id: int, gruppe: MksGruppe, now: datetime, siden: datetime, *, fra: int = 0
) -> MksListe:
    """A page of the HMS cases reported since a moment in what the group covers. Psychosocial and restricted ones are only counted."""
    nodes = _under(session, gruppe.node_id, oslo(now).date())
    base = select(Avvik).where(
        col(Avvik.node_id).in_(nodes), col(Avvik.kategori).in_(_hms_kategorier()), col(Avvik.meldt_at) >= siden
    )
    base = base.where(ikke_om(person_id), Avvik.status != flyt.TRUKKET)
    skjermet = col(Avvik.status) == flyt.SKJERMET
    psykososialt = and_(col(Avvik.kategori) == PSYKOSOSIALT, not_(skjermet))
    shown = base.where(not_(skjermet), col(Avvik.kategori) != PSYKOSOSIALT).order_by(col(Avvik.id))
    return MksListe(
        sider.hent(session, shown, fra),
        _antall(session, base.where(psykososialt)),
        _antall(session, base.where(skjermet)),
    )


def _antall(session: Session, query: Any) -> int:
    return int(session.exec(select(func.count()).select_from(query.subquery())).one())


def maneder(
    session: Session, now: datetime, areas: Collection[Omrade] | None, person_id: int, *, antall: int = 12
) -> list[Maned]:
    """Reported and closed cases of the last months, this one last; `areas` None is the whole kommune."""
    first = _maned(oslo(now).date(), 1 - antall)
    start = datetime(first.year, first.month, 1, tzinfo=OSLO)
    query = select(Avvik.meldt_at, Avvik.lukket_at).where(ikke_om(person_id), Avvik.status != flyt.TRUKKET)
    query = query.where(i_noen(areas), or_(col(Avvik.meldt_at) >= start, col(Avvik.lukket_at) >= start))
    rows = session.exec(query).all()
    reported = [_nokkel(meldt) for meldt, _ in rows]
    closed = [_nokkel(lukket) for _, lukket in rows if lukket is not None]
    months = [_maned(first, number) for number in range(antall)]
    return [Maned(m.year, m.month, reported.count((m.year, m.month)), closed.count((m.year, m.month))) for m in months]


def _nokkel(moment: datetime) -> tuple[int, int]:
    return oslo(moment).year, oslo(moment).month


def _maned(dag: date, antall: int) -> date:
    """The first day of the month that is so many months away."""
    months = dag.year * 12 + dag.month - 1 + antall
    return date(months // 12, months % 12 + 1, 1)


def _under(session: Session, node_id: int, paa: date) -> frozenset[int]:
    return frozenset({node_id} | {node.id for node in org.etterkommere(session, node_id, paa) if node.id is not None})


def _verneomrade(session: Session, person_id: int, omrade_id: int, paa: date) -> frozenset[int]:
    """The nodes of a verneområde for which this person is the one."""
    named = session.exec(select(VerneomradeNode.node_id).where(VerneomradeNode.verneomrade_id == omrade_id)).all()
    nodes = frozenset().union(*(_under(session, node_id, paa) for node_id in named))
    return frozenset(
        node_id
        for node_id in nodes
        if any(person.id == person_id for person in org.verneombud_for(session, node_id, paa))
    )


def _hms_kategorier() -> frozenset[str]:
    return frozenset(kategori.id for kategori in rules.kategorier().values() if kategori.verneombud)


def _i(omrade: Omrade) -> ColumnElement[bool]:
    inside = col(Avvik.node_id).in_(omrade.noder)
    return inside if omrade.kategorier is None else and_(inside, col(Avvik.kategori).in_(omrade.kategorier))


def ikke_om(person_id: int) -> ColumnElement[bool]:
    """The condition that a case is not about the person."""
    return col(Avvik.id).not_in(select(AvvikInhabil.avvik_id).where(AvvikInhabil.person_id == person_id))


def apen_for(person_id: int) -> ColumnElement[bool]:
    """The condition that a case may stand on the person's lists: it is not about him or her, and not restricted."""
    return and_(ikke_om(person_id), col(Avvik.status) != flyt.SKJERMET)


def valgt(utvalg: Filter, now: datetime) -> ColumnElement[bool]:
    """The condition that a case is among the open, the overdue or the closed ones."""
    if utvalg.utvalg == "lukket":
        return col(Avvik.status).in_(flyt.AVSLUTTET)
    is_open = col(Avvik.status).in_(flyt.APNE)
    if utvalg.utvalg in ("apne", "hos_meg"):
        return is_open
    today = oslo(now).date()
    return and_(
        is_open,
        or_(
            and_(col(Avvik.mottatt_at).is_(None), col(Avvik.frist_mottatt) < now),
            and_(col(Avvik.mottatt_at).is_not(None), col(Avvik.vurdert_at).is_(None), col(Avvik.frist_vurdert) < today),
            and_(
                col(Avvik.vurdert_at).is_not(None),
                col(Avvik.frist_lukket) < today,
                col(Avvik.id).not_in(tiltak_queries.med_plan("avvik", today)),
            ),
        ),
    )


def kort(params: Mapping[str, Any], saker: Collection[int]) -> str:
    """The key of the card that shows a list: what it was asked for, and the cases that stand on it.

    «avvik_liste:liste=saker&utvalg=apne:x8a0f11c2:42:43:»: when one of them is closed to its reader, the card is found by it.
    """
    asked = "&".join(f"{name}={value}" for name, value in params.items())
    return f"{NOTICE}:{asked}{SKILLE}{secrets.token_hex(4)}:{''.join(f'{one}:' for one in saker)}"


def vis_om_igjen(session: Session, avvik_id: int) -> None:
    """Every list that shows the case is shown as it is now, within the rights of its reader now (avvik.md 8)."""
    for card in outbox.kort_som(session, f"{NOTICE}:", f":{avvik_id}:"):
        outbox.oppdater(session, kort=card, nokkel=NOTICE, parametre=dict(_spurt(card)))


def _spurt(card: str) -> Iterator[tuple[str, str]]:
    """What the list on a card was asked for."""
    for part in card.removeprefix(f"{NOTICE}:").partition(SKILLE)[0].split("&"):
        name, _, value = part.partition("=")
        yield name, value

"""How many cases there are, and nothing else: for overviews and reports (krav 7-EL-9, 7-KS-9, 5.0-14)."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, func, select

from hms.avvik import flyt
from hms.avvik.lister import Filter, ikke_om, valgt
from hms.avvik.model import Avvik
from hms.kit.klokke import OSLO
from hms.tiltak.model import Tiltak
from hms.tiltak.rules import UFERDIGE


@dataclass(frozen=True)
class Antall:
    """Reported and closed in the time, open and overdue now."""

    meldt: int
    lukket: int
    apne: int
    over_frist: int

    def __bool__(self) -> bool:
        return bool(self.meldt or self.lukket or self.apne)


def antall(
    session: Session, now: datetime, noder: Collection[int] | None, *, fra: date, til: date, person_id: int
) -> Antall:
    """The numbers for these nodes (None: the whole kommune), both days included; cases about the person are left out."""
    base = select(func.count()).where(ikke_om(person_id), Avvik.status != flyt.TRUKKET)
    if noder is not None:
        base = base.where(col(Avvik.node_id).in_(noder))
    start, slutt = _tid(fra, til)
    return Antall(
        session.exec(base.where(Avvik.meldt_at >= start, Avvik.meldt_at < slutt)).one(),
        session.exec(base.where(col(Avvik.lukket_at) >= start, col(Avvik.lukket_at) < slutt)).one(),
        session.exec(base.where(valgt(Filter("apne"), now))).one(),
        session.exec(base.where(valgt(Filter("over_frist"), now))).one(),
    )


def per_kategori(session: Session, *, fra: date, til: date) -> Counter[str]:
    """How many of each category were reported in the whole kommune, both days included."""
    start, slutt = _tid(fra, til)
    sporring = select(Avvik.kategori).where(
        Avvik.meldt_at >= start, Avvik.meldt_at < slutt, Avvik.status != flyt.TRUKKET
    )
    return Counter(session.exec(sporring).all())


def trygge(grupper: Mapping[str, int], minst: int) -> tuple[list[tuple[str, int]], int]:
    """The groups that can be published, largest first, and how many the others come to together (avvik.md 9).

    One small group alone could be found by taking the others from the total: so the smallest that could be shown go with
    it, until those left out are none or at least so many together.
    """
    vist = sorted(((navn, n) for navn, n in grupper.items() if n >= minst), key=lambda par: (-par[1], par[0]))
    andre = sum(n for n in grupper.values() if n < minst)
    while vist and 0 < andre < minst:
        andre += vist.pop()[1]
    return vist, andre


def apne_med_tiltak(session: Session, noder: Collection[int], kategori: str, paa: date) -> tuple[int, int, int]:
    """Open cases of a category at these nodes, the actions of them that are not done, and those of these that are overdue."""
    saker = select(Avvik.id).where(
        col(Avvik.node_id).in_(noder), Avvik.kategori == kategori, col(Avvik.status).in_(flyt.APNE)
    )
    ider = session.exec(saker).all()
    frister = session.exec(
        select(col(Tiltak.frist)).where(
            Tiltak.opphav_type == "avvik", col(Tiltak.opphav_id).in_(ider), col(Tiltak.status).in_(UFERDIGE)
        )
    ).all()
    return len(ider), len(frister), sum(frist < paa for frist in frister)


def _tid(fra: date, til: date) -> tuple[datetime, datetime]:
    return datetime.combine(fra, time(), OSLO), datetime.combine(til + timedelta(days=1), time(), OSLO)

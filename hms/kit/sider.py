"""One page of a query: its rows, where it begins, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlmodel import Session, func, select

T = TypeVar("T")
LENGDE = 5


@dataclass(frozen=True)
class Side(Generic[T]):
    """`fra` counts from 0. `flyttet`: the page that was asked for is no longer there, and this is the first one instead."""

    rader: Sequence[T]
    fra: int
    totalt: int
    flyttet: bool = False

    @property
    def neste(self) -> int | None:
        """Where the next page begins, or None on the last one."""
        til = self.fra + len(self.rader)
        return til if til < self.totalt else None


def hent(session: Session, query: Any, fra: int = 0, lengde: int = LENGDE) -> Side[Any]:
    """The page of an ordered select that begins at row `fra`."""
    totalt = session.exec(select(func.count()).select_from(query.order_by(None).subquery())).one()
    start = fra if 0 <= fra < totalt else 0
    rader = session.exec(query.offset(start).limit(lengde)).all() if totalt else []
    return Side(rader, start, totalt, flyttet=start != fra)

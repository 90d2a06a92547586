"""The ladders that the tick walks: which rows wait, how one takes a step, and which go first. A new ladder is one line."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from hms.arshjul import tiltakslinjer
from hms.avvik import klokke as avvik
from hms.avvik import personvern, pliktene
from hms.avvik.model import Avvik, AvvikPlikt
from hms.avvik.personvern import Personvernbrudd
from hms.ekstern import klokke as ekstern
from hms.ekstern import personvern as ekstern_personvern
from hms.ekstern import vernerunde
from hms.ekstern.model import EksternSak
from hms.ekstern.personvern import EksternBrudd
from hms.foresporsel import service as foresporsel
from hms.foresporsel.model import Foresporsel
from hms.tiltak import uavklart
from hms.tiltak.model import Tiltak, Uavklart
from hms.verneombud import svar
from hms.verneombud.model import KravOmSvar


@dataclass(frozen=True)
class Klatring:
    """Rows of `tabell` whose `neste_trinn_at` (UTC) has come take one step by `ta_trinn`, in the order of `forst`.

    `ta_trinn` says which step was taken, or None when the right moment is later; then it has set that moment.
    """

    tabell: Any
    ta_trinn: Callable[[Session, datetime, Any], str | None]
    forst: Any

    def forfalte(self, session: Session, now: datetime, grense: int) -> list[Any]:
        """What is due now, locked; another process's rows are passed over."""
        due = col(self.tabell.neste_trinn_at)
        query = select(self.tabell).where(due <= now).order_by(self.forst, due).limit(grense)
        return list(session.exec(query.with_for_update(skip_locked=True)).all())


def stiger(*, dagskort: bool) -> tuple[Klatring, ...]:
    """The ladders. `dagskort`: people have a card for each day, and reminders of tiltak stand in it (kalender.md, rule 4)."""
    if not dagskort:
        return STIGER
    i_kortet = partial(vernerunde.ta_trinn, paminn=tiltakslinjer.legg)
    return tuple(replace(en, ta_trinn=i_kortet) if en.tabell is Tiltak else en for en in STIGER)


STIGER: tuple[Klatring, ...] = (
    Klatring(Avvik, avvik.ta_trinn, col(Avvik.grad).desc()),
    Klatring(Personvernbrudd, personvern.ta_trinn, col(Personvernbrudd.frist)),
    Klatring(EksternBrudd, ekstern_personvern.ta_trinn, col(EksternBrudd.frist)),
    Klatring(EksternSak, ekstern.ta_trinn, col(EksternSak.grad).desc()),
    Klatring(Tiltak, vernerunde.ta_trinn, col(Tiltak.frist)),
    Klatring(Uavklart, uavklart.ta_trinn, col(Uavklart.fra)),
    Klatring(AvvikPlikt, pliktene.ta_trinn, col(AvvikPlikt.oppstatt_at)),
    Klatring(KravOmSvar, svar.ta_trinn, col(KravOmSvar.frist)),
    Klatring(Foresporsel, foresporsel.ta_trinn, col(Foresporsel.frist)),
)

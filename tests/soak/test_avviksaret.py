"""A year in Fjordvik: every avvik is somewhere, every deadline was kept or climbed, nobody is left without an answer."""

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from hms.avvik import flyt, rules
from hms.avvik.model import Avvik, AvvikMelder
from hms.kit import revisjon
from hms.kit.kalender import er_stille, er_virkedag, klokka, slutten_av
from hms.kit.klokke import oslo_date
from hms.kit.revisjon import Revisjon
from hms.outbox.model import DOD, FERDIGE, Utboks
from hms.tiltak.model import Tiltak
from tests.fakes.fjordvik import Fjordvik, fjordvik
from tests.fakes.folkeliv import Folkeliv, Meldt

HOY = 3
DAG = timedelta(days=1)
HALVTIME = timedelta(minutes=30)
NI = clock_time(9)
NOEN_LIV = ("vanlig", "glemt", "avvist", "trukket", "videre", "varsel")


@dataclass
class Frist:
    """A deadline that passed unkept: what the case waited for, since when, and by when a step must stand in the audit."""

    hva: str
    passert: datetime
    innen: datetime
    klatret: bool = False


@dataclass
class Vaktmann:
    """Looks at every open case each time the clock has been moved, with rules of its own (avvik.md 5, kalender.md)."""

    by: Fjordvik
    frister: dict[tuple[Any, ...], Frist] = field(default_factory=dict)
    brudd: list[str] = field(default_factory=list)

    async def __call__(self, now: datetime) -> None:
        self.by.varde.db.read(lambda session: self._se(session, now))

    def _se(self, session: Session, now: datetime) -> None:
        alive = col(Avvik.status).in_([*flyt.APNE, flyt.LUKKET])
        for avvik in session.exec(select(Avvik).where(alive)).all():
            found = _ventet_paa(session, avvik, now)
            if found is None or found[1] >= now:
                continue
            hva, frist = found
            key = (avvik.nummer, hva, avvik.runde, frist)
            if key not in self.frister:
                alltid = avvik.grad >= HOY and hva != "effekt"
                self.frister[key] = Frist(hva, frist, _senest(hva, avvik.grad, frist, now, alltid=alltid))
            self._klatret(session, avvik, self.frister[key], now)

    def _klatret(self, session: Session, avvik: Avvik, frist: Frist, now: datetime) -> None:
        if frist.klatret:
            return
        lines = select(Revisjon).where(Revisjon.objekt == f"avvik:{avvik.id}", Revisjon.hendelse == "avvik.trinn")
        frist.klatret = any(
            line.data["port"] == frist.hva and line.skjedd_at >= frist.passert for line in session.exec(lines)
        )
        if not frist.klatret and now > frist.innen:
            frist.klatret = True  # said once
            told = f"{avvik.nummer} {frist.hva} grad {avvik.grad} runde {avvik.runde}"
            self.brudd.append(
                f"{told}: passert {frist.passert:%Y-%m-%d %H:%M}, ingen trinn innen {frist.innen:%Y-%m-%d %H:%M}"
            )


def _ventet_paa(session: Session, avvik: Avvik, now: datetime) -> tuple[str, datetime] | None:
    """What the case waits for, and the moment that is promised, read from the columns and not from the ladder."""
    if avvik.status == flyt.LUKKET:
        waits = avvik.effekt_frist is not None and avvik.effekt is None
        return ("effekt", klokka(avvik.effekt_frist, NI)) if waits and avvik.effekt_frist else None
    if avvik.status not in flyt.APNE:
        return None
    if avvik.mottatt_at is None:
        critical = avvik.grad == rules.KRITISK
        return "mottatt", avvik.hos_behandler_fra + HALVTIME if critical else avvik.frist_mottatt
    if avvik.vurdert_at is None:
        return "vurdert", slutten_av(avvik.frist_vurdert)
    if avvik.frist_lukket is None:
        return "lukket", slutten_av(oslo_date(avvik.vurdert_at))
    if avvik.frist_lukket >= oslo_date(now):
        return None  # not passed, whatever the plan
    query = select(Tiltak.frist).where(Tiltak.opphav_type == "avvik", Tiltak.opphav_id == avvik.id)
    plans = session.exec(query.where(col(Tiltak.status).in_(["apen", "pabegynt"]))).all()
    return "lukket", slutten_av(max([avvik.frist_lukket, *plans]))


def _senest(hva: str, grad: int, frist: datetime, sett: datetime, *, alltid: bool) -> datetime:
    """The last moment for the first step: nine on the next allowed sending day, or at once for an unconfirmed grade 4.

    Counted from when it was seen first: a plan that falls away leaves a deadline that has passed already.
    """
    if hva == "mottatt" and grad == rules.KRITISK:
        return max(frist, sett)
    day = max(oslo_date(frist), oslo_date(sett) - DAG)
    return klokka(_sendedag(day, alltid=alltid), NI)


def _sendedag(day: date, *, alltid: bool) -> date:
    day += DAG
    while not er_virkedag(day) or (er_stille(day) and not alltid):
        day += DAG
    return day


async def et_ar(
    by: Fjordvik, antall: int, dager: int, seed: int, *, tempo: float = 1.0, liv_i: Sequence[str] = ()
) -> Folkeliv:
    """Lives through it, and checks everything that must hold afterwards."""
    vakt = Vaktmann(by)
    liv = Folkeliv(by, antall, dager, seed, tempo=tempo, liv=liv_i)
    await liv.lev(vakt)
    regnskap = by.varde.db.read(lambda session: _regnskap(session, liv.saker))
    print(f"{len(liv.saker)} meldt = " + " + ".join(f"{n} {hva}" for hva, n in sorted(regnskap.items())))
    print("åpne:", dict(sorted(by.varde.db.read(lambda session: _apne(session, liv.saker)).items())))
    print(f"{len(vakt.frister)} frister passert, {len(vakt.brudd)} uten trinn; {liv.skjerm.handlinger} handlinger")
    print(dict(sorted(liv.gjort.items())))
    assert len(liv.saker) == antall == sum(regnskap.values())
    assert vakt.brudd == []
    assert by.varde.db.read(revisjon.brudd) is None
    assert by.varde.db.read(_uten_tilbakemelding) == []
    assert by.varde.db.read(lambda session: _utboks(session, by.varde.civil.now())) == []
    assert [sak.nummer for sak in liv.saker if sak.lukket and not await _fikk_vite(liv, sak)] == []
    return liv


def _regnskap(session: Session, saker: list[Meldt]) -> Counter[str]:
    """Where every reported case is; what the people were told must be what the register says."""
    rows = {avvik.nummer: avvik for avvik in session.exec(select(Avvik))}
    assert set(rows) == {sak.nummer for sak in saker}
    told = Counter(sak.utfall for sak in saker)
    found: Counter[str] = Counter("apen" if a.status in flyt.APNE else a.status for a in rows.values())
    assert found == told
    assert {(rows[sak.nummer].fortrolig) for sak in saker if sak.fortrolig} <= {True}
    return found


def _apne(session: Session, saker: list[Meldt]) -> Counter[tuple[str, str]]:
    """The open cases by what people meant to do with them, and the state that they were left in."""
    rows = {avvik.nummer: avvik for avvik in session.exec(select(Avvik).where(col(Avvik.status).in_(flyt.APNE)))}
    return Counter((sak.liv, rows[sak.nummer].status) for sak in saker if sak.nummer in rows)


def _uten_tilbakemelding(session: Session) -> list[str]:
    closed = session.exec(select(Avvik).where(Avvik.status == flyt.LUKKET)).all()
    return [a.nummer for a in closed if not a.tilbakemelding or session.get(AvvikMelder, a.id) is None]


def _utboks(session: Session, now: datetime) -> list[tuple[Any, ...]]:
    """What is dead without a reason, or should have gone long ago."""
    rows = session.exec(select(Utboks)).all()
    dead = [row for row in rows if row.status == DOD and not row.grunn]
    late = [row for row in rows if row.status not in FERDIGE and (row.ikke_for is None or row.ikke_for < now - DAG)]
    print("utboks:", dict(Counter((row.status, row.grunn) for row in rows)))
    return [(row.id, row.nokkel, row.status, row.grunn) for row in (*dead, *late)]


async def _fikk_vite(liv: Folkeliv, sak: Meldt) -> bool:
    return re.search(rf"{sak.nummer} (er lukk|is closed|has been closed)", await liv.skjerm.alt(sak.melder)) is not None


async def test_a_few_weeks(mappe: Path) -> None:
    async with fjordvik(mappe) as by:
        liv = await et_ar(by, len(NOEN_LIV), 26, 3, tempo=0.25, liv_i=NOEN_LIV)
    for hva in ("lukk", "avvis", "trekk", "send_videre", "varsel"):
        assert liv.gjort[hva], hva


@pytest.mark.soak
async def test_a_year_of_three_hundred(mappe: Path) -> None:
    started = time.monotonic()
    # Days go by in seconds here, and what somebody may do in a minute of the machine's is no matter of this year.
    async with fjordvik(mappe, turer_per_minutt=1_000_000) as by:
        liv = await et_ar(by, 300, 365, 20261122)
    print(f"{time.monotonic() - started:.0f} s")
    assert {sak.grad for sak in liv.saker} == set(rules.GRADER)
    for hva in ("lukk", "avvis", "trekk", "varsel", "send_videre", "gjenapne", "ny_vurdering", "svar", "utfort"):
        assert liv.gjort[hva], hva

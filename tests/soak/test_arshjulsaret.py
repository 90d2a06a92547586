"""A year of duties in Fjordvik: every one is done, not applicable, given away or open and lifted to the end; and nobody is drowned."""

import statistics
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from hms.arshjul import bevis, sending
from hms.arshjul.bevis import Bevis
from hms.arshjul.model import APEN, BORTFALT, UTFORT, Oppgave
from hms.kit import revisjon
from hms.kit.kalender import er_virkedag
from hms.kit.klokke import OSLO, oslo_date
from hms.outbox.model import DOD, FERDIGE, Utboks
from hms.regelverk.last import standard
from tests.fakes.fjordvik import SONDAG, Fjordvik, fjordvik
from tests.fakes.hjulliv import LIV, Hjulliv

DAGSKORT = "arshjul_dag"
VAREN = datetime(2027, 5, 23, 10, tzinfo=OSLO)
DAG = timedelta(days=1)


async def en_tid(by: Fjordvik, dager: int, seed: int) -> Hjulliv:
    """Lives through it, and checks everything that must hold afterwards."""
    liv = Hjulliv(by, dager, seed)
    await liv.lev(liv.se_etter)
    db, slutt = by.varde.db, oslo_date(by.varde.civil.now())
    regnskap = db.read(lambda s: _regnskap(s, oslo_date(liv.start), slutt))
    print(f"{sum(regnskap.values())} planlagt = " + " + ".join(f"{n} {hva}" for hva, n in sorted(regnskap.items())))
    print(dict(sorted(liv.gjort.items())), f"{liv.skjerm.handlinger} handlinger")
    print(f"{len(liv.uhort)} linjer ikke hørt:", *liv.uhort, sep="\n  ")
    _fortell(liv, slutt)
    assert db.read(revisjon.brudd) is None
    assert db.read(lambda s: _feil(s, slutt)) == []
    status = db.read(lambda s: {rad.id: rad.status for rad in s.exec(select(Oppgave))})
    assert [id_ for id_, hva in liv.fort.items() if status[id_] not in (hva, APEN)] == []
    assert db.read(lambda s: _utboks(s, by.varde.civil.now())) == []
    assert _for_mange(liv) == []
    return liv


def _regnskap(session: Session, fra: date, til: date) -> Counter[str]:
    """Where every duty of the time is; together they are all that was planned.

    Nobody comes or goes, so only the rounds that are counted from the last one fall away, for others when that is done (T4).
    """
    rader = session.exec(select(Oppgave).where(Oppgave.frist >= fra, Oppgave.frist <= til)).all()
    regnes_om = {id_ for id_, aksjon in standard().aksjoner.items() if aksjon.kadens.type == "intervall"}
    assert {rad.aksjon for rad in rader if rad.status == BORTFALT} <= regnes_om
    return Counter(_hvor(rad) for rad in rader if rad.status != BORTFALT)


def _hvor(rad: Oppgave) -> str:
    if rad.status == APEN and rad.delegert_til is not None:
        return "delegert og åpen"
    if rad.status == UTFORT and rad.lenke_innen is not None:
        return "utført, lenka kommer"
    return rad.status


def _feil(session: Session, paa: date) -> list[str]:
    """What is done without its evidence; what is open past the end of its ladder with a step untaken."""
    feil, regelverk = [], standard()
    for rad in session.exec(select(Oppgave).where(Oppgave.frist <= paa)):
        aksjon = regelverk.aksjoner[rad.aksjon]
        if rad.status == UTFORT:
            gitt = [Bevis(ett["slag"], ett["verdi"]) for ett in rad.bevis]
            mangler = bevis.mangler(aksjon, gitt, lenke_kommer=rad.lenke_innen is not None)
            feil += [f"{rad.aksjon} {rad.gjelder_id}: {mangler}"] if mangler else []
        elif rad.status == APEN:
            steg = sending.planlagte(regelverk, aksjon, rad, sending.kalender_for(session, regelverk, rad))
            tatt = {ett["navn"] for ett in rad.trinn}
            feil += [
                f"{rad.aksjon} {rad.gjelder_id} {rad.frist}: {ett.navn} {oslo_date(ett.at)} ikke tatt"
                for ett in steg
                if oslo_date(ett.at) + 8 * DAG < paa and ett.navn not in tatt
            ]
    return feil


def _utboks(session: Session, now: datetime) -> list[tuple[object, ...]]:
    """What is dead without a reason, or should have gone long ago."""
    rader = session.exec(select(Utboks)).all()
    print("utboks:", dict(Counter((rad.nokkel, rad.status) for rad in rader if rad.type == "varsel")))
    dode = [rad for rad in rader if rad.status == DOD and not rad.grunn]
    sene = [rad for rad in rader if rad.status not in FERDIGE and (rad.ikke_for is None or rad.ikke_for < now - DAG)]
    return [(rad.id, rad.nokkel, rad.status, rad.grunn) for rad in (*dode, *sene)]


def _for_mange(liv: Hjulliv) -> list[tuple[str, date]]:
    """More than one card of the day, or one on a day off (kalender.md, rule 4)."""
    kort = {nar: hva.count(DAGSKORT) for nar, hva in liv.meldinger.items()}
    return [(hvem, dag) for (hvem, dag), antall in kort.items() if antall > 1 or (antall and not er_virkedag(dag))]


def _fortell(liv: Hjulliv, slutt: date) -> None:
    """Messages per person and week: of those who hold something, and of the one who gets the most."""
    uker = max(1, (slutt - oslo_date(liv.start)).days // 7)
    for navn, nokler in (("dagskort", {DAGSKORT}), ("alle varsler", None)):
        per: dict[str, Counter[tuple[int, int]]] = {}
        for (hvem, dag), hva in liv.meldinger.items():
            antall = sum(nokler is None or en in nokler for en in hva)
            per.setdefault(hvem, Counter())[dag.isocalendar()[:2]] += antall
        tall = sorted(n for uke in per.values() for n in [*uke.values(), *([0] * (uker - len(uke)))])
        mest = max(per, key=lambda hvem: sum(per[hvem].values()))
        print(
            f"{navn}: {len(per)} personer, {sum(tall)} meldinger; per person og uke median {statistics.median(tall)},",
            f"p95 {tall[int(len(tall) * 0.95)]}, høyest {tall[-1]}; mest til {mest}: {sum(per[mest].values())}",
        )


async def test_some_weeks_of_spring(mappe: Path) -> None:
    async with fjordvik(mappe, VAREN, arshjul=True) as by:
        liv = await en_tid(by, 12, 7)
    assert liv.gjort["knapp"]
    assert liv.gjort["ord"]


@pytest.mark.soak
async def test_a_year_of_duties(mappe: Path) -> None:
    started = time.monotonic()
    async with fjordvik(mappe, SONDAG, arshjul=True) as by:
        liv = await en_tid(by, 365, 20261122)
    print(f"{time.monotonic() - started:.0f} s")
    for hva in LIV:
        assert liv.gjort[f"liv: {hva}"], hva

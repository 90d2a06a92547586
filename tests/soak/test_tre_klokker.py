"""Three schedulers on one PostgreSQL, killed at random and with clocks that are set back and forward: the same messages as one."""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from hms.arshjul.model import ArshjulLinje, Oppgave
from hms.arshjul.planlegging import nokkel
from hms.kit import revisjon
from hms.kit.db import Database
from hms.kit.kalender import er_virkedag
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Person, Rolle
from hms.outbox.model import Utboks
from hms.regelverk.last import standard
from scheduler.ticks import Ticker
from tests.fakes.klokke import FakeKlokke
from tests.fakes.varde import rigg_paa

TRE = 3
NOEN = ("AH-01", "AH-08", "TX-04", "TX-12")
SKJEVT = timedelta(minutes=7)  # as far as the clocks of three machines are apart
START = datetime(2026, 11, 23, 9, 30, tzinfo=OSLO)
LEDIG, SLUTT = "P006", date(2027, 3, 31)


@dataclass
class Tikker:
    """A scheduler's process."""

    process: "subprocess.Popen[str]"

    def tick(self, moment: datetime, kill_at: int = 0, seconds: float = 0) -> None:
        """Lets it tick; `endte` waits for it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{moment.isoformat()} {kill_at} {seconds}\n")
        self.process.stdin.flush()

    def endte(self) -> list[str]:
        """What it told of that life."""
        out = self.process.stdout
        assert out is not None
        return list(iter(lambda: out.readline().strip(), "dead"))


@contextmanager
def tikker(url: str) -> Iterator[Tikker]:
    """It is loaded once; each tick is a fork."""
    command = [sys.executable, "-m", "tests.fakes.tikkebarn", url]
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=none, text=True) as process:  # noqa: S603 - our own
        yield Tikker(process)
        assert process.stdin is not None
        process.stdin.close()


async def begynn(url: str, *grader: str) -> None:
    """A few avvik whose ladders have begun, and a leader's role that ends without anybody after."""
    async with rigg_paa(url) as rigg:
        for grad in grader:
            await rigg.meld(rigg.konto("P045"), grad=grad)
        rigg.skriv(_ledig)


def _ledig(session: Session) -> None:
    hvem = select(Person.id).where(Person.ekstern_id == LEDIG)
    for rolle in session.exec(select(Rolle).where(col(Rolle.person_id).in_(hvem))):
        rolle.gyldig_til = SLUTT
        session.add(rolle)


def meldinger(session: Session) -> dict[str, Counter[Any]]:
    """What was sent, of what and to whom, and how far each duty has come; without ids that hang on who was first."""
    assert revisjon.brudd(session) is None
    linjer = select(ArshjulLinje, Oppgave).join(Oppgave, col(Oppgave.id) == col(ArshjulLinje.oppgave_id))
    return {
        "linjer": Counter(
            (nokkel(rad), en.runde, en.steg, en.person_id, en.rolle, en.dag, en.oversikt, en.forsinket, en.sendt)
            for en, rad in session.exec(linjer)
        ),
        "ledig": Counter((rad.rolle, rad.node_id, en.dag) for en, rad in session.exec(linjer) if en.ledig),
        "varsler": Counter(
            (rad.dedup_key, rad.nokkel, str(rad.mottaker))
            for rad in session.exec(select(Utboks).where(Utboks.type == "varsel"))
        ),
        "oppgaver": Counter(
            (nokkel(rad), rad.status, rad.frist, tuple(ett["navn"] for ett in rad.trinn))
            for rad in session.exec(select(Oppgave))
        ),
    }


def ulike(en: str, tre: str) -> list[tuple[str, Any]]:
    """What only one of the two has, at most ten of each kind."""
    funnet = []
    for url in (en, tre):
        db = Database(url)
        funnet.append(db.read(meldinger))
        db.close()
    assert sum(funnet[0]["linjer"].values()) > TRE
    print({hva: sum(antall.values()) for hva, antall in funnet[0].items()})
    return [
        (f"{hva} {tegn}", ett)
        for hva in funnet[0]
        for tegn, mer, mindre in (("bare en", *funnet), ("bare tre", *reversed(funnet)))
        for ett in list(mer[hva] - mindre[hva])[:10]
    ]


def ticker(db: Database, moment: datetime, *aksjoner: str) -> Ticker:
    """A scheduler at a moment, with these actions or all."""
    hele = standard()
    egne = {id_: hele.aksjoner[id_] for id_ in aksjoner or hele.aksjoner}
    regelverk = replace(hele, aksjoner=egne, stempel="-".join(egne))
    return Ticker(db, FakeKlokke(moment), FakeKlokke(moment), regelverk=regelverk)


def ar(seed: int, dager: int) -> list[datetime]:
    """So many working days through a year, in their order; here and there the clock is set back, and forward again."""
    trekk = random.Random(seed)
    mulige = [d for n in range(400) if er_virkedag((d := START + timedelta(days=n)).date())]
    valgt = sorted(trekk.sample(mulige, dager))
    stilt = []
    for dag in valgt:
        bak = max(START, dag - timedelta(days=trekk.randrange(1, 40)))
        stilt += [dag, bak, dag] if trekk.random() < 0.25 else [dag]
    return stilt


async def test_three_at_once(postgres_fjordvik_url: str, fjordvik_sqlite_url: str) -> None:
    for url in (postgres_fjordvik_url, fjordvik_sqlite_url):
        await begynn(url, "3")
    dager = [START, *(datetime(2027, *dag, 9, 30, tzinfo=OSLO) for dag in ((5, 3), (4, 28), (6, 10)))]
    en = Database(fjordvik_sqlite_url)
    tre = [Database(postgres_fjordvik_url) for _ in range(TRE)]
    for dag in dager:
        ticker(en, dag, *NOEN).tick()
        samtidig([ticker(db, dag + n * SKJEVT, *NOEN) for n, db in enumerate(tre)])
    for db in (en, *tre):
        db.close()
    assert ulike(fjordvik_sqlite_url, postgres_fjordvik_url) == []


def samtidig(tickere: Sequence[Ticker]) -> None:
    """All at once, each on a thread of its own. What one of them raises is raised."""
    feil: list[Exception] = []
    port = threading.Barrier(len(tickere))

    def ett(hvem: Ticker) -> None:
        port.wait()
        try:
            hvem.tick()
        except Exception as error:  # noqa: BLE001 - raised below
            feil.append(error)

    trader = [threading.Thread(target=ett, args=(hvem,)) for hvem in tickere]
    for trad in trader:
        trad.start()
    for trad in trader:
        trad.join()
    if feil:
        raise feil[0]


@pytest.mark.soak
async def test_killed_and_with_clocks_that_are_set(postgres_fjordvik_url: str, fjordvik_sqlite_url: str) -> None:
    started, trekk = time.monotonic(), random.Random(5)
    for url in (postgres_fjordvik_url, fjordvik_sqlite_url):
        await begynn(url, "2", "3", "4")
    en, drept = Database(fjordvik_sqlite_url), 0
    with ExitStack() as stabel:
        tre = [stabel.enter_context(tikker(postgres_fjordvik_url)) for _ in range(TRE)]
        for dag in ar(5, 45):
            ticker(en, dag).tick()
            for hvem in tre:
                moment = dag + trekk.uniform(0, 1) * SKJEVT
                match trekk.randrange(4):
                    case 0:
                        hvem.tick(moment)
                    case 1:
                        hvem.tick(moment, seconds=trekk.uniform(0.05, 3))
                    case _:
                        hvem.tick(moment, kill_at=trekk.randrange(1, 60))
            for hvem in tre:
                fortalt = hvem.endte()
                assert [linje for linje in fortalt if linje.startswith("failed")] == []
                drept += "ticked" not in fortalt
            siste = trekk.choice(tre)  # one of them lives on, and does what the dead have left
            siste.tick(dag + SKJEVT)
            assert siste.endte() == ["ticked"]
    en.close()
    print(f"{drept} kills, {time.monotonic() - started:.0f} s")
    assert drept > TRE
    assert ulike(fjordvik_sqlite_url, postgres_fjordvik_url) == []

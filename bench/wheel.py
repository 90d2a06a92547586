"""The årshjul at the size of all of Norway, or a part of it, against the targets of the design (11): planned, idle and due.

    make bench        or        .venv/bin/python -m bench.wheel [--scale 0.01] [--url postgresql+psycopg://…]

The bot answers «meld avvik» over HTTP meanwhile, from a process of its own. Without --url it is a SQLite file.
"""

import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlmodel import Session, col, func, select

from bench.servers import ROOT, free_port
from bot import bootstrap
from bot.settings import Settings
from bot.web import application, settle
from hms.arshjul.model import Oppgave
from hms.kit.kalender import er_virkedag
from hms.kit.klokke import OSLO, Sivilklokke
from hms.regelverk.last import standard
from scheduler.ticks import Tick, Ticker

T = TypeVar("T")
NEW_YEAR = datetime(2027, 1, 1, 12, tzinfo=OSLO)  # nothing is sent that day
DUE = 10_000
IDLE_TICKS = 20
PEOPLE, CONCURRENCY = 40, 4
MEBIBYTE = 1024


@dataclass
class Slices:
    """The database as the ticker sees it. It notes how long each slice held the writer, its commit included (`held`), and what
    of that was this thread's own processor time (`worked`): on a machine that others use, the rest is waiting for it.
    """

    db: Any = None
    held: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    _commit: float = 0.0
    _mine: bool = False

    def point(self, name: str) -> None:
        """Heard on the writer's thread."""
        if name == "before_commit":
            self._commit = time.perf_counter()
        elif self._mine:
            self.held[-1] += time.perf_counter() - self._commit
            self._mine = False

    def clear(self) -> None:
        """What follows is measured by itself."""
        self.held.clear()
        self.worked.clear()

    def write(self, work: Callable[[Session], T]) -> T:
        def measured(session: Session) -> T:
            started, cpu = time.perf_counter(), time.thread_time()
            done = work(session)
            session.flush()
            self.held.append(time.perf_counter() - started)
            self.worked.append(time.thread_time() - cpu)
            self._mine = True
            return done

        future: Future[T] = self.db.submit(measured)
        return future.result()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.db, name)


@dataclass(frozen=True)
class Line:
    """One row of the report."""

    what: str
    measured: str
    target: str
    kept: bool


class Report:
    """The lines, and whether every target was kept."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, what: str, value: float, most: float | None = None, *, unit: str, least: float | None = None) -> None:
        """A figure and its target, at most or at least; none is told as it is."""
        target = f"≤ {most:,.0f} {unit}" if most is not None else f"≥ {least:,.0f} {unit}" if least is not None else "–"
        kept = (most is None or value <= most) and (least is None or value >= least)
        shown = f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"
        self.lines.append(Line(what, f"{shown} {unit}", target, kept))

    def show(self, console: Console, title: str) -> None:
        table = Table("", "measured", "target", title=title)
        for line in self.lines:
            table.add_row(line.what, line.measured if line.kept else f"[red]{line.measured}", line.target)
        console.print(table)

    @property
    def kept(self) -> bool:
        return all(line.kept for line in self.lines)


async def measure(url: str, scale: float, console: Console) -> Report:
    """Fills the database, then plans, rests, and sends what is due."""
    report = Report()
    with step(console, f"an organisation at {scale:g} of Norway"):
        await run("bench.norge", url, str(scale))
    slices = Slices()
    port = free_port()
    settings = Settings(
        modus="play", database_url=url, port=port, turer_per_minutt=1_000_000, arshjul=False, telefon_ulykke="110"
    )
    varde = bootstrap.build(settings, point=slices.point)
    slices.db = varde.db
    clock = varde.civil  # the conversations live on the same day, or their drafts would be a month old
    ticker = Ticker(slices, clock, varde.machine, regelverk=standard())  # type: ignore[arg-type]
    runner = web.AppRunner(application(varde), access_log=None)
    await runner.setup()
    settle()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        await plan(ticker, clock, f"http://127.0.0.1:{port}/api/messages", report, slices=slices, console=console)
        await idle(ticker, report, slices=slices, console=console)
        await due(ticker, clock, report, slices=slices, console=console)
    finally:
        await runner.cleanup()
    return report


async def plan(
    ticker: Ticker, clock: Sivilklokke, url: str, report: Report, *, slices: Slices, console: Console
) -> None:
    """A year for everybody, with people who talk to the bot at the same time."""
    clock.move_to(NEW_YEAR)
    slices.clear()
    with step(console, "a year is planned, turns are answered") as say:
        turns = asyncio.create_task(turns_until(done := asyncio.Event(), url))
        await asyncio.sleep(1.5)  # the people are there when it begins
        cpu = time.process_time()
        task = asyncio.create_task(asyncio.to_thread(tick, ticker))
        while not task.done():
            say(f"{len(slices.held):,} slices")
            await asyncio.wait({task}, timeout=0.5)
        done.set()
        cpu = time.process_time() - cpu
        seconds, result = task.result()
        rounds = await turns
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
    report.add("oppgaver planned", result.planned, unit="")
    report.add("a year planned", seconds, 300, unit="s")
    report.add("… and turns answered, processor time", cpu, unit="s")
    report.add("peak memory", memory, 1024, unit="MiB")
    longest("planning", slices, report)
    latencies = sorted(one for found in rounds for one in found["latencies"])
    lost = sum(PEOPLE - found["receipts"] + sum(found["refused"].values()) for found in rounds)
    report.add("turns answered meanwhile", len(latencies), unit="")
    report.add("turns a second", len(latencies) / sum(found["seconds"] for found in rounds), unit="turns/s")
    report.add("their p99", statistics.quantiles(latencies, n=100)[98] * 1000, 250, unit="ms")
    report.add("turns lost or refused", lost, 0, unit="")
    if lost:
        console.print([found["refused"] for found in rounds])


async def idle(ticker: Ticker, report: Report, *, slices: Slices, console: Console) -> None:
    """A tick that finds nothing to do."""
    slices.clear()
    with step(console, "nothing is due"):
        times = [(await asyncio.to_thread(tick, ticker))[0] * 1000 for _ in range(IDLE_TICKS)]
    report.add("tick with nothing due, median", statistics.median(times), 50, unit="ms")
    report.add("tick with nothing due, slowest", max(times), unit="ms")
    report.add("… processor time of its slices, each", sum(slices.worked) * 1000 / IDLE_TICKS, unit="ms")


async def due(ticker: Ticker, clock: Sivilklokke, report: Report, *, slices: Slices, console: Console) -> None:
    """The bot was away, and comes back on a Monday morning when so many duties have become due."""
    moment = await asyncio.to_thread(ticker.db.read, busy_monday)
    clock.move_to(moment)
    with step(console, f"the plan of {moment:%Y-%m-%d}"):
        await asyncio.to_thread(plan_only, ticker)
    slices.clear()
    count = await asyncio.to_thread(ticker.db.read, lambda s: waiting(s, moment))
    with step(console, f"{count:,} are due"):
        seconds, result = await asyncio.to_thread(tick, ticker)
    cpu = sum(slices.worked)
    report.add(f"tick with {count:,} due", seconds, unit="s")
    report.add("… processor time of its slices", cpu, unit="s")
    report.add("steps taken", len(result.steps), unit="")
    report.add("cards enqueued", result.cards, unit="")
    report.add("notices a second", len(result.steps) / seconds, least=1000, unit="/s")
    report.add("… of processor time", len(result.steps) / cpu, unit="/s")
    longest("sending", slices, report)


def longest(what: str, slices: Slices, report: Report) -> None:
    """How long the writer was held by one slice."""
    held, worked = (sorted(one * 1000 for one in times) for times in (slices.held, slices.worked))
    report.add(f"{what}: slices", len(held), unit="")
    report.add(f"{what}: slice, p99", held[int(len(held) * 0.99)], unit="ms")
    report.add(f"{what}: longest slice", held[-1], 50, unit="ms")
    report.add("… processor time", worked[-1], unit="ms")


def plan_only(ticker: Ticker) -> None:
    """The plan of the day is made beforehand: what is measured is what is due."""
    assert ticker.wheel is not None
    ticker.wheel._plan(lambda: False)  # noqa: SLF001 - a part of a tick is measured


def waiting(session: Session, moment: datetime) -> int:
    return session.exec(select(func.count()).select_from(Oppgave).where(col(Oppgave.neste_at) <= moment)).one()


def busy_monday(session: Session) -> datetime:
    """Nine o'clock on the first working Monday with so many duties due, or half of them where there are fewer."""
    everything = session.exec(select(func.count()).select_from(Oppgave).where(col(Oppgave.neste_at).is_not(None))).one()
    wanted = min(DUE, everything // 2)
    day = datetime(2027, 1, 4, 9, tzinfo=OSLO)
    while waiting(session, day) < wanted or not er_virkedag(day.date()):
        day += timedelta(days=7)
    return day


def tick(ticker: Ticker) -> tuple[float, Tick]:
    """Seconds, and what it did."""
    started = time.perf_counter()
    result = ticker.tick()
    return time.perf_counter() - started, result


async def turns_until(done: asyncio.Event, url: str) -> list[dict[str, Any]]:
    """Rounds of conversations, as long as the planning lasts."""
    rounds = []
    while not rounds or not done.is_set():
        output = await run("bench.load", url, "--people", str(PEOPLE), "--concurrency", str(CONCURRENCY), "--clicks")
        rounds.append(json.loads(output.splitlines()[-1]))
    return rounds


async def run(module: str, *arguments: str) -> str:
    """A module of the bench in a process of its own; what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=ROOT, stdout=subprocess.PIPE
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise SystemExit(process.returncode)
    return output.decode()


@contextmanager
def step(console: Console, what: str) -> Iterator[Callable[[str], None]]:
    """Shows that something is going on; hears how far it has come."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(what)
        yield lambda more: progress.update(task, description=f"{what}: {more}")
        progress.update(task, total=1, completed=1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=0.01, help="1 is 500,000 people, 30,000 nodes, 1.5 M oppgaver")
    parser.add_argument("--url", help="an empty database; without it a SQLite file that is thrown away")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="varde-bench-") as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'varde.db'}"
        report = asyncio.run(measure(url, options.scale, console))
    report.show(console, f"The årshjul at {options.scale:g} of Norway")
    sys.exit(0 if report.kept else 1)


if __name__ == "__main__":
    main()

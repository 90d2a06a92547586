"""Due outbox rows → address → compose → send → mark (design 3). Replies of this process's own turns skip the queue."""

import asyncio
import functools
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlmodel import Session, col, select

from bot.bridge import Bridge
from bot.channels.base import Account, Channel, Opened, Profile, RetryAfter, Target
from bot.compose import Composer, Job
from bot.lokke import Lokke
from bot.metrics import Metrics
from bot.sender import Sender
from dialogs.context import Kommune
from dialogs.contract import Message
from hms import adressering as mottakere
from hms.kit.klokke import Klokke, Maskinklokke
from hms.outbox import adressering, service
from hms.outbox.model import Prioritet, Utboks
from hms.samtale import service as samtaler
from hms.samtale.model import Samtale

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0
RECOVER_SECONDS = 30.0
CLAIM = 50
ADDRESS = 15
MOST_UNDERWAY = 2 * CLAIM
RETRY_OPEN = 600.0
SOON = timedelta(seconds=5)


class Relay:
    """Sends what is due. `owner` names this process in the rows it holds; `alone`: no other process sends."""

    def __init__(
        self,
        bridge: Bridge,
        channels: Mapping[str, Channel],
        *,
        machine: Maskinklokke,
        civil: Klokke,
        kommune: Kommune,
        metrics: Metrics,
        alone: bool = True,
        before_send: Callable[[str], None] = lambda _point: None,
    ) -> None:
        self.bridge = bridge
        self.channels = channels
        self.machine = machine
        self.civil = civil
        self.kommune = kommune
        self.metrics = metrics
        self.alone = alone
        self.owner = secrets.token_hex(8)
        self.homes: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self.composer = Composer(civil, kommune)
        self._loop = Lokke("relay", self._round, poll=POLL_SECONDS)
        self._passing = asyncio.Lock()
        self.sender = Sender(
            bridge, channels, self.owner, machine=machine, metrics=metrics, woken=self._loop.wake, point=before_send
        )
        self._recovered = machine.monotonic()
        self._unopenable: dict[int, float] = {}
        self._later: dict[int, datetime] = {}
        self._home: asyncio.AbstractEventLoop | None = None

    # --- life ---------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Takes back what a stopped process left behind, and begins."""
        self._home = asyncio.get_running_loop()
        await self._recover()
        self._recovered = self.machine.monotonic()
        self._loop.start()

    async def stop(self) -> None:
        """Lets what is being sent come to its end and be marked; what waits stays in its rows."""
        await self._loop.stop()
        await self.sender.stop()

    def poke(self) -> None:
        """Something new may be due."""
        self._loop.wake()

    def poke_from_thread(self) -> None:
        """`poke`, from a thread that is not the event loop's."""
        if self._home is not None and not self._home.is_closed():
            self._home.call_soon_threadsafe(self._loop.wake)

    def deliver(self, jobs: Iterable[Job]) -> None:
        """Sends jobs whose rows this process holds."""
        self.sender.deliver(jobs)

    async def say_once(self, channel: str, target: Target, message: Message) -> None:
        """Sends what cannot be written down first, once and unrecorded: only for when the database takes nothing."""
        if channel in self.channels:
            await self.channels[channel].send(target, message)

    async def profile(self, channel: str, target: Target, user_id: str, seconds: float) -> Profile | None:
        """Looks an account up on its platform, if the platform answers in time."""
        look_up = getattr(self.channels.get(channel), "email_of", None)
        if look_up is None:
            return None
        try:
            async with asyncio.timeout(seconds):
                found: Profile | None = await look_up(target, user_id)
        except TimeoutError:
            return None
        return found

    async def idle(self) -> None:
        """Returns when nothing is due and nothing is on its way (for tests and for the moved clock)."""
        quiet = False
        while not quiet:
            was_busy = self.sender.busy  # what ends during the pass may have made something due behind it
            quiet = not (await self._pass() or was_busy or self.sender.busy)
            if not quiet:
                await asyncio.sleep(0.005)

    # --- the loop -----------------------------------------------------------------------------------------------------

    async def _round(self) -> bool:
        """A pass, and now and then a look for what a stopped process left behind."""
        busy = await self._pass()
        if self.machine.monotonic() - self._recovered > RECOVER_SECONDS:
            self._recovered = self.machine.monotonic()
            await self._recover()
        return busy

    async def _pass(self) -> bool:
        """Addresses, claims and hands over one batch. True if there was anything.

        No more is claimed than can be sent within a lease: rows that wait for the platform's pace wait in the database.
        What is urgent does not wait behind them.
        """
        async with self._passing:
            return await self._one_pass()

    async def _one_pass(self) -> bool:
        await self._address()
        full = len(self.sender.holding) >= MOST_UNDERWAY
        rows = await self.bridge.write(functools.partial(self._claim, hurry=full))
        if not rows:
            return False
        composed = await self._compose(rows)
        ready = [job for job in composed.values() if job is not None]
        if len(ready) < len(rows):
            await self.bridge.write(lambda session: self._set_aside(session, rows, composed))
        self.deliver(ready)
        return True

    async def _compose(self, rows: Sequence[Utboks]) -> dict[int, Job | None]:
        """The jobs by row; None for what is no longer true. A row that cannot be worded is not in it, and harms no other."""
        try:
            return await self._compose_together(rows)
        except Exception:  # noqa: BLE001 - then each for itself, to find the one
            composed: dict[int, Job | None] = {}
            for row in rows:
                try:
                    composed.update(await self._compose_together([row]))
                except Exception as error:  # noqa: BLE001 - a fault in one notice must not stop the others
                    log.error("relay.not_composed", row=row.id, key=row.nokkel, error=type(error).__name__)  # noqa: TRY400 - as above
            return composed

    async def _compose_together(self, rows: Sequence[Utboks]) -> dict[int, Job | None]:
        jobs = await self.bridge.read(lambda session: self.composer.all(session, rows))
        return {row.id or 0: job for row, job in zip(rows, jobs, strict=True)}

    async def _address(self) -> None:
        """Notices without a conversation get one; conversations that do not exist yet are opened."""
        for _ in range(CLAIM):
            opening = await self.bridge.write(self._address_batch)
            if not opening:
                return
            await asyncio.gather(*(self._open(one) for one in opening))

    def _address_batch(self, session: Session) -> list[adressering.Apnes]:
        now = self.machine.now()
        rows = service.uten_adresse(session, now, self.civil.now(), ADDRESS)
        closed = [p for p, until in self._unopenable.items() if until > self.machine.monotonic()]
        later = {p: until for p, until in self._later.items() if until > now}
        return adressering.adresser(
            session, rows, mottakere.finn, now=now, sivil=self.civil.now(), uapnelig=closed, utsatt=later
        )

    def _home_of(self, session: Session, channel: str) -> tuple[str, Mapping[str, Any]] | None:
        """Where a personal conversation is opened: the channel's own address, or that of the conversation seen last."""
        if channel in self.homes:
            return self.homes[channel]
        query = select(Samtale).where(Samtale.kanal == channel).order_by(col(Samtale.id).desc()).limit(1)
        place = session.exec(query).first()
        return (place.leietaker, place.adresse) if place else None

    async def _open(self, one: adressering.Apnes) -> None:
        for name, channel in self.channels.items():
            home = await self.bridge.read(functools.partial(self._home_of, channel=name))
            if home is None:
                continue
            tenant, address = home
            await self.sender.pace(name, tenant).wait(f"open:{one.person_id}", one.prioritet)
            result = await channel.open_personal(Account(tenant, None, one.entra_id, address))
            if isinstance(result, Opened):
                await self.bridge.write(
                    functools.partial(_remember, channel=name, tenant=tenant, one=one, opened=result)
                )
                return
            if isinstance(result, RetryAfter):
                wait = timedelta(seconds=result.seconds) if result.seconds is not None else SOON
                self._later[one.person_id] = self.machine.now() + wait
                if one.prioritet == Prioritet.NOD:  # the next in the line need not wait for that
                    self._unopenable[one.person_id] = self.machine.monotonic() + wait.total_seconds()
                return
        self._unopenable[one.person_id] = self.machine.monotonic() + RETRY_OPEN

    def _claim(self, session: Session, *, hurry: bool) -> Sequence[Utboks]:
        rows = service.lei(session, self.owner, self.machine.now(), self.civil.now(), CLAIM, hastverk=hurry)
        session.flush()
        session.expunge_all()
        return rows

    def _set_aside(self, session: Session, rows: Sequence[Utboks], composed: Mapping[int, Job | None]) -> None:
        """What could not be worded, and what is no longer true."""
        now = self.machine.now()
        for row in rows:
            row_id = row.id or 0
            if row_id not in composed:
                service.ikke_skrevet(session, row_id, now)
            elif composed[row_id] is None:
                adressering.ikke_sendt(session, row_id, now, self.civil.now())

    async def _recover(self) -> None:
        def unit(session: Session) -> int:
            now = self.machine.now()
            service.forny(session, self.sender.holding, self.owner, now)
            return service.tell_forlatte(session, now, self.owner, eneste=self.alone, i_hende=self.sender.holding)

        unclear = await self.bridge.write(unit)
        if unclear:
            log.warning("relay.ambiguous_after_stop", rows=unclear)


def _remember(session: Session, *, channel: str, tenant: str, one: adressering.Apnes, opened: Opened) -> None:
    place = samtaler.las_samtale(
        session, channel, tenant, opened.conversation, omfang="personal", adresse=opened.address
    )
    konto = samtaler.kontakt_for(
        session, channel, tenant, f"entra:{one.entra_id}", aad_object_id=one.entra_id, navn=None
    )
    samtaler.gi_person(session, konto, one.person_id)
    samtaler.gi_samtale(session, konto, place.id)

"""Due outbox rows → address → compose → send → mark (design 3). Replies of this process's own turns skip the queue."""

import asyncio
import random
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from sqlmodel import Session, col, select

from bot.channels.base import Account, Channel, Opened, Profile, RetryAfter, SendResult, Target, Unclear
from bot.metrics import Metrics
from bot.pace import Pace
from bot.retry import Again, Delivered, decide
from dialogs import wire
from dialogs.context import Kommune, Reader
from dialogs.contract import Message
from dialogs.i18n import N_, translator
from dialogs.notices.register import BY_KEY as NOTICES
from hms.avvik import mottakere
from hms.avvik.queries import Leser
from hms.kit.db import Database
from hms.kit.klokke import Klokke, Maskinklokke
from hms.organisasjon import queries as org
from hms.outbox import adressering, service
from hms.outbox.model import Prioritet, Utboks
from hms.samtale import service as samtaler
from hms.samtale.model import Kontakt, Kort, Samtale

log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0
RECOVER_SECONDS = 30.0
CLAIM = 50
SEND_SECONDS = 30.0
RETRY_OPEN = 600.0
REPEAT = N_("Mulig gjentakelse: du kan ha fått denne meldingen før.")


@dataclass(frozen=True)
class Job:
    """One row on its way out. `card_id` is set for an update of a message that is there already."""

    row_id: int
    conversation_id: int
    channel: str
    target: Target
    message: Message
    card: str | None = None
    card_id: str | None = None
    attempts: int = 1
    repeat: bool = False
    bulk: bool = False
    notice: bool = False


class Relay:
    """Sends what is due. `owner` names this process in the rows it holds; `alone`: no other process sends."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        *,
        machine: Maskinklokke,
        civil: Klokke,
        kommune: Kommune,
        metrics: Metrics,
        alone: bool = True,
        before_send: Callable[[str], None] = lambda _point: None,
    ) -> None:
        self.db = db
        self.channels = channels
        self.machine = machine
        self.civil = civil
        self.kommune = kommune
        self.metrics = metrics
        self.alone = alone
        self.owner = secrets.token_hex(8)
        self._point = before_send
        self._paces: dict[tuple[str, str], Pace] = {}
        self._lanes: dict[int, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._marks: list[Callable[[Session], None]] = []
        self._plain_marks: list[int] = []
        self._marking = False
        self._wake = asyncio.Event()
        self._stopping = False
        self._loop: asyncio.Task[None] | None = None
        self._unopenable: dict[int, float] = {}
        self._home: asyncio.AbstractEventLoop | None = None

    # --- life ---------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Takes back what a stopped process left behind, and begins."""
        self._home = asyncio.get_running_loop()
        await self._recover()
        self._loop = asyncio.create_task(self._run(), name="relay")

    async def stop(self) -> None:
        """Lets what is being sent come to its end and be marked; what waits stays in its rows."""
        self._stopping = True
        self._wake.set()
        if self._loop is not None:
            await self._loop
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def poke(self) -> None:
        """Something new may be due."""
        self._wake.set()

    def poke_from_thread(self) -> None:
        """`poke`, from a thread that is not the event loop's."""
        if self._home is not None and not self._home.is_closed():
            self._home.call_soon_threadsafe(self._wake.set)

    def deliver(self, jobs: Iterable[Job]) -> None:
        """Sends replies whose rows this process has already marked as being sent."""
        for job in jobs:
            lane = self._lanes.get(job.conversation_id)
            if lane is None:
                self._lanes[job.conversation_id] = deque([job])
                self._spawn(self._drive(job.conversation_id))
            else:
                lane.append(job)

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
        while await self._pass() or self._tasks:
            await asyncio.sleep(0.005)

    # --- the loop -----------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        recovered = self.machine.monotonic()
        while not self._stopping:
            self._wake.clear()
            try:
                busy = await self._pass()
                if self.machine.monotonic() - recovered > RECOVER_SECONDS:
                    recovered = self.machine.monotonic()
                    await self._recover()
            except Exception as error:  # noqa: BLE001 - the loop must outlive a database that is away for a while
                log.error("relay.failed", error=type(error).__name__)  # noqa: TRY400 - a trace may quote a row
                busy = False
            if not busy and not self._stopping:
                try:
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    async def _pass(self) -> bool:
        """Addresses, claims and hands over one batch. True if there was anything."""
        await self._address()
        rows = await self._write(self._claim)
        if not rows:
            return False
        jobs = await asyncio.wrap_future(self.db.submit_read(lambda session: self._compose_all(session, rows)))
        obsolete = [row.id for row, job in zip(rows, jobs, strict=True) if job is None]
        ready = [job for job in jobs if job is not None]
        self._point("before_sending")
        ours = await self._write(lambda session: self._about_to_send(session, ready, obsolete))
        self.deliver(job for job in ready if job.row_id in ours)
        return True

    async def _address(self) -> None:
        """Notices without a conversation get one; conversations that do not exist yet are opened."""
        for _ in range(CLAIM):
            opening = await self._write(self._address_batch)
            if not opening:
                return
            await asyncio.gather(*(self._open(one) for one in opening))

    def _address_batch(self, session: Session) -> list[adressering.Apnes]:
        now = self.machine.now()
        rows = service.uten_adresse(session, now, self.civil.now())
        closed = [p for p, until in self._unopenable.items() if until > self.machine.monotonic()]
        return adressering.adresser(session, rows, mottakere.finn, now=now, sivil=self.civil.now(), uapnelig=closed)

    async def _open(self, one: adressering.Apnes) -> None:
        for name, channel in self.channels.items():
            home = await asyncio.wrap_future(self.db.submit_read(lambda session, name=name: _home(session, name)))
            if home is None:
                continue
            tenant, address = home
            result = await channel.open_personal(Account(tenant, None, one.entra_id, address))
            if isinstance(result, Opened):
                await self._write(lambda session, n=name, r=result: _remember(session, n, tenant, one, r))
                return
        self._unopenable[one.person_id] = self.machine.monotonic() + RETRY_OPEN

    def _claim(self, session: Session) -> Sequence[Utboks]:
        rows = service.lei(session, self.owner, self.machine.now(), self.civil.now(), CLAIM)
        session.flush()
        session.expunge_all()
        return rows

    def _about_to_send(self, session: Session, jobs: Sequence[Job], obsolete: Sequence[int | None]) -> set[int]:
        for row_id in obsolete:
            service.utdatert(session, row_id or 0, self.machine.now())
        return service.sendes(session, [job.row_id for job in jobs], self.owner, self.machine.now())

    async def _recover(self) -> None:
        def unit(session: Session) -> int:
            return service.tell_forlatte(session, self.machine.now(), self.owner, eneste=self.alone)

        unclear = await self._write(unit)
        if unclear:
            log.warning("relay.ambiguous_after_stop", rows=unclear)

    # --- composing ----------------------------------------------------------------------------------------------------

    def _compose_all(self, session: Session, rows: Sequence[Utboks]) -> list[Job | None]:
        return [self._compose(session, row) for row in rows]

    def _compose(self, session: Session, row: Utboks) -> Job | None:
        place = session.get(Samtale, row.samtale_id)
        if place is None or row.id is None:
            return None
        message = wire.from_json(row.kropp) if row.kropp is not None else self._notice(session, row)
        if message is None:
            return None
        if row.gjentakelse and not row.oppdatering:
            note = translator(None, self.kommune.malform).rich(REPEAT, tone="small")
            message = replace(message, blocks=(note, *message.blocks))
        card_id = None
        if row.oppdatering:
            where = (Kort.nokkel == row.kort, Kort.samtale_id == row.samtale_id)
            card_id = session.exec(select(Kort.platform_id).where(*where)).one_or_none()
            if card_id is None:
                return None
        return Job(
            row_id=row.id,
            conversation_id=row.samtale_id or 0,
            channel=place.kanal,
            target=Target(place.leietaker, place.ekstern_id, place.adresse),
            message=message,
            card=row.kort,
            card_id=card_id,
            attempts=row.forsok + 1,
            repeat=row.gjentakelse,
            bulk=row.prioritet >= Prioritet.MASSE,
            notice=row.type == "varsel",
        )

    def _notice(self, session: Session, row: Utboks) -> Message | None:
        notice = NOTICES.get(row.nokkel or "")
        if notice is None:
            log.error("relay.unknown_notice", key=row.nokkel)
            return None
        reader = _reader(session, row)
        person_id, contact_id, locale = reader
        t = translator(locale, self.kommune.malform)
        who = Reader(session, self.civil.now(), t, self.kommune, Leser(person_id, contact_id))
        return notice.compose(who, row.parametre)

    # --- sending ------------------------------------------------------------------------------------------------------

    async def _drive(self, conversation_id: int) -> None:
        """Sends a conversation's jobs one after the other."""
        lane = self._lanes[conversation_id]
        while lane:
            job = lane.popleft()
            await self._send(job)
        del self._lanes[conversation_id]

    async def _send(self, job: Job) -> None:
        channel = self.channels.get(job.channel)
        if channel is None:
            self._mark(lambda session: service.dod(session, job.row_id, self.machine.now(), "ukjent_kanal"))
            return
        pace = self._paces.setdefault((job.channel, job.target.tenant), Pace(channel.limits, self.machine))
        await pace.wait(job.target.conversation, bulk=job.bulk)
        self._point("before_post")
        result = await self._post(channel, job)
        self._point("after_post")
        if job.repeat:
            self.metrics.repeats.inc()
        decision = decide(result, job.attempts, random.random())  # noqa: S311 - jitter, not a secret
        now = self.machine.now()
        match decision:
            case Delivered(platform_id=platform_id):
                self.metrics.sent.labels("sent").inc()
                if job.card is None:
                    self._mark_plain(job.row_id)
                else:
                    self._mark(lambda session: service.sendt(session, job.row_id, now, platform_id))
            case Again(wait=wait, why=why, unclear=unclear):
                self.metrics.sent.labels("again").inc()
                due = now + wait
                self._mark(lambda session: service.prov_igjen(session, job.row_id, due, why, uklart=unclear))
                self._spawn(self._poke_in(wait))
            case _:
                self.metrics.sent.labels("gone").inc()
                log.warning("relay.gone", row=job.row_id, why=decision.why)
                self._mark(lambda session: self._gone(session, job, decision.why))

    async def _post(self, channel: Channel, job: Job) -> SendResult:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                if job.card_id is not None:
                    return await channel.update(job.target, job.card_id, job.message)
                return await channel.send(job.target, job.message)
        except TimeoutError:
            return Unclear("timeout")
        except Exception as error:  # noqa: BLE001 - a channel's bug must not stop the conversation's other messages
            log.error("relay.channel_failed", channel=job.channel, error=type(error).__name__)  # noqa: TRY400
            return RetryAfter(None, "channel_failed")

    def _gone(self, session: Session, job: Job, why: str) -> None:
        if job.notice and job.card_id is None:
            adressering.klatre(session, job.row_id, self.machine.now(), why)
            self._wake.set()
        else:
            service.dod(session, job.row_id, self.machine.now(), why)

    # --- marking ------------------------------------------------------------------------------------------------------

    def _mark_plain(self, row_id: int) -> None:
        self._plain_marks.append(row_id)
        self._start_marking()

    def _mark(self, work: Callable[[Session], None]) -> None:
        self._marks.append(work)
        self._start_marking()

    def _start_marking(self) -> None:
        if not self._marking:
            self._marking = True
            self._spawn(self._write_marks())

    async def _write_marks(self) -> None:
        """Writes the marks that have gathered, in one unit; those that come meanwhile go with the next."""
        while self._marks or self._plain_marks:
            marks, self._marks = self._marks, []
            plain, self._plain_marks = self._plain_marks, []
            self._point("before_mark")

            def unit(session: Session, marks: Any = marks, plain: Any = plain) -> None:
                service.sendt_uten_kort(session, plain, self.machine.now())
                for mark in marks:
                    mark(session)

            try:
                await self._write(unit)
            except Exception as error:  # noqa: BLE001 - the rows stay in `sending`, and are ambiguous later
                log.error("relay.not_marked", rows=len(marks) + len(plain), error=type(error).__name__)  # noqa: TRY400
            self._wake.set()
        self._marking = False

    async def _poke_in(self, wait: timedelta) -> None:
        end = self.machine.monotonic() + wait.total_seconds()
        while not self._stopping and (left := end - self.machine.monotonic()) > 0:
            await asyncio.sleep(min(left, 0.2))
        self._wake.set()

    async def _write(self, work: Callable[[Session], Any]) -> Any:
        return await asyncio.wrap_future(self.db.submit(work))

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _reader(session: Session, row: Utboks) -> tuple[int | None, int | None, str | None]:
    """Whom a notice is worded for: the person of the row, or whoever the conversation belongs to."""
    query = select(Kontakt).where(Kontakt.samtale_id == row.samtale_id).order_by(col(Kontakt.person_id).desc())
    contact = session.exec(query).first()
    person_id = row.person_id or (contact.person_id if contact else None)
    person = org.person(session, person_id) if person_id is not None else None
    locale = person.sprak if person else (contact.sprak if contact else None)
    return person_id, contact.id if contact else None, locale


def _home(session: Session, channel: str) -> tuple[str, Mapping[str, Any]] | None:
    """A tenant and address of the channel, from the conversation seen last."""
    query = select(Samtale).where(Samtale.kanal == channel).order_by(col(Samtale.id).desc()).limit(1)
    place = session.exec(query).first()
    return (place.leietaker, place.adresse) if place else None


def _remember(session: Session, channel: str, tenant: str, one: adressering.Apnes, opened: Opened) -> None:
    place = samtaler.las_samtale(
        session, channel, tenant, opened.conversation, omfang="personal", adresse=opened.address
    )
    session.flush()
    contact = samtaler.kontakt_for(
        session, channel, tenant, f"entra:{one.entra_id}", aad_object_id=one.entra_id, navn=None
    )
    contact.person_id = one.person_id
    contact.samtale_id = place.id
    session.add(contact)

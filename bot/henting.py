"""Fetches what people attached, after the turn: due errands → channel → made anew → stored, refused, or tried again."""

import asyncio
import functools
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from sqlmodel import Session

from bot.bridge import Bridge
from bot.channels.base import FOREIGN, TOO_LARGE, Channel, Fetched, FetchResult, Gone, RetryAfter
from bot.lokke import Lokke
from bot.metrics import Metrics
from hms.avvik import vedlegg
from hms.ekstern import vedlegg as ekstern
from hms.fil import bilde, rules
from hms.fil import dokument as documents
from hms.fil import service as fil
from hms.fil.bilde import AvvistBilde, Bilde
from hms.fil.model import AVVIK, AVVIST, FilHenting
from hms.kit.klokke import Klokke, Maskinklokke
from hms.outbox import service as outbox
from hms.samtale.model import Kontakt, Samtale

log = structlog.get_logger(__name__)

POLL_SECONDS = 5.0
STOP_SECONDS = 5.0
WHY = {TOO_LARGE: rules.FOR_STOR, FOREIGN: rules.FREMMED}


class Henter:
    """Carries errands out. `most` is the largest file in bytes; `after` is called when something new may be due to be sent."""

    def __init__(
        self,
        bridge: Bridge,
        channels: Mapping[str, Channel],
        *,
        machine: Maskinklokke,
        civil: Klokke,
        metrics: Metrics,
        most: int,
        after: Callable[[], None],
    ) -> None:
        self.bridge = bridge
        self.channels = channels
        self.machine = machine
        self.civil = civil
        self.metrics = metrics
        self.most = most
        self._after = after
        self._passing = asyncio.Lock()
        self._one_picture = asyncio.Lock()  # making one takes memory: two at once would take twice as much
        self._loop = Lokke("henting", self._pass, poll=POLL_SECONDS)

    async def start(self) -> None:
        """Begins with what was left when the process last stopped."""
        self._loop.start()

    async def stop(self) -> None:
        """Gives what is being fetched a moment to come to its end; the rest is fetched when the bot is back."""
        await self._loop.stop(STOP_SECONDS)

    def poke(self) -> None:
        """There may be a new errand."""
        self._loop.wake()

    async def idle(self) -> None:
        """Returns when nothing is due (for tests and for the moved clock)."""
        while await self._pass():
            pass

    async def _pass(self) -> bool:
        """Carries out one handful. True if there was anything."""
        async with self._passing:
            errands = await self.bridge.write(lambda session: _claim(session, self.machine))
            await asyncio.gather(*(self._one(errand, channel) for errand, channel in errands))
            return bool(errands)

    async def _one(self, errand: fil.Oppdrag, channel: str) -> None:
        """One errand, whatever becomes of it; a fault of ours leaves it claimed, and its claim runs out."""
        try:
            # A claim that ran out counts as a try: a file that takes the process with it does so a few times only.
            worn = errand.forsok > rules.MAKS_FORSOK
            result = Gone("worn_out") if worn else await self._fetch(errand, channel)
            if isinstance(result, RetryAfter):
                wait = rules.neste_forsok(errand.forsok, result.seconds)
                if wait is not None:
                    self.metrics.files.labels("again").inc()
                    until = self.machine.now() + wait
                    await self.bridge.write(lambda session: fil.utsett(session, errand.id, until))
                    return
            outcome = await self._made(result, dokument=errand.dokument)
            await self.bridge.write(functools.partial(self._store, errand_id=errand.id, outcome=outcome))
        except Exception as error:  # noqa: BLE001 - one errand must not keep the others from being carried out
            log.error("henting.errand_failed", errand=errand.id, error=type(error).__name__)  # noqa: TRY400 - as above
            return
        self.metrics.files.labels(outcome if isinstance(outcome, str) else "kept").inc()
        self._after()

    async def _fetch(self, errand: fil.Oppdrag, channel: str) -> FetchResult:
        found = self.channels.get(channel)
        return Gone("no_channel") if found is None else await found.fetch(errand.kilde, self.most)

    async def _made(self, result: FetchResult, *, dokument: bool) -> Bilde | str:
        """The file to keep, or the code of the refusal."""
        make = documents.lag if dokument else bilde.lag
        match result:
            case Fetched(data=data):
                try:
                    async with self._one_picture:
                        return await asyncio.to_thread(make, data)
                except AvvistBilde as refused:
                    return refused.grunn
            case Gone(why=why):
                too_large = dokument and why == TOO_LARGE
                return rules.FOR_STORT_DOKUMENT if too_large else WHY.get(why, rules.IKKE_HENTET)
            case RetryAfter():
                return rules.IKKE_HENTET

    def _store(self, session: Session, *, errand_id: int, outcome: Bilde | str) -> None:
        now = self.civil.now()
        if isinstance(outcome, str):
            row = fil.avvis(session, now, errand_id, outcome)
        else:
            row = fil.ta_imot(session, now, errand_id, outcome)
        if row is None:
            return
        if row.status == AVVIST:
            _tell(session, row)
        elif row.eier_type == AVVIK:
            vedlegg.hentet(session, int(row.eier_id))
        elif row.eier_type == ekstern.EIER:
            ekstern.kommet(session, int(row.eier_id))


def _claim(session: Session, machine: Klokke) -> list[tuple[fil.Oppdrag, str]]:
    claimed = []
    for errand in fil.lei(session, machine.now()):
        place = session.get(Samtale, errand.samtale_id)
        claimed.append((errand, place.kanal if place else ""))
    return claimed


def _tell(session: Session, row: FilHenting) -> None:
    """Whoever sent the file hears that it was not taken, and nobody else does."""
    contact = session.get(Kontakt, row.kontakt_id)
    known = contact is not None and contact.person_id is not None
    whom: dict[str, Any] = {"person": contact.person_id} if contact and known else {"kontakt": row.kontakt_id}
    outbox.varsel(
        session,
        outbox.Varsel(
            dedup_key=f"fil_henting:{row.id}", nokkel="fil_avvist", mottaker=whom, parametre={"grunn": row.grunn}
        ),
    )

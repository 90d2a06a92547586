"""A whole bot on a database of its own, with a fake channel and a clock that stands still, and people to play."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from bot import bootstrap
from bot.channels.base import TurnResult
from bot.settings import Settings
from dialogs.contract import Button, Inbound, InboundKind, Message, Scope, Sender
from hms.avvik.model import Avvik
from hms.organisasjon.model import Person
from hms.outbox.model import Utboks
from tests.fakes.kanal import ADDRESS, FakeKanal, Post
from tests.fakes.klokke import FakeKlokke

T = TypeVar("T")
TENANT = "t"
HVA = "skled på isen ved inngangen"


@dataclass(frozen=True)
class Konto:
    """A person's account, and the personal conversation that the bot has with it."""

    user_id: str
    aad: str | None
    name: str = ""

    @property
    def chat(self) -> str:
        return f"a:{self.aad or self.user_id}"


@dataclass
class Rigg:
    """A bot and its world."""

    varde: bootstrap.Varde
    klokke: FakeKlokke
    kanal: FakeKanal
    ids: Any = field(default_factory=lambda: itertools.count(1))

    def konto(self, ekstern_id: str) -> Konto:
        """The account of somebody in the directory."""
        person = self.person(ekstern_id)
        return Konto(f"29:{ekstern_id}", person.entra_id, person.navn)

    def person(self, ekstern_id: str) -> Person:
        return self.les(lambda s: s.exec(select(Person).where(Person.ekstern_id == ekstern_id)).one())

    def les(self, work: Callable[[Session], T]) -> T:
        return self.varde.db.read(work)

    def skriv(self, work: Callable[[Session], T]) -> T:
        return self.varde.db.write(work)

    def alle(self, table: Any) -> Sequence[Any]:
        """Every row of a table, by id."""
        return self.les(lambda s: s.exec(select(table).order_by(col(table.id))).all())

    def avvik(self) -> list[Avvik]:
        return list(self.alle(Avvik))

    def utboks(self, **where: Any) -> list[Utboks]:
        return [row for row in self.alle(Utboks) if all(getattr(row, key) == value for key, value in where.items())]

    def hendelse(
        self, hvem: Konto, kind: InboundKind = "text", text: str = "", value: Mapping[str, Any] | None = None, *,
        key: str | None = None, scope: Scope = "personal", chat: str | None = None,
    ) -> Inbound:  # fmt: skip
        """One event as a channel would read it; each has a key of its own unless `key` is given."""
        return Inbound(
            kind=kind,
            key=key or f"k{next(self.ids)}",
            channel="teams",
            tenant=TENANT,
            conversation=chat or hvem.chat,
            scope=scope,
            sender=Sender(hvem.user_id, hvem.aad, hvem.name),
            received_at=self.klokke.now(),
            text=text,
            value=value or {},
            address=ADDRESS,
            wants_card=kind == "button",
        )

    async def si(self, hvem: Konto, text: str, **more: Any) -> TurnResult:
        """Somebody writes; everything that follows is sent."""
        result = await self.varde.turns(self.hendelse(hvem, "text", text, **more))
        await self.ro()
        return result

    async def trykk(self, hvem: Konto, label: str, **more: Any) -> TurnResult:
        """Somebody presses the newest button in their chat whose label begins so."""
        result = await self.varde.turns(self.hendelse(hvem, "button", value=self.knapp(hvem, label).data, **more))
        await self.ro()
        return result

    def knapp(self, hvem: Konto, label: str) -> Button:
        """The newest button in somebody's chat whose label begins so."""
        for post in reversed(self.kanal.to(hvem.chat)):
            for button in post.message.buttons:
                if button.label.startswith(label):
                    return button
        raise AssertionError(f"no button {label!r} in {[p.text for p in self.kanal.to(hvem.chat)]}")

    def siste(self, hvem: Konto) -> Post:
        """What was sent last to somebody."""
        return self.kanal.to(hvem.chat)[-1]

    def tekster(self, hvem: Konto) -> list[str]:
        return [post.text for post in self.kanal.to(hvem.chat)]

    async def ro(self) -> None:
        """Until nothing is due and nothing is on its way."""
        async with asyncio.timeout(20):
            await self.varde.henter.idle()
            await self.varde.relay.idle()

    async def til_oversikt(self, hvem: Konto, hva: str = HVA, grad: str = "2", kategori: str = "Bygg") -> None:
        """The form up to its review."""
        await self.si(hvem, "meld avvik")
        await self.si(hvem, hva)
        for label in (kategori, "Førstehjelp", grad):
            if any(b.label.startswith("Andre") for b in self.siste(hvem).message.buttons):
                await self.trykk(hvem, "Andre")
            await self.trykk(hvem, label)

    async def meld(self, hvem: Konto, **more: Any) -> Avvik:
        """The whole form, sent."""
        await self.til_oversikt(hvem, **more)
        await self.trykk(hvem, "Send")
        if more.get("grad") == "4":
            await self.trykk(hvem, "Send")
        return self.avvik()[-1]

    async def tikk(self, **gone: float) -> None:
        """Time goes by, the clock ticks, and what comes of it is sent."""
        self.klokke.advance(**gone)
        await asyncio.to_thread(self.varde.ticker.tick)
        await self.ro()


def innstillinger(url: str) -> Settings:
    """The settings of a bot in a test."""
    return Settings(
        modus="play", database_url=url, telefon_ulykke="73 19 97 00", varsling_kanal_url="https://v.example/",
        turer_per_minutt=1_000_000, arshjul=False,
    )  # fmt: skip


@asynccontextmanager
async def rigg_paa(url: str, settings: Settings | None = None, **more: Any) -> AsyncIterator[Rigg]:
    """A bot on the database at `url`, which has the schema; `more` goes to bootstrap.build."""
    klokke, kanal = FakeKlokke(), FakeKanal()
    varde = bootstrap.build(settings or innstillinger(url), machine=klokke, channels={"teams": kanal}, **more)  # type: ignore[arg-type]
    try:
        yield Rigg(varde, klokke, kanal)
    finally:
        await varde.henter.stop()
        await varde.relay.stop()
        await varde.teams.close()
        varde.db.close()


def ord_i(message: Message) -> str:
    """A message as JSON text, to look for words that must not be there."""
    return json.dumps(message, default=lambda o: getattr(o, "__dict__", str(o)), ensure_ascii=False)

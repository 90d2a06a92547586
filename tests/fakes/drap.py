"""The parent of the kill tests: a platform that keeps what it gets, a person who sends again, and a child that dies."""

import asyncio
import json
import os
import random
import re
import signal
import socket
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from sqlmodel import Session, col, select

from bench.script import BOT, TENANT, Click, Person, Say, activity_of, find_action
from hms.avvik.model import Avvik
from hms.kit import revisjon
from hms.kit.db import Database
from hms.outbox.model import FERDIGE, SENDT, Utboks

STORY = (
    Say("meld avvik"), Say("skled på isen ved inngangen"), Click("Bygg"), Click("Førstehjelp"), Click("2 Middels"), Click("Send"),
)  # fmt: skip
NUMBER = re.compile(r"AVV-\d{4}-\d{4,}")
REPEATED = "Mulig gjentakelse"
AHEAD = 61.0
PATIENCE = 30.0


@dataclass(frozen=True)
class Melder(Person):
    """Somebody of the demo kommune."""

    aad: str = ""

    @property
    def conversation(self) -> str:
        return f"a:{self.aad}"

    def _activity(self, kind: str, **more: Any) -> dict[str, Any]:
        activity = super()._activity(kind, **more)
        activity["from"] = {"id": f"29:{self.aad}", "name": "Melder", "aadObjectId": self.aad}
        return activity


class Platform:
    """The connector API. `posts` are all new messages, in order; nothing is ever taken away from it."""

    def __init__(self) -> None:
        self.posts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.news = asyncio.Event()
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        parts = request.path.strip("/").split("/")
        body = await request.json() if request.method in {"POST", "PUT"} else {}
        if request.method == "GET":
            return web.json_response({"id": parts[-1], "name": "Somebody"})
        if parts == ["v3", "conversations"]:
            member = body["members"][0]
            return web.json_response({"id": f"a:{member.get('aadObjectId') or member['id']}"}, status=201)
        if request.method == "PUT":
            return web.json_response({"id": parts[-1]})
        chat = self.posts[parts[2]]
        body["id"] = f"{parts[2]}/{len(chat)}"
        if body.get("type") == "message":
            chat.append(body)
            self.news.set()
        return web.json_response({"id": body["id"]}, status=201)


@dataclass
class Mordserie:
    """Kills a child again and again while a person reports one avvik after another."""

    url: str
    platform: Platform
    random: random.Random
    kills: int
    lives: int = 0
    fell: Counter[str] = field(default_factory=Counter)
    receipts: list[str] = field(default_factory=list)
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _child: Any = None
    _port: int = 0
    _life: int = 0

    async def run(self, melder: Melder) -> int:
        """Reports until as many kills are done as were asked for, and once more in peace. Returns the number of stories."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.fakes.barn", self.url, str(self._port),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        keeper = asyncio.create_task(self._keep_alive())
        stories = 0
        try:
            async with aiohttp.ClientSession() as self._http:
                while self.killed < self.kills:
                    await self._story(melder)
                    stories += 1
                await self._story(melder)
                await self._until_quiet()
        finally:
            keeper.cancel()
            if self._life:
                os.kill(self._life, signal.SIGKILL)
            self._child.stdin.close()
            await self._child.wait()
        return stories + 1

    @property
    def killed(self) -> int:
        """How many lives have ended."""
        return sum(self.fell.values())

    async def _keep_alive(self) -> None:
        while True:
            kill_at = self.random.randint(1, 40) if self.killed < self.kills else 0
            self._child.stdin.write(f"{kill_at} {self.lives * AHEAD}\n".encode())
            self.lives += 1
            while (line := (await self._child.stdout.readline()).decode().strip()) != "dead":
                if line.startswith("ready"):
                    self._life = int(line.removeprefix("ready "))
                    self._ready.set()
                elif line.startswith("killed"):
                    self._ready.clear()
                    self.fell[line.removeprefix("killed ")] += 1
                elif not line:
                    return

    async def _story(self, melder: Melder) -> None:
        chat = self.platform.posts[melder.conversation]
        start = len(chat)
        for step in STORY:
            action = None
            if isinstance(step, Click):
                action, _card = await self._until(lambda label=step.label: find_action(_fresh(chat, start), label))
            await self._post(activity_of(melder, step, action))
        self.receipts.append(await self._until(lambda: _number(chat[start:], self.receipts)))

    async def _post(self, activity: dict[str, Any]) -> None:
        """Sends an event until the bot has answered for it, as the platform would."""
        async with asyncio.timeout(PATIENCE):
            while True:
                await self._ready.wait()
                try:
                    async with self._http.post(f"http://127.0.0.1:{self._port}/api/messages", json=activity) as answer:
                        await answer.read()
                        if answer.status < 300:
                            return
                except (aiohttp.ClientError, OSError):
                    pass
                await asyncio.sleep(0.01)

    async def _until(self, found: Callable[[], Any]) -> Any:
        try:
            async with asyncio.timeout(PATIENCE):
                while not (value := found()):
                    self.platform.news.clear()
                    await self.platform.news.wait()
        except TimeoutError:
            raise AssertionError(f"after {self.killed} kills the bot says no more: {self._unfinished()}") from None
        return value

    async def _until_quiet(self) -> None:
        """Everything that was enqueued has come to its end (in another process, so it can only be looked at)."""
        async with asyncio.timeout(PATIENCE):
            while self._unfinished():
                await asyncio.sleep(0.1)

    def _unfinished(self) -> list[str]:
        database = Database(self.url)
        try:
            rows = database.read(lambda s: s.exec(select(Utboks).where(col(Utboks.status).not_in(FERDIGE))).all())
        finally:
            database.close()
        return [f"{r.id} {r.type} {r.status} {r.forsok} {r.grunn} due {r.neste_at} lease {r.leie_til}" for r in rows]


@dataclass(frozen=True)
class Etterpa:
    """What is wrong after it all; every list is empty when nothing is."""

    uten_rad: list[str]
    uten_levering: list[str]
    umerkede_kopier: list[str]
    merket_uten_grunn: list[str]
    feil: list[str]
    kopier: int
    tvetydige: int


def gransk(database: Database, platform: Platform, stories: int, receipts: list[str], melder: Melder) -> Etterpa:
    """Compares what people have seen with what is on disk."""

    def look(session: Session) -> tuple[list[Avvik], list[Utboks], int | None]:
        cases = list(session.exec(select(Avvik).order_by(col(Avvik.id))))
        return cases, list(session.exec(select(Utboks))), revisjon.brudd(session)

    cases, rows, broken = database.read(look)
    numbers = [case.nummer for case in cases]
    seen = [(chat, json.dumps(post, ensure_ascii=False)) for chat, posts in platform.posts.items() for post in posts]
    shown = {number for _chat, text in seen for number in NUMBER.findall(text)}
    undelivered, unmarked, marked = [], [], 0
    for case in cases:
        about = [row for row in rows if (row.kort or "").startswith(f"avvik:{case.id}:") and not row.oppdatering]
        roles = {str(row.kort).rsplit(":", 1)[1] for row in about if row.status == SENDT}
        undelivered += [f"{case.nummer}:{role}" for role in {"melder", "behandler", "verneombud"} - roles]
        chats: Counter[str] = Counter(chat for chat, text in seen if case.nummer in text and REPEATED not in text)
        marked += sum(case.nummer in text and REPEATED in text for _chat, text in seen)
        unmarked += [f"{case.nummer} {chat}: {count}" for chat, count in chats.items() if count > 1]
        undelivered += [] if len(chats) + marked >= 3 else [f"{case.nummer} reached {len(chats)} chats"]
    tokens = Counter(
        token for post in platform.posts[melder.conversation] if REPEATED not in json.dumps(post)
        for token in _tokens(post)
    )  # fmt: skip
    unmarked += [f"question {token}: {count}" for token, count in tokens.items() if count > 1]
    ambiguous = sum(row.gjentakelse for row in rows)
    copies = sum(REPEATED in text for _chat, text in seen)
    faults = [
        f"row {row.id} {row.status} {row.grunn}" for row in rows if row.status not in FERDIGE or row.status == "dead"
    ]
    if broken is not None:
        faults.append(f"audit chain broken at {broken}")
    if len(cases) != stories or sorted(receipts) != sorted(numbers):
        faults.append(f"{stories} stories, {len(receipts)} receipts, {len(cases)} cases")
    if [case.lopenr for case in cases] != list(range(1, len(cases) + 1)):
        faults.append("the numbers have a gap")
    return Etterpa(
        uten_rad=sorted(shown - set(numbers)),
        uten_levering=undelivered,
        umerkede_kopier=unmarked,
        merket_uten_grunn=["copies without ambiguous rows"] if copies and not ambiguous else [],
        feil=faults,
        kopier=copies,
        tvetydige=ambiguous,
    )


def _fresh(chat: list[dict[str, Any]], start: int) -> list[dict[str, Any]]:
    """The posts of this story: a copy of an older card may come late, and a person sees that it is old."""
    old = {token.split(":")[0] for post in chat[:start] for token in _tokens(post)}
    return [post for post in chat[start:] if not old & {token.split(":")[0] for token in _tokens(post)}]


def _number(posts: list[dict[str, Any]], known: list[str]) -> str | None:
    """The first new case number among the posts; a copy of an older receipt may come late."""
    return next((number for number in NUMBER.findall(json.dumps(posts)) if number not in known), None)


def _tokens(post: dict[str, Any]) -> set[str]:
    """The form tokens on a card: each question has its own."""
    return set(re.findall(r'"token": "([0-9a-zA-Z_-]+:\d+)"', json.dumps(post)))


__all__ = ["BOT", "TENANT", "Etterpa", "Melder", "Mordserie", "Platform", "gransk"]

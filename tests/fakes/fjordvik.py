"""Fjordvik on loopback: the bot as `varde play` builds it, people who talk to it over HTTP, and scripts of what they see.

A script has a line for each thing that happens and each thing that is seen:

    Kari: meld avvik                          Kari writes it
    Kari: [Send]                              Kari presses the newest button of that name
    Varde: Hva skjedde … skriv kort           what came to the last speaker says this, and later that
    Varde: [Send] [Endre]                     … and has these buttons
    Varde → Ola: Nytt avvik                   the same for somebody else
    Varde → Ola: ingenting                    nothing came to Ola
    Klokka: 2026-11-23 09:00                  the civil clock is moved (also «+30 min», «+2 timer», «+1 dag»)

A line of Varde's is about what came, or was changed in place, since the last thing that happened.
"""

import asyncio
import io
import re
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot import play
from bot.bootstrap import Varde
from hms.kit.klokke import OSLO, oslo

SONDAG = datetime(2026, 11, 22, 10, 0, tzinfo=OSLO)
REST_SECONDS = 20.0
LINE = re.compile(r"(?P<who>[^:→]+?)(?: → (?P<to>[^:]+))?: (?P<what>.*)")
BUTTON = re.compile(r"\[([^\]]+)\]")
STEP = re.compile(r"\+(\d+) (min|time|timer|dag|dager)")
UNITS = {"min": "minutes", "time": "hours", "timer": "hours", "dag": "days", "dager": "days"}


@dataclass
class Post:
    """One message as its reader sees it."""

    id: str
    conversation: str
    version: int
    kind: str
    text: str
    buttons: tuple[str, ...]
    activity: Mapping[str, Any]
    failure: Any = None
    pictures: tuple[str, ...] = ()


@dataclass
class Folk:
    """A person of Fjordvik, at the keyboard."""

    by: "Fjordvik"
    id: str
    name: str
    email: str
    aad: str
    at: int = 0
    answer: Mapping[str, Any] = field(default_factory=dict)
    read: int = 0
    chats: dict[tuple[str, str], Post] = field(default_factory=dict)

    async def sier(self, text: str, *, conversation: str | None = None, reply_to: str | None = None) -> None:
        """Writes a line; returns when everything that it led to has been delivered."""
        await self.by.happens()
        body = {"person": self.id, "conversation": conversation, "text": text, "replyTo": reply_to}
        self.answer = await self.by.call("POST", "/playground/say", body)
        await self.by.rest()

    async def sender(self, *files: tuple[str, str, bytes], text: str = "") -> None:
        """Sends files (name, media type, bytes), with or without words; returns when they have been fetched or refused."""
        await self.by.happens()
        ids = []
        for name, media, data in files:
            query = {"name": name, "type": media}
            async with self.by.http.post(
                f"{self.by.url}/playground/files", data=io.BytesIO(data), params=query
            ) as answer:
                ids.append((await answer.json())["id"])
        self.answer = await self.by.call("POST", "/playground/say", {"person": self.id, "text": text, "files": ids})
        await self.by.rest()

    async def bilder(self) -> list[str]:
        """The addresses of the pictures on the newest card that has any."""
        for post in reversed(await self.alt()):
            if post.pictures:
                return list(post.pictures)
        return []

    async def trykker(self, button: str | Mapping[str, Any], post: Post | None = None, **inputs: str) -> None:
        """Presses the newest button of that name, or a button of the post; an object is a forged action."""
        found = post or await self._with(str(button))
        await self.by.happens()
        body = {
            "person": self.id,
            "conversation": found.conversation,
            "activity": found.id,
            "action": button,
            "inputs": inputs,
        }
        self.answer = await self.by.call("POST", "/playground/click", body)
        await self.by.rest()

    async def dialog(self, button: str | Mapping[str, Any], **inputs: str) -> Mapping[str, Any]:
        """Presses a button of the open dialog; an object is a forged action. Returns the dialog as it is then."""
        await self.by.happens()
        self.answer = await self.by.call(
            "POST", "/playground/dialog", {"person": self.id, "action": button, "inputs": inputs}
        )
        await self.by.rest()
        return self.kortet()

    def kortet(self) -> Mapping[str, Any]:
        """What the dialog shows: its «title», «text», «fields» by id, what is wrong at each, its «buttons» and its «data»."""
        task = self.answer["task"]
        if task["type"] == "message":
            return {"text": task["value"], "fields": {}, "wrong": {}, "buttons": (), "data": {}}
        return {"title": task["value"]["title"], **as_dialog(task["value"]["card"]["content"])}

    async def installerer(self, action: str = "add") -> None:
        """Installs the bot, or removes it."""
        await self.by.happens()
        await self.by.call("POST", "/playground/install", {"person": self.id, "conversation": None, "action": action})
        await self.by.rest()

    async def alt(self) -> list[Post]:
        """Every message in the person's chat and channels, oldest first, as they look now."""
        await self._posts(self.read)
        return sorted(self.chats.values(), key=_posted)

    async def nytt(self) -> list[Post]:
        """What the bot has said to the person since the last thing that happened; not the playground's notes of clicks."""
        return [post for post in await self._posts(self.at) if post.kind == "bot"]

    async def ser(self, wanted: str) -> list[Post]:
        """Checks a line of a script against what is new, and returns what is new."""
        new = await self.nytt()
        if wanted == "ingenting":
            assert new == [], f"{self.name} fikk: {[post.text for post in new]}"
            return new
        shown = "\n".join(post.text for post in new)
        at = 0
        for words in (part.strip() for part in BUTTON.sub("…", wanted).split("…")):
            found = shown.find(words, at)
            assert found >= 0, f"{self.name} ser ikke «{words}» i:\n{shown}"
            at = found + len(words)
        buttons = [button for post in new for button in post.buttons]
        for button in BUTTON.findall(wanted):
            assert button in buttons, f"{self.name} ser ikke [{button}] blant {buttons}"
        return new

    async def har_sett(self, words: str) -> bool:
        """Do the words stand anywhere in what the bot has said to the person?"""
        return any(words in post.text for post in await self.alt() if post.kind != "person")

    async def kort(self, words: str) -> Post:
        """The newest message of the bot's with these words in it."""
        return [post for post in await self.alt() if words in post.text and post.kind == "bot"][-1]

    async def _with(self, button: str) -> Post:
        everything = await self.alt()
        found = [post for post in everything if button in post.buttons]
        assert found, f"{self.name} har ingen knapp [{button}]; det siste var {[p.buttons for p in everything[-3:]]}"
        return found[-1]

    async def _posts(self, after: int) -> list[Post]:
        """What was posted or changed since that version, and is there, oldest first. What is known is not asked for again.

        A card keeps its place, whether it is changed before the message that follows comes, or after.
        """
        rooms = await self.by.call("GET", "/playground/conversations", person=self.id)
        for room in (room for room in rooms if room["version"] > self.read):
            path = f"/playground/conversations/{room['id']}/activities"
            found = await self.by.call("GET", path, person=self.id, after=str(self.read))
            for one in found["activities"]:
                post = as_post(room["id"], one)
                self.chats[post.conversation, post.id] = post
                if one["deleted"]:
                    del self.chats[post.conversation, post.id]
        self.read = max([self.read, *(room["version"] for room in rooms)])
        return sorted((post for post in self.chats.values() if post.version > after), key=_posted)


def _posted(post: Post) -> int:
    """The place of a message among the others."""
    return int(re.sub(r"\D", "", post.id))


@dataclass
class Fjordvik:
    """A running bot and its playground. `happens` marks a moment: what comes after it is new to everybody."""

    url: str
    varde: Varde
    data: Path
    http: aiohttp.ClientSession
    people: dict[str, Folk] = field(default_factory=dict)
    version: int = 0
    speaker: Folk | None = None

    @property
    def kari(self) -> Folk:
        """The employee of design 12."""
        return self.folk("Kari")

    @property
    def ola(self) -> Folk:
        """Her leader."""
        return self.folk("Ola")

    @property
    def ingrid(self) -> Folk:
        """Her verneombud."""
        return self.folk("Ingrid")

    def folk(self, name: str) -> Folk:
        """A person by id, full name or first name (Kari, Ola and Ingrid are those of design 12)."""
        known = {"Kari": "P045", "Ola": "P044", "Ingrid": "P046"}
        for person in self.people.values():
            if person.id == known.get(name, name) or person.name == name:
                return person
        found = [person for person in self.people.values() if person.name.split()[0] == name]
        assert len(found) == 1, f"hvem er {name}? {[person.name for person in found]}"
        return found[0]

    async def spill(self, script: str) -> None:
        """Plays a script, line by line."""
        for line in filter(None, (raw.strip() for raw in script.splitlines())):
            try:
                await self._line(line)
            except AssertionError as error:
                raise AssertionError(f"«{line}»: {error}") from None

    async def flytt(self, moment: datetime) -> None:
        """Moves the civil clock; returns when what fell due has been delivered."""
        await self.happens()
        await self.call("POST", "/playground/clock", {"to": moment.isoformat()})
        await self.rest()

    async def happens(self) -> None:
        """Everything so far is old."""
        for person in self.people.values():
            person.at = self.version

    async def rest(self) -> None:
        """Returns when nothing is on its way."""
        async with asyncio.timeout(REST_SECONDS):
            await self.varde.henter.idle()
            await self.varde.relay.idle()
        rooms = await self.call("GET", "/playground/conversations")
        self.version = max([self.version, *(room["version"] for room in rooms)])

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self.url.rpartition(":")[2])

    async def call(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        """One request to the playground's API; anything but success fails the test."""
        async with self.http.request(method, f"{self.url}{path}", json=body, params=query) as answer:
            found = await answer.json()
            assert answer.status < 400, found
            return found

    def leter(self, words: str) -> list[str]:
        """The tables of the bot's own database where the words stand. The chats are Microsoft's, and not looked in."""
        with closing(sqlite3.connect(self.data / "varde.db")) as database:
            return [table for table, text in _dump(database) if words in text]

    def rader(self, table: str, words: str) -> str:
        """The rows of a table that hold the words, a line each, the columns parted by bars."""
        with closing(sqlite3.connect(self.data / "varde.db")) as database:
            rows = ["|".join(map(str, row)) for row in database.execute(f"select * from {table}")]  # noqa: S608 - ours
        return "\n".join(row for row in rows if words in row)

    def spor(self, words: str) -> list[str]:
        """The bot's own files where the words have left a trace, erased rows and write-ahead log included."""
        return [path.name for path in sorted(self.data.glob("varde.db*")) if words.encode() in path.read_bytes()]

    async def post(self, body: Any, **headers: str) -> tuple[int, str]:
        """A raw request to the bot's door: an object goes as JSON, bytes go as they are."""
        given: dict[str, Any] = {"data": io.BytesIO(body)} if isinstance(body, bytes) else {"json": body}
        async with self.http.post(f"{self.url}/api/messages", headers=headers, **given) as answer:
            return answer.status, await answer.text()

    async def _line(self, line: str) -> None:
        match = LINE.fullmatch(line)
        assert match, "linja er ikke på formen «Hvem: hva»"
        who, what = match["who"], match["what"]
        if who == "Klokka":
            await self.flytt(self._moment(what))
        elif who == "Varde":
            reader = self.folk(match["to"]) if match["to"] else self.speaker
            assert reader, "ingen har sagt noe ennå"
            await reader.ser(what)
        else:
            self.speaker = self.folk(who)
            button = BUTTON.fullmatch(what)
            await (self.speaker.trykker(button[1]) if button else self.speaker.sier(what))
            assert self.speaker.answer["ok"], self.speaker.answer

    def _moment(self, what: str) -> datetime:
        step = STEP.fullmatch(what)
        if step is None:
            return datetime.strptime(what, "%Y-%m-%d %H:%M").replace(tzinfo=OSLO)
        return oslo(self.varde.civil.now()) + timedelta(**{UNITS[step[2]]: int(step[1])})


@asynccontextmanager
async def fjordvik(
    data: Path, clock: datetime | None = SONDAG, port: int = 0, **innstillinger: Any
) -> AsyncIterator[Fjordvik]:
    """Starts the bot on 127.0.0.1 with its files in `data`; stops it in good order.

    A bot that is started again needs its old `port`, for that is where the chats' connector is. `innstillinger` are
    settings: the duties of the year are planned and reminded of only with `arshjul=True`.
    """
    door = socket.create_server(("127.0.0.1", port))
    port = door.getsockname()[1]
    app, varde = play.build(
        play.settings_for(data, port).model_copy(update={"arshjul": False, **innstillinger}), data, clock
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    await web.SockSite(runner, door).start()
    async with aiohttp.ClientSession() as http:
        place = Fjordvik(f"http://127.0.0.1:{port}", varde, data, http)
        for one in await place.call("GET", "/playground/people"):
            place.people[one["id"]] = Folk(place, one["id"], one["name"], one["email"], one["aadObjectId"])
        await place.rest()
        try:
            yield place
        finally:
            await runner.cleanup()


def copy_of(template: Path, data: Path) -> Path:
    """A fresh copy of a folder that holds a database with the demo kommune."""
    return Path(shutil.copytree(template, data))


def as_dialog(card: Mapping[str, Any]) -> dict[str, Any]:
    """A dialog's card as its reader sees it."""
    actions = _actions(card)
    wrong, before = {}, None
    for element in card["body"]:
        inlines = (before or {}).get("inlines", ())
        if element["type"].startswith("Input.") and inlines and inlines[0].get("color") == "Attention":
            wrong[element["id"]] = inlines[0]["text"]
        before = element
    return {
        "text": "\n".join(_words(card)),
        "fields": {one["id"]: one for one in card["body"] if one["type"].startswith("Input.")},
        "wrong": wrong,
        "buttons": tuple(one["title"] for one in actions),
        "data": {one["title"]: one["data"] for one in actions if "data" in one},
    }


def _dump(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    tables = database.execute("select name from sqlite_master where type = 'table'").fetchall()
    for (table,) in tables:
        for row in database.execute(f"select * from {table}"):  # noqa: S608 - the database's own name
            # JSON columns hold letters as escapes.
            yield table, "".join(_unescaped(str(value)) for value in row)


def _unescaped(value: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), value)


def as_post(conversation: str, one: Mapping[str, Any]) -> Post:
    """An activity as its reader sees it."""
    activity = one["activity"]
    cards = [
        attachment["content"]
        for attachment in activity.get("attachments") or ()
        if "adaptive" in attachment["contentType"]
    ]
    lines = [str(activity.get("text") or ""), *(words for card in cards for words in _words(card))]
    shown = "\n".join(line for line in lines if line)
    buttons = tuple(action["title"] for card in cards for action in _actions(card))
    pictures = tuple(element["url"] for card in cards for element in card.get("body", ()) if element["type"] == "Image")
    return Post(
        one["id"], conversation, one["version"], one["kind"], shown, buttons, activity, one["failure"], pictures
    )


def _actions(element: Any) -> list[dict[str, Any]]:
    """The buttons of a card, in reading order."""
    if isinstance(element, list):
        return [action for one in element for action in _actions(one)]
    if not isinstance(element, dict):
        return []
    if element.get("type") == "ActionSet":
        return list(element["actions"])
    return [action for key in ("body", "items", "columns") for action in _actions(element.get(key))]


def _words(element: Any) -> list[str]:
    """The words of a card, a line for each block, in reading order; buttons are not among them."""
    if isinstance(element, list):
        return [word for one in element for word in _words(one)]
    if not isinstance(element, dict):
        return []
    match element.get("type"):
        case "TextBlock":
            return [element["text"]]
        case "RichTextBlock":
            return ["".join(run["text"] for run in element["inlines"])]
        case "ColumnSet":
            return [": ".join(" ".join(_words(column["items"])) for column in element["columns"])]
    return [word for key in ("body", "items", "columns") for word in _words(element.get(key))]

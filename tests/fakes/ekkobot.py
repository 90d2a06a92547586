"""A tiny bot that answers in cards, and a playground around it: what the playground is tested against."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.playground import Playground, PlaygroundChannel, PlaygroundPerson, Store, add_routes

CARD = "application/vnd.microsoft.card.adaptive"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

KARI = PlaygroundPerson(
    "1001", "Kari Nordli", "kari.nordli@fjordvik.example", "aaaaaaaa-0000-4000-8000-000000001001", "Solgata sykehjem"
)
OLA = PlaygroundPerson(
    "1002",
    "Ola Brekke",
    "ola.brekke@fjordvik.example",
    "aaaaaaaa-0000-4000-8000-000000001002",
    "Solgata sykehjem",
    (("enhetsleder", "Solgata sykehjem"), ("nærmeste leder", "Avdeling 2 somatisk")),
)
INGRID = PlaygroundPerson(
    "1003",
    "Ingrid Moe",
    "ingrid.moe@fjordvik.example",
    "aaaaaaaa-0000-4000-8000-000000001003",
    "Avdeling 2 somatisk",
    (("verneombud", "Solgata sykehjem"),),
    "nn",
)
PEOPLE = (KARI, OLA, INGRID)
KANAL = PlaygroundChannel("solgata", "Solgata sykehjem", tuple(person.aadObjectId for person in PEOPLE))
STILLE = PlaygroundChannel("mks", "MKS Helse og mestring", (OLA.aadObjectId,), rsc=False)


class Stillklokke:
    """A civil clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    async def move_to(self, moment: datetime) -> None:
        self.moment = moment


def card(
    body: Sequence[dict[str, Any]], actions: Sequence[dict[str, Any]], summary: str = "Ny melding fra Varde"
) -> dict[str, Any]:
    """A message activity with one card."""
    content = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": list(body),
        "actions": list(actions),
    }
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": content}]}


def execute(title: str, verb: str, **data: Any) -> dict[str, Any]:
    return {"type": "Action.Execute", "title": title, "verb": verb, "data": {"token": "t-1", **data}}


def line(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


SPORSMAL = card(
    [
        line("Er noen i fare nå, ring 113, 112 eller 110.", weight="Bolder", color="Attention"),
        line("Hva slags avvik er det?"),
        {"type": "Input.Text", "id": "hva", "label": "Hva skjedde?", "isMultiline": True, "isRequired": True,
         "errorMessage": "Skriv hva som skjedde."},
        {"type": "Input.ChoiceSet", "id": "type", "label": "Type", "value": "fall",
         "choices": [{"title": "Fall/glatt underlag", "value": "fall"}, {"title": "Arbeidsulykke", "value": "ulykke"}]},
        {"type": "Input.Toggle", "id": "skade", "title": "Noen ble skadet"},
        {"type": "Input.Date", "id": "dato", "label": "Dato"},
        {"type": "Input.Time", "id": "tid", "label": "Klokkeslett"},
    ],
    [
        {**execute("Send", "send"), "style": "positive"},
        execute("Endre", "endre"),
        {**execute("Avbryt", "avbryt"), "associatedInputs": "none", "style": "destructive"},
        {"type": "Action.Submit", "title": "Følg saken", "data": {"action": "folg"}},
    ],
)  # fmt: skip
KVITTERING = card(
    [
        line("Meldingen er mottatt som sak AVV-2026-0042.", weight="Bolder", size="Medium"),
        {"type": "FactSet", "facts": [
            {"title": "Sted", "value": "Solgata sykehjem"},
            {"title": "Når", "value": "lørdag 21. november 2026 kl. 08.00"},
            {"title": "Behandler", "value": "Ola Brekke, innen onsdag 25. november"},
        ]},
        {"type": "RichTextBlock", "inlines": [
            {"type": "TextRun", "text": "Verneombudet får også beskjed. ", "isSubtle": True},
        ]},
    ],
    [execute("Følg saken", "folg"), execute("Legg til noe", "mer")],
)  # fmt: skip


@dataclass
class EkkoBot:
    """Says back what it hears; «kort» gives a card. `answers` are statuses for the next requests, instead of
    working, `tasks` the answers to the next dialogs."""

    session: aiohttp.ClientSession
    heard: list[dict[str, Any]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)

    async def messages(self, request: web.Request) -> web.StreamResponse:
        activity = await request.json()
        self.heard.append(activity)
        if self.answers:
            return web.json_response({"error": "busy"}, status=self.answers.pop(0))
        if activity["type"] == "invoke" and activity["name"].startswith("task/"):
            return web.json_response(self.tasks.pop(0))
        if activity["type"] == "invoke":
            return web.json_response(self._invoked(activity))
        if activity["type"] == "message":
            await self._answer(activity)
        return web.Response(status=200)

    async def post(self, activity: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        """A reply to an activity, by the connector that it came from."""
        url = f"{activity['serviceUrl']}/v3/conversations/{activity['conversation']['id']}/activities/{activity['id']}"
        async with self.session.post(url, json=reply) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def _answer(self, activity: dict[str, Any]) -> None:
        text = activity.get("text", "")
        if text == "meld avvik":
            await self.post(activity, SPORSMAL)
        elif text == "kvittering":
            await self.post(activity, KVITTERING)
        elif "value" in activity:
            await self.post(activity, {"type": "message", "text": f"Fikk {sorted(activity['value'])}"})
        else:
            await self.post(activity, {"type": "message", "text": f"Du skrev: {text}"})

    def _invoked(self, activity: dict[str, Any]) -> dict[str, Any]:
        action = activity["value"]["action"]
        if action["verb"] == "endre":
            return {
                "statusCode": 200,
                "type": "application/vnd.microsoft.activity.message",
                "value": "Du kan endre svarene rett i kortet.",
            }
        if action["verb"] == "avbryt":
            return {
                "statusCode": 429,
                "type": "application/vnd.microsoft.error",
                "value": {"code": "Busy", "message": "busy"},
            }
        body = [line(f"Sendt: {action['data'].get('hva', '')}", weight="Bolder")]
        content = card(body, [execute("Følg saken", "folg")])["attachments"][0]["content"]
        return {"statusCode": 200, "type": CARD, "value": content}


@dataclass
class Scene:
    """A running playground with its bot."""

    playground: Playground
    bot: EkkoBot
    server: TestServer
    clock: Stillklokke
    session: aiohttp.ClientSession
    outbox: list[dict[str, Any]]

    @property
    def url(self) -> str:
        return self.playground.base_url

    async def call(self, method: str, path: str, **kw: Any) -> tuple[int, Any]:
        """One request to the playground: status and JSON."""
        async with self.session.request(method, f"{self.url}{path}", **kw) as response:
            text = await response.text()
            return response.status, await response.json() if text else None

    async def say(self, text: str, person: str = KARI.email, **more: Any) -> dict[str, Any]:
        status, body = await self.call("POST", "/playground/say", json={"person": person, "text": text, **more})
        assert status == 200, body
        return dict(body)

    async def posts(self, conversation: str, person: str | None = None) -> list[dict[str, Any]]:
        query = {"person": person} if person else {}
        status, body = await self.call("GET", f"/playground/conversations/{conversation}/activities", params=query)
        assert status == 200, body
        return list(body["activities"])

    async def close(self) -> None:
        await self.session.close()
        await self.server.close()
        self.playground.close()


async def open_scene(path: Path | None = None, *, port: int = 0, patience: float = 15.0) -> Scene:
    """Starts bot and playground in one process on a free port of 127.0.0.1."""
    session = aiohttp.ClientSession()
    bot = EkkoBot(session)
    clock = Stillklokke()
    outbox: list[dict[str, Any]] = [
        {
            "id": 7,
            "type": "varsel",
            "status": "pending",
            "priority": 2,
            "notice": "avvik.nytt",
            "recipient": {"person": 2},
            "recipientName": "Ola Brekke",
            "notBefore": START + timedelta(minutes=5),
            "attempts": 0,
            "reason": None,
        }
    ]

    async def directory() -> list[PlaygroundPerson]:
        return list(PEOPLE)

    async def rows() -> list[dict[str, Any]]:
        return outbox

    async def post_activity(activity: dict[str, Any]) -> tuple[int, Any]:
        async with session.post(f"{playground.base_url}/api/messages", json=activity) as response:
            return response.status, await response.json() if response.content_type == "application/json" else None

    playground = Playground(
        directory=directory,
        channels=(KANAL, STILLE),
        post_activity=post_activity,
        clock=clock,
        outbox=rows,
        store=Store(path),
        turn_seconds=patience,
        invoke_seconds=patience,
    )
    app = web.Application()
    app.router.add_post("/api/messages", bot.messages)
    add_routes(app, playground)
    server = TestServer(app, host="127.0.0.1", port=port or None)
    await server.start_server()
    playground.base_url = str(server.make_url("")).rstrip("/")
    return Scene(playground, bot, server, clock, session, outbox)

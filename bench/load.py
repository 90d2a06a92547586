"""The load of the bench, in a process of its own: many people in chats of their own, `--concurrency` turns in flight.

    python -m bench.load URL --people 600 --concurrency 32 [--clicks]

All people talk at the same time, because a bot may have to leave a second between two messages to one chat; that pause is
not what is measured. A turn is measured from the POST to its answer. The result is one line of JSON.
"""

import argparse
import asyncio
import json
import time
from dataclasses import dataclass, field

import aiohttp

from bench.connector import Connector, Json
from bench.script import RECEIPT, VARDE, Click, Person, Step, activity_of, find_action

OK = range(200, 300)


@dataclass
class Measured:
    """Seconds of each turn, and what went wrong."""

    turns: list[float] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    receipts: int = 0

    def complain(self, what: str) -> None:
        """Counts one failure by its kind."""
        self.refused[what] = self.refused.get(what, 0) + 1


@dataclass
class Player:
    """Plays the script for one person after another."""

    url: str
    session: aiohttp.ClientSession
    connector: Connector
    in_flight: asyncio.Semaphore
    clicks: bool

    async def play(self, person: Person, measured: Measured) -> None:
        """One conversation from its first word to its receipt."""
        for step in VARDE:
            action = await self._action(person, step, measured)
            if self.clicks and isinstance(step, Click) and action is None:
                return
            await self._turn(person, activity_of(person, step, action[0] if action else None), action, measured)
        if self.clicks:
            await self._receipt(person, measured)

    async def _action(self, person: Person, step: Step, measured: Measured) -> tuple[Json, str] | None:
        if not (self.clicks and isinstance(step, Click)):
            return None
        try:
            return await self.connector.wait_for(person.conversation, lambda posts: find_action(posts, step.label))
        except TimeoutError:
            measured.complain(f"no button {step.label}")
            return None

    async def _turn(self, person: Person, activity: Json, action: tuple[Json, str] | None, measured: Measured) -> None:
        if action is not None:
            activity["replyToId"] = action[1]
        async with self.in_flight:
            started = time.perf_counter()
            async with self.session.post(self.url, json=activity) as response:
                body = await response.read()
            measured.turns.append(time.perf_counter() - started)
        if response.status not in OK:
            measured.complain(f"status {response.status}")
        elif body and activity["type"] == "invoke":
            self._keep_card(person, json.loads(body))

    def _keep_card(self, person: Person, answer: Json) -> None:
        """A card that came back in the answer to a click stands in the chat like any other."""
        if "card" in str(answer.get("type", "")):
            self.connector.keep(person.conversation, {"attachments": [{"content": answer["value"]}]})

    async def _receipt(self, person: Person, measured: Measured) -> None:
        try:
            await self.connector.wait_for(person.conversation, lambda posts: RECEIPT in json.dumps(posts))
            measured.receipts += 1
        except TimeoutError:
            measured.complain("no receipt")


async def run(url: str, people: range, concurrency: int, *, clicks: bool) -> Json:
    """Plays for everybody, with `concurrency` turns in flight; the numbers of this round."""
    connector, measured = Connector(), Measured()
    service_url = await connector.start()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        player = Player(url, session, connector, asyncio.Semaphore(concurrency), clicks)
        started, cpu = time.perf_counter(), time.process_time()
        async with asyncio.TaskGroup() as group:
            for number in people:
                group.create_task(player.play(Person(number, service_url), measured))
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    await connector.stop()
    said = sum(len(posts) for posts in connector.posts.values())
    return {
        "turns": len(measured.turns),
        "seconds": seconds,
        "latencies": measured.turns,
        "replies": said,
        "refused": measured.refused,
        "receipts": measured.receipts,
        "generator_cpu": cpu / seconds,
    }


def main() -> None:
    """A warm-up that is not counted, then the round that is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--concurrency", type=int, default=32)
    parser.add_argument(
        "--clicks", action="store_true", help="press the buttons of the cards; without it they are texts"
    )
    options = parser.parse_args()
    asyncio.run(run(options.url, range(options.concurrency), options.concurrency, clicks=options.clicks))
    counted = range(options.concurrency, options.concurrency + options.people)
    print(json.dumps(asyncio.run(run(options.url, counted, options.concurrency, clicks=options.clicks))))


if __name__ == "__main__":
    main()

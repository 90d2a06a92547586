"""A conversation as a list of steps, and the activities that Teams would make of them."""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
BOT = {"id": "28:varde", "name": "Varde"}
TENANT = "00000000-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class Say:
    """The person writes."""

    text: str


@dataclass(frozen=True)
class Click:
    """The person presses the newest button whose label begins so, with these inputs filled in (key → value)."""

    label: str
    inputs: tuple[tuple[str, str], ...] = ()


Step = Say | Click

VARDE: tuple[Step, ...] = (
    Say("meld avvik"),
    Say("skled på isen ved inngangen i går kl 8, slo hånda"),
    Click("Bygg"),
    Click("Førstehjelp"),
    Click("2 Middels"),
    Say("Solgata sykehjem"),
    Click("Send"),
)
"""From «meld avvik» to the receipt, for somebody whom the kommune's lists do not know."""

RECEIPT = "AVV-"


@dataclass(frozen=True)
class Person:
    """One of many, each in a personal chat of their own."""

    number: int
    service_url: str

    @property
    def conversation(self) -> str:
        return f"a:bench-{self.number}"

    def message(self, **more: Any) -> Json:
        """A message activity as Teams sends it."""
        return self._activity("message", textFormat="plain", **more)

    def invoke(self, action: Json) -> Json:
        """An adaptiveCard/action invoke as Teams sends it."""
        value = {"action": action, "trigger": "manual"}
        return self._activity("invoke", name="adaptiveCard/action", value=value)

    def _activity(self, kind: str, **more: Any) -> Json:
        aad = str(uuid.UUID(int=self.number + (1 << 64)))
        return {
            "type": kind,
            "id": uuid.uuid4().hex,
            "timestamp": "2026-11-23T08:00:00.000Z",
            "serviceUrl": self.service_url,
            "channelId": "msteams",
            "locale": "nb-NO",
            "from": {"id": f"29:bench-{self.number}", "name": f"Person {self.number}", "aadObjectId": aad},
            "recipient": BOT,
            "conversation": {"id": self.conversation, "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            **more,
        }


def activity_of(person: Person, step: Step, action: Json | None) -> Json:
    """What Teams posts for a step; `action` is the card action that a click means (none where only echoes answer)."""
    if isinstance(step, Say):
        return person.message(text=step.text)
    if action is None:
        return person.message(text=step.label)
    data = {**action.get("data", {}), **dict(step.inputs)}
    if action["type"] == "Action.Submit":
        return person.message(value=data)
    return person.invoke({"type": action["type"], "verb": action.get("verb"), "data": data})


def find_action(posts: list[Json], label: str) -> tuple[Json, str] | None:
    """The newest action whose title begins with the label, and the id of its message."""
    for post in reversed(posts):
        for card in (attachment.get("content", {}) for attachment in post.get("attachments", ())):
            for action in _actions(card):
                if str(action.get("title", "")).casefold().startswith(label.casefold()):
                    return action, post["id"]
    return None


def _actions(part: Any) -> Iterator[Json]:
    if isinstance(part, list):
        yield from itertools.chain.from_iterable(_actions(item) for item in part)
    elif isinstance(part, dict):
        if str(part.get("type", "")) in {"Action.Submit", "Action.Execute"}:
            yield part
        yield from itertools.chain.from_iterable(_actions(value) for key, value in part.items() if key != "data")

"""The dialogs that people have open: asked for by a button, answered in place, gone when closed. Pure; nothing is kept."""

from dataclasses import dataclass, field
from typing import Any

from bot.channels.playground import activities, cards, ids
from bot.channels.playground.delivery import REFUSED, TAKEN, Delivery
from bot.channels.playground.model import Json, PlaygroundPerson, Refused


@dataclass(frozen=True)
class Opened:
    """What a dialog's invoke came to: the bot's status, and the task it answered with (None where it gave none)."""

    status: int
    task: Json | None


@dataclass
class Dialoger:
    """Each person has at most one dialog open, as in a Teams client."""

    delivery: Delivery
    _open: dict[str, Json] = field(default_factory=dict)

    async def fetch(self, person: PlaygroundPerson, base: Json, card_id: str, action: Json) -> Opened:
        """A button that asks for a dialog was pressed."""
        data = action.get("data")
        made = activities.task(base, ids.invoke_id(), card_id, "task/fetch", data if isinstance(data, dict) else {})
        return await self._answered(person, made)

    async def submit(self, person: PlaygroundPerson, base: Json, wanted: str | int | Json, inputs: Json) -> Opened:
        """A button of the open dialog was pressed. An object is an action as the page's renderer hands it out, or a forged one."""
        if isinstance(wanted, dict):
            action = wanted
        else:
            standing = self._open.get(person.aadObjectId)
            if standing is None:
                raise Refused(404, "DialogNotFound", "that person has no dialog open")
            seen = cards.as_activity(standing)
            action = cards.pressed(seen, cards.choose(seen, wanted), inputs)
        data = action.get("data")
        made = activities.task(base, ids.invoke_id(), None, "task/submit", data if isinstance(data, dict) else {})
        return await self._answered(person, made)

    def close(self, person: PlaygroundPerson) -> None:
        """The person closes it. Teams tells the bot nothing."""
        self._open.pop(person.aadObjectId, None)

    async def _answered(self, person: PlaygroundPerson, activity: Json) -> Opened:
        status, answer = await self.delivery.send(activity)
        inner = answer.get("statusCode") if isinstance(answer, dict) else None
        if status in TAKEN and isinstance(inner, int) and inner in REFUSED:
            status = inner
        task: Any = answer.get("task") if status in TAKEN and isinstance(answer, dict) else None
        if not isinstance(task, dict):
            return Opened(status, None)
        content = _card(task)
        if content is None:
            self.close(person)
        else:
            self._open[person.aadObjectId] = content
        return Opened(status, task)


def _card(task: Json) -> Json | None:
    """The card of a dialog that goes on."""
    value = task.get("value")
    card = value.get("card") if task.get("type") == "continue" and isinstance(value, dict) else None
    content = card.get("content") if isinstance(card, dict) else None
    return content if isinstance(content, dict) else None

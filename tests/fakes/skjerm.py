"""What a person sees on the screen and does with it, without knowing any of the bot's questions.

Somebody who fills in a form reads the newest card, presses a button of what it offers, or writes a line when it offers none.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tests.fakes.fjordvik import Fjordvik, Folk, as_post

MAKS_SVAR = 25


@dataclass(frozen=True)
class Knapp:
    """A button as its card holds it: where it stands, and what it says to the bot."""

    title: str
    post: str
    conversation: str
    data: Mapping[str, Any]


class Skjerm:
    """What a person sees and does, and nothing about anybody else's."""

    def __init__(self, by: Fjordvik) -> None:
        self.by = by
        self.rooms: dict[str, str] = {}
        self.read: Counter[str] = Counter()
        self.handlinger = 0

    async def sier(self, folk: Folk, text: str) -> None:
        """Writes a line in the personal chat."""
        await self._les_forbi(folk)
        await self._gjor("say", {"person": folk.id, "conversation": None, "text": text, "replyTo": None})

    async def trykker(self, folk: Folk, knapp: Knapp, **inputs: str) -> None:
        """Presses a button that was seen, with what was ticked or filled in on its card."""
        await self._les_forbi(folk)
        body = {"person": folk.id, "conversation": knapp.conversation, "activity": knapp.post, "inputs": inputs}
        await self._gjor("click", {**body, "action": knapp.title})

    async def nytt(self, folk: Folk, *, alt: bool = False) -> tuple[str, list[Knapp]]:
        """The words and the buttons that came, or were changed, since the person last did something; or (`alt`) all there are."""
        words, buttons = [], []
        room = await self._rom(folk)
        if room is None:
            return "", []
        for one in (await self._hent(folk, room, 0 if alt else self.read[room]))["activities"]:
            if one["deleted"] or one["kind"] == "person":
                continue
            words.append(as_post(room, one).text)
            for attachment in one["activity"].get("attachments") or ():
                for action in _trykkbare(attachment["content"]):
                    data = (action.get("data") or {}).get("varde")
                    if data is not None:
                        buttons.append(Knapp(action["title"], one["id"], room, data))
        return "\n".join(words), buttons

    async def alt(self, folk: Folk) -> str:
        """Everything that the bot has told the person, as it looks now."""
        room = await self._rom(folk)
        if room is None:
            return ""
        found = (await self._hent(folk, room, 0))["activities"]
        return "\n".join(as_post(room, one).text for one in found if not one["deleted"] and one["kind"] != "person")

    async def _gjor(self, what: str, body: Mapping[str, Any]) -> None:
        self.handlinger += 1
        answer = await self.by.call("POST", f"/playground/{what}", body)
        assert answer["ok"], answer
        await self.hviler()

    async def hviler(self) -> None:
        """Returns when nothing is on its way."""
        await self.by.varde.henter.idle()
        await self.by.varde.relay.idle()

    async def _les_forbi(self, folk: Folk) -> None:
        room = await self._rom(folk)
        if room is not None:
            self.read[room] = (await self._hent(folk, room, self.read[room]))["version"]

    async def _rom(self, folk: Folk) -> str | None:
        if folk.id not in self.rooms:
            found = await self.by.call("GET", "/playground/conversations", person=folk.id)
            for room in found:
                if room["type"] == "personal":
                    self.rooms[folk.id] = room["id"]
        return self.rooms.get(folk.id)

    async def _hent(self, folk: Folk, room: str, after: int) -> Any:
        path = f"/playground/conversations/{room}/activities"
        return await self.by.call("GET", path, person=folk.id, after=str(after))


class Utfyller:
    """Fills in any form of the bot's: a wanted value if the card offers it, or else the first; a line when it offers none."""

    def __init__(self, skjerm: Skjerm) -> None:
        self.skjerm = skjerm
        self.svar = 0

    async def fyll(
        self,
        folk: Folk,
        *,
        vil: Collection[Any] = (),
        tekster: Sequence[str] = (),
        endre: Mapping[str, Any] | None = None,
        sendes: bool = True,
        ellers: str = "det er ordnet i dag",
        paa: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Answers until the form is done, and returns the bot's last words. At another door they go on with the report.

        `vil`: values that are chosen when they are offered. `endre`: slots that are changed in the review, and to what.
        `tekster` are written in their order, then `ellers`. `sendes` False: a short form that has no review. `paa`: what is
        written to a question with these words in it, whatever is offered.
        """
        left, changes, chosen = list(tekster), dict(endre or {}), set(vil)
        for _ in range(MAKS_SVAR):
            words, buttons = await self.skjerm.nytt(folk)
            mine = [knapp for knapp in buttons if knapp.data.get("action") == "form"]
            door = [knapp for knapp in buttons if knapp.data.get("action") == "venter"]
            if door and not mine:
                await self._trykker(folk, next((k for k in door if k.data["value"] == "videre"), door[-1]))
                continue
            known = [said for asked, said in paa.items() if asked in words]
            if known:
                await self._skriver(folk, known[0])
                continue
            if not mine:
                if not sendes and not left:
                    return words
                await self._skriver(folk, left.pop(0) if left else ellers)
                continue
            press = self._velg(mine, changes, chosen)
            await self._trykker(folk, press)
            if press.data.get("value") == "send" and not await self._sporres(folk):
                return (await self.skjerm.nytt(folk))[0]
        raise AssertionError(f"skjemaet tar ingen slutt for {folk.name}: {(await self.skjerm.nytt(folk))[0]}")

    def _velg(self, mine: Sequence[Knapp], changes: dict[str, Any], chosen: set[Any]) -> Knapp:
        by_do = {(knapp.data["do"], knapp.data.get("value")): knapp for knapp in mine}
        send = by_do.get(("go", "send"))
        if send is not None:
            return by_do[("go", "endre")] if changes else send
        for slot in [slot for slot in changes if ("edit", slot) in by_do]:
            chosen.add(changes.pop(slot))
            return by_do[("edit", slot)]
        wanted = [knapp for (do, value), knapp in by_do.items() if do == "answer" and value in chosen]
        return (wanted or [by_do[("answer", "@andre")]] if ("answer", "@andre") in by_do else wanted or mine)[0]

    async def _sporres(self, folk: Folk) -> bool:
        _, buttons = await self.skjerm.nytt(folk)
        return any(knapp.data.get("action") == "form" for knapp in buttons)

    async def _trykker(self, folk: Folk, knapp: Knapp) -> None:
        self.svar += 1
        await self.skjerm.trykker(folk, knapp)

    async def _skriver(self, folk: Folk, text: str) -> None:
        self.svar += 1
        await self.skjerm.sier(folk, text)


def _trykkbare(element: Any) -> list[dict[str, Any]]:
    if isinstance(element, list):
        return [action for one in element for action in _trykkbare(one)]
    if not isinstance(element, dict):
        return []
    if element.get("type") == "ActionSet":
        return list(element["actions"])
    return [action for key in ("body", "items", "columns") for action in _trykkbare(element.get(key))]
